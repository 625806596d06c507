#!/usr/bin/env bash
# Package: node 24.21.0.
# Behaviour: node's compile cache (NODE_COMPILE_CACHE, module.enableCompileCache) takes what V8 has compiled of a file before any
#   of it runs. Functions that V8 compiles when they are called are not in it, however often the program runs.
# Seen: of a file with 300 functions that are called, the cache has an eighth of what V8's own cache has after a run.
# Expected: what one run has compiled the next one finds, as the cache is written when the process ends.
# Here: the program as one file, its modules functions, started no faster than from six hundred files. src/pack/runtime.ts
#   runs it by vm.Script and keeps V8's cache itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node@24.21.0 > /dev/null
node=node_modules/node/bin/node
{
  echo 'const modules = ['
  for i in $(seq 300); do
    echo "() => { const a = (x) => x + $i; const b = (x) => a(x) * 2; return [a, b, 'text $i', b($i)] },"
  done
  echo ']; for (const module of modules) module()'
} > program.cjs
for _ in 1 2; do NODE_COMPILE_CACHE=cache $node program.cjs; done
$node -e '
const { globSync, readFileSync, statSync } = require("node:fs")
const { Script } = require("node:vm")
const kept = globSync("cache/*/*").reduce((sum, file) => sum + statSync(file).size, 0)
const script = new Script(readFileSync("program.cjs", "utf8"))
script.runInThisContext()
const whole = script.createCachedData().length
console.log("the cache of node:", kept, "bytes; of V8, after a run:", whole)
process.exit(kept > 0 && kept * 4 < whole ? 0 : 1)'
