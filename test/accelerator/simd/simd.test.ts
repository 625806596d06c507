/** The SIMD backend against the f64 reference, and that the bound it is held to would notice a wrong digit. */
import { readFileSync } from "node:fs"
import t from "tap"
import { compile, network } from "../../../scripts/build-simd.ts"
import { binary } from "../../../src/accelerator/simd/binary.ts"
import * as Simd from "../../../src/accelerator/simd/simd.ts"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Network from "../../../src/domain/field/network.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import * as Sampling from "../../support/sampling.ts"

const backend = Simd.open()
const { line } = Sampling

t.test("outputs are the reference's within the stated error", async (t) => {
  for (const shape of Sampling.shapes([1, 2, 5, 50]))
    for (const [key, from] of [
      [[1, 2], 123],
      [[0x9e3779b9, 0xdeadbeef], 2 ** 32 - 67]
    ] as const)
      t.ok((await Sampling.worst(backend, shape, key, from, 67)) < Sampling.bound, Sampling.label(shape))
})

t.test("so are the values of neurons", async (t) => {
  for (const shape of Sampling.shapes([1, 2, 5, 50]))
    for (const [key, from] of [
      [[1, 2], 123],
      [[0x9e3779b9, 0xdeadbeef], 2 ** 32 - 67]
    ] as const)
      t.ok(
        (await Sampling.worstFeature(backend, shape, key, from, 67)) < Sampling.bound,
        Sampling.label(shape)
      )
})

t.test("blocks of neurons join: widths about the length of a block, many coordinates", async (t) => {
  const wide = (d: number) => [Array.from({ length: d }, (_, c) => 1 / (c + 1))]
  for (const [width, d] of [
    [255, 1],
    [256, 1],
    [257, 1],
    [513, 1],
    [341, 2],
    [1000, 3],
    [9, 64],
    [3, 700]
  ])
    for (const biasStd of [0, 1]) {
      const shape = { activation: "erf", width, weightStd: 1, biasStd, inputs: wide(d) } as const
      t.ok((await Sampling.worst(backend, shape, [5, 6], 7, 5)) < Sampling.bound, Sampling.label(shape))
      t.ok(
        (await Sampling.worstFeature(backend, shape, [5, 6], 7, 5)) < Sampling.bound,
        Sampling.label(shape)
      )
    }
})

/**
 * In units of 2^-24 of the largest value: errors of a layer grow with the root of its width and are passed on; the
 * largest seen was 31. A wrong normal anywhere is off by a million.
 */
t.test("deep networks are the reference's", async (t) => {
  const deep = Activation.names.filter((name) => Activation.of(name).deep.refusal === undefined)
  for (const activation of deep)
    for (const biasStd of [0, 0.7])
      for (const [width, depth, points, d] of [
        [1, 2, 1, 1],
        [2, 3, 2, 2],
        [5, 2, 3, 1],
        [7, 4, 7, 3],
        [100, 2, 6, 1],
        [300, 3, 4, 2]
      ]) {
        const inputs = Array.from({ length: points }, (_, a) =>
          Array.from({ length: d }, (_, c) => Math.sin(3 * a + c + 1))
        )
        const shape = { activation, width, depth, weightStd: 1.3, biasStd, inputs }
        const count = width > 50 ? 5 : 37
        const sampler = backend.networks(shape)
        for (const [values, of, draw] of [
          [points, Network.sample, sampler.sample],
          [points * width, Network.features, sampler.features]
        ] as const) {
          const exact = new Float64Array(values * count)
          const out = new Float32Array(values * count)
          of(shape, [3, 4], 2 ** 32 - 37, count, exact)
          draw([3, 4], 2 ** 32 - 37, count, out)
          let [error, size] = [0, 1]
          for (let at = 0; at < out.length; at++) {
            error = Math.max(error, Math.abs(out[at] - exact[at]))
            size = Math.max(size, Math.abs(exact[at]))
          }
          const units = error / (size * 2 ** -24)
          t.ok(units < 60, `${Sampling.label(shape)}, ${depth} layers: ${units}`)
        }
      }
})

t.test("both ends of the uniform numbers keep their digits", async (t) => {
  for (const network of Sampling.extreme) {
    const [a] = Threefry.words(1, 2, network, 0)
    const [b] = Threefry.words(1, 2, network, 1)
    const size = Math.abs((a + b + 1) | 0)
    t.ok(Math.min(size, 2 ** 31 - size) < 100, `word ${a + b + 1}`)
    t.ok((await Sampling.worst(backend, line, [1, 2], network, 1)) < Sampling.bound, `network ${network}`)
  }
})

t.test("batches do not matter, bit for bit", async (t) => {
  for (const shape of Sampling.shapes([3, 40])) {
    const points = shape.inputs.length
    const sampler = backend.networks(shape)
    const draw = (from: number, count: number) => {
      const out = new Float32Array(points * count)
      sampler.sample([7, 8], from, count, out)
      return (point: number) => [...out.subarray(point * count, (point + 1) * count)]
    }
    const [all, first, second] = [draw(0, 1030), draw(0, 5), draw(5, 1025)]
    for (let a = 0; a < points; a++)
      t.same(all(a), [...first(a), ...second(a)], `point ${a} of ${Sampling.label(shape)}`)
  }
})

t.test(
  "gauss beyond the range of f32 stays finite, and evenly spaced points that are far apart work",
  async (t) => {
    const far = {
      activation: "gauss",
      width: 3,
      weightStd: 1,
      biasStd: 1,
      inputs: [[-30], [0], [30]]
    } as const
    const out = new Float32Array(3 * 100)
    backend.networks(far).sample([1, 2], 0, 100, out)
    t.ok(out.every(Number.isFinite))
    const even = { ...far, inputs: [[-3], [0], [3], [6]] }
    t.ok((await Sampling.worst(backend, even, [1, 2], 0, 100)) < Sampling.bound)
  }
)

/** The module with one constant of its polynomials changed by one part in a hundred. */
const changed = (constant: number): string => {
  const bytes = Buffer.from(binary, "base64")
  const sought = Buffer.from(new Float32Array([constant]).buffer)
  const at = bytes.indexOf(sought)
  if (at < 0) throw new Error(`${constant} is no constant of the module.`)
  bytes.writeFloatLE(constant * 1.01, at)
  return bytes.toString("base64")
}

t.test("the bound notices a wrong digit in a polynomial", async (t) => {
  const constants = {
    relu: [-0.4129746743, -0.6665219148, -2.000000239, 7.96884847e-2, -6.45963361e-1, -4.67223292e-3].concat([
      1.57079629, 8.581906178e-4, -2.081062752e-2, 0.2536507446, -1.233698215, 0.9999999535
    ]),
    erf: [
      -3.490776401, 6.260646642, -7.689724786, 6.935966555, -4.624433072, 2.631690191, -3.333333333, 5, 0.375
    ],
    gauss: [9.61848896e-3, 5.55032878e-2, 2.40226469e-1, 6.93147206e-1],
    tanh: [3.502019096e-3, 0.1338637345, 3.296328906e-4, 0.02590122983, 0.4671968994]
  } as const
  for (const [activation, list] of Object.entries(constants))
    for (const constant of list) {
      const wrong = Simd.open(changed(constant))
      const shape = { ...line, activation: activation as keyof typeof constants }
      const most = await Sampling.worst(wrong, shape, [1, 2], 0, 2000)
      t.ok(most > Sampling.bound, `${constant}: ${most.toFixed(1)} units`)
    }
})

t.test("shapes that are none are refused", async (t) => {
  t.throws(() => backend.networks({ ...line, inputs: [] }), RangeError)
  t.throws(() => backend.networks({ ...line, width: 0 }), RangeError)
})

t.test("the committed module is what its source compiles to", async (t) => {
  t.equal(readFileSync(network.file, "utf8"), await compile(network))
})
