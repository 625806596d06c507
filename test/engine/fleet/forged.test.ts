/**
 * What anybody with a fleet's secret may say: bytes that are no messages, messages of other versions, of other runs, for tasks that are
 * not out, twice, or with results that are none. None of it ends the coordinator or a station, or makes a wrong row.
 */
import { setTimeout } from "node:timers/promises"
import * as Layer from "effect/Layer"
import t from "tap"
import type { Event } from "../../../src/engine/event.ts"
import * as FleetPool from "../../../src/engine/fleet/pool.ts"
import * as Wire from "../../../src/engine/wire.ts"
import { load } from "../../../src/simulation/discover.ts"
import { start } from "../../support/cli.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"
import { said, serve, skip } from "../../support/fleet.ts"
import * as Puppet from "../../support/puppet.ts"

t.setTimeout(240_000)

const server = skip === false ? await serve() : undefined
t.teardown(() => server?.stop())

/** A run on the fleet, in this process. */
const coordinate = async (name: string, points: Parameters<typeof studyOf>[1]) => {
  const events: Array<Event> = []
  const simulations = new Map([["coin", await load("coin")]])
  const layer = FleetPool.layer({ address: { url: server!.url }, run: name, name, simulations, lease: 3 })
  const ended = run(await studyOf("coin", points), {
    layer: Layer.orDie(layer),
    onEvent: (event) => events.push(event)
  })
  const refused = () =>
    events.flatMap((event) => (event._tag === "StationRefused" ? [`${event.station}: ${event.why}`] : []))
  return { events, ended, refused }
}

const points = [0.1, 0.5, 0.9].map((bias) => ({ bias, tosses: 100, grain: 10 }))

const noise = [
  new Uint8Array(),
  Uint8Array.of(0xc1),
  Uint8Array.from({ length: 500 }, (_, i) => (i * 197) % 256),
  Wire.pack({ _tag: "Hello", session: "s", station: "x", host: "ancient" }).subarray(0, 20),
  ...[null, 7, "hello", [], {}, [[[[[]]]]], { _tag: "Nothing" }].map(Wire.pack),
  Wire.pack(JSON.parse('{ "_tag": "Bye", "__proto__": { "session": 1 }, "constructor": 7 }'))
]

t.test("what is no message is refused with a sentence that names its sender, once", { skip }, async (t) => {
  const alone = await run(await studyOf("coin", points))
  const { ended, refused } = await coordinate("noise", points)
  const puppet = await Puppet.make(server!.url, "noise")
  for (const bytes of noise) {
    const answer = await puppet.say(bytes)
    t.match(answer, { _tag: "Refused", why: /no message of this version of Skein: install the same/ })
    puppet.pulse(bytes)
  }
  const old = Wire.pack({ _tag: "Hello", ...puppet.from, host: "ancient", skein: "0.0.1" })
  for (let k = 0; k < 3; k++) t.equal((await puppet.say(old))?._tag, "Refused")
  t.equal((await puppet.hello("\u001b[2Jevil", null))?._tag, "Refused", "a name with commands for a terminal")
  t.strictSame(
    refused().map((each) => each.split(":")[0]),
    ["without a name", "ancient", "\u001b[2Jevil"]
  )
  // Nothing that it may do without being welcome.
  const { from } = puppet
  t.equal((await puppet.ask({ _tag: "Begin", ...from, errand: "e", isRedelivered: false }))?._tag, "Stranger")
  t.equal((await puppet.ask({ _tag: "Bye", ...from, session: "another" }))?._tag, "Stranger", "another run")
  // Stations hear calls and errands that are none, too.
  const station = start(newFolder(), ["work", server!.url, "--name", "true", "--threads", "1"])
  await said(station, /waits for runs/)
  for (const bytes of noise) {
    puppet.client.publish("skein.call", bytes)
    puppet.client.publish(puppet.subjects.queue(from.session), bytes)
  }
  puppet.client.publish("skein.call", Wire.pack({ _tag: "Run", name: "old\nrun", host: "elsewhere", run: 7 }))
  const { tables } = await ended
  t.strictSame(tables, alone.tables)
  station.child.kill("SIGTERM")
  const { status, stderr } = await station.ended
  t.equal(status, 0, stderr)
  t.match(stderr, /^the run old run on elsewhere has another version of Skein/m)
  t.notMatch(stderr, /\n\s+at /)
  await puppet.client.close()
})

t.test("results that are none, that are late, or that are said twice", { skip }, async (t) => {
  const { ended, events, refused } = await coordinate("results", [{ bias: 0.1, tosses: 10, grain: 10 }])
  const bad = await Puppet.make(server!.url, "results", "bad")
  const good = await Puppet.make(server!.url, "results", "good")
  t.equal((await bad.hello("odd", { math: {}, grain: "0" }))?._tag, "Refused", "other bits")
  t.equal((await good.join("good"))?._tag, "Welcome")
  const liar = await Puppet.make(server!.url, "results", "liar")
  t.equal((await liar.join("good"))?._tag, "Welcome", "a second one of the same name")
  const { id } = await liar.take()
  const tally = (tosses: number, heads: number) => Wire.pack({ tosses, heads, weight: Float64Array.of(1) })
  const folded = (bytes: Uint8Array, next = 10) =>
    ({ _tag: "Folded", checkpoint: { next, bytes }, done: true, seconds: 0.1 }) as const
  // Frames and pulses about tasks that the errand does not have, or with what is no tally, change nothing.
  const frame = { _tag: "Frame", ...liar.from, errand: id } as const
  t.equal((await liar.ask({ ...frame, at: 7, checkpoint: { next: 5, bytes: tally(5, 3) } }))?._tag, "On")
  t.equal((await liar.ask({ ...frame, at: 0, checkpoint: { next: 10, bytes: noise[2]! } }))?._tag, "On")
  const thread = { thread: 1, errand: id, at: 9000, quiet: 0, jobs: 0 }
  liar.pulse(Wire.pack({ ...liar.from, threads: [thread] }))
  t.equal(
    (
      await liar.ask({
        _tag: "Frame",
        ...liar.from,
        errand: "none",
        at: 0,
        checkpoint: { next: 5, bytes: tally(5, 3) }
      })
    )?._tag,
    "Gone"
  )
  await setTimeout(1500)
  t.notOk(events.some((event) => event._tag === "TaskProgress" && event.done > 0))
  const done = { _tag: "Done", ...liar.from, errand: id } as const
  const answer = await liar.ask({ ...done, reply: folded(tally(9, 3)) })
  t.match(answer, { _tag: "Refused", why: /the station good:7 sent a result that is none of the task/ })
  t.match(refused().join("\n"), /good:7: /)
  t.equal((await liar.ask({ ...done, reply: folded(tally(10, 3)) }))?._tag, "Refused", "it is out")
  // The task went on as another errand.
  const again = await good.take()
  t.not(again.id, id)
  const mine = { _tag: "Done", ...good.from, errand: again.id } as const
  t.equal((await good.ask({ ...mine, errand: id, reply: folded(tally(10, 4)) }))?._tag, "Gone", "late")
  t.equal((await good.ask({ ...mine, reply: folded(tally(10, 5)) }))?._tag, "On")
  const twice = await good.ask({ ...mine, reply: folded(tally(10, 9)) }).catch(() => undefined)
  t.ok(twice === undefined || twice._tag === "Gone", "doubled, with other bytes")
  const { tables, outcome } = await ended
  t.equal(outcome, "done")
  t.match(tables.tosses, [{ heads: 0.5 }])
  for (const { client } of [bad, good, liar]) await client.close()
})
