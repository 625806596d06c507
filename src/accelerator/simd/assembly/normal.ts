/**
 * Standard normals from words, by the transform of Box and Muller, four pairs at a time.
 * Polynomials are minimax (scripts/minimax.py); errors stated are those of the polynomial before rounding to f32.
 */
import { constant, madd, table } from "./constant"

/**
 * sqrt(-2 ln u), u = (word + 1/2) / 2^32, over the whole range of the word: 6.76 at word 0, 1.53e-5 at 2^32 - 1.
 *
 * With t the distance of u to the nearer of 0 and 1 in units of 2^-32 (a conversion without loss of relative
 * precision), u is t or 2^32 - t, rounded; `lost` is what that rounding took, and it decides all digits near u = 1.
 * Then u = 2^e f, f in [sqrt(1/2), sqrt 2), ln f = 2 artanh s, s = (f - 1) / (f + 1), by a polynomial in s^2 of
 * degree 3, relative error 1.4e-9.
 */
// @ts-ignore: a decorator of a function
@inline function radius(word: v128): v128 {
  const log = table.logarithm, bits = table.bits
  const upper = i32x4.shr_s(word, 31)
  const t = f32x4.add(f32x4.convert_i32x4_s(v128.xor(word, upper)), constant(log, 0))
  const whole = v128.and(upper, constant(log, 1))
  const difference = f32x4.sub(whole, t)
  const lost = f32x4.sub(f32x4.sub(whole, difference), t)
  const shifted = i32x4.sub(v128.and(difference, constant(bits, 0)), constant(bits, 1))
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23))
  const f = i32x4.add(v128.and(shifted, constant(bits, 2)), constant(bits, 3))
  const g = madd(lost, constant(log, 2), f32x4.sub(f, constant(log, 3)))
  const s = f32x4.div(g, f32x4.add(g, constant(log, 4)))
  const z = f32x4.mul(s, s)
  let p = madd(constant(log, 5), z, constant(log, 6))
  p = madd(p, z, constant(log, 7))
  p = madd(p, z, constant(log, 8))
  return f32x4.sqrt(madd(e, constant(log, 9), f32x4.mul(s, p)))
}

/**
 * Replaces two words by the normals r cos(2 pi u), r sin(2 pi u) of the first word's r and the second's u.
 *
 * The angle is pi y / 2 plus a multiple of pi, y in [-1, 1): the multiple is a sign, given to r. The half of a
 * unit that u adds to the word, 7e-10 of an angle, is left out. sin to 3.4e-9, cos to 2.2e-10.
 */
// @ts-ignore: a decorator of a function
@inline function transform(at: usize): void {
  const list = table.angle
  const r = radius(v128.load(at))
  const word = v128.load(at, 16)
  const doubled = i32x4.shl(word, 1)
  const signed = v128.xor(r, v128.and(v128.xor(word, doubled), constant(table.bits, 4)))
  const y = f32x4.mul(f32x4.convert_i32x4_s(doubled), constant(list, 0))
  const z = f32x4.mul(y, y)
  let s = madd(constant(list, 1), z, constant(list, 2))
  let c = madd(constant(list, 6), z, constant(list, 7))
  s = madd(s, z, constant(list, 3))
  c = madd(c, z, constant(list, 8))
  s = madd(s, z, constant(list, 4))
  c = madd(c, z, constant(list, 9))
  s = madd(s, z, constant(list, 5))
  c = madd(c, z, constant(list, 10))
  c = madd(c, z, constant(list, 11))
  v128.store(at, f32x4.mul(signed, c))
  v128.store(at, f32x4.mul(signed, f32x4.mul(y, s)), 16)
}

/** In place; rounds `pairs` up to an even number. */
export function normals(at: usize, pairs: i32): void {
  for (const end = at + (<usize>pairs << 5); at < end; at += 64) {
    transform(at)
    transform(at + 32)
  }
}
