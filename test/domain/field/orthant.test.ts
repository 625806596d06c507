/** Moments of relu neurons beside those by angles, laws that tie them to Wick's theorem, and values known by symmetry. */
import t from "tap"
import * as Angular from "../../../src/domain/field/angular.ts"
import type { Frame } from "../../../src/domain/field/frame.ts"
import * as Orthant from "../../../src/domain/field/orthant.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"
import * as Wick from "../../../src/domain/field/wick.ts"
import * as Distribution from "../../../src/domain/random/distribution.ts"

const drawn = (points: number, D: number, index: number): Frame => {
  const normal = new Float64Array(points * D)
  Distribution.normals([7, 11], index, normal)
  return Array.from({ length: points }, (_, a) => [...normal.subarray(a * D, (a + 1) * D)])
}

const size = (frame: Frame, tuple: Tuples.Tuple): number =>
  tuple.reduce((product, a) => product * Math.hypot(...frame[a]), 1)

t.test("in two and three dimensions, the moments by angles", async (t) => {
  for (const D of [2, 3])
    for (const points of [3, 5]) {
      const frame = drawn(points, D, points)
      const [found, wanted] = [Orthant.moments(frame, 6), Angular.moments(frame, 6)]
      for (const n of [2, 4, 6]) {
        const worst = Math.max(
          ...Tuples.multisets(points, n).map(
            (tuple, at) => Math.abs(found[n - 1][at] - wanted[n - 1][at]) / size(frame, tuple)
          )
        )
        t.ok(worst < 3e-12, `${points} points in ${D} dimensions, n = ${n}: ${worst}`)
      }
    }
})

/**
 * relu(z) - relu(-z) = z: with all signs of all factors, the moments make E[prod z]. Tuples of distinct points of a frame
 * and its mirror image.
 */
const signed = (frame: Frame): { readonly sum: number; readonly scale: number } => {
  const n = frame.length
  const both = [...frame, ...frame.map((v) => v.map((vc) => -vc))]
  let sum = 0
  for (let signs = 0; signs < 2 ** n; signs++) {
    const chosen = frame.map((_, k) => both[k + ((signs >> k) & 1) * n])
    const negative = frame.filter((_, k) => (signs >> k) & 1).length % 2
    sum += (negative ? -1 : 1) * Orthant.moments(chosen, n)[n - 1][Tuples.rank(n, [...frame.keys()])]
  }
  return { sum, scale: size(frame, [...frame.keys()]) }
}

t.test("the sum over all signs is Wick's", async (t) => {
  const corners: Frame = [
    [-1, -1, 1, 1],
    [-1, 1, -1, 1],
    [1, 1, -1, 1],
    [1, -1, 1, 1]
  ]
  const onLines: Frame = [
    [0, 1, 0, 1],
    [1, 1, 0, 1],
    [2, 1, 0, 1],
    [0, 1, 2, 1]
  ]
  for (const frame of [drawn(4, 4, 1), drawn(4, 5, 2), corners, onLines]) {
    const K = Float64Array.from(
      frame.flatMap((u) => frame.map((v) => u.reduce((sum, uc, c) => sum + uc * v[c], 0)))
    )
    const { sum, scale } = signed(frame)
    const wanted = Wick.pairings(K, frame.length, [...frame.keys()])
    t.ok(Math.abs(sum - wanted) < 1e-12 * scale, `${JSON.stringify(frame)}: ${sum}, ${wanted}`)
  }
})

t.test("vectors at right angles are independent, of mean 1 / sqrt(2 pi)", async (t) => {
  for (const D of [4, 5, 6]) {
    const frame = Array.from({ length: D }, (_, a) => Array.from({ length: D }, (_, c) => (a === c ? 2 : 0)))
    const n = D === 5 ? 4 : D
    const found = Orthant.moments(frame, n)[n - 1][
      Tuples.rank(
        D,
        Array.from({ length: n }, (_, a) => a)
      )
    ]
    t.ok(Math.abs(found / (2 / Math.sqrt(2 * Math.PI)) ** n - 1) < 1e-12, `${D} dimensions: ${found}`)
  }
})

t.test("a factor that is another's double is its square", async (t) => {
  const [u, v, w, x] = drawn(4, 4, 3)
  const doubled = u.map((uc) => 2 * uc)
  const once = Orthant.moments([u, v, w, x], 6)[5]
  const twice = Orthant.moments([u, v, w, x, doubled], 6)[5]
  const found = twice[Tuples.rank(5, [0, 1, 2, 2, 3, 4])]
  const wanted = 2 * once[Tuples.rank(4, [0, 0, 1, 2, 2, 3])]
  t.ok(Math.abs(found - wanted) < 1e-13 * Math.abs(wanted), `${found}, ${wanted}`)
})

t.test("what would lose digits or take too long is refused", async (t) => {
  const [u, v, w, x] = drawn(4, 4, 5)
  t.equal(Orthant.refusal([u, v, w, x], 4), undefined)
  t.match(Orthant.refusal([u, v, w, x, u.map((uc, c) => uc + 1e-6 * v[c])], 4), /lose digits/)
  t.match(Orthant.refusal([u, v, w, x, u.map((uc, c) => -uc + 1e-6 * v[c])], 4), /opposite ways/)
  t.equal(Orthant.refusal([u, v, w, x, u.map((uc) => 3 * uc)], 4), undefined)
  t.match(Orthant.refusal(drawn(6, 6, 1), 6), undefined)
  t.match(Orthant.refusal(drawn(24, 6, 1), 6), /would take some \d+ minutes/)
})
