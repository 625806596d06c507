#!/usr/bin/env bash
# Package: node:sqlite of Node 24 (SQLite 3.53); the same in Python's sqlite3.
# Behaviour: a REAL column forgets the sign of zero; a column without a type keeps it.
# Seen: -0.0 goes in, 0.0 comes out, while every other double comes back with all its bits, infinities and the smallest
#   included. (NaN becomes NULL; that is documented.)
# Expected: the eight bytes that went in: "REAL: the value is a floating point value, stored as an 8-byte IEEE floating
#   point number". Reals that are whole numbers are written as integers to save room, and -0.0 counts as one.
# Here: result tables keep the sign in a column beside the numbers; a checksum over rows as they were written would never
#   match rows as they are read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.mjs <<'END'
import assert from "node:assert"
import { DatabaseSync } from "node:sqlite"

const database = new DatabaseSync(":memory:")
database.exec("CREATE TABLE t (x REAL, y)")
const sent = [-0, Infinity, -Infinity, 5e-324, 2 ** 53, -1.5]
for (const x of sent) database.prepare("INSERT INTO t VALUES (?, ?)").run(x, x)
const found = database.prepare("SELECT x, y FROM t").all()
console.log(found)
assert(Object.is(found[0].x, 0))
assert(Object.is(found[0].y, -0))
for (let k = 1; k < sent.length; k++) assert(Object.is(found[k].x, sent[k]))
END
node finding.mjs
