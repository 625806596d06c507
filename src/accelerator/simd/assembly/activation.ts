/**
 * The activations of four neurons at once. Minimax fits as in normal.ts. A further one is a function here, a kind, and a
 * line of `apply`.
 */
import { constant, madd, table } from "./constant"

/** By these names the host asks for them. The first four have loops of their own. */
export enum Kind {
  relu,
  erf,
  gauss,
  /** gauss on evenly spaced points of one coordinate, all exponents bounded. */
  ladder,
  tanh,
  gelu,
  cos,
  linear
}

/** Not above `most`, not below `least`. */
@inline export function within(x: v128, most: v128, least: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, most), least)
}

@inline export function relu(x: v128): v128 {
  return f32x4.pmax(x, i32x4.splat(0))
}

/**
 * erf x = g(y), g(y) = (3 y^5 - 10 y^3 + 15 y) / 8, y = t P(t^2), t = 0.2287 x cut at 0.8964, where erf is 1 in f32: P of degree 6,
 * its highest coefficient 1. g goes to 1 with a third of the digits that y has of it, so that P need not, and its slope
 * of 0 there takes the errors of y away. Relative error 4.8e-8, 3.2e-7 with rounding; at most 1.0000001.
 */
@inline export function erf(x: v128): v128 {
  const list = table.erf
  const t = within(f32x4.mul(x, constant(list, 0)), constant(list, 1), constant(list, 2))
  let z = f32x4.mul(t, t)
  let p = madd(f32x4.add(z, constant(list, 3)), z, constant(list, 4))
  p = madd(p, z, constant(list, 5))
  p = madd(p, z, constant(list, 6))
  p = madd(p, z, constant(list, 7))
  p = madd(p, z, constant(list, 8))
  const y = f32x4.mul(t, p)
  z = f32x4.mul(y, y)
  p = madd(f32x4.add(z, constant(list, 9)), z, constant(list, 10))
  return f32x4.mul(f32x4.mul(y, p), constant(list, 11))
}

/**
 * 2^x: 2^k by the exponent, k = the integer nearest to x; 2^(x - k) by a polynomial of degree 6, relative error
 * 1.9e-9. Unless x is `bounded` already, it is first brought into [-126, 127], so that the result is finite and
 * normal.
 */
@inline export function exp2(x: v128, bounded: bool): v128 {
  const list = table.exp2
  if (!bounded) x = f32x4.pmax(f32x4.pmin(x, constant(list, 1)), constant(list, 0))
  const k = f32x4.nearest(x)
  const y = f32x4.sub(x, k)
  let p = madd(constant(list, 2), y, constant(list, 3))
  p = madd(p, y, constant(list, 4))
  p = madd(p, y, constant(list, 5))
  p = madd(p, y, constant(list, 6))
  p = madd(p, y, constant(list, 7))
  p = madd(p, y, constant(list, 8))
  return i32x4.add(p, i32x4.shl(i32x4.relaxed_trunc_f32x4_s(k), 23))
}

/** 2^x on [-1/16, 1/16], by a polynomial of degree 3, relative error 1.8e-8. */
@inline export function exp2Near(x: v128): v128 {
  const list = table.exp2Near
  const p = madd(constant(list, 0), x, constant(list, 1))
  return madd(madd(p, x, constant(list, 2)), x, constant(list, 3))
}

/** tanh x = x P(x^2) / Q(x^2), degrees 4 and 4, on [-9.02, 9.02]; relative error 2e-8, 4e-7 with rounding; cut as erf. */
@inline export function tanh(x: v128): v128 {
  const list = memory.data<f32>(
    [9.02, -9.02, 1.352178068e-8, 2.071957013e-5, 3.502019096e-3, 0.1338637345, 0.9999999805,
      7.841623904e-7, 3.296328906e-4, 0.02590122983, 0.4671968994, 1, -1], 16)
  x = f32x4.pmax(f32x4.pmin(x, constant(list, 0)), constant(list, 1))
  const z = f32x4.mul(x, x)
  let p = madd(constant(list, 2), z, constant(list, 3))
  let q = madd(constant(list, 7), z, constant(list, 8))
  p = madd(p, z, constant(list, 4))
  q = madd(q, z, constant(list, 9))
  p = madd(p, z, constant(list, 5))
  q = madd(q, z, constant(list, 10))
  p = madd(p, z, constant(list, 6))
  q = madd(q, z, constant(list, 11))
  return within(f32x4.div(f32x4.mul(x, p), q), constant(list, 11), constant(list, 12))
}

/** x Phi(x) = x (1 + erf(x / sqrt 2)) / 2; error 3.3e-7 max(1, |x|), and none beyond 5.55: 0 or x. */
@inline function gelu(x: v128): v128 {
  const half = f32x4.splat(0.5)
  return f32x4.mul(x, madd(erf(f32x4.mul(x, f32x4.splat(0.70710678118654752))), half, half))
}

/**
 * cos x = (-1)^k cos(pi y / 2), x = pi (k + y / 2), y in [-1, 1], by a polynomial of degree 5 in y^2, error 2.2e-10; absolute error 2e-7, and
 * 1.4e-7 |x| from the angle. Where all digits of the angle are lost, some number from -1 to 1.
 */
@inline export function cos(x: v128): v128 {
  const list = memory.data<f32>([-2.38249185e-5, 9.1772484e-4, -2.08626884e-2, 2.53669323e-1, -1.23370053, 1], 16)
  const perHalfTurn = f32x4.splat(0.31830988618379067)
  const k = f32x4.nearest(f32x4.mul(x, perHalfTurn))
  const half = madd(x, perHalfTurn, f32x4.neg(k))
  const y = within(f32x4.add(half, half), f32x4.splat(1), f32x4.splat(-1))
  const z = f32x4.mul(y, y)
  let p = madd(constant(list, 0), z, constant(list, 1))
  p = madd(p, z, constant(list, 2))
  p = madd(p, z, constant(list, 3))
  p = madd(p, z, constant(list, 4))
  p = madd(p, z, constant(list, 5))
  return v128.xor(p, i32x4.shl(i32x4.relaxed_trunc_f32x4_s(k), 31))
}

/** Replaces the vectors from `at` to `end` by their values. The kinds with loops of their own do not come here. */
export function apply(kind: i32, at: usize, end: usize): void {
  switch (kind) {
    case Kind.tanh:
      for (; at < end; at += 16) v128.store(at, tanh(v128.load(at)))
      return
    case Kind.gelu:
      for (; at < end; at += 16) v128.store(at, gelu(v128.load(at)))
      return
    case Kind.cos:
      for (; at < end; at += 16) v128.store(at, cos(v128.load(at)))
      return
    case Kind.linear:
      return
    default:
      unreachable()
  }
}
