/** Rounds shared by a thread that leads and threads that help: every contribution once, in order, whoever fails. */
import { setTimeout } from "node:timers/promises"
import { MessageChannel } from "node:worker_threads"
import t, { type Test as Tap } from "tap"
import { claims as newClaims } from "../../../src/engine/job.ts"
import type { ProgressChannel } from "../../../src/engine/thread/progress-channel.ts"
import * as Team from "../../../src/engine/thread/team.ts"

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const square = async (x: number): Promise<number> => {
  await turn()
  return x * x
}

/** The channel of a helper, and how to stop it. */
const channelOf = () => {
  let isStopped = false
  const channel: ProgressChannel = { report: () => {}, begin: () => {}, isStopped: () => isStopped }
  const stop = (): void => {
    isStopped = true
  }
  return { channel, stop }
}

const squares = (round: number) => Array.from({ length: 20 }, (_, i) => 100 * round + i)

/** Three rounds led with helpers of these ways to work; how many messages the leader did itself. */
const led = async (t: Tap, works: ReadonlyArray<(x: number) => Promise<number>>): Promise<number> => {
  const claims = newClaims(works.length)
  const channels = works.map(() => new MessageChannel())
  const helping = works.map((work, i) => Team.help(claims, i, channels[i]!.port2, work, channelOf().channel))
  let own = 0
  const leader = Team.lead({ claims, helpers: channels.map(({ port1 }) => port1) }, (x: number) => {
    own++
    return square(x)
  })
  for (const round of [0, 1, 2]) {
    const messages = squares(round)
    t.same(
      await leader.round(messages),
      messages.map((x) => x * x)
    )
  }
  leader.end()
  await Promise.all(helping)
  return own
}

t.test("contributions come in the order of their messages, whoever worked", async (t) => {
  t.equal(await led(t, []), 60, "alone")
  const own = await led(t, [square, square])
  t.ok(own > 0 && own < 60, `the leader did ${own} of 60`)
})

t.test("what a helper fails at, the leader does", async (t) => {
  const fails = async (x: number): Promise<number> => {
    await turn()
    throw new RangeError(`${x}`)
  }
  t.equal(await led(t, [fails]), 60)
  const uncloneable = async (): Promise<number> => {
    await turn()
    return (() => 1) as unknown as number
  }
  t.equal(await led(t, [uncloneable]), 60, "and what cannot cross threads")
})

t.test("what a helper took with it when it went, the leader does", async (t) => {
  const claims = newClaims(1)
  const { port1, port2 } = new MessageChannel()
  const never = new Promise<number>(() => {})
  let isBegun = (): void => {}
  const begun = new Promise<void>((resolve) => {
    isBegun = resolve
  })
  void Team.help(
    claims,
    0,
    port2,
    () => {
      isBegun()
      port2.close()
      return never
    },
    channelOf().channel
  )
  const leader = Team.lead({ claims, helpers: [port1] }, square)
  t.same(
    await leader.round(squares(0)),
    squares(0).map((x) => x * x)
  )
  await begun
  leader.end()
})

t.test("what one helper is still at, the leader leaves to it when another has failed", async (t) => {
  const claims = newClaims(2)
  const channels = [new MessageChannel(), new MessageChannel()]
  const fails = async (): Promise<number> => {
    await turn()
    throw new RangeError("no")
  }
  let isAt: number | undefined
  const slowly = async (x: number): Promise<number> => {
    isAt = x
    await setTimeout(30)
    isAt = undefined
    return x * x
  }
  const helping = [fails, slowly].map((work, i) =>
    Team.help(claims, i, channels[i]!.port2, work, channelOf().channel)
  )
  let waited = false
  const leader = Team.lead({ claims, helpers: channels.map(({ port1 }) => port1) }, (x: number) => {
    t.not(x, isAt)
    waited ||= isAt !== undefined
    return square(x)
  })
  const messages = squares(0)
  t.same(
    await leader.round(messages),
    messages.map((x) => x * x)
  )
  t.ok(waited)
  leader.end()
  await Promise.all(helping)
})

t.test("a helper whose leader was gone before it came leaves when it is stopped", async (t) => {
  const { port1, port2 } = new MessageChannel()
  port1.close()
  for (let i = 0; i < 3; i++) await turn()
  const { channel, stop } = channelOf()
  const helping = Team.help(newClaims(1), 0, port2, square, channel)
  stop()
  await helping
  t.pass()
})
