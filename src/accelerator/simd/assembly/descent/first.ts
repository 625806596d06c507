/**
 * The first layer: its neurons one by one or two by two, so that a neuron's numbers stay in the first-level cache from the step
 * of its weights to what it says after it.
 */
import { Kind } from "../activation"
import { constant, madd } from "../constant"
import { glance } from "../look"
import { pull, pullRow, settle, settleRow } from "./bend"
import {
  activation, biased, biasStd, deepStd, dimension, errors, idle, inputs, learned, outputs, parameters, points, rate, residuals,
  scratch, slopes, slots, values, width
} from "./state"

/** Of the neuron whose parameters are at `at` and whose values go to row `row`: s(z) at points `from` to `to`. */
function ask(at: usize, row: usize, from: i32, to: i32): void {
  const bias = biased ? f32x4.mul(v128.load(at + (<usize>dimension << 4)), f32x4.splat(biasStd)) : f32x4.splat(0)
  const start = row + (<usize>from << 4)
  for (let a = from, here = values + start; a < to; a++, here += 16) {
    let z = bias
    for (let c = 0; c < dimension; c++) z = madd(v128.load(at + (<usize>c << 4)), constant(inputs, c * points + a), z)
    v128.store(here, z)
  }
  settleRow(values + start, slopes + start, to - from)
}

/** Takes `factor` times what stands in `scratch`, by point, times the inputs from a neuron's weights, and its bias. */
function step(at: usize, factor: v128): void {
  const bytes = <usize>learned << 4
  for (let c = 0; c < dimension; c++) {
    let sum = f32x4.splat(0)
    let x = inputs + (<usize>(c * points) << 2)
    for (let a: usize = 0; a < bytes; a += 16, x += 4) sum = madd(v128.load(scratch + a), v128.load32_splat(x), sum)
    v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(factor, sum)))
    at += 16
  }
  if (!biased) return
  let sum = f32x4.splat(0)
  for (let a: usize = 0; a < bytes; a += 16) sum = f32x4.add(sum, v128.load(scratch + a))
  v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(f32x4.mul(factor, f32x4.splat(biasStd)), sum)))
}

/** Of the only layer: steps of all weights, and then v s(z) added to the outputs at the points learned from. */
function space(): void {
  const pace = f32x4.splat(rate * deepStd)
  const bytes = <usize>slots << 4, all = <usize>learned << 4
  let row: usize = 0
  for (let at = parameters, end = at + <usize>width * bytes; at < end; at += bytes, row += <usize>points << 4) {
    const output = at + bytes - 16
    let v = v128.load(output)
    let sum = f32x4.splat(0)
    for (let a: usize = 0; a < all; a += 16) sum = madd(v128.load(residuals + a), v128.load(values + row + a), sum)
    pullRow(residuals, values + row, slopes + row, scratch, learned)
    step(at, f32x4.mul(pace, v))
    v = f32x4.sub(v, f32x4.mul(pace, sum))
    v128.store(output, v)
    ask(at, row, 0, learned)
    for (let a: usize = 0; a < all; a += 16)
      v128.store(outputs + a, madd(v, v128.load(values + row + a), v128.load(outputs + a)))
  }
}

/** Changes a number of a neuron, and gives it. */
@inline function take(at: usize, much: v128): v128 {
  const left = f32x4.sub(v128.load(at), much)
  v128.store(at, left)
  return left
}

/**
 * Of two neurons of one coordinate, their values from `here` and `here + apart` on: sums over the points learned from of
 * r s, r s' and r s' x, of the one and of the other, to `scratch`.
 */
@inline function sumsOf(kind: i32, here: usize, slope: usize, apart: usize): void {
  let sum = f32x4.splat(0), total = sum, first = sum, nextSum = sum, nextTotal = sum, nextFirst = sum
  let x = inputs
  for (let r = residuals, end = r + (<usize>learned << 4); r < end; r += 16) {
    const residual = v128.load(r), coordinate = v128.load32_splat(x)
    const s = v128.load(here), t = v128.load(here + apart)
    sum = madd(residual, s, sum)
    nextSum = madd(residual, t, nextSum)
    const g = pull(kind, residual, s, slope), h = pull(kind, residual, t, slope + apart)
    total = f32x4.add(total, g)
    nextTotal = f32x4.add(nextTotal, h)
    first = madd(g, coordinate, first)
    nextFirst = madd(h, coordinate, nextFirst)
    here += 16
    slope += 16
    x += 4
  }
  v128.store(scratch, sum)
  v128.store(scratch, total, 16)
  v128.store(scratch, first, 32)
  v128.store(scratch, nextSum, 48)
  v128.store(scratch, nextTotal, 64)
  v128.store(scratch, nextFirst, 80)
}

@inline function sums(here: usize, slope: usize, apart: usize): void {
  if (activation == Kind.relu) sumsOf(Kind.relu, here, slope, apart)
  else if (activation == Kind.tanh) sumsOf(Kind.tanh, here, slope, apart)
  else if (activation == Kind.linear) sumsOf(Kind.linear, here, slope, apart)
  else sumsOf(Kind.erf, here, slope, apart)
}

/** What two neurons of one coordinate say at the points learned from; times v and u it is added to the outputs. */
@inline function sayOf(
  kind: i32, w: v128, b: v128, v: v128, nextW: v128, nextB: v128, u: v128, here: usize, slope: usize, apart: usize
): void {
  let x = inputs
  for (let to = outputs, end = to + (<usize>learned << 4); to < end; to += 16) {
    const coordinate = v128.load32_splat(x)
    const s = settle(kind, madd(w, coordinate, b), here, slope)
    const t = settle(kind, madd(nextW, coordinate, nextB), here + apart, slope + apart)
    v128.store(to, madd(u, t, madd(v, s, v128.load(to))))
    here += 16
    slope += 16
    x += 4
  }
}

@inline function say(
  w: v128, b: v128, v: v128, nextW: v128, nextB: v128, u: v128, here: usize, slope: usize, apart: usize
): void {
  if (activation == Kind.relu) sayOf(Kind.relu, w, b, v, nextW, nextB, u, here, slope, apart)
  else if (activation == Kind.erf) sayOf(Kind.erf, w, b, v, nextW, nextB, u, here, slope, apart)
  else if (activation == Kind.tanh) sayOf(Kind.tanh, w, b, v, nextW, nextB, u, here, slope, apart)
  else if (activation == Kind.gelu) sayOf(Kind.gelu, w, b, v, nextW, nextB, u, here, slope, apart)
  else if (activation == Kind.cos) sayOf(Kind.cos, w, b, v, nextW, nextB, u, here, slope, apart)
  else sayOf(Kind.linear, w, b, v, nextW, nextB, u, here, slope, apart)
}

/** As `space`, of one coordinate: two neurons at a time, so that six sums are under way. */
function line(): void {
  const zero = f32x4.splat(0)
  const pace = f32x4.splat(rate * deepStd), std = f32x4.splat(biasStd)
  const bytes = <usize>slots << 4, apart = <usize>points << 4
  let at = parameters, row: usize = 0
  for (let j = 0; j < width; j += 2) {
    const isPair = j + 1 < width
    const next = isPair ? at + bytes : idle
    const output = at + bytes - 16, nextOutput = next + bytes - 16
    const here = values + row, slope = slopes + row
    sums(here, slope, apart)
    const factor = f32x4.mul(pace, v128.load(output)), nextFactor = f32x4.mul(pace, v128.load(nextOutput))
    const w = take(at, f32x4.mul(factor, v128.load(scratch, 32)))
    const nextW = take(next, f32x4.mul(nextFactor, v128.load(scratch, 80)))
    let b = zero, nextB = zero
    if (biased) {
      b = f32x4.mul(take(at + 16, f32x4.mul(f32x4.mul(factor, std), v128.load(scratch, 16))), std)
      nextB = f32x4.mul(take(next + 16, f32x4.mul(f32x4.mul(nextFactor, std), v128.load(scratch, 64))), std)
    }
    const v = take(output, f32x4.mul(pace, v128.load(scratch)))
    const u = take(nextOutput, f32x4.mul(isPair ? pace : zero, v128.load(scratch, 48)))
    say(w, b, v, nextW, nextB, u, here, slope, apart)
    at += 2 * bytes
    row += 2 * apart
  }
}

export function stepShallow(): void {
  if (dimension == 1) line()
  else space()
}

/** Of the first of two layers: steps by their errors, which are zero then, for the next to be added up. */
export function stepDeep(): void {
  const pace = f32x4.splat(rate)
  const bytes = <usize>slots << 4
  let row: usize = 0
  for (let at = parameters, end = at + <usize>width * bytes; at < end; at += bytes, row += <usize>points << 4) {
    pullRow(errors + row, values + row, slopes + row, scratch, learned)
    memory.fill(errors + row, 0, <usize>learned << 4)
    step(at, pace)
    ask(at, row, 0, learned)
  }
}

/** Values of all neurons at points `from` to `to`. */
export function askFirst(from: i32, to: i32): void {
  const bytes = <usize>slots << 4
  let row: usize = 0
  for (let at = parameters, end = at + <usize>width * bytes; at < end; at += bytes, row += <usize>points << 4) {
    glance()
    ask(at, row, from, to)
  }
}
