#!/usr/bin/env bash
# Package: snappy 3.3.2.
# Behaviour: SnapPy's names of knots with 10 crossings are Rolfsen's of 1976, with the pair that Perko showed to be
#   one knot: 10_161 and 10_162; so its 10_163 to 10_166 are 10_162 to 10_165 of today's tables.
# Seen: Manifold("10_161") and Manifold("10_162") are isometric, there is a 10_166, and volumes of 10_162 and 10_163
#   differ.
# Expected: 165 knots, all different: KnotInfo and the Knot Atlas have dropped the second of the pair and count on
#   (KnotInfo: "Perko pair").
# Here: a knot that is named by its complement in SnapPy and looked up in KnotInfo by that name is another knot, for
#   four names, and their mirror images.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check snappy==3.3.2
cat > finding.py <<'END'
import snappy

first, second, third = [snappy.Manifold(name) for name in ("10_161", "10_162", "10_163")]
print([float(each.volume()) for each in (first, second, third)])
assert first.is_isometric_to(second)
assert not second.is_isometric_to(third)
assert snappy.Manifold("10_166").num_cusps() == 1
END
env/bin/python finding.py
