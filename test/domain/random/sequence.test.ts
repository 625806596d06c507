/** Sequences of normals: how they are made, and that they are normal, by the sampler that is fast enough to show it. */
import t from "tap"
import * as Simd from "../../../src/accelerator/simd/simd.ts"
import * as Erf from "../../../src/domain/field/erf.ts"
import * as Sequence from "../../../src/domain/random/sequence.ts"
import * as Sfc64 from "../../../src/domain/random/sfc64.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"

t.test(
  "a sequence is what SFC64 gives from the states that Threefry gives, segment by segment",
  async (t) => {
    const out = new Float64Array(2 * Sequence.segment + 6)
    Sequence.normals([1, 2], 9, out)
    for (const [g, count] of [
      [0, Sequence.segment],
      [1, 3]
    ]) {
      const state = Sfc64.make([0, 1, 2].flatMap((k) => Threefry.words(1, 2, 9, 3 * g + k)))
      const words = new Uint32Array(2 * count)
      Sfc64.fill(state, words)
      for (let k = 0; k < count; k++) {
        const [even, odd] = Sequence.pair(words[2 * k], words[2 * k + 1])
        const p = 2 * (g * Sequence.segment + k)
        t.same([out[p], out[p + 1]], [even, odd], `pair ${k} of segment ${g}`)
      }
    }
  }
)

t.test("a sequence can be entered at any pair", async (t) => {
  const all = new Float64Array(4 * Sequence.segment + 10)
  Sequence.normals([3, 4], 5, all)
  for (const first of [0, 2, 510, 1022, 1024, 1026, 2050]) {
    const part = new Float64Array(7)
    Sequence.normals([3, 4], 5, part, first)
    t.same(part, all.subarray(first, first + 7), `from ${first}`)
  }
})

t.test("pairs at the ends of both words", async (t) => {
  const [longest] = Sequence.pair(0, 0)
  t.ok(Math.abs(longest - Math.sqrt(64 * Math.LN2)) < 1e-12)
  t.same(Sequence.pair(0x80000000, 0).map(Math.abs), [0, 0])
  const near = (pair: readonly [number, number], [x, y]: readonly [number, number]) =>
    t.ok(Math.hypot(pair[0] - x, pair[1] - y) < 1e-12, `${pair}`)
  // u = 2^-2: r = sqrt(4 ln 2); the sign of the first word turns the half circle of the second by pi.
  const r = Math.sqrt(4 * Math.LN2)
  near(Sequence.pair(2 ** 29, 0), [r, 0])
  near(Sequence.pair(2 ** 32 - 2 ** 29, 0), [-r, 0])
  near(Sequence.pair(2 ** 29, 0x80000000), [0, -r])
  near(Sequence.pair(2 ** 29, 0x40000000), [r * Math.SQRT1_2, r * Math.SQRT1_2])
})

/** 2.6e7 normals, of 2^15 networks; the even and the odd normals of a pair come about equally often. */
const networks = 2 ** 15
const width = 400
const draw = (key: readonly [number, number], from: number) => {
  const shape = { activation: "linear", width, weightStd: Math.SQRT2, biasStd: 0 } as const
  const inputs = [
    [1, 0],
    [0, 1]
  ]
  const out = new Float32Array(2 * networks * width)
  Simd.open()
    .networks({ ...shape, inputs })
    .features(key, from, networks, out)
  return out
}
const drawn = draw([20261128, 16], 0)
const n = drawn.length

/** E z^2k = (2k - 1)!!. Odds of a limit of 5 standard errors over a dozen numbers: 1 in 10^5 for another key. */
t.test("moments up to order 8", async (t) => {
  const sums = new Float64Array(9)
  for (const z of drawn) for (let k = 1, power = z; k <= 8; k++, power *= z) sums[k] += power
  const moment = (k: number) => (k % 2 === 1 ? 0 : [1, 1, 3, 15, 105, 945, 10395, 135135, 2027025][k / 2])
  for (let k = 1; k <= 8; k++) {
    const error = Math.sqrt((moment(2 * k) - moment(k) ** 2) / n)
    const off = (sums[k] / n - moment(k)) / error
    t.ok(Math.abs(off) < 5, `order ${k}: ${off.toFixed(2)} standard errors`)
  }
})

/** Kolmogorov's limit 1.95 / sqrt n has odds of 1 in 1000; at the edges of bins the distance is a little smaller. */
t.test("the distribution function, and the tails", async (t) => {
  const bins = 1 << 14
  const counts = new Float64Array(bins)
  for (const z of drawn) counts[Math.min(bins - 1, Math.floor((z + 8) * (bins / 16)))]++
  const phi = (z: number) => (1 + Erf.erf(z * Math.SQRT1_2)) / 2
  let [below, most] = [0, 0]
  for (let k = 0; k < bins; k++) {
    below += counts[k]
    most = Math.max(most, Math.abs(below / n - phi(((k + 1) / bins) * 16 - 8)))
  }
  t.ok(most * Math.sqrt(n) < 1.95, `${most * Math.sqrt(n)}`)
  for (const z of [3, 4, 4.5, 5]) {
    const found = drawn.reduce((count, x) => count + (Math.abs(x) > z ? 1 : 0), 0)
    const expected = n * (1 - Erf.erf(z * Math.SQRT1_2))
    t.ok(Math.abs(found - expected) < 5 * Math.sqrt(expected), `beyond ${z}: ${found} for ${expected}`)
  }
})

/** Products of normals that are one to four apart, in neighbouring networks, and of their squares, which have variance 4. */
t.test("no correlation along a sequence, nor between sequences", async (t) => {
  const all = networks * width
  const within = (sum: number, variance: number, count: number, name: string) => {
    const off = sum / Math.sqrt(variance * count)
    t.ok(Math.abs(off) < 5, `${name}: ${off.toFixed(2)} standard errors`)
  }
  const correlation = (name: string, x: (k: number) => number, y: (k: number) => number, count: number) => {
    let [product, squares] = [0, 0]
    for (let k = 0; k < count; k++) {
      product += x(k) * y(k)
      squares += (x(k) ** 2 - 1) * (y(k) ** 2 - 1)
    }
    within(product, 1, count, name)
    within(squares, 4, count, `${name}, squares`)
  }
  const first = (k: number) => drawn[k]
  correlation("normals of a neuron", first, (k) => drawn[all + k], all)
  for (const neurons of [1, 2, 3])
    correlation(`${neurons} neurons apart`, first, (k) => drawn[k + neurons], all - neurons)
  for (const lanes of [1, 2, 3, 4])
    correlation(`${lanes} networks apart`, first, (k) => drawn[k + lanes * width], all - lanes * width)
  const other = draw([20261128, 17], 0)
  correlation("another key", first, (k) => other[k], all)
})
