/** Steps that have parts of them done by the threads that help the rounds. */
import { MessageChannel } from "node:worker_threads"
import t from "tap"
import * as Interruption from "../../../src/domain/interruption.ts"
import type { Key } from "../../../src/domain/random/key.ts"
import { claims, type HelpJob, type TrainJob } from "../../../src/engine/job.ts"
import type { AnyTraining } from "../../../src/engine/thread/kernel.ts"
import type { ProgressChannel } from "../../../src/engine/thread/progress-channel.ts"
import * as Rounds from "../../../src/engine/thread/rounds.ts"
import { unpack } from "../../../src/engine/wire.ts"

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Each step adds the squares of what the round gave and of twenty numbers that it has squared by others. */
const kernelOf = (onWork: () => void): AnyTraining => ({
  kind: "training",
  start: () => ({ steps: 0, sum: 0 }),
  done: (_config, { steps }) => steps === 3,
  scatter: (_config, { steps }) => [steps, steps + 1],
  work: async (_config, x) => {
    onWork()
    await turn()
    return x * x
  },
  step: async (_config, { steps, sum }, contributions, _prepared, share) => {
    const messages = Array.from({ length: 20 }, (_, k) => 10 * steps + k)
    const own = share === undefined ? messages.map((x) => x * x) : await share(messages)
    t.same(
      own,
      messages.map((x) => x * x),
      "in their order"
    )
    return { steps: steps + 1, sum: [...contributions, ...own].reduce((a, b) => a + b, sum) }
  }
})

const key: Key = [1, 2]
const common = { simulation: "", backend: "cpu", config: {}, key } as const
const quiet: ProgressChannel = { report: () => {}, begin: () => {}, isStopped: () => false }
const jobOf = (team: TrainJob["team"]): TrainJob =>
  ({ kind: "train", ...common, to: 1, after: undefined, seconds: 60, team }) as TrainJob

const wanted = [0, 1, 2].reduce((sum, step) => {
  const own = Array.from({ length: 20 }, (_, k) => (10 * step + k) ** 2)
  return sum + step ** 2 + (step + 1) ** 2 + own.reduce((a, b) => a + b)
}, 0)

t.test("alone and with two helpers, of whom each takes its part", async (t) => {
  for (const count of [0, 2]) {
    const claimed = claims(count)
    const channels = Array.from({ length: count }, () => new MessageChannel())
    const works = new Array<number>(count).fill(0)
    const helping = channels.map(({ port2: leader }, k) =>
      Rounds.help(
        kernelOf(() => works[k]++),
        {},
        { kind: "help", ...common, claims: claimed, place: k, leader } as HelpJob,
        quiet
      )
    )
    const team = { claims: claimed, helpers: channels.map(({ port1 }) => port1) }
    const reply = await Rounds.train(
      kernelOf(() => {}),
      {},
      jobOf(team),
      quiet
    )
    await Promise.all(helping)
    if (reply._tag !== "Folded") throw new Error(reply._tag)
    t.ok(reply.done)
    t.same(unpack(reply.checkpoint.bytes), { steps: 3, sum: wanted })
    t.ok(
      works.every((each) => each > 2),
      `${works}`
    )
  }
})

t.test("a step that is stopped while others work for it is none", async (t) => {
  let works = 0
  // Two of the first round, and three of its step.
  const isStopped = () => works >= 5
  const kernel = kernelOf(() => works++)
  const reply = await Interruption.during(isStopped, () =>
    Rounds.train(kernel, {}, jobOf(undefined), { ...quiet, isStopped })
  )
  if (reply._tag !== "Folded") throw new Error(reply._tag)
  t.notOk(reply.done)
  t.same(unpack(reply.checkpoint.bytes), { steps: 0, sum: 0 })
})
