#!/usr/bin/env bash
# Packages: @nats-io/transport-node 3.4.0
# Behaviour: credsAuthenticator takes credentials (a JWT and a seed between lines of dashes) by lines, and each line of dashes
#   must be ended, the last one too. Of a text whose end was trimmed it finds no credentials at all.
# Seen: the text as nsc writes it is taken; the same text trimmed throws "unable to parse credentials".
# Expected: the end of the text is the end of its last line, as in PEM, which looks the same and is read either way.
# Here: files of secrets are trimmed when they are read, for tokens and seeds; credentials get their end again
#   (src/engine/fleet/secret.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund @nats-io/transport-node@3.4.0
cat > finding.js <<'END'
import assert from "node:assert"
import { credsAuthenticator, nkeys } from "@nats-io/transport-node"

const seed = new TextDecoder().decode(nkeys.createUser().getSeed())
const text = `-----BEGIN NATS USER JWT-----
a.b.c
------END NATS USER JWT------

-----BEGIN USER NKEY SEED-----
${seed}
------END USER NKEY SEED------
`
const said = (credentials) => {
  try {
    const { jwt } = credsAuthenticator(new TextEncoder().encode(credentials))("nonce")
    return `taken: ${jwt}`
  } catch (cause) {
    return cause.message
  }
}
const [whole, trimmed] = [said(text), said(text.trim())]
console.log({ whole, trimmed })
assert.strictEqual(whole, "taken: a.b.c")
assert.match(trimmed, /unable to parse credentials/)
END
node finding.js
