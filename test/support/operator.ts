/** What `nsc` makes: an operator with an account, in the configuration of a server, and credentials of its users. */
import { hash } from "node:crypto"
import { nkeys } from "@nats-io/transport-node"

type Claims = Readonly<Record<string, unknown>>

const json = (value: Claims): string => Buffer.from(JSON.stringify(value)).toString("base64url")

const token = (
  issuer: nkeys.KeyPair,
  subject: nkeys.KeyPair,
  name: string,
  nats: Claims,
  more: Claims = {}
) => {
  const claims = {
    ...{ jti: hash("sha256", name), iat: Math.floor(Date.now() / 1000), iss: issuer.getPublicKey() },
    ...{ name, sub: subject.getPublicKey(), nats: { version: 2, ...nats }, ...more }
  }
  const signed = `${json({ typ: "JWT", alg: "ed25519-nkey" })}.${json(claims)}`
  return `${signed}.${Buffer.from(issuer.sign(new TextEncoder().encode(signed))).toString("base64url")}`
}

export const seedOf = (pair: nkeys.KeyPair): string => new TextDecoder().decode(pair.getSeed())

export const make = () => {
  const [operator, account, system] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createAccount()]
  const any = {
    subs: -1,
    conn: -1,
    leaf: -1,
    imports: -1,
    exports: -1,
    data: -1,
    payload: -1,
    wildcards: true
  }
  const store = { mem_storage: 2 ** 30, disk_storage: 2 ** 30, streams: -1, consumer: -1 }
  const preloaded = [
    [account, token(operator, account, "fleet", { type: "account", limits: { ...any, ...store } })],
    [system, token(operator, system, "SYS", { type: "account", limits: any })]
  ] as const
  return {
    configuration: [
      `operator: ${token(operator, operator, "laboratory", { type: "operator" })}`,
      `system_account: ${system.getPublicKey()}`,
      "resolver: MEMORY",
      `resolver_preload: {\n${preloaded.map(([pair, text]) => `${pair.getPublicKey()}: ${text}`).join("\n")}\n}`
    ].join("\n"),
    /** @param more of the claims: `exp`, seconds since 1970 */
    credentials: (name: string, more: Claims = {}): string => {
      const user = nkeys.createUser()
      const jwt = token(account, user, name, { type: "user", subs: -1, data: -1, payload: -1 }, more)
      return [
        ...["-----BEGIN NATS USER JWT-----", jwt, "------END NATS USER JWT------", ""],
        ...["-----BEGIN USER NKEY SEED-----", seedOf(user), "------END USER NKEY SEED------", ""]
      ].join("\n")
    }
  }
}
