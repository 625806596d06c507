#!/usr/bin/env bash
# Package: khoca 1.5.
# Behaviour: after its t is read as the inverse of the homological degree (khoca-homological-degree.sh), ranks stand where tables
#   have them, and torsion one degree below: it is that of the dual complex.
# Seen: braid aaa over the integers: t^-2q^7[2] beside t^-3q^9 + t^-2q^5 + t^0q^1 + t^0q^3.
# Expected: the trefoil's group of order 2 in degree t^3 q^7 (Bar-Natan 2002, section 6; KnotInfo: a torsion of order 2 with
#   t^3 q^7); by t -> 1/t one finds t^2 q^7.
# Here: a comparison of integral homologies fails for every knot with torsion, although all ranks agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check khoca==1.5 py==1.11.0 # py: imported, not declared
cat > finding.py <<'END'
from khoca import InteractiveCalculator

homology = InteractiveCalculator(0)
_, lines = homology("braidaaa", print_messages=True)
unreduced = [line for line in lines if line.startswith("t^")][-1]
print(unreduced)
terms = sorted(unreduced.split(" + "))
assert terms == ["t^-2q^5", "t^-2q^7[2]", "t^-3q^9", "t^0q^1", "t^0q^3"]
END
env/bin/python finding.py
