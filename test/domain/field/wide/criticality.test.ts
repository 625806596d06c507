/** Fixed points of deep kernels, beside closed forms and the kernels of deep networks themselves. */
import t from "tap"
import * as Criticality from "../../../../src/domain/field/wide/criticality.ts"
import * as Kernels from "../../../../src/domain/field/wide/kernels.ts"

const near = (a: number | undefined, b: number, error: number) =>
  Math.abs(a! - b) <= error * Math.max(1, Math.abs(b))

t.test("relu and linear: V is a line", async (t) => {
  for (const [activation, half] of [
    ["relu", 1 / 2],
    ["linear", 1]
  ] as const)
    for (const [weightStd, biasStd] of [
      [0.7, 0.5],
      [0.9, 1]
    ]) {
      const slope = half * weightStd ** 2
      const found = Criticality.of({ activation, weightStd, biasStd }, 2)!
      t.ok(near(found.variance, biasStd ** 2 / (1 - slope), 1e-13))
      t.ok(near(found.perpendicular, slope, 1e-14) && near(found.parallel, slope, 1e-10))
      t.equal(found.phase, "ordered")
      t.equal(found.correlation, 1)
    }
  const edge = Criticality.of({ activation: "relu", weightStd: Math.SQRT2, biasStd: 0 }, 0.3)!
  t.equal(edge.phase, "critical")
  t.ok(near(edge.variance, 0.3, 1e-14))
  t.equal(edge.layers, Infinity)
  t.equal(Criticality.of({ activation: "relu", weightStd: 1.5, biasStd: 0 }, 1), undefined, "it grows")
  const fading = Criticality.of({ activation: "relu", weightStd: 1.2, biasStd: 0 }, 1)!
  t.strictSame([fading.variance, fading.phase, fading.correlation], [0, "ordered", undefined])
  t.ok(near(fading.perpendicular, 0.72, 1e-14))
})

// V(q) = b + w (2 / pi) asin(2 q / (1 + 2 q)), chi_perpendicular = w (4 / pi) / sqrt(1 + 4 q).
t.test("erf: both chi by their closed forms", async (t) => {
  for (const [weightStd, biasStd] of [
    [0.8, 0.3],
    [1.2, 0.1],
    [3, 0.2]
  ]) {
    const found = Criticality.of({ activation: "erf", weightStd, biasStd }, 1)!
    const q = found.variance
    const w = weightStd ** 2
    t.ok(near(biasStd ** 2 + w * (2 / Math.PI) * Math.asin((2 * q) / (1 + 2 * q)), q, 1e-13))
    t.ok(near(found.perpendicular, (w * 4) / Math.PI / Math.sqrt(1 + 4 * q), 1e-13))
    t.ok(near(found.parallel, (w * 4) / Math.PI / (1 + 2 * q) / Math.sqrt(1 + 4 * q), 1e-9))
    t.equal(found.phase, found.perpendicular < 1 ? "ordered" : "chaotic")
  }
})

// Without bias, odd activations with s'(0) = a are critical at weightStd = 1 / a, where variances fall as 1 / depth.
t.test("tanh and erf on the edge of chaos", async (t) => {
  for (const [activation, weightStd] of [
    ["tanh", 1],
    ["erf", Math.sqrt(Math.PI) / 2]
  ] as const) {
    const found = Criticality.of({ activation, weightStd, biasStd: 0 }, 1)!
    t.equal(found.phase, "critical", activation)
    t.equal(found.variance, 0)
  }
  t.equal(Criticality.of({ activation: "tanh", weightStd: 1, biasStd: 0.001 }, 1)!.phase, "ordered")
})

t.test("deep networks come to the fixed point, and as chi^depth", async (t) => {
  const inputs = [
    [1, 0],
    [0.6, 1.1]
  ]
  for (const [activation, weightStd, biasStd] of [
    ["tanh", 1.5, 0.1],
    ["erf", 1.1, 0.5],
    ["relu", 1.2, 0.4],
    ["gelu", 1.2, 0.3]
  ] as const) {
    const { variance, correlation, chi } = Criticality.of({ activation, weightStd, biasStd }, 1)!
    const at = (depth: number) => {
      const { K } = Kernels.of({ activation, weightStd, biasStd, inputs, depth })
      return { variance: K[0], correlation: K[1] / Math.sqrt(K[0] * K[3]) }
    }
    const deep = at(400)
    t.ok(near(deep.variance, variance, 1e-11), activation)
    t.ok(near(deep.correlation, correlation!, 1e-11), activation)
    // Where the correlation still tells from its limit, and the variance does no more.
    const layer = activation === "tanh" ? 60 : 24
    const [one, next] = [at(layer), at(layer + 1)].map((each) => each.correlation - correlation!)
    t.ok(near(next / one, chi!, 2e-2), `${activation} ${next / one} ${chi}`)
  }
})
