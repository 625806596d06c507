import { readFileSync } from "node:fs"
import t from "tap"
import { compile, descent } from "../../../scripts/build-simd.ts"
import * as Fast from "../../../src/accelerator/simd/descent.ts"
import * as Descent from "../../../src/domain/field/learning/descent.ts"

t.test("the module is what its sources compile to", async (t) => {
  t.equal(await compile(descent), readFileSync(descent.file, "utf8"))
})

const times = [0, 1, 20, 300]

/** Learned from are 7 points of 9: not a multiple of five, as the module takes them. */
const lesson = (change: Partial<Descent.Lesson>, d: number): Descent.Lesson => ({
  activation: "erf",
  width: 7,
  weightStd: 1.2,
  biasStd: 0.4,
  inputs: Array.from({ length: 9 }, (_, i) =>
    Array.from({ length: d }, (_, c) => Math.sin(1 + 3 * i + 5 * c))
  ),
  targets: [0.5, -1, 0.25, 0.3, 0, 1, -0.5],
  rate: 0.02,
  times,
  ...change
})

/** The largest distance from the reference at each time, of six networks, the first of them number 5. */
const distances = (of: Descent.Lesson): ReadonlyArray<number> => {
  const count = 6
  const [ours, theirs] = [Fast.make(of), Descent.make(of)].map(({ outputs }) => {
    const out = new Float64Array(times.length * of.inputs.length * count)
    outputs([3, 4], 5, count, out)
    return out
  })
  const each = of.inputs.length * count
  return times.map((_, t) =>
    Math.max(
      ...Array.from(ours.subarray(t * each, (t + 1) * each), (f, k) => Math.abs(f - theirs[t * each + k]))
    )
  )
}

for (const activation of Descent.activations)
  for (const depth of [1, 2])
    t.test(`${activation}, depth ${depth}: after every time as the reference`, async (t) => {
      for (const [d, biasStd, width] of [
        [1, 0.5, 7],
        [2, 0, 12],
        [3, 0.4, 5]
      ]) {
        const found = distances(lesson({ activation, depth, width, biasStd }, d))
        // A point that crosses the edge of relu in one and not in the other sends them apart in the long run.
        const limits = activation === "relu" ? [2e-6, 2e-6, 2e-6, 2e-3] : [2e-6, 2e-6, 2e-6, 5e-6]
        found.forEach(
          (distance, at) => void t.ok(distance < limits[at], `${d}: ${distance} after ${times[at]}`)
        )
      }
    })

t.test(
  "one network of one neuron, at one point that is learned from; and all points learned from",
  async (t) => {
    const one = lesson({ width: 1, inputs: [[0.5], [2]], targets: [1] }, 1)
    t.ok(Math.max(...distances(one)) < 2e-6)
    t.ok(Math.max(...distances({ ...one, depth: 2 })) < 2e-6)
    t.ok(Math.max(...distances({ ...one, targets: [1, -1] })) < 2e-6)
  }
)

t.test("a network is the same whichever others are asked for", async (t) => {
  const fast = Fast.make(lesson({ depth: 2 }, 1))
  const [all, last] = [new Float64Array(4 * 9 * 5), new Float64Array(4 * 9)]
  fast.outputs([1, 2], 0, 5, all)
  fast.outputs([1, 2], 4, 1, last)
  t.ok(last.every((f, at) => f === all[at * 5 + 4]))
})

t.test("who cannot learn is refused; networks of three layers learn by the reference", async (t) => {
  t.throws(() => Fast.make(lesson({ activation: "gauss" }, 1)), /gauss does not learn/)
  t.throws(() => Fast.make(lesson({}, 1)).outputs([1, 2], 0, 1, new Float64Array(3)), /do not fill 3 outputs/)
  t.equal(Math.max(...distances(lesson({ depth: 3 }, 1))), 0)
})

t.test("what diverges is no number in the end, and its neighbours learn on", async (t) => {
  // At this rate some of the networks diverge, and most do not.
  const wild = lesson({ activation: "relu", width: 4, rate: 0.5, times: [0, 4000] }, 1)
  const count = 64
  const out = new Float64Array(2 * 9 * count)
  Fast.make(wild).outputs([3, 4], 0, count, out)
  const last = out.subarray(9 * count, 10 * count)
  t.ok(last.some((f) => !Number.isFinite(f)))
  t.ok(last.some((f) => Math.abs(f) < 10))
})
