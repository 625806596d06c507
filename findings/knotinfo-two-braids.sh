#!/usr/bin/env bash
# Package: database_knotinfo 2026.11.2.
# Behaviour: `braid_notation` of 74 knots is a list of two braid words, of all others one word. They
#   differ in strands or letters: of 10_136 they have 4 and 5 strands, 11 and 10 letters.
# Seen: 10_136 has [[-1,-1,-2,3,-2,1,-2,-2,3,2,2],[-1,2,-1,2,3,-2,-2,-4,3,-4]], braid index 4.
# Expected: one word a field, as the column's name and the other 12 891 rows have it.
# Here: a reader that strips brackets joins two words into one of 21 letters, whose closure is another knot or a link.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check database_knotinfo==2026.11.2
cat > finding.py <<'END'
import json
from database_knotinfo import link_list

double = {}
for row in link_list()[1:]:
    word = json.loads(row["braid_notation"].replace(";", ",").replace("{", "[").replace("}", "]") or "[]")
    if word and isinstance(word[0], list):
        double[row["name"]] = word
print(len(double), "knots have several words; 10_136:", double["10_136"])
assert len(double) == 74 and all(len(words) == 2 for words in double.values())
END
env/bin/python finding.py
