#!/usr/bin/env bash
# Package: polars 2.1.0.
# Behaviour: read_json takes a column whose first hundred values are integers for one of integers, and cuts the
#   fractions off later ones without an error; read_ndjson of the same rows raises one.
# Seen: after 150 integers 1.5 arrives as 1, from_dicts too; read_ndjson: ComputeError: cannot parse '1.5' (f64) as
#   Int64.
# Expected: an error, as read_ndjson and read_csv give for a value that does not fit; the documentation says of
#   infer_schema_length only how many rows are looked at.
# Here: a column of counts that become means when repeats are folded is read wrong, silently.
#   infer_schema_length=None reads it right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
cat > finding.py <<'END'
import json
import polars

rows = [{"x": i} for i in range(150)] + [{"x": 1.5}]
with open("rows.json", "w") as file:
    json.dump(rows, file)
with open("rows.ndjson", "w") as file:
    file.write("\n".join(map(json.dumps, rows)))
last = lambda frame: frame["x"][-1]
seen = [last(polars.read_json("rows.json")), last(polars.from_dicts(rows))]
print(seen)
assert seen == [1, 1]
assert last(polars.read_json("rows.json", infer_schema_length=None)) == 1.5
try:
    polars.read_ndjson("rows.ndjson")
    raise SystemExit("read_ndjson cuts now, too.")
except polars.exceptions.ComputeError as error:
    print(error)
END
env/bin/python finding.py
