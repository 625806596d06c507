/**
 * Standard normals from words, by the transform of Box and Muller, four pairs at a time.
 * Polynomials are minimax (scripts/minimax.py); errors stated are those of the polynomial before rounding to f32.
 */
import { constant, madd, table } from "./constant"

/**
 * Replaces two words by the normals r cos(2 pi u), r sin(2 pi u), where r = sqrt(-2 ln u) of the first word, the angle
 * of the second, u = (word + 1/2) / 2^32; for two pairs side by side, so that a constant is loaded once for both:
 * loads are the bottleneck otherwise (0.52 ns a normal against 0.63 ns).
 *
 * The logarithm holds over the whole range of the word: r is 6.76 at word 0, 1.53e-5 at 2^32 - 1. With t the distance
 * of u to the nearer of 0 and 1 in units of 2^-32 (a conversion without loss of relative precision), u is t or
 * 2^32 - t, rounded; `lost` is what that rounding took, and it decides all digits near u = 1. Then u = 2^e f, f in
 * [sqrt(1/2), sqrt 2), ln f = 2 artanh s, s = (f - 1) / (f + 1), by a polynomial in s^2 of degree 3, relative error
 * 1.4e-9.
 *
 * The angle is pi y / 2 plus a multiple of pi, y in [-1, 1): the multiple is a sign, given to r. The half of a
 * unit that u adds to the word, 7e-10 of an angle, is left out. sin to 3.4e-9, cos to 2.2e-10.
 */
// @ts-ignore: a decorator of a function
@inline function transform(at: usize): void {
  const log = table.logarithm, bits = table.bits, list = table.angle
  const word0 = v128.load(at), word1 = v128.load(at, 32)
  const upper0 = i32x4.shr_s(word0, 31), upper1 = i32x4.shr_s(word1, 31)
  let k = constant(log, 0)
  const t0 = f32x4.add(f32x4.convert_i32x4_s(v128.xor(word0, upper0)), k)
  const t1 = f32x4.add(f32x4.convert_i32x4_s(v128.xor(word1, upper1)), k)
  k = constant(log, 1)
  const whole0 = v128.and(upper0, k), whole1 = v128.and(upper1, k)
  const difference0 = f32x4.sub(whole0, t0), difference1 = f32x4.sub(whole1, t1)
  const lost0 = f32x4.sub(f32x4.sub(whole0, difference0), t0)
  const lost1 = f32x4.sub(f32x4.sub(whole1, difference1), t1)
  k = constant(bits, 0)
  let l = constant(bits, 1)
  const shifted0 = i32x4.sub(v128.and(difference0, k), l), shifted1 = i32x4.sub(v128.and(difference1, k), l)
  const e0 = f32x4.convert_i32x4_s(i32x4.shr_s(shifted0, 23))
  const e1 = f32x4.convert_i32x4_s(i32x4.shr_s(shifted1, 23))
  k = constant(bits, 2)
  l = constant(bits, 3)
  const f0 = i32x4.add(v128.and(shifted0, k), l), f1 = i32x4.add(v128.and(shifted1, k), l)
  k = constant(log, 2)
  l = constant(log, 3)
  const g0 = madd(lost0, k, f32x4.sub(f0, l)), g1 = madd(lost1, k, f32x4.sub(f1, l))
  k = constant(log, 4)
  const s0 = f32x4.div(g0, f32x4.add(g0, k)), s1 = f32x4.div(g1, f32x4.add(g1, k))
  let z0 = f32x4.mul(s0, s0), z1 = f32x4.mul(s1, s1)
  k = constant(log, 5)
  l = constant(log, 6)
  let p0 = madd(k, z0, l), p1 = madd(k, z1, l)
  k = constant(log, 7)
  p0 = madd(p0, z0, k); p1 = madd(p1, z1, k)
  k = constant(log, 8)
  p0 = madd(p0, z0, k); p1 = madd(p1, z1, k)
  k = constant(log, 9)
  const r0 = f32x4.sqrt(madd(e0, k, f32x4.mul(s0, p0))), r1 = f32x4.sqrt(madd(e1, k, f32x4.mul(s1, p1)))

  const angle0 = v128.load(at, 16), angle1 = v128.load(at, 48)
  const doubled0 = i32x4.shl(angle0, 1), doubled1 = i32x4.shl(angle1, 1)
  k = constant(bits, 4)
  const signed0 = v128.xor(r0, v128.and(v128.xor(angle0, doubled0), k))
  const signed1 = v128.xor(r1, v128.and(v128.xor(angle1, doubled1), k))
  k = constant(list, 0)
  const y0 = f32x4.mul(f32x4.convert_i32x4_s(doubled0), k), y1 = f32x4.mul(f32x4.convert_i32x4_s(doubled1), k)
  z0 = f32x4.mul(y0, y0); z1 = f32x4.mul(y1, y1)
  k = constant(list, 1)
  l = constant(list, 2)
  let a0 = madd(k, z0, l), a1 = madd(k, z1, l)
  k = constant(list, 3)
  a0 = madd(a0, z0, k); a1 = madd(a1, z1, k)
  k = constant(list, 4)
  a0 = madd(a0, z0, k); a1 = madd(a1, z1, k)
  k = constant(list, 5)
  a0 = madd(a0, z0, k); a1 = madd(a1, z1, k)
  k = constant(list, 6)
  l = constant(list, 7)
  let c0 = madd(k, z0, l), c1 = madd(k, z1, l)
  k = constant(list, 8)
  c0 = madd(c0, z0, k); c1 = madd(c1, z1, k)
  k = constant(list, 9)
  c0 = madd(c0, z0, k); c1 = madd(c1, z1, k)
  k = constant(list, 10)
  c0 = madd(c0, z0, k); c1 = madd(c1, z1, k)
  k = constant(list, 11)
  c0 = madd(c0, z0, k); c1 = madd(c1, z1, k)
  v128.store(at, f32x4.mul(signed0, c0))
  v128.store(at, f32x4.mul(signed0, f32x4.mul(y0, a0)), 16)
  v128.store(at, f32x4.mul(signed1, c1), 32)
  v128.store(at, f32x4.mul(signed1, f32x4.mul(y1, a1)), 48)
}

/** In place; rounds `pairs` up to an even number. */
export function normals(at: usize, pairs: i32): void {
  for (const end = at + (<usize>pairs << 5); at < end; at += 64) transform(at)
}
