#!/usr/bin/env bash
# Package: khoca 1.5.
# Behaviour: its variable t is the inverse of the homological degree of the literature; q is as usual.
# Seen: unreduced homology of braid aaa over the rationals: t^-3q^9 + t^-2q^5 + t^0q^1 + t^0q^3.
# Expected: q + q^3 + t^2 q^5 + t^3 q^9 for the trefoil with these powers of q (Bar-Natan 2002, section 3; KnotInfo;
#   the Knot Atlas); its mirror image has both signs turned, which would be t^-3 q^-9.
# Here: neither of the two trefoils of a table matches. The Jones polynomial, at t = -1, agrees all the same, so
#   that this check does not show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check khoca==1.5 py==1.11.0 # py: imported, not declared
cat > finding.py <<'END'
from khoca import InteractiveCalculator

homology = InteractiveCalculator(1)
_, lines = homology("braidaaa", print_messages=True)
unreduced = [line for line in lines if line.startswith("t^")][-1]
print(unreduced)
assert sorted(unreduced.split(" + ")) == ["t^-2q^5", "t^-3q^9", "t^0q^1", "t^0q^3"]
END
env/bin/python finding.py
