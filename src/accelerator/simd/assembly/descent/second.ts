/**
 * The second layer: two neurons at five points at a time, so that ten sums are under way and a number once loaded is
 * multiplied several times.
 */
import { madd } from "../constant"
import { glance } from "../look"
import { pullRow, settleRow } from "./bend"
import {
  biased, biasStd, deepStd, errors, learned, parameters, points, rate, residuals, scratch, slopes2, slots,
  values, values2, weights, width
} from "./state"

/** Bytes of a neuron's weights and bias. */
@inline function rowBytes(): usize {
  return <usize>(width + (biased ? 1 : 0)) << 4
}

/** z of one or two neurons from j on, at five points from a on, to `values2`; `two` is known when compiling. */
@inline function contract(two: bool, j: i32, a: i32): void {
  const zero = f32x4.splat(0)
  let w = weights + <usize>j * rowBytes()
  let u = two ? w + rowBytes() : w
  const stride = <usize>points << 4
  let x = values + (<usize>a << 4)
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero
  let t0 = zero, t1 = zero, t2 = zero, t3 = zero, t4 = zero
  for (const end = w + (<usize>width << 4); w < end; w += 16) {
    const p = v128.load(w)
    const q = two ? v128.load(u) : p
    let value = v128.load(x)
    s0 = madd(p, value, s0)
    if (two) t0 = madd(q, value, t0)
    value = v128.load(x, 16)
    s1 = madd(p, value, s1)
    if (two) t1 = madd(q, value, t1)
    value = v128.load(x, 32)
    s2 = madd(p, value, s2)
    if (two) t2 = madd(q, value, t2)
    value = v128.load(x, 48)
    s3 = madd(p, value, s3)
    if (two) t3 = madd(q, value, t3)
    value = v128.load(x, 64)
    s4 = madd(p, value, s4)
    if (two) t4 = madd(q, value, t4)
    x += stride
    u += 16
  }
  const scale = f32x4.splat(deepStd)
  let bias = biased ? f32x4.mul(v128.load(w), f32x4.splat(biasStd)) : zero
  let to = values2 + (<usize>(j * points + a) << 4)
  v128.store(to, madd(s0, scale, bias))
  v128.store(to, madd(s1, scale, bias), 16)
  v128.store(to, madd(s2, scale, bias), 32)
  v128.store(to, madd(s3, scale, bias), 48)
  v128.store(to, madd(s4, scale, bias), 64)
  if (!two) return
  bias = biased ? f32x4.mul(v128.load(u), f32x4.splat(biasStd)) : zero
  to += stride
  v128.store(to, madd(t0, scale, bias))
  v128.store(to, madd(t1, scale, bias), 16)
  v128.store(to, madd(t2, scale, bias), 32)
  v128.store(to, madd(t3, scale, bias), 48)
  v128.store(to, madd(t4, scale, bias), 64)
}

/** Values of all neurons at points `from` to `to`, from those of the first layer. */
export function askSecond(from: i32, to: i32): void {
  for (let j = 0; j < width; j += 2) {
    glance()
    const two = j + 1 < width
    for (let a = from; a < to; a += 5)
      if (two) contract(true, j, a)
      else contract(false, j, a)
    const end = min(j + 2, width)
    for (let k = j; k < end; k++) {
      const here = <usize>(k * points + from) << 4
      settleRow(values2 + here, slopes2 + here, to - from)
    }
  }
}

/** deepStd times the errors of neuron j, to `to`; steps of its output weight and bias. */
function blame(j: i32, to: usize): void {
  const row = <usize>(j * points) << 4
  const output = parameters + (<usize>((j + 1) * slots - 1) << 4)
  const v = v128.load(output)
  const scaled = f32x4.mul(v, f32x4.splat(deepStd * deepStd))
  let sum = f32x4.splat(0), slope = sum
  pullRow(residuals, values2 + row, slopes2 + row, to, learned)
  for (let a: usize = 0, end = <usize>learned << 4; a < end; a += 16) {
    sum = madd(v128.load(residuals + a), v128.load(values2 + row + a), sum)
    const error = f32x4.mul(v128.load(to + a), scaled)
    slope = f32x4.add(slope, error)
    v128.store(to + a, error)
  }
  v128.store(output, f32x4.sub(v, f32x4.mul(f32x4.splat(rate * deepStd), sum)))
  if (!biased) return
  const bias = weights + <usize>(j + 1) * rowBytes() - 16
  v128.store(bias, f32x4.sub(v128.load(bias), f32x4.mul(f32x4.splat((rate * biasStd) / deepStd), slope)))
}

/** Adds to the errors of the first layer what one or two neurons from j on say, at five points from a on. */
@inline function spread(two: bool, j: i32, a: i32): void {
  const from = scratch + (<usize>a << 4), next = from + (<usize>learned << 4)
  const h0 = v128.load(from), h1 = v128.load(from, 16), h2 = v128.load(from, 32)
  const h3 = v128.load(from, 48), h4 = v128.load(from, 64)
  const i0 = v128.load(next), i1 = v128.load(next, 16), i2 = v128.load(next, 32)
  const i3 = v128.load(next, 48), i4 = v128.load(next, 64)
  let w = weights + <usize>j * rowBytes()
  let u = two ? w + rowBytes() : w
  let e = errors + (<usize>a << 4)
  const stride = <usize>points << 4
  for (const end = w + (<usize>width << 4); w < end; w += 16) {
    const p = v128.load(w)
    let e0 = madd(p, h0, v128.load(e)), e1 = madd(p, h1, v128.load(e, 16)), e2 = madd(p, h2, v128.load(e, 32))
    let e3 = madd(p, h3, v128.load(e, 48)), e4 = madd(p, h4, v128.load(e, 64))
    if (two) {
      const q = v128.load(u)
      e0 = madd(q, i0, e0); e1 = madd(q, i1, e1); e2 = madd(q, i2, e2); e3 = madd(q, i3, e3); e4 = madd(q, i4, e4)
    }
    v128.store(e, e0)
    v128.store(e, e1, 16)
    v128.store(e, e2, 32)
    v128.store(e, e3, 48)
    v128.store(e, e4, 64)
    e += stride
    u += 16
  }
}

/** Steps of the weights of one or two neurons from j on, by what they are to blame for at five points from a on. */
@inline function adjust(two: bool, j: i32, a: i32): void {
  const pace = f32x4.splat(-rate)
  const from = scratch + (<usize>a << 4), next = from + (<usize>learned << 4)
  const h0 = f32x4.mul(pace, v128.load(from)), h1 = f32x4.mul(pace, v128.load(from, 16))
  const h2 = f32x4.mul(pace, v128.load(from, 32)), h3 = f32x4.mul(pace, v128.load(from, 48))
  const h4 = f32x4.mul(pace, v128.load(from, 64))
  const i0 = f32x4.mul(pace, v128.load(next)), i1 = f32x4.mul(pace, v128.load(next, 16))
  const i2 = f32x4.mul(pace, v128.load(next, 32)), i3 = f32x4.mul(pace, v128.load(next, 48))
  const i4 = f32x4.mul(pace, v128.load(next, 64))
  let w = weights + <usize>j * rowBytes()
  let u = two ? w + rowBytes() : w
  let x = values + (<usize>a << 4)
  const stride = <usize>points << 4
  for (const end = w + (<usize>width << 4); w < end; w += 16) {
    const x0 = v128.load(x), x1 = v128.load(x, 16), x2 = v128.load(x, 32), x3 = v128.load(x, 48)
    const x4 = v128.load(x, 64)
    // Summed before the weight, so that what a small step adds is not rounded five times.
    const step = madd(h0, x0, madd(h1, x1, madd(h2, x2, madd(h3, x3, f32x4.mul(h4, x4)))))
    v128.store(w, f32x4.add(v128.load(w), step))
    if (two) {
      const other = madd(i0, x0, madd(i1, x1, madd(i2, x2, madd(i3, x3, f32x4.mul(i4, x4)))))
      v128.store(u, f32x4.add(v128.load(u), other))
    }
    x += stride
    u += 16
  }
}

/** Steps of all that the second layer and the outputs have; the errors of the first layer, by the weights as they were. */
export function stepSecond(): void {
  for (let j = 0; j < width; j += 2) {
    glance()
    const two = j + 1 < width
    blame(j, scratch)
    if (two) blame(j + 1, scratch + (<usize>learned << 4))
    for (let a = 0; a < learned; a += 5)
      if (two) spread(true, j, a)
      else spread(false, j, a)
    for (let a = 0; a < learned; a += 5)
      if (two) adjust(true, j, a)
      else adjust(false, j, a)
  }
}
