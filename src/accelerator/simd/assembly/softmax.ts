/** Distributions over actions in rows of whole vectors, and slopes by their logits: domain/rl/softmax.ts. Padding has the logit -1e9. */
import { exp2 } from "./activation"
import { constant, madd } from "./constant"

/** log2 e, and what e to the power of is the least normal number. */
const list: usize = memory.data<f32>([1.4426950408889634, -87.33], 16)

/** The sum of four lanes, in f64. */
@inline export function lanes(x: v128): f64 {
  return <f64>f32x4.extract_lane(x, 0) + <f64>f32x4.extract_lane(x, 1) +
    (<f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3))
}

/**
 * The distribution of each row of logits, p = e^(z - top) / sum with `top` the largest, and to `out` two numbers a row:
 * sum = sum_a e^(z - top), and sum_a e^(z - top) (z - top).
 */
export function soften(z: usize, p: usize, out: usize, rows: i32, vectors: i32): void {
  const width = <usize>vectors << 4
  const power = constant(list, 0), least = constant(list, 1)
  for (let r = 0; r < rows; r++, z += width, p += width, out += 8) {
    let most = v128.load(z)
    for (let at: usize = 16; at < width; at += 16) most = f32x4.pmax(most, v128.load(z + at))
    most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1))
    most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2))
    let sum = f32x4.splat(0), moment = sum
    for (let at: usize = 0; at < width; at += 16) {
      const above = f32x4.sub(v128.load(z + at), most)
      // What is forbidden has probability 0 exactly; NaN stays.
      const each = v128.andnot(exp2(f32x4.mul(above, power), false), f32x4.lt(above, least))
      v128.store(p + at, each)
      sum = f32x4.add(sum, each)
      moment = madd(each, above, moment)
    }
    const total = <f32>lanes(sum)
    const share = f32x4.splat(1 / total)
    for (let at = p; at < p + width; at += 16) v128.store(at, f32x4.mul(v128.load(at), share))
    store<f32>(out, total)
    store<f32>(out, <f32>lanes(moment), 4)
  }
}

/** z[r] <- p[r] (pull[r] + beta (z - w - sum_a p_a (z_a - w_a))); one pull a row, one w for all rows. */
export function tilt(z: usize, p: usize, w: usize, pull: usize, beta: f32, rows: i32, vectors: i32): void {
  const width = <usize>vectors << 4
  const factor = f32x4.splat(beta)
  for (let r = 0; r < rows; r++, z += width, p += width, pull += 4) {
    let sum = f32x4.splat(0)
    for (let at: usize = 0; at < width; at += 16)
      sum = madd(v128.load(p + at), f32x4.sub(v128.load(z + at), v128.load(w + at)), sum)
    const lift = f32x4.splat(load<f32>(pull) - beta * <f32>lanes(sum))
    for (let at: usize = 0; at < width; at += 16) {
      const apart = f32x4.sub(v128.load(z + at), v128.load(w + at))
      v128.store(z + at, f32x4.mul(v128.load(p + at), madd(factor, apart, lift)))
    }
  }
}
