/** What goes wrong with a fleet's server and its stations has a sentence, and ends in bounded time. */
import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t, { type Test } from "tap"
import { skein, start } from "../../support/cli.ts"
import { fixtures, newFolder } from "../../support/engine.ts"
import { freePort, serve, skip } from "../../support/fleet.ts"

const folder = newFolder()
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

file("study.yaml", "simulation: coin\nseed: 3\nbase: { tosses: 100, grain: 10, bias: 0.5 }\n")

/** Both commands say the same of the server. */
const refused = async (t: Test, url: string, expected: RegExp, ...more: ReadonlyArray<string>) => {
  for (const command of [
    ["work", url, "--threads", "1"],
    ["run", "study.yaml", "--fleet", url, "--backend", "cpu", "--name", "none"]
  ]) {
    const { status, stderr } = await skein(folder, ...command, ...more)
    t.equal(status, 2, stderr)
    t.match(stderr, expected)
    t.notMatch(stderr, /\n\s+at /, "no stack")
  }
}

t.setTimeout(240_000)

t.test("nobody there, no such machine, no address, a secret in the address", async (t) => {
  const port = await freePort()
  await refused(t, `nats://127.0.0.1:${port}`, /no server answers at 127\.0\.0\.1/)
  await refused(
    t,
    "nats://no-such-machine.invalid:4222",
    /there is no machine of the name in no-such-machine/
  )
  await refused(t, "http://127.0.0.1", /a fleet's server is nats:\/\/HOST:4222/)
  await refused(t, "nats://secret@127.0.0.1", /has a secret in it/)
})

t.test("files and flags", async (t) => {
  const url = `nats://127.0.0.1:${await freePort()}`
  await refused(t, url, /the token's file cannot be read: .*nowhere/, "--token-file", join(folder, "nowhere"))
  await refused(t, url, /empty-token, is empty/, "--token-file", file("empty-token", "\n"))
  await refused(t, url, /one secret is enough/, "--token-file", "a", "--nkey-file", "b")
  await refused(t, url, /a certificate and its key go together/, "--tls-cert", "a")
  const threads = await skein(folder, "run", "study.yaml", "--fleet", url, "--threads", "2")
  t.equal(threads.status, 2)
  t.match(threads.stderr, /leave --threads out, and start skein work on this machine, too/)
})

t.test("a wrong secret, and none", { skip }, async (t) => {
  const server = await serve(["--auth", "right"])
  try {
    await refused(t, server.url, /does not know this secret/, "--token-file", file("wrong", "wrong\n"))
    await refused(t, server.url, /does not know this secret/)
    const token = file("right", "right\n")
    const end = await skein(
      folder,
      "work",
      server.url,
      "--token-file",
      token,
      "--idle",
      "1",
      "--threads",
      "1"
    )
    t.equal(end.status, 0, end.stderr)
  } finally {
    server.stop()
  }
})

t.test("a server without JetStream", { skip }, async (t) => {
  const server = await serve([], false)
  try {
    await refused(t, server.url, /has no JetStream.*-js/)
  } finally {
    server.stop()
  }
})

t.test(
  "TLS: a plain client, a strange certificate, the right one; TLS where there is none",
  { skip },
  async (t) => {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "cert.pem")]
    const made = spawnSync("openssl", [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=fleet"],
      ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
    ])
    if (made.status !== 0) {
      t.comment("no openssl")
      return
    }
    const server = await serve(["--tls", "--tlscert", certificate, "--tlskey", key])
    const plain = await serve()
    const secured = server.url.replace("nats:", "tls:")
    try {
      await refused(t, server.url, /speaks TLS alone: use tls:\/\//)
      await refused(t, secured, /signed by nobody whom this machine knows.*--tls-ca/)
      const ca = ["--tls-ca", certificate]
      const end = await skein(folder, "work", secured, ...ca, "--idle", "1", "--threads", "1")
      t.equal(end.status, 0, end.stderr)
      await refused(t, plain.url.replace("nats:", "tls:"), /does not speak TLS/, ...ca)
    } finally {
      server.stop()
      plain.stop()
    }
  }
)

t.test("a station without the simulation, and one with another", { skip }, async (t) => {
  const server = await serve()
  const run = start(folder, ["run", "study.yaml", "--fleet", server.url, "--backend", "cpu"])
  try {
    const without = await start(folder, ["work", server.url, "--name", "bare"], { SKEIN_SIMULATIONS: "" })
      .ended
    t.equal(without.status, 2)
    t.match(without.stderr, /the station bare has no simulation coin that loads: copy its folder there/)
    const other = join(folder, "other")
    mkdirSync(join(other, "coin"), { recursive: true })
    for (const noun of ["index", "kernel"])
      writeFileSync(
        join(other, "coin", `${noun}.ts`),
        `import its from ${JSON.stringify(join(fixtures, "coin", `${noun}.ts`))}\nexport default its\n`
      )
    const differing = await start(folder, ["work", server.url, "--name", "odd"], { SKEIN_SIMULATIONS: other })
      .ended
    t.equal(differing.status, 2)
    t.match(differing.stderr, /the station odd .*has another .*coin/)
    run.child.kill("SIGTERM")
    const { status, stderr } = await run.ended
    t.equal(status, 75, stderr)
    t.match(stderr, /the station bare gets no work: /, "on both sides")
    t.match(stderr, /the station odd gets no work: .*has another .*coin/)
  } finally {
    run.child.kill("SIGKILL")
    server.stop()
  }
})
