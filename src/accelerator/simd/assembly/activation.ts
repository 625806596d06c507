/** The activations of four neurons at once. Minimax fits as in normal.ts. */
import { constant, madd, table } from "./constant"

// @ts-ignore: a decorator of a function
@inline export function relu(x: v128): v128 {
  return f32x4.pmax(x, i32x4.splat(0))
}

/**
 * erf x = x P(x^2) / Q(x^2), degrees 5 and 4, on [-3.7, 3.7], outside by its value at the end; absolute error 1.8e-7,
 * 3e-7 with rounding. Q is monic, and evaluated as (y + z + c) y + d, y = z (z + a) + b: two multiplications, not four.
 */
// @ts-ignore: a decorator of a function
@inline export function erf(x: v128): v128 {
  const list = table.erf
  x = f32x4.pmax(f32x4.pmin(x, constant(list, 0)), constant(list, 1))
  const z = f32x4.mul(x, x)
  let p = madd(constant(list, 2), z, constant(list, 3))
  const y = madd(z, f32x4.add(z, constant(list, 8)), constant(list, 9))
  p = madd(p, z, constant(list, 4))
  const q = madd(y, f32x4.add(y, f32x4.add(z, constant(list, 10))), constant(list, 11))
  p = madd(p, z, constant(list, 5))
  p = madd(p, z, constant(list, 6))
  p = madd(p, z, constant(list, 7))
  return f32x4.div(f32x4.mul(x, p), q)
}

/**
 * 2^x: 2^k by the exponent, k = the integer nearest to x; 2^(x - k) by a polynomial of degree 6, relative error
 * 1.9e-9. Unless x is `bounded` already, it is first brought into [-126, 127], so that the result is finite and
 * normal.
 */
// @ts-ignore: a decorator of a function
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
