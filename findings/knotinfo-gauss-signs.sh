#!/usr/bin/env bash
# Package: database_knotinfo 2026.11.2 (the data of KnotInfo, which Sage uses, too).
# Behaviour: the signs of `gauss_notation` mean the opposite up to twelve crossings of what they mean for thirteen. Walked along
#   the arcs of `pd_notation` of the same row, a passage below is + for all 2977 knots to 12 crossings, and - for all 9988 of 13.
# Seen: 3_1 has the codes [1,-2,3,-1,2,-3] and [[1,5,2,4],[3,1,4,6],[5,3,6,2]], whose first passage, along arc 1, is below.
# Expected: one meaning in one column; which of the two, as KnotInfo's page on Gauss notation says it.
# Here: an unsigned Gauss code leaves the mirror image open in part, so that a knot read by the other rule is the mirror image
#   without any sign that something is wrong: its determinant and its Alexander polynomial are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check database_knotinfo==2026.11.2
cat > finding.py <<'END'
import collections, json
from database_knotinfo import link_list


def numbers(text):
    return json.loads(text.replace(";", ",").replace("{", "[").replace("}", "]"))


def below(code):
    """Whether the passage along each arc, in order, is the one below."""
    incoming = {crossing[0] for crossing in code}
    return [arc in incoming for arc in range(1, 2 * len(code) + 1)]


found = collections.Counter()
for row in link_list()[1:]:
    if row["name"] == "0_1" or not row["pd_notation"]:
        continue
    code, gauss = numbers(row["pd_notation"]), numbers(row["gauss_notation"])
    passages = below(code)
    meaning = "+" if [sign > 0 for sign in gauss] == passages else "-"
    assert [(sign > 0) == (meaning == "+") for sign in gauss] == passages, row["name"]
    found["13" if len(code) == 13 else "to 12", f"below is {meaning}"] += 1
for (crossings, meaning), count in sorted(found.items()):
    print(crossings, meaning, count)
assert found == {("to 12", "below is +"): 2977, ("13", "below is -"): 9988}
END
env/bin/python finding.py
