#!/usr/bin/env bash
# Package: pyarrow 26.0.1.
# Behaviour: reading a Parquet file with a filter loses rows that are NaN, where the statistics of a row group name
#   one other value; filtering the same table in memory keeps them.
# Seen: of x = [1, 1, NaN], the filter x != 1 reads no row; after reading everything it gives [NaN]; is_nan(x) as a
#   filter of the file gives none, either.
# Expected: the row each time: NaN != 1 is true (IEEE 754, and pyarrow.compute.not_equal). The Parquet format says
#   that readers must not take minimum and maximum to speak of NaN.
# Here: diverged trainings are NaN in a column that else holds one value, and a filter by which one looks for them
#   finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyarrow==26.0.1
cat > finding.py <<'END'
import pyarrow as pa, pyarrow.compute as pc, pyarrow.dataset as ds, pyarrow.parquet as pq

table = pa.table({"x": [1.0, 1.0, float("nan")]})
pq.write_table(table, "x.parquet")
other = pc.field("x") != 1.0
in_memory = table.filter(other).num_rows
from_file = pq.read_table("x.parquet", filters=other).num_rows
nan_from_file = ds.dataset("x.parquet").to_table(filter=pc.is_nan(pc.field("x"))).num_rows
print(dict(in_memory=in_memory, from_file=from_file, nan_from_file=nan_from_file))
assert (in_memory, from_file, nan_from_file) == (1, 0, 0)
END
env/bin/python finding.py
