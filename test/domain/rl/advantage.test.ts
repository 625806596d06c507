import fc from "fast-check"
import t from "tap"
import * as Advantage from "../../../src/domain/rl/advantage.ts"
import * as Trace from "../../../src/domain/rl/trace.ts"

const { onward, terminal, cut } = Trace
interface Step {
  readonly reward: number
  readonly value: number
  readonly following: number
  readonly end: number
}

const trace = (...environments: ReadonlyArray<ReadonlyArray<Step>>): Trace.Trace => {
  const made = Trace.make({
    environments: environments.length,
    steps: environments[0].length,
    seen: 1,
    choices: 1,
    masked: false
  })
  environments.flat().forEach(({ reward, value, following, end }, row) => {
    made.rewards[row] = reward
    made.values[row] = value
    made.following[row] = following
    made.ends[row] = end
  })
  return made
}
const step = (reward: number, value: number, end: number = onward, following = 0): Step => ({
  reward,
  value,
  end,
  following
})

const near = (actual: ArrayLike<number>, wanted: ArrayLike<number>): boolean =>
  actual.length === wanted.length &&
  Array.from(actual).every((value, k) => Math.abs(value - wanted[k]) <= 1e-4 * (1 + Math.abs(wanted[k])))

t.test("by hand", async (t) => {
  const over = trace([step(1, 10), step(2, 20), step(3, 30, terminal)])
  // gamma 1/2: 3; 2 + 1.5; 1 + 1.75
  t.same([...Advantage.returns(over, 0.5)], [2.75, 3.5, 3])
  // deltas 1 + 10 - 10 = 1, 2 + 15 - 20 = -3, 3 - 30 = -27; with gamma lambda = 1/4: -27; -3 - 6.75; 1 - 2.4375
  t.same([...Advantage.advantages(over, 0.5, 0.5)], [-1.4375, -9.75, -27])
  const limited = trace([step(1, 10), step(2, 20), step(3, 30, cut, 40)])
  // The last delta is 3 + 20 - 30 = -7, the last return 3 + 20.
  t.same([...Advantage.returns(limited, 0.5)], [1 + 0.5 * (2 + 0.5 * 23), 2 + 0.5 * 23, 23])
  t.same([...Advantage.advantages(limited, 0.5, 0.5)], [1 + 0.25 * (-3 - 1.75), -3 - 1.75, -7])
})

const steps = (length: number) =>
  fc.array(
    fc
      .tuple(
        ...[1, 2, 3].map(() => fc.double({ min: -10, max: 10, noNaN: true })),
        fc.constantFrom(onward, onward, onward, terminal, cut)
      )
      .map(([reward, value, following, end]): Step => ({ reward, value, following, end })),
    { minLength: length, maxLength: length }
  )
const ended = (each: ReadonlyArray<Step>, end: number): ReadonlyArray<Step> => [
  ...each.slice(0, -1),
  { ...each.at(-1)!, end }
]
const share = fc.double({ min: 0, max: 1, noNaN: true })

t.test("lambda 1 is the return less the value; lambda 0 the error of one step", async () => {
  fc.assert(
    fc.property(steps(12), share, fc.constantFrom(terminal, cut), (each, gamma, end) => {
      const one = trace(ended(each, end))
      const returns = Advantage.returns(one, gamma)
      const errors = one.rewards.map((reward, row) => {
        const next = [one.values[row + 1], 0, one.following[row]][one.ends[row]]
        return reward + gamma * next - one.values[row]
      })
      return (
        near(
          Advantage.advantages(one, gamma, 1),
          returns.map((value, row) => value - one.values[row])
        ) && near(Advantage.advantages(one, gamma, 0), errors)
      )
    })
  )
})

t.test("episodes in one trace, and environments side by side, are each apart", async () => {
  fc.assert(
    fc.property(
      steps(5),
      steps(5),
      share,
      share,
      fc.constantFrom(terminal, cut),
      (a, b, gamma, lambda, end) => {
        const [first, second] = [ended(a, end), ended(b, cut)]
        for (const whole of [trace([...first, ...second]), trace(first, second)]) {
          const parts = [trace(first), trace(second)]
          const of = (f: (each: Trace.Trace) => Float32Array) => parts.flatMap((part) => [...f(part)])
          const advantages = (each: Trace.Trace) => Advantage.advantages(each, gamma, lambda)
          const returns = (each: Trace.Trace) => Advantage.returns(each, gamma)
          if (of(advantages).some((value, row) => value !== advantages(whole)[row])) return false
          if (of(returns).some((value, row) => value !== returns(whole)[row])) return false
        }
        return true
      }
    )
  )
})

t.test("a limit of moves that the true value bridges changes nothing", async (t) => {
  // Reward 1 for ever: V = 1 / (1 - gamma) everywhere, and no step is better or worse than another.
  const gamma = 0.9
  const value = 1 / (1 - gamma)
  const limited = trace([step(1, value), step(1, value), step(1, value, cut, value)])
  t.ok(near(Advantage.advantages(limited, gamma, 0.97), [0, 0, 0]))
  t.ok(near(Advantage.returns(limited, gamma), [value, value, value]))
  const over = trace([step(1, value), step(1, value), step(1, value, terminal)])
  t.ok(Advantage.advantages(over, gamma, 0.97)[0] < -1, "an end is worth nothing")
})

t.test("a trace that stops in the air is refused", async (t) => {
  t.throws(() => Advantage.returns(trace([step(1, 1)]), 0.9), /environment 0 neither ends nor is cut/)
})

t.test("normalised, spread and explained", async (t) => {
  const values = Float32Array.of(1, 2, 3, 6)
  const normal = Advantage.normalise(values)
  // Mean 3, squares 4 + 1 + 0 + 9 = 14.
  t.ok(
    near(
      normal,
      [-2, -1, 0, 3].map((value) => value / Math.sqrt(3.5))
    )
  )
  t.same([...Advantage.normalise(Float32Array.of(5, 5))], [0, 0])
  t.equal(Advantage.explained(values, values), 1)
  t.equal(Advantage.explained(values, Float32Array.of(4, 4, 4, 4)), 0)
  // What is left is 1, 0, -1, 0 about its mean: 2 of 14.
  t.ok(Math.abs(Advantage.explained(values, Float32Array.of(0, 2, 4, 6)) - (1 - 2 / 14)) < 1e-12)
})

t.test("a part of a trace is some of its environments, in its memory", async (t) => {
  const size = { environments: 3, steps: 2, seen: 5, choices: 4, masked: true }
  const whole = Trace.make(size, (bytes) => new SharedArrayBuffer(bytes))
  const part = Trace.part(whole, 1, 3)
  t.equal(Trace.rows(part), 4)
  t.same(
    [part.features, part.logProbabilities, part.allowed, part.ends].map(({ length }) => length),
    [20, 16, 16, 4]
  )
  part.features[0] = 1
  part.allowed[15] = 1
  part.following[3] = 6
  t.same([whole.features.indexOf(1), whole.allowed.indexOf(1), whole.following.indexOf(6)], [10, 23, 5])
  t.equal(Trace.make({ ...size, masked: false }).allowed.length, 0)
})
