/** Deep networks to first order in 1/N, beside closed forms at every N, differences of C, and sampled networks. */
import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
import * as Conditional from "../../../src/domain/field/estimator/conditional.ts"
import * as FirstOrder from "../../../src/domain/field/first-order.ts"
import * as Kernel from "../../../src/domain/field/kernel.ts"
import * as Network from "../../../src/domain/field/network.ts"
import * as Wick from "../../../src/domain/field/wick.ts"

const deep = Activation.names.filter((name) => Activation.of(name).deep.variation !== undefined)

t.test("every activation with deep networks says how its kernel varies", async (t) => {
  t.same(
    deep,
    Activation.names.filter((name) => Activation.of(name).deep.refusal === undefined)
  )
})

t.test("variations are the differences of C", async (t) => {
  const places: ReadonlyArray<readonly [number, number, number]> = [
    [1, 1.5, 0.4],
    [0.3, 2, -0.5],
    [2, 0.7, 0]
  ]
  for (const name of deep) {
    const { covariance, deep, derivatives } = Activation.of(name)
    if (deep.variation === undefined) continue
    for (const at of places) {
      const by = deep.variation(...at)
      t.ok(Math.abs(by.q12 - derivatives(...at)) < 1e-11, `${name} at ${at}: E[s' s']`)
      const C = (...steps: ReadonlyArray<number>) =>
        covariance(at[0] + steps[0], at[1] + steps[1], at[2] + steps[2])
      const h = 1e-3
      const first = (axis: number): number => {
        const d = (scale: number) => {
          const step = [0, 0, 0].with(axis, scale * h)
          return (C(...step) - C(...step.map((s) => -s))) / (2 * scale * h)
        }
        return (4 * d(1) - d(2)) / 3
      }
      const second = (i: number, j: number): number => {
        const d = (scale: number) => {
          const step = (si: number, sj: number) => {
            const all = [0, 0, 0]
            all[i] += si * scale * h
            all[j] += sj * scale * h
            return all
          }
          return (
            (C(...step(1, 1)) - C(...step(1, -1)) - C(...step(-1, 1)) + C(...step(-1, -1))) /
            (2 * scale * h) ** 2
          )
        }
        return (4 * d(1) - d(2)) / 3
      }
      const close = (found: number, wanted: number, what: string) =>
        t.ok(Math.abs(found - wanted) < 2e-8, `${name} at ${at}, ${what}: ${found}, ${wanted}`)
      close(by.q11, first(0), "q11")
      close(by.q22, first(1), "q22")
      close(by.q12, first(2), "q12")
      close(by.q11q11, second(0, 0), "q11 q11")
      close(by.q22q22, second(1, 1), "q22 q22")
      close(by.q12q12, second(2, 2), "q12 q12")
      close(by.q11q12, second(0, 2), "q11 q12")
      close(by.q22q12, second(1, 2), "q22 q12")
      close(by.q12q12 / 4, second(0, 1), "q11 q22")
    }
  }
})

/** What is left of exact - first order is of order 1/N^2: a hundredth at ten times the width. */
const remainders = (shape: Omit<Network.NetworkShape, "width">, order: 4 | 6, width: number) =>
  ([width, 10 * width] as const).map((N) => {
    const at = { ...shape, width: N }
    const [exact, first] = [Cumulant.correlators(at, order), FirstOrder.correlators(at, order)]
    return Math.max(...exact.full.map((G, t) => Math.abs(G - first.full[t]) / Math.abs(G)))
  })

t.test("linear networks with bias, and relu on a ray, are met but for 1/N^2", async (t) => {
  const linear = {
    activation: "linear",
    weightStd: 1.3,
    biasStd: 0.4,
    inputs: [
      [1, 0.2],
      [-0.3, 0.9],
      [0.5, 0.5]
    ]
  } as const
  const relu = { activation: "relu", weightStd: 1.4, biasStd: 0, inputs: [[0.3], [0.7], [1.2]] } as const
  for (const shape of [linear, relu])
    for (const depth of [1, 2, 3, 4])
      for (const order of [4, 6] as const) {
        const [near, far] = remainders({ ...shape, depth }, order, 2000)
        t.ok(near < 5e-4, `${shape.activation}, depth ${depth}, n = ${order}: ${near}`)
        t.ok(far < near / 80 + 1e-14, `${shape.activation}, depth ${depth}, n = ${order}: ${near}, ${far}`)
      }
})

t.test("one hidden layer: all of the 4-point function", async (t) => {
  for (const activation of deep) {
    const shape: Network.NetworkShape = {
      activation,
      width: 7,
      weightStd: 1.1,
      biasStd: 0.3,
      inputs: [[0.4], [-0.9], [1.1]]
    }
    const [exact, first] = [Cumulant.correlators(shape, 4), FirstOrder.correlators(shape, 4)]
    const worst = Math.max(
      ...exact.connected.map((kappa, t) => Math.abs(kappa - first.connected[t]) / Math.abs(kappa))
    )
    t.ok(worst < 1e-9, `${activation}: ${worst}`)
  }
})

t.test("sampled networks of two and three layers", async (t) => {
  for (const activation of ["erf", "relu", "gelu", "tanh"] as const)
    for (const depth of [2, 3]) {
      const shape: Network.NetworkShape = {
        activation,
        depth,
        width: 48,
        weightStd: 1.5,
        biasStd: 0.3,
        inputs: [[0.6], [-1]]
      }
      const nets = 3000
      const blocks = 30
      for (const order of [2, 4] as const) {
        const estimator = Conditional.make(shape, order, false)
        const values = new Float32Array(shape.inputs.length * nets * shape.width)
        Network.features(shape, [1, 2], 0, nets, values)
        const found = Array.from({ length: blocks }, (_, b) => {
          estimator.add(values, nets, (b * nets) / blocks, nets / blocks)
          return estimator.take()
        })
        const tuples = estimator.tuples
        const first = FirstOrder.correlators(shape, order)
        const K = Wick.gaussian(Kernel.matrix(shape), shape.inputs.length, 2)
        for (let tuple = 0; tuple < tuples; tuple++) {
          const each = found.map((values) => values[tuples + tuple])
          const mean = each.reduce((sum, value) => sum + value, 0) / blocks
          const error = Math.sqrt(
            each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (blocks - 1) / blocks
          )
          const beyond = (3 / shape.width) * Math.abs(first.connected[tuple] - (order === 2 ? K[tuple] : 0))
          t.ok(
            Math.abs(mean - first.connected[tuple]) < 4 * error + beyond,
            `${activation}, depth ${depth}, n = ${order}, tuple ${tuple}: ${mean} +- ${error}, ${first.connected[tuple]}`
          )
        }
      }
    }
})
