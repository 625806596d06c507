import t from "tap"
import * as TrustRegion from "../../../src/domain/rl/trust-region.ts"

/** A model that is what the method assumes: surrogate b.x - bend |x|^2, divergence x.A x / 2, from x = 0. */
const diagonal = [1, 4, 9]
const b = [1, -2, 3]
const rows = 10
const sums = (ask: TrustRegion.Ask, bend = 0, strength = 1): TrustRegion.Answer => {
  const x = Array.from(ask.at)
  const judged = {
    surrogate: rows * x.reduce((sum, value, k) => sum + b[k] * value - bend * value ** 2, 0),
    divergence: (rows / 2) * strength * x.reduce((sum, value, k) => sum + diagonal[k] * value ** 2, 0),
    entropy: rows * 0.5
  }
  if (ask.kind === "judge") return { judged }
  if (ask.kind === "gradient") return { judged, vector: Float64Array.from(b, (value) => rows * value) }
  return { vector: Float64Array.from(ask.direction, (value, k) => rows * diagonal[k] * value) }
}

const setting = { ...TrustRegion.customary, damping: 0 }
const update = (
  given: TrustRegion.Setting,
  answer: (ask: TrustRegion.Ask) => TrustRegion.Answer
): TrustRegion.Outcome => {
  let state = TrustRegion.begin(new Float32Array(3), rows, given)
  for (let ask = TrustRegion.ask(state); ask !== null; ask = TrustRegion.ask(state)) {
    // What a checkpoint keeps must do.
    state = TrustRegion.answer(structuredClone(state), answer(ask))
  }
  return state.outcome!
}

t.test("the step goes along A^-1 b to the border of the region", async (t) => {
  const outcome = update({ ...setting, delta: 0.01 * (1 + 1e-5) }, (ask) => sums(ask))
  // A^-1 b = (1, -1/2, 1/3), b.A^-1 b = 1 + 1 + 1, and sqrt(2 delta / 3) of it.
  const scale = Math.sqrt(0.02 / 3)
  t.ok([1, -1 / 2, 1 / 3].every((value, k) => Math.abs(outcome.parameters[k] - scale * value) < 1e-5))
  t.ok(outcome.accepted)
  t.equal(outcome.iterations, 3)
  t.equal(outcome.backtracks, 0)
  t.ok(Math.abs(outcome.after.divergence - 0.01) < 1e-6)
  t.ok(Math.abs(outcome.after.surrogate - 3 * scale) < 1e-5)
  t.equal(outcome.after.entropy, 0.5)
})

t.test("damping is added to the diagonal", async (t) => {
  const { parameters } = update({ ...setting, damping: 2 }, (ask) => sums(ask))
  t.ok(Math.abs(parameters[0] / parameters[1] - 1 / 3 / (-2 / 6)) < 1e-5)
  t.ok(Math.abs(parameters[0] / parameters[2] - 1 / 3 / (3 / 11)) < 1e-5)
})

t.test("a step too long is shortened until it fits", async (t) => {
  // The divergence is in truth 20 times what its Hessian promised: step^2 must shrink to 1/20, two halvings are too few.
  const outcome = update(setting, (ask) => sums(ask, 0, 20))
  t.ok(outcome.accepted)
  t.equal(outcome.backtracks, 3)
  t.ok(outcome.after.divergence <= setting.delta)
})

t.test("an update whose surrogate only falls is refused, and nothing moves", async (t) => {
  const outcome = update(setting, (ask) => sums(ask, 1e6))
  t.notOk(outcome.accepted)
  t.same([...outcome.parameters], [0, 0, 0])
  t.equal(outcome.backtracks, setting.backtracks)
  t.same(outcome.after, outcome.before)
})

t.test("no gradient, no update; NaN is no improvement", async (t) => {
  const still = update(setting, (ask) => ({ ...sums(ask), vector: new Float64Array(3) }))
  t.notOk(still.accepted)
  t.equal(still.iterations, 0)
  const broken = update(setting, (ask) => {
    const { judged, ...others } = sums(ask)
    return ask.kind === "judge"
      ? { judged: { ...judged!, surrogate: Number.NaN } }
      : { judged: judged!, ...others }
  })
  t.notOk(broken.accepted)
})

t.test("settings out of range, and answers to nothing", async (t) => {
  t.throws(() => TrustRegion.begin(new Float32Array(3), rows, { ...setting, delta: 0 }), /delta above 0/)
  t.throws(() => TrustRegion.begin(new Float32Array(3), 0, setting), /1 row or more/)
  const begun = TrustRegion.begin(new Float32Array(3), rows, setting)
  t.throws(() => TrustRegion.answer(begun, {}), /lacks/)
  t.throws(() => TrustRegion.answer({ ...begun, phase: "done" }, {}), /over/)
})
