"""What spherogram and regina say of planar diagrams, given as PD codes with arcs from 0 on standard input: JSON both ways."""

import json
import sys

import regina
import spherogram


def told(code):
    link = spherogram.Link(code)
    ours = regina.Link.fromPD([[arc + 1 for arc in crossing] for crossing in code])
    knot = len(link.link_components) == 1
    return {
        "signs": [crossing.sign for crossing in link.crossings],
        "seifertCircles": ours.seifertCircles() if hasattr(ours, "seifertCircles") else None,
        "alexander": [str(ours.alexander()[i]) for i in range(ours.alexander().degree() + 1)] if knot else None,
    }


json.dump([told(code) for code in json.load(sys.stdin)], sys.stdout)
