/** Both kernels at infinite width beside another program, and where angles are small. */
import { readFileSync } from "node:fs"
import t from "tap"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Kernel from "../../../../src/domain/field/kernel.ts"
import * as Kernels from "../../../../src/domain/field/wide/kernels.ts"

const [, , ...lines] = readFileSync("test/golden/kernels.csv", "utf8").trim().split("\n")
const numbers = (text: string) => text.split(" ").map(Number)

t.equal(lines.length, 50)

/** The largest difference, relative to the geometric mean of what stands on the diagonal. */
const difference = (
  matrix: Float64Array,
  triangle: ReadonlyArray<number>,
  counts: (a: number, b: number) => boolean
) => {
  const n = Math.sqrt(matrix.length)
  let [most, at] = [0, 0]
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++, at++)
      if (counts(a, b))
        most = Math.max(
          most,
          Math.abs(matrix[a * n + b] - triangle[at]) / Math.sqrt(matrix[a * (n + 1)] * matrix[b * (n + 1)])
        )
  return most
}

t.test("as neural-tangents has them", async (t) => {
  for (const line of lines) {
    const [activation, depth, weightStd, biasStd, dIn, flat, K, Theta] = line.split(";")
    const d = Number(dIn)
    const coordinates = numbers(flat)
    const inputs = Array.from({ length: coordinates.length / d }, (_, a) =>
      coordinates.slice(a * d, (a + 1) * d)
    )
    const network = {
      activation: activation as Activation.Name,
      depth: Number(depth),
      weightStd: Number(weightStd),
      biasStd: Number(biasStd),
      inputs
    }
    const ours = Kernels.of(network)
    t.ok(difference(ours.K, numbers(K), () => true) < 1e-14, `K: ${line.slice(0, 30)}`)
    // relu' of parallel points jumps: where rounding has their angle at 1e-8, it has this error, too.
    const isParallel = (a: number, b: number) =>
      activation === "relu" && (a === b || (d === 1 && biasStd === "0"))
    t.ok(
      difference(ours.Theta, numbers(Theta), (a, b) => !isParallel(a, b)) < 1e-14,
      `Theta: ${line.slice(0, 30)}`
    )
    t.ok(difference(ours.Theta, numbers(Theta), isParallel) < 1e-8)
  }
})

const inputs = [
  [0.4, -1, 0.2],
  [1.1, 0.3, -0.9],
  [-0.7, 0.6, 0.1],
  [0.4, -1, 0.2]
]

t.test("layer by layer from each activation's two means", async (t) => {
  for (const activation of Activation.names)
    for (const biasStd of [0, 0.4]) {
      const { deep, derivatives } = Activation.of(activation)
      const network = { activation, weightStd: 1.2, biasStd, inputs }
      let q: Float64Array = Float64Array.from(
        inputs.flatMap((x) =>
          inputs.map((y) => biasStd ** 2 + (1.44 * x.reduce((sum, xc, c) => sum + xc * y[c], 0)) / 3)
        )
      )
      let Theta: Float64Array = q
      for (const depth of deep.refusal === undefined ? [1, 2, 3] : [1]) {
        const K = Kernel.matrix({ ...network, depth })
        const before = q
        Theta = Theta.map(
          (value, ab) =>
            K[ab] +
            1.44 * derivatives(before[5 * Math.floor(ab / 4)], before[5 * (ab % 4)], before[ab]) * value
        )
        q = K
        const ours = Kernels.of({ ...network, depth })
        for (const [name, [value, expected]] of Object.entries({
          K: [ours.K, K],
          Theta: [ours.Theta, Theta]
        }))
          t.ok(
            value.every((each, ab) => Math.abs(each - expected[ab]) < 2e-8),
            `${name} ${activation} ${depth} ${biasStd}`
          )
        t.strictSame(
          Kernels.along({ ...network, depth: depth + (deep.refusal === undefined ? 1 : 0) })[depth - 1],
          ours
        )
        const across = Kernels.of({ ...network, depth }, inputs.slice(1))
        const part = (matrix: Float64Array) => matrix.filter((_, ab) => ab % 4 > 0)
        t.ok(
          across.K.every((each, k) => Math.abs(each - part(ours.K)[k]) < 1e-13),
          `columns: ${activation}`
        )
        t.ok(
          across.Theta.every((each, k) => Math.abs(each - part(ours.Theta)[k]) < 1e-13),
          `columns: ${activation}`
        )
      }
    }
})

/*
 * Of (s, 0) and (sign s, s d), weightStd 1.25: the formulas of docs/kernel.md by mpmath 1.3 with 80 digits.
 * Activation, biasStd, depth, sign, d, K, Theta; s is 1 for relu and 1024 for erf.
 */
const narrow = [
  ["relu", 0, 1, 1, 1e-5, 0.6103515625000001, 1.2207011821906362],
  ["relu", 0, 1, -1, 0.01, 6.475642678928605e-8, -0.0019426798510611596],
  ["relu", 0, 1, -1, 1e-9, 6.476031213049127e-29, -1.9428093639147382e-10],
  ["relu", 0, 3, 1, 1e-5, 0.3725290298461915, 1.490109004629544],
  ["relu", 0, 3, -1, 0.01, 0.18393837218436904, 0.255101608738778],
  ["relu", 0, 3, -1, 1e-9, 0.18392916403724682, 0.2554463729958809],
  ["relu", 0.25, 1, 1, 1e-5, 0.7216796875000001, 1.3808573559732835],
  ["relu", 0.25, 1, -1, 0.01, 0.07387104260651044, -0.024678353229198785],
  ["relu", 0.25, 1, -1, 1e-9, 0.07386595436214914, -0.02466998533784846],
  ["relu", 0.25, 3, 1, 1e-5, 0.5518064498901368, 1.8839151776210294],
  ["relu", 0.25, 3, -1, 0.01, 0.33932457421375606, 0.47066104939424014],
  ["relu", 0.25, 3, -1, 1e-9, 0.3393143777046, 0.47064783349766576],
  ["erf", 0.25, 3, 1, 1e-5, 0.766259767587256, 602.1807785153251],
  ["erf", 0.25, 3, -1, 1e-5, -0.4604094955698746, -430.38501988145225]
] as const

t.test("angles near 0 and pi, in one layer and in three", async (t) => {
  for (const [activation, biasStd, depth, sign, d, K, Theta] of narrow) {
    const s = { relu: 1, erf: 1024 }[activation]
    const inputs = [
      [s, 0],
      [sign * s, s * d]
    ]
    const ours = Kernels.of({ activation, depth, weightStd: 1.25, biasStd, inputs })
    const what = `${activation} ${biasStd} ${depth} ${sign} ${d}`
    t.ok(Math.abs(ours.K[1] / K - 1) < 4e-15, `K ${what}`)
    t.ok(Math.abs(ours.Theta[1] / Theta - 1) < 4e-15, `Theta ${what}`)
  }
})

t.test("tanh by polynomials as by the lattice, near and far", async (t) => {
  const { covariance, derivatives } = Activation.of("tanh")
  for (const length of [1e-3, 0.3, 1, 3, 9])
    for (const [x, y] of [
      [1, 0.1],
      [-0.7, 0.5],
      [1.1, 0.9],
      [0, 1]
    ]) {
      const inputs = [
        [length, 0],
        [length * x, length * y]
      ]
      const network = { activation: "tanh", depth: 1, weightStd: 1, biasStd: 0, inputs } as const
      const { K, Theta } = Kernels.of(network)
      const [q11, q22, q12] = [length ** 2 / 2, (length ** 2 * (x * x + y * y)) / 2, (length ** 2 * x) / 2]
      const size = Math.sqrt(K[0] * K[3])
      const what = `${length} ${x} ${y}`
      t.ok(Math.abs(K[1] - covariance(q11, q22, q12)) < 1e-13 * size, what)
      t.ok(Math.abs(Theta[1] - K[1] - q12 * derivatives(q11, q22, q12)) < 1e-13 * Theta[0], what)
      t.ok(Math.abs(K[0] / covariance(q11, q11, q11) - 1) < 2e-14, what)
    }
})

t.test("points in one direction are exact in every layer, of relu without bias", async (t) => {
  for (const x of [0.1, 0.3, 0.7, 1.1]) {
    const { K, Theta } = Kernels.of({
      activation: "relu",
      depth: 3,
      weightStd: 1.3,
      biasStd: 0,
      inputs: [[x], [3.3], [-x], [0]]
    })
    const one = 1.69 * x * 3.3 * (1.69 / 2) ** 3
    t.ok(Math.abs(K[1] / one - 1) < 1e-14)
    t.ok(Math.abs(Theta[1] / (4 * one) - 1) < 1e-14)
    t.equal(K[3], 0)
    t.ok([3, 7, 11].every((k) => K[k] === 0 && Theta[k] === 0))
  }
})

t.test("variances that numbers do not reach are refused, but for those of the origin", async (t) => {
  const of = (x: number, weightStd: number, biasStd = 0) =>
    Kernels.of({ activation: "relu", depth: 2, weightStd, biasStd, inputs: [[0], [x]] })
  t.same([...of(1, 1).K], [0, 0, 0, 0.25])
  t.throws(() => of(1e-300, 1), /^The variance of input 2 is 0\.0 before layer 1: it must be between 1e-150/)
  t.throws(() => of(1, 1e-300), /input 2 is 0\.0 before layer 1/)
  t.throws(() => of(1e300, 1), /input 2 is Infinity before layer 1/)
  t.equal(of(1e-300, 1, 1).K.length, 4)
})
