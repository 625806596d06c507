/** The server's configuration of docs/machines.md: it is enough for both sides, all of it is needed, and a station can do no more by it. */
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { connect, nkeyAuthenticator } from "@nats-io/transport-node"
import t from "tap"
import { plain, skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { configured, serve, skip } from "../../support/fleet.ts"

const root = join(import.meta.dirname, "../../..")
const document = readFileSync(join(root, "docs/machines.md"), "utf8")
const [, making] = /```sh\n(node -e '\n[^`]*' )station\.seed\n```/.exec(document)!
const [, configuration] = /```\n(jetstream [^`]*authorization [^`]*)```/.exec(document)!

const folder = newFolder()

/** A seed in a file, as the document makes one; its public half. */
const key = (name: string): string => {
  const { stdout, stderr, status } = spawnSync(
    "env",
    [...plain, "sh", "-c", `${making}${join(folder, name)}`],
    {
      cwd: root,
      encoding: "utf8"
    }
  )
  t.equal(status, 0, stderr)
  return stdout.trim()
}

const [coordinator, station] = [key("coordinator.seed"), key("station.seed")]
const text = configuration!
  .replace("COORDINATOR", coordinator)
  .replace("STATION", station)
  .replace(/store_dir: [^ ]+/, `store_dir: ${join(folder, "store")}`)

const [ofCoordinator, ofStation] = text.match(/permissions: \{[^}]*\}/g)!
const subjectsIn = (permissions: string): ReadonlyArray<string> =>
  [...permissions.matchAll(/"([^"]+)"/g)].map(([, subject]) => subject!)

const nkey = (name: string) => ["--nkey-file", join(folder, `${name}.seed`)]
const study = (name: string, more: string): void =>
  writeFileSync(
    join(folder, `${name}.yaml`),
    `simulation: coin\nseed: 3\nbase: { tosses: 1000, grain: 10, bias: 0.5${more} }\n`
  )
study("short", "")
study("long", ", slow: 100")

const work = (url: string) => ["work", url, "--threads", "1", "--name", "s", ...nkey("station")]
const run = (url: string, study: string, name: string) => [
  ...["run", `${study}.yaml`, "--fleet", url, "--backend", "cpu", "--no-reuse", "--name", name],
  ...nkey("coordinator")
]

t.setTimeout(300_000)

t.test("it is enough, and a station can do no more", { skip }, async (t) => {
  const { url, stop } = await serve(configured(text), false)
  t.teardown(stop)
  const worker = start(folder, work(url))
  const { status, stderr } = await skein(folder, ...run(url, "short", "whole"))
  t.equal(status, 0, stderr)
  t.notMatch(stderr, /says/)
  worker.child.kill("SIGTERM")
  const end = await worker.ended
  t.equal(end.status, 0, end.stderr)
  t.notMatch(end.stderr, /says/)
  const seed = readFileSync(join(folder, "station.seed"))
  const client = await connect({ servers: url, authenticator: nkeyAuthenticator(seed) })
  const denied = new Set<string>()
  void (async () => {
    for await (const { type, error } of client.status() as AsyncIterable<{ type: string; error?: Error }>)
      if (type === "error") denied.add(String(Reflect.get(error!, "subject")))
  })()
  const forbidden = [
    ...["skein.call", "skein.r.queue.s", "skein.r.queue", "_INBOX.a.b"],
    ...["STREAM.CREATE.a", "STREAM.DELETE.skein-r", "STREAM.PURGE.skein-r", "STREAM.UPDATE.skein-r"].map(
      (each) => `$JS.API.${each}`
    ),
    ...[
      "STREAM.MSG.DELETE.skein-r",
      "STREAM.MSG.GET.skein-r",
      "CONSUMER.CREATE.skein-r.a",
      "STREAM.NAMES"
    ].map((each) => `$JS.API.${each}`)
  ]
  for (const subject of forbidden) client.publish(subject, "{}")
  for (const subject of ["skein.*.ask", "skein.*.pulse", "skein.*.queue.*", ">"]) client.subscribe(subject)
  await client.flush()
  await new Promise((resolve) => setTimeout(resolve, 100))
  for (const subject of [...forbidden, "skein.*.ask", "skein.*.pulse", "skein.*.queue.*", ">"])
    t.ok(denied.has(subject), subject)
  await client.close()
})

const without = (permissions: string, subject: string): string =>
  text.replace(permissions, permissions.replace(`"${subject}"`, `"nothing"`))

/** The beginning of what a sentence names: what stands in it for wildcards depends on the run. */
const named = (subject: string): RegExp =>
  new RegExp(
    `this client must not (publish|subscribe) to "${subject
      .replaceAll(/[.$]/g, "\\$&")
      .replaceAll("*", '[^."]+')
      .replaceAll(">", '[^"]+')}": give it that permission in the server's configuration`
  )

t.test("each permission of a coordinator is needed, and named", { skip }, async (t) => {
  for (const subject of new Set(subjectsIn(ofCoordinator!))) {
    const { url, stop } = await serve(configured(without(ofCoordinator!, subject)), false)
    const { status, stderr } = await skein(folder, ...run(url, "short", "none"))
    t.equal(status, 2, `${subject}: ${stderr}`)
    t.match(stderr, named(subject))
    t.equal(stderr.trim().split("\n").length, 1, stderr)
    stop()
  }
})

t.test("each permission of a station is needed, and named", { skip }, async (t) => {
  let runsSoFar = 0
  for (const subject of new Set(subjectsIn(ofStation!))) {
    const { url, stop } = await serve(configured(without(ofStation!, subject)), false)
    const runs = start(folder, run(url, "long", `long${++runsSoFar}`))
    const worker = start(folder, work(url))
    const late = setTimeout(() => worker.child.kill(), 20_000)
    const { status, stderr } = await worker.ended
    clearTimeout(late)
    t.equal(status, 2, `${subject}: ${stderr}`)
    t.match(stderr, named(subject))
    runs.child.kill("SIGTERM")
    await runs.ended
    stop()
  }
})
