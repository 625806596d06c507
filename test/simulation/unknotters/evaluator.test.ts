import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Batch from "../../../src/domain/rl/batch.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"
import type * as TrustRegion from "../../../src/domain/rl/trust-region.ts"
import * as Evaluator from "../../../src/simulation/unknotters/evaluator.ts"
import * as Support from "../../support/actor-critic.ts"

const agent: Objective.Agent = { features: 5, choices: 4, hidden: [6, 3], masked: true }
const rows = 1203
const all = Objective.policy(agent)
const policy = Support.normals(1, Parameter.count(all), 0.5)
const value = Support.normals(2, Parameter.count(Objective.value(agent)), 0.5)
const features = Support.normals(3, rows * agent.features, 1)
const allowed = Uint8Array.from({ length: rows * agent.choices }, (_, k) => (k % 7 === 3 ? 0 : 1))
const evaluator = Evaluator.make({ agent, games: rows, batch: 64, clip: 0.2, bonus: 0.05 })
t.teardown(() => evaluator.close())

const acted = await evaluator.act(policy, value, features, allowed)
const given: Evaluator.Rows = {
  rows,
  features,
  allowed,
  actions: Int32Array.from(
    { length: rows },
    (_, row) => [0, 1, 2, 3].find((a) => allowed[4 * row + a] === 1)!
  ),
  former: acted.logProbabilities.slice(),
  advantages: Support.normals(4, rows, 1),
  targets: Support.normals(5, rows, 1)
}
const moved = policy.map((each, k) => each + 0.1 * Math.sin(k))
const direction = Support.normals(6, policy.length, 1)

/** What jax-js makes of the same program over all the rows at once. */
const reference = async (
  objective: Objective.Objective,
  program: typeof objective.program,
  at: Float32Array
) => {
  const { rows: _, ...named } = given
  const inputs: Record<string, Graph.Values> = {
    ...named,
    ...Parameter.split(all, at),
    ...Parameter.under("tangent.", Parameter.split(all, direction)),
    weights: new Float32Array(rows).fill(1)
  }
  const specs = Object.entries(objective.specs(rows))
  return Graph.evaluate(
    program,
    Object.fromEntries(specs.map(([name, spec]) => [name, { ...spec, values: inputs[name] }]))
  )
}
const flat = (outputs: Record<string, Graph.Values>, prefix: string): Array<number> =>
  Object.keys(all).flatMap((name) => [...outputs[prefix + name]])
const near = (actual: ArrayLike<number>, wanted: ReadonlyArray<number>): boolean => {
  const largest = Math.max(...wanted.map(Math.abs))
  return Array.from(actual).every((each, k) => Math.abs(each - wanted[k]) < 2e-5 * largest)
}

t.test("sums over micro-batches are those over all rows at once", async (t) => {
  const judge = Objective.judge(agent, 0.05)
  const slopes = await reference(judge, Graph.gradient(judge.program, "surrogate", Object.keys(all)), moved)
  const { judged, vector } = await evaluator.judge(given, { kind: "gradient", at: moved })
  t.ok(near(vector!, flat(slopes, "gradient.")), "gradient")
  for (const name of ["surrogate", "divergence", "entropy"] as const)
    t.ok(near([judged![name]], [slopes[name][0]]), name)
  t.same((await evaluator.judge(given, { kind: "judge", at: moved })).judged!.entropy, judged!.entropy)
  const fisher = Objective.fisher(agent)
  const products = await reference(fisher, fisher.program, policy)
  const answer = await evaluator.judge(given, { kind: "fisher", at: policy, direction })
  t.ok(near(answer.vector!, flat(products, "product.")), "Fisher product")
})

t.test("parts that are summed in order are the whole, bit for bit, whoever has which", async (t) => {
  const asks: ReadonlyArray<TrustRegion.Ask> = [
    { kind: "gradient", at: moved },
    { kind: "fisher", at: policy, direction }
  ]
  for (const ask of asks) {
    const whole = await evaluator.judge(given, ask)
    const parts = [
      [1000, rows],
      [0, 500],
      [500, 1000]
    ] as const
    const answers = []
    for (const [from, to] of parts) answers.push(await evaluator.judge(given, ask, from, to))
    const ordered = [answers[1], answers[2], answers[0]].map(({ vector }) => vector!)
    t.same(Batch.sum(ordered), whole.vector, ask.kind)
    const places = [0, 1, 2].map(() => new Float32Array(policy.length))
    for (const [k, [from, to]] of [parts[1], parts[2], parts[0]].entries())
      await evaluator.part(given, ask, from, to, places[k]!)
    t.same(Batch.sum(places), whole.vector, `${ask.kind}, in places of the caller's`)
  }
})

t.test("minibatches: rows are gathered, and a short one is filled up with nothing", async (t) => {
  const few = Int32Array.of(7, 1200, 3)
  const each = Array.from(few, (row) => Int32Array.of(row))
  for (const [what, at] of [
    ["climb", moved],
    ["fit", value]
  ] as const) {
    const answered = await evaluator[what](given, { at, rows: few })
    const together = { ...answered, gradient: answered.gradient.slice() }
    let loss = 0
    const gradients: Array<Float32Array> = []
    for (const rows of each) {
      const alone = await evaluator[what](given, { at, rows })
      loss += alone.loss
      gradients.push(alone.gradient.slice())
    }
    t.ok(near([together.loss], [loss]), what)
    t.ok(near(together.gradient, [...Batch.sum(gradients)]), what)
  }
})
