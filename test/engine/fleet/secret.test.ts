/**
 * Who asks the server of a fleet, and how it is found out, with servers of their own: each way in, and each way to be wrong
 * about it as one sentence, in both commands, at once. No secret is shown by any of it.
 */
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { nkeys } from "@nats-io/transport-node"
import t, { type Test } from "tap"
import * as Certificates from "../../support/certificates.ts"
import { skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { configured, freePort, program, said, serve, skip } from "../../support/fleet.ts"
import * as Operator from "../../support/operator.ts"

const folder = newFolder()
const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name)
  writeFileSync(path, text, { mode })
  chmodSync(path, mode)
  return path
}

file("study.yaml", "simulation: coin\nseed: 3\nbase: { tosses: 10, grain: 10, bias: 0.5 }\n")

t.setTimeout(240_000)

const quickly = 10_000

/** Both commands say the same of the server, and one sentence alone. */
const refused = async (t: Test, url: string, expected: RegExp, ...more: ReadonlyArray<string>) => {
  for (const command of [
    ["work", url, "--threads", "1"],
    ["run", "study.yaml", "--fleet", url, "--backend", "cpu", "--name", "none"]
  ]) {
    const began = performance.now()
    const { status, stderr } = await skein(folder, ...command, ...more)
    t.equal(status, 2, stderr)
    t.match(stderr, expected)
    t.equal(stderr.trim().split("\n").length, 1, stderr)
    t.ok(performance.now() - began < quickly, "quickly")
  }
}

const welcome = async (t: Test, url: string, ...more: ReadonlyArray<string>): Promise<string> => {
  const { status, stderr } = await skein(folder, "work", url, "--threads", "1", "--idle", "1", ...more)
  t.equal(status, 0, stderr)
  return stderr
}

t.test(
  "the beginning of docs/machines.md: a token, and a server that shows it to nobody",
  { skip: skip || Certificates.skip },
  async (t) => {
    const document = readFileSync(join(import.meta.dirname, "../../../docs/machines.md"), "utf8")
    const [, making, serving] = /```sh\n(.*> token\).*\n.*> fleet\.conf)\n(TOKEN=.*fleet\.conf) /.exec(
      document
    )!
    const made = spawnSync("sh", ["-c", making!], { cwd: folder, encoding: "utf8" })
    t.equal(made.status, 0, made.stderr)
    t.equal(statSync(join(folder, "token")).mode & 0o777, 0o600)
    const port = await freePort()
    const command = `exec ${serving!.replace("nats-server", `"$0" -a 127.0.0.1 -p ${port}`)}`.replace(
      /^exec (TOKEN=\S+ \S+) /,
      "$1 exec "
    )
    const server = spawn("sh", ["-c", command, program!], { cwd: folder })
    t.teardown(() => server.kill())
    await new Promise<void>((resolve) =>
      server.stderr.on("data", (said) => String(said).includes("ready") && resolve())
    )
    const url = `nats://127.0.0.1:${port}`
    t.notMatch(await welcome(t, url, "--token-file", "token"), /everybody/)
    await refused(t, url, /does not know this secret/)
    const secret = readFileSync(join(folder, "token"), "utf8").trim()
    const line = `/proc/${server.pid}/cmdline`
    if (existsSync(line)) t.notOk(readFileSync(line, "utf8").includes(secret))
  }
)

t.test("an nkey", { skip }, async (t) => {
  const [known, other] = [nkeys.createUser(), nkeys.createUser()].map(Operator.seedOf)
  const { url, stop } = await serve(
    configured(`authorization { users: [ { nkey: ${nkeys.fromSeed(Buffer.from(known!)).getPublicKey()} } ] }`)
  )
  t.teardown(stop)
  await welcome(t, url, "--nkey-file", file("seed", `${known}\n`))
  await refused(t, url, /does not know this secret/, "--nkey-file", file("other", other!))
  await refused(t, url, /does not know this secret/)
  const broken = file("broken", known!.replace(/.$/, "0"))
  await refused(t, url, /the nkey's file, .*broken, holds no seed of an nkey/, "--nkey-file", broken)
  await refused(t, url, /the nkey's file cannot be read: .*nowhere/, "--nkey-file", join(folder, "nowhere"))
})

t.test("credentials, as nsc writes them", { skip }, async (t) => {
  const [mine, others] = [Operator.make(), Operator.make()]
  const { url, stop } = await serve(configured(mine.configuration))
  t.teardown(stop)
  const creds = (name: string, text: string) => ["--creds-file", file(name, text)]
  await welcome(t, url, ...creds("good", mine.credentials("station")))
  await refused(t, url, /does not know this secret/, ...creds("strange", others.credentials("station")))
  const ended = mine.credentials("station", { exp: 1_700_000_000 })
  await refused(
    t,
    url,
    /the credentials in .*ended ended at 2023-11-14T22:13:20.000Z: make new ones/,
    ...creds("ended", ended)
  )
  await refused(t, url, /the credentials' file, .*torn, holds no JWT/, ...creds("torn", ended.slice(0, 300)))
})

t.test("a secret that everybody can read is told of; it is shown by nothing", { skip }, async (t) => {
  const secret = "very-secret-3141592653"
  const { url, stop } = await serve(configured(`authorization { token: "${secret}" }`))
  t.teardown(stop)
  const open = file("open", secret, 0o644)
  const said = /everybody on this machine can read .*open, which is a secret: chmod 600/
  t.match(await welcome(t, url, "--token-file", open), said)
  const token = file("token", `${secret}\n`)
  t.notMatch(await welcome(t, url, "--token-file", token), /everybody/)
  const flags = ["--fleet", url, "--token-file", token, "--backend", "cpu", "--name", "kept"]
  const station = start(folder, ["work", url, "--token-file", token, "--threads", "1"])
  const run = start(folder, ["run", "study.yaml", ...flags])
  const seen: Array<string> = []
  const look = setInterval(() => {
    for (const { child } of [station, run])
      for (const each of ["cmdline", "environ"])
        try {
          seen.push(readFileSync(`/proc/${child.pid}/${each}`, "utf8"))
        } catch {
          // It has ended, or there is no such file on this system.
        }
  }, 100)
  const { status, stdout, stderr } = await run.ended
  station.child.kill("SIGTERM")
  const other = await station.ended
  clearInterval(look)
  t.equal(status, 0, stderr)
  const archive = await skein(folder, "archive", "runs/kept", "--output", "kept.zip")
  const texts = [stdout, stderr, other.stdout, other.stderr, archive.stdout, archive.stderr, ...seen]
  const kept = readdirSync(join(folder, "runs"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
  t.ok(kept.length > 4)
  for (const text of [...texts, ...kept]) t.notOk(text.includes(secret))
})

t.test(
  "a secret that is another one when the server comes back is told once, and may be put right",
  { skip },
  async (t) => {
    const words = (token: string) => `authorization { token: "${token}" }\n`
    const [flag, configuration] = configured(words("first"))
    const server = await serve([flag!, configuration!])
    t.teardown(server.stop)
    const station = start(folder, [
      "work",
      server.url,
      "--token-file",
      file("first", "first"),
      "--threads",
      "1"
    ])
    await said(station, /waits for runs/)
    for (const token of ["second", "first"]) {
      server.kill()
      writeFileSync(configuration!, words(token))
      await server.start()
      await said(station, token === "second" ? /says: Authorization Violation/ : /is back/)
      await setTimeout(3000)
    }
    station.child.kill("SIGTERM")
    const { status, stderr } = await station.ended
    t.equal(status, 0, stderr)
    for (const once of [/ is lost/g, /says: Authorization Violation/g, / is back/g])
      t.equal(stderr.match(once)?.length, 1, stderr)
  }
)

t.test("what answers is no server of NATS", async (t) => {
  const other = createServer((socket) => {
    socket.on("error", () => {})
    socket.write("SSH-2.0-OpenSSH\r\n")
  })
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
  const { port } = other.address() as AddressInfo
  await refused(t, `nats://127.0.0.1:${port}`, /what answers at .* is no server of NATS: look at the port/)
  other.close()
})

t.test("certificates", { skip: skip || Certificates.skip }, async (t) => {
  const [authority, strange] = [Certificates.make(), Certificates.make()]
  const ca = ["--tls-ca", authority.certificate]
  const here = "IP:127.0.0.1"
  const secured = async (signed: Certificates.Signed, more = "") => {
    const tls = `cert_file: "${signed.certificate}", key_file: "${signed.key}", ${more}`
    const { url, stop } = await serve(configured(`tls { ${tls} }`))
    t.teardown(stop)
    return url.replace("nats:", "tls:")
  }
  const good = await secured(authority.sign("server", here))
  await welcome(t, good, ...ca)
  await refused(t, good, /signed by nobody whom this machine knows: name its authority's file with --tls-ca/)
  await refused(t, good, /signed by nobody .*right file with --tls-ca/, "--tls-ca", strange.certificate)
  await refused(t, good.replace("tls:", "nats:"), /speaks TLS alone: use tls:\/\//)
  const text = file("text", "no certificate\n")
  await refused(t, good, /the file of --tls-ca, .*text, holds no certificate/, "--tls-ca", text)

  const late = await secured(authority.sign("late", here, ["20200101000000Z", "20210101000000Z"]))
  await refused(t, late, /is not valid at this time: renew it, or put the clock of this machine right/, ...ca)
  const early = await secured(authority.sign("early", here, ["20980101000000Z", "20990101000000Z"]))
  await refused(t, early, /is not valid at this time.* which says 20/, ...ca)
  const named = await secured(authority.sign("named", "DNS:head.example"))
  await refused(t, named, /is that of another name \(DNS:head.example\): call the server as it does/, ...ca)

  const mutual = await secured(
    authority.sign("mutual", here),
    `ca_file: "${authority.certificate}", verify: true`
  )
  const own = (signed: Certificates.Signed) => [
    ...ca,
    ...["--tls-cert", signed.certificate, "--tls-key", signed.key]
  ]
  const mine = authority.sign("client", "DNS:client")
  await welcome(t, mutual, ...own(mine))
  await refused(t, mutual, /asks for a certificate of this machine: .*--tls-cert and --tls-key/, ...ca)
  const alien = strange.sign("alien", "DNS:alien")
  await refused(t, mutual, /does not take the certificate of --tls-cert/, ...own(alien))
  const mixed = own({ certificate: mine.certificate, key: alien.key })
  await refused(t, mutual, /--tls-cert and --tls-key do not belong together/, ...mixed)
})
