#!/usr/bin/env bash
# Package: knot_floer_homology 1.2.2.
# Behaviour: a diagram with a kink, a loop of one crossing that a first Reidemeister move takes away, is refused.
# Seen: ValueError: The PD code describes a knot projection with a reducing Reidemeister 1 move. Without the kink
#   the same trefoil has genus 1.
# Expected: the homology: it is an invariant of the knot, and the documentation of pd_to_hfk asks for a PD code of a
#   knot and no more; Spherogram, whose codes it takes, makes such diagrams.
# Here: closures of random braids have kinks more often than not. They have to be simplified before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check knot_floer_homology==1.2.2
cat > finding.py <<'END'
from knot_floer_homology import pd_to_hfk

trefoil = [(1, 5, 2, 4), (3, 1, 4, 6), (5, 3, 6, 2)]
assert pd_to_hfk(trefoil)["seifert_genus"] == 1
# The same with strand 6 twisted once: crossing (6, 7, 7, 8).
kinked = [(1, 5, 2, 4), (3, 1, 4, 8), (5, 3, 6, 2), (6, 7, 7, 8)]
try:
    pd_to_hfk(kinked)
except ValueError as error:
    print(error)
    assert "Reidemeister 1" in str(error)
else:
    raise SystemExit("It takes kinks now.")
END
env/bin/python finding.py
