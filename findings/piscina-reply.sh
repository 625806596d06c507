#!/usr/bin/env bash
# Package: piscina 5.3.2.
# Behaviour: a job that cannot be cloned is rejected with its DataCloneError. A reply that cannot be cloned is rejected
#   with a plain Error whose message is empty; only the text of its stack still says what happened.
# Seen: for a function in the job, name DataCloneError, code 25. For a function in the reply, name Error, message "",
#   no code; its stack begins with DataCloneError and the sentence.
# Expected: the same error both ways; worker_threads throws a DataCloneError wherever a message is posted.
# Here: a kernel of one's own whose tally holds a function would be told as a crash without a word. The engine reads
#   the stack (src/engine/rejection.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund piscina@5.3.2
echo 'export default ({ wanted }) => (wanted === "function" ? () => 1 : 1)' > worker.js
cat > finding.js <<'END'
import assert from "node:assert"
import { Piscina } from "piscina"

const pool = new Piscina({ filename: new URL("worker.js", import.meta.url).href, maxThreads: 1 })
const rejection = (job) => pool.run(job).then(() => assert.fail("resolved"), (cause) => cause)
const job = await rejection({ wanted: "number", odd: () => 1 })
const reply = await rejection({ wanted: "function" })
const said = ({ name, message, code, stack }) => ({ name, message, code, stack: stack.split("\n")[0] })
console.log({ job: said(job), reply: said(reply) })
assert.strictEqual(job.name, "DataCloneError")
assert.strictEqual(reply.name, "Error")
assert.strictEqual(reply.message, "")
assert.match(reply.stack, /^DataCloneError: /)
await pool.destroy()
END
node finding.js
