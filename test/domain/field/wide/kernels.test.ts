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
