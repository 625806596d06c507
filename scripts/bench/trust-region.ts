/**
 * Seconds of an update in the trust region, policy and value apart: ours on one thread beside the same update in
 * PyTorch on one thread (peers/), on the same rows from the same parameters, in one go, interleaved, medians of repeats; and
 * the whole update on two threads beside one, to the same bits.
 *
 *     node scripts/bench/trust-region.ts [--json] [--repeats 7] [--rows 5000] [--letters 30]
 *
 * What the two updates reached stands beside their times: they are the same update. SKEIN_PYTHON names an interpreter
 * that has torch; if it has not, the column is left out by name.
 */
import { parseArgs } from "node:util"
import { MessageChannel, Worker } from "node:worker_threads"
import * as Adam from "../../src/domain/learn/adam.ts"
import * as Parameter from "../../src/domain/learn/parameter.ts"
import * as Distribution from "../../src/domain/random/distribution.ts"
import * as Advantage from "../../src/domain/rl/advantage.ts"
import * as Epochs from "../../src/domain/rl/epochs.ts"
import * as Objective from "../../src/domain/rl/objective.ts"
import * as TrustRegion from "../../src/domain/rl/trust-region.ts"
import { claims } from "../../src/engine/job.ts"
import * as Team from "../../src/engine/thread/team.ts"
import type * as Evaluator from "../../src/simulation/unknotters/evaluator.ts"
import * as Learner from "../../src/simulation/unknotters/learner.ts"
import * as Memory from "../../src/simulation/unknotters/memory.ts"
import * as Question from "../../src/simulation/unknotters/question.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"
import * as Thread from "./trust-region-thread.ts"

interface Answer {
  /** Seconds. */
  readonly policy: number
  readonly value: number
  readonly surrogate: number
  readonly divergence: number
  /** Mean of half the squared misfit, at the end. */
  readonly loss: number
}

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "7" },
    rows: { type: "string", default: "5000" },
    letters: { type: "string", default: "30" }
  }
})
const rows = Number(flags.rows)
const letters = Number(flags.letters)
const agent: Objective.Agent = {
  features: 2 * letters,
  choices: letters + 5,
  hidden: [64, 64],
  masked: false
}
const setting = { ...TrustRegion.customary, tolerance: 0 }
const fitting = Epochs.fitting

const normals = (index: number, length: number): Float32Array => {
  const drawn = new Float64Array(length)
  Distribution.normals([6, 4], index, drawn)
  return Float32Array.from(drawn)
}
const policy = Parameter.initialise(Objective.policy(agent), [1, 2])
const value = Parameter.initialise(Objective.value(agent), [3, 4])
/** A policy that has learned something, so that the region is no ball. */
policy.set(
  normals(0, 65 * agent.choices).map((each) => 0.1 * each),
  policy.length - 65 * agent.choices
)
const evaluator = Thread.evaluatorOf(agent)
const features = normals(1, rows * agent.features)
const former = new Float32Array(rows * agent.choices)
for (let row = 0; row < rows; row += 50) {
  const some = new Float32Array(50 * agent.features)
  some.set(features.subarray(row * agent.features, Math.min(rows, row + 50) * agent.features))
  const { logProbabilities } = await evaluator.act(policy, value, some)
  former.set(
    logProbabilities.subarray(0, (Math.min(rows, row + 50) - row) * agent.choices),
    row * agent.choices
  )
}
const given: Evaluator.Rows = {
  rows,
  features,
  former,
  actions: Int32Array.from({ length: rows }, (_, row) => (7919 * row) % agent.choices),
  advantages: Advantage.normalise(normals(2, rows)),
  targets: normals(3, rows)
}

const ours = async (): Promise<Answer> => {
  const start = performance.now()
  let state = TrustRegion.begin(policy, rows, setting)
  for (let ask = TrustRegion.ask(state); ask !== null; ask = TrustRegion.ask(state))
    state = TrustRegion.answer(state, await evaluator.judge(given, ask))
  const middle = performance.now()
  const optimiser = await evaluator.optimiser("fit", fitting)
  let fit = Epochs.begin(Adam.start(value), rows, [5, 6], fitting)
  for (let ask = Epochs.ask(fit); ask !== null; ask = Epochs.ask(fit))
    fit = Epochs.answer(fit, await evaluator.fit(given, ask), optimiser)
  const end = performance.now()
  const { surrogate, divergence } = state.outcome!.after
  const all = { at: fit.adam.parameters, rows: Int32Array.from({ length: fitting.batch }, (_, row) => row) }
  let loss = 0
  for (let from = 0; from < rows; from += fitting.batch) {
    const some = all.rows.map((row) => row + from).filter((row) => row < rows)
    loss += (await evaluator.fit(given, { ...all, rows: some })).loss
  }
  return {
    policy: (middle - start) / 1000,
    value: (end - middle) / 1000,
    surrogate,
    divergence,
    loss: loss / rows
  }
}

/** The whole update, its questions answered by this thread or by a team. */
const whole = async (spread: Question.Spread) => {
  const start = performance.now()
  const before = { policy: Adam.start(policy), value: Adam.start(value) }
  const method = { kind: "trust-region", setting } as const
  const after = await Learner.improve(spread, shared, before, { method, fitting }, [5, 6])
  return { seconds: (performance.now() - start) / 1000, after }
}
const shared = Memory.share(given)
const claimed = claims(1)
const { port1, port2: leader } = new MessageChannel()
const helper = new Worker(new URL("trust-region-thread.ts", import.meta.url))
helper.postMessage({ agent, claims: claimed, leader } satisfies Thread.Start, [leader])
const team = Team.lead(
  { claims: claimed, helpers: [port1] },
  ({ rows, question }: Thread.Asked): Promise<Question.Reply> => Question.reply(evaluator, rows, question)
)
const together: Question.Spread = (rows, questions) =>
  team.round(questions.map((question): Thread.Asked => ({ rows, question }))) as Promise<
    ReadonlyArray<Question.Reply>
  >
const threads = { "1 thread": Question.alone(evaluator), "2 threads": together }

const text = (values: Float32Array | Int32Array): string => Buffer.from(values.buffer).toString("base64")
const { actions, advantages, targets } = given
const job = {
  rows,
  sizes: [agent.features, ...agent.hidden, agent.choices],
  features: text(features),
  actions: text(actions),
  advantages: text(advantages),
  targets: text(targets),
  policy: text(policy),
  value: text(value),
  setting,
  fitting
}
const torch = await Peer.start<typeof job, Answer>("torch", "trust_region.py", job)
const programs = [
  ...(typeof torch === "string" ? [] : [{ name: "torch", run: () => torch.run(job) }]),
  { name: "skein", run: ours }
]
const answers = new Map(programs.map(({ name }) => [name, [] as Array<Answer>]))
for (let repeat = -1; repeat < Number(flags.repeats); repeat++)
  for (const { name, run } of programs) {
    const answer = await run()
    if (repeat >= 0) answers.get(name)!.push(answer)
  }
const updates = new Map(Object.keys(threads).map((name) => [name, [] as Array<number>]))
const bits = new Set<string>()
for (let repeat = -2; repeat < Number(flags.repeats); repeat++)
  for (const [name, spread] of Object.entries(threads)) {
    const { seconds, after } = await whole(spread)
    if (repeat >= 0) updates.get(name)!.push(seconds)
    for (const { parameters } of [after.policy, after.value]) bits.add(text(parameters))
  }
if (bits.size !== 2) throw new Error("Two threads give other bits than one.")
team.end()
await helper.terminate()
await evaluator.close()
if (typeof torch !== "string") torch.close()

const median = (name: string, of: (answer: Answer) => number): number =>
  Peer.median(answers.get(name)!.map(of))
const times = {
  policy: (each: Answer) => each.policy,
  value: (each: Answer) => each.value,
  update: (each: Answer) => each.policy + each.value
}
const table = programs.map(({ name }) => ({
  program: name,
  ...Object.fromEntries(
    Object.entries(times).flatMap(([what, of]) => [
      [`${what}, s`, Number(median(name, of).toPrecision(3))],
      [
        `${programs[0].name} / this, ${what}`,
        Number((median(programs[0].name, of) / median(name, of)).toPrecision(3))
      ]
    ])
  ),
  surrogate: Number(median(name, ({ surrogate }) => surrogate).toPrecision(4)),
  divergence: Number(median(name, ({ divergence }) => divergence).toPrecision(4)),
  "value's loss": Number(median(name, ({ loss }) => loss).toPrecision(3))
}))
const measurements = Object.entries(times).map(([what, of]) => {
  const peer = answers.get("torch")?.map(of)
  return Measurement.of(
    what === "update" ? `an update, ${rows} rows` : `its ${what}`,
    "s",
    answers.get("skein")!.map(of),
    peer && { name: "torch", values: peer }
  )
})
measurements.push(
  Measurement.of("an update, 2 threads", "s", updates.get("2 threads")!, {
    name: "one thread",
    values: updates.get("1 thread")!
  })
)
const missing = typeof torch === "string" ? [torch] : []
if (flags.json) console.log(JSON.stringify({ table, measurements, missing }))
else {
  console.table(table)
  const { ours, theirs, ratio } = measurements.at(-1)!
  console.log(
    `an update on 2 threads: ${ours} s beside ${theirs} s on one, ${ratio} times as fast, the same bits`
  )
  for (const sentence of missing) console.log(sentence)
}
