/** What machines of a fleet say of themselves and of each other is plain text on the terminals of the others, a line each. */
import { connect } from "@nats-io/transport-node"
import t from "tap"
import type { Event } from "../../src/engine/event.ts"
import * as Label from "../../src/engine/fleet/label.ts"
import * as Message from "../../src/engine/fleet/message.ts"
import * as Roster from "../../src/engine/fleet/roster.ts"
import * as Sentence from "../../src/interface/text/sentence.ts"
import { skein, start } from "../support/cli.ts"
import { newFolder } from "../support/engine.ts"
import { serve, skip } from "../support/fleet.ts"

t.setTimeout(120_000)

const clear = "\u001b[2J\u001b]0;title\u0007\u202e"
const evil = `${clear}\ndone: all is well`
const commanding = /[^\P{C}\n]/u

const machine = { architecture: evil, processor: evil, system: evil, node: evil }

t.test("sentences of a coordinator", (t) => {
  const events: ReadonlyArray<Event> = [
    { _tag: "StationJoined", station: evil, host: evil, threads: 1, machine, caution: evil },
    { _tag: "StationLeft", station: evil, why: evil },
    { _tag: "StationRefused", station: evil, why: evil },
    { _tag: "ServerLost", server: evil, why: evil },
    { _tag: "ServerLost", server: evil, why: null },
    { _tag: "ServerBack", server: evil, seconds: 1 },
    { _tag: "WorkerLost", task: evil, reason: evil, attempt: 1 }
  ]
  for (const event of events) {
    const { text } = Sentence.of(event)!
    t.notMatch(text, commanding, event._tag)
    t.notMatch(text, /\n/, event._tag)
  }
  t.end()
})

t.test("what a coordinator says to a station", { skip }, async (t) => {
  const { url, stop } = await serve()
  t.teardown(stop)
  const client = await connect({ servers: url })
  const answers: Array<Message.Answer> = [
    { _tag: "Refused", why: evil },
    { _tag: "Go", bytes: 7 }
  ]
  for (const [k, answer] of answers.entries()) {
    const run = `evil${k}`
    client.subscribe(Message.subjectsOf(run).ask, {
      callback: (_, message) => void message.respond(Message.pack(answer))
    })
    const call = () =>
      client.publish(
        Message.calls,
        Message.pack({
          ...{ _tag: "Run", run, session: "s", name: evil, host: evil },
          ...{ simulation: "coin", backend: "cpu", lease: 3 }
        })
      )
    const calls = setInterval(call, 300)
    const station = start(newFolder(), ["work", url, "--threads", "1", "--idle", "7"])
    const late = setTimeout(() => station.child.kill(), 15_000)
    const { status, stderr } = await station.ended
    clearTimeout(late)
    clearInterval(calls)
    t.notMatch(stderr, commanding)
    t.notMatch(stderr, /^done: all is well/m, "no line of its own")
    if (answer._tag === "Refused") {
      t.equal(status, 2, "nobody wants it")
      t.match(stderr, /has no work for this machine: \\u001b\[2J/)
    }
  }
  await client.close()
})

t.test("names of stations", async (t) => {
  for (const name of ["a b", clear, "", "-x", "x".repeat(101), "a\nb", "a.*.>"]) {
    const { status, stderr } = await skein(newFolder(), "work", "nats://127.0.0.1:1", `--name=${name}`)
    t.equal(status, 2)
    t.match(stderr, /Expected letters, digits/)
    t.notMatch(stderr, commanding)
  }
  t.equal(Label.ofHost("lab-7.physics"), "lab-7.physics")
  t.equal(Label.ofHost("Müllers Rechner"), "M-llers-Rechner")
  for (const odd of ["", "-", "\u001b[2J", "x".repeat(300)]) t.match(Label.ofHost(odd), Label.pattern)
})

t.test("several machines of one name are told apart", (t) => {
  const { join: meet, leave } = Roster.make()
  const hello = (station: string, process: number) =>
    meet({
      ...{ _tag: "Hello", session: "s", station, host: "node", process, threads: 1, machine },
      ...{ fingerprint: null, proof: null, trouble: null, clock: 0 }
    }).label
  t.strictSame(
    [hello("a", 1), hello("b", 1), hello("c", 1), hello("d", 2), hello("b", 1)],
    ["node", "node:1", "node:1#2", "node:2", "node:1"]
  )
  leave("a")
  t.equal(hello("e", 9), "node")
  t.end()
})
