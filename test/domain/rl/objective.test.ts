import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Advantage from "../../../src/domain/rl/advantage.ts"
import * as Categorical from "../../../src/domain/rl/categorical.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"

const agent: Objective.Agent = { features: 2, choices: 3, hidden: [3, 2], masked: true }
const rows = 4
const features = Float32Array.of(0.5, -1, 1, 0.25, -0.75, 0, 0.1, 1.5)
const allowed = Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1)
const policy = Objective.policy(agent)
/** Far from equal chances, so that every term counts. */
const vector = Parameter.initialise(policy, [1, 2]).map((value, k) => 0.3 * Math.sin(k) + value)
const names = Object.keys(policy)

type Inputs = Record<string, Graph.Values>
const evaluate = async (objective: Objective.Objective, program: typeof objective.program, given: Inputs) => {
  const specs = objective.specs(rows)
  const inputs = Object.entries(given).map(([name, values]) => {
    const spec = specs[name] ?? specs[name.replace("tangent.", "")]
    return [name, { ...spec, values }] as const
  })
  return Graph.evaluate(program, Object.fromEntries(inputs))
}
const flat = (outputs: Record<string, Graph.Values>, prefix: string): Array<number> =>
  names.flatMap((name) => [...outputs[prefix + name]])

const value = Parameter.initialise(Objective.value(agent), [3, 4])
const acted = await evaluate(Objective.act(agent), Objective.act(agent).program, {
  ...Parameter.split(policy, vector),
  ...Parameter.split(Objective.value(agent), value),
  features,
  allowed
})
const former = acted.logProbabilities as Float32Array
const weights = Float32Array.of(1, 1, 1, 1)

t.test("probabilities are those of the net by hand; forbidden actions have none", async (t) => {
  const p = Parameter.split(policy, vector)
  const layer = (x: ReadonlyArray<number>, l: number): Array<number> => {
    const bias = [...p[`policy.${l}.bias`]]
    return bias.map(
      (b, j) => b + x.reduce((sum, xi, i) => sum + xi * p[`policy.${l}.weight`][i * bias.length + j], 0)
    )
  }
  for (let row = 0; row < rows; row++) {
    const x = [...features.subarray(2 * row, 2 * row + 2)]
    const z = layer(layer(layer(x, 0).map(Math.tanh), 1).map(Math.tanh), 2)
    const odds = z.map((each, a) => (allowed[3 * row + a] ? Math.exp(each) : 0))
    const total = odds.reduce((sum, each) => sum + each)
    odds.forEach((each, a) => {
      t.ok(Math.abs(Math.exp(former[3 * row + a]) - each / total) < 1e-6, `${row} ${a}`)
    })
  }
})

/** d ln p(action) / d parameters of one row, for the actions given to the rows. */
const scores = async (actions: Int32Array, row: number): Promise<Array<number>> => {
  const objective = Objective.judge(agent, 0)
  const only = new Float32Array(rows)
  only[row] = 1
  const outputs = await evaluate(objective, Graph.gradient(objective.program, "surrogate", names), {
    ...Parameter.split(policy, vector),
    features,
    allowed,
    actions,
    former,
    weights: only,
    advantages: Float32Array.of(1, 1, 1, 1)
  })
  return flat(outputs, "gradient.")
}

t.test("the Fisher product against the dense Fisher matrix, sum_a p_a score_a score_a^T", async (t) => {
  const size = vector.length
  const dense = Array.from({ length: size }, () => new Float64Array(size))
  for (let row = 0; row < rows; row++)
    for (let a = 0; a < 3; a++) {
      if (!allowed[3 * row + a]) continue
      const score = await scores(new Int32Array(rows).fill(a), row)
      const p = Math.exp(former[3 * row + a])
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) dense[i][j] += p * score[i] * score[j]
    }
  const judge = Objective.judge(agent, 0)
  const fisher = Objective.fisher(agent)
  const twice = Graph.tangent(Graph.gradient(judge.program, "divergence", names), names)
  const directions = [1, 2, 3].map((seed) => vector.map((_, k) => Math.cos(seed * (k + 1) ** 2)))
  for (const [seed, direction] of directions.entries()) {
    const given = {
      ...Parameter.split(policy, vector),
      ...Parameter.under("tangent.", Parameter.split(policy, direction)),
      features,
      allowed,
      weights
    }
    const taken = { actions: new Int32Array(rows), advantages: new Float32Array(rows), former }
    const general = await evaluate(judge, twice, { ...given, ...taken })
    t.ok(
      flat(general, "gradient.").every((each) => Math.abs(each) < 1e-6),
      "no slope at the policy that acted"
    )
    const written = await evaluate(fisher, fisher.program, given)
    const wanted = dense.map((row) => row.reduce((sum, entry, j) => sum + entry * direction[j], 0))
    const largest = Math.max(...wanted.map(Math.abs))
    for (const [how, product] of [
      ["differentiated twice", flat(general, "tangent.gradient.")],
      ["written out", flat(written, "product.")]
    ] as const) {
      const worst = Math.max(...product.map((each, i) => Math.abs(each - wanted[i])))
      t.ok(worst < 2e-5 * largest, `${how}, direction ${seed}: ${worst} of ${largest}`)
    }
  }
})

const actions = Int32Array.of(0, 2, 1, 1)
const advantages = Advantage.normalise(Float32Array.of(1, -2, 0.5, 3))
const moved = vector.map((each, k) => each + 0.5 * Math.cos(k))
const at = (parameters: Float32Array) => ({
  ...Parameter.split(policy, parameters),
  features,
  allowed,
  actions,
  former,
  advantages,
  weights
})
const probabilities = async (parameters: Float32Array): Promise<Float32Array> => {
  const objective = Objective.act(agent)
  const outputs = await evaluate(objective, objective.program, {
    ...Parameter.split(policy, parameters),
    ...Parameter.split(Objective.value(agent), value),
    features,
    allowed
  })
  return (outputs.logProbabilities as Float32Array).map(Math.exp)
}

t.test("surrogate, divergence and entropy by their definitions; the clipped objective too", async (t) => {
  const p = former.map(Math.exp)
  const q = await probabilities(moved)
  const over = (each: (k: number) => number): number =>
    Array.from(allowed, (open, k) => (open ? each(k) : 0)).reduce((sum, term) => sum + term)
  const ratios = Array.from(actions, (a, row) => q[3 * row + a] / p[3 * row + a])
  const entropy = -over((k) => q[k] * Math.log(q[k]))
  const divergence = over((k) => p[k] * Math.log(p[k] / q[k]))
  const near = (actual: Graph.Values, wanted: number, what: string) =>
    t.ok(Math.abs(actual[0] - wanted) < 1e-5 * (1 + Math.abs(wanted)), `${what}: ${actual[0]} and ${wanted}`)
  const judged = await evaluate(Objective.judge(agent, 0), Objective.judge(agent, 0).program, at(moved))
  near(
    judged.surrogate,
    ratios.reduce((sum, ratio, row) => sum + ratio * advantages[row], 0),
    "surrogate"
  )
  near(judged.divergence, divergence, "divergence")
  near(judged.entropy, entropy, "entropy")
  t.ok(
    ratios.some((ratio) => Math.abs(ratio - 1) > 0.1),
    "some ratios are clipped"
  )
  const clipped = Objective.clipped(agent, { clip: 0.1, bonus: 0.01 })
  const { loss } = await evaluate(clipped, clipped.program, at(moved))
  const gains = ratios.map((ratio, row) =>
    Math.min(ratio * advantages[row], Math.min(1.1, Math.max(0.9, ratio)) * advantages[row])
  )
  near(loss, -gains.reduce((sum, gain) => sum + gain) - 0.01 * entropy, "clipped")
})

t.test("odds: how a policy begins, and what a bonus for entropy draws it to", async (t) => {
  const odds = [1, 2, 5]
  const { policy: begun } = Objective.initial({ ...agent, odds }, [1, 2])
  const p = await probabilities(begun)
  for (let row = 0; row < rows; row++) {
    const open = odds.map((each, a) => (allowed[3 * row + a] ? each : 0))
    const total = open.reduce((sum, each) => sum + each)
    open.forEach((each, a) => {
      t.ok(Math.abs(p[3 * row + a] - each / total) < 0.02, `row ${row}, action ${a}`)
    })
  }
  const [plain, drawn] = [agent, { ...agent, odds }].map((each) => Objective.judge(each, 0.1))
  const [a, b] = [
    await evaluate(plain, plain.program, at(moved)),
    await evaluate(drawn, drawn.program, at(moved))
  ]
  const q = await probabilities(moved)
  const wish = q.reduce((sum, each, k) => sum + 0.1 * each * Math.log(odds[k % 3]), 0)
  t.ok(Math.abs(b.surrogate[0] - a.surrogate[0] - wish) < 1e-5)
})

t.test("a row of weight 0 counts for nothing", async (t) => {
  const judge = Objective.judge(agent, 0)
  const program = Graph.gradient(judge.program, "surrogate", names)
  const three = { ...at(moved), weights: Float32Array.of(1, 1, 1, 0) }
  const other = {
    ...three,
    features: features.map((each, k) => (k < 6 ? each : 7)),
    actions: Int32Array.of(0, 2, 1, 2)
  }
  t.same(await evaluate(judge, program, three), await evaluate(judge, program, other))
})

t.test("the value: half the squared distance to its targets", async (t) => {
  const fit = Objective.fit(agent)
  const given = { ...Parameter.split(Objective.value(agent), value), features, weights }
  const targets = (acted.values as Float32Array).map((each, row) => each + row)
  const { loss } = await evaluate(fit, fit.program, { ...given, targets })
  t.ok(Math.abs(loss[0] - (0 + 1 + 4 + 9) / 2) < 1e-5)
})

t.test("picking by a uniform: shares in the order of actions, never a forbidden one", async (t) => {
  const logs = Float32Array.of(9, 9, Math.log(0.25), -1e9, Math.log(0.75))
  const picks = [0, 0.2499, 0.2501, 0.9999999].map((u) => Categorical.pick(logs.subarray(2), 0, 3, u))
  t.same(picks, [0, 0, 2, 2])
  t.equal(Categorical.pick(Float32Array.of(-1e9, 0, -1e9), 0, 3, 0), 1)
  // 40 000 counter-based draws; the share of the first has a standard error of 0.0022.
  let first = 0
  for (let step = 0; step < 40000; step++)
    if (Categorical.pick(logs, 0, 5, Categorical.uniform([7, 8], 3, step)) === 0) first++
  const wanted = Math.exp(9) / (2 * Math.exp(9) + 1)
  t.ok(Math.abs(first / 40000 - wanted) < 5 * 0.0025, "five standard errors: one false alarm in a million")
  t.not(Categorical.uniform([7, 8], 3, 4), Categorical.uniform([7, 8], 4, 3))
})
