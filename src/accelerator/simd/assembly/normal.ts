/**
 * Standard normals of four networks at once, one a lane, as domain/random/sequence.ts has them: words of SFC64, made into
 * normals in the same pass, which keeps multipliers and shifters busy together (0.57 ns a normal; 0.19 ns for words alone).
 *
 * Two pairs go side by side, so that a constant is loaded once for both. Polynomials are minimax (scripts/minimax.py);
 * errors stated are those of the polynomial before rounding to f32.
 */
import { constant, madd, table } from "./constant"
import { words } from "./threefry"

/** Pairs of normals in a segment of a sequence, which begins at a state of its own. */
const segment: i32 = 512

let key0: i32 = 0
let key1: i32 = 0
/** The first of the four networks. */
let network: i32 = 0
/** The segment that comes next. */
let next: i32 = 0
/** Pairs left of the one before. */
let left: i32 = 0

/** Words a, b, c of the states of the first two networks, of the other two, and n, which all share. */
const state: usize = memory.data(112, 16)

/** Pairs that so many normals take up: the next layer of a network begins at a multiple of four normals. */
export function span(count: i32): i32 {
  return ((count + 3) >> 2) << 1
}

/** From here on `normals` continues: pair number `pair`, even, of the networks `from`, from + 1, from + 2, from + 3. */
export function seek(k0: i32, k1: i32, from: i32, pair: i32): void {
  key0 = k0
  key1 = k1
  network = from
  next = pair / segment
  left = 0
  const skipped = pair % segment
  if (skipped > 0) {
    begin()
    skip(skipped)
  }
}

/** Of two words, each of four networks, the 64-bit words of the first two networks, and of the other two. */
@inline function join(from: usize, to: usize): void {
  const low = v128.load(from), high = v128.load(from, 16)
  v128.store(to, v128.shuffle<i32>(low, high, 0, 4, 1, 5))
  v128.store(to, v128.shuffle<i32>(low, high, 2, 6, 3, 7), 48)
}

/** The first state of the next segment. */
function begin(): void {
  const seeds = table.seeds
  words(key0, key1, network, 3 * next, seeds)
  join(seeds, state)
  join(seeds + 32, state + 16)
  join(seeds + 64, state + 32)
  v128.store(state, i64x2.splat(1), 96)
  next++
  left = segment
}

@inline function stir(b: v128): v128 {
  return v128.xor(b, i64x2.shr_u(b, 11))
}

@inline function nine(c: v128): v128 {
  return i64x2.add(c, i64x2.shl(c, 3))
}

/** rotl(c, 24): bytes move. */
@inline function turn(c: v128): v128 {
  return i8x16.relaxed_swizzle(c, v128.load(table.rotate24of64))
}

function skip(pairs: i32): void {
  for (let at = state; at < state + 96; at += 48) {
    let a = v128.load(at), b = v128.load(at, 16), c = v128.load(at, 32)
    let n = i64x2.splat(1)
    for (let k = 0; k < pairs; k++) {
      const out = i64x2.add(i64x2.add(a, b), n)
      a = stir(b)
      b = nine(c)
      c = i64x2.add(turn(c), out)
      n = i64x2.add(n, i64x2.splat(1))
    }
    v128.store(at, a)
    v128.store(at, b, 16)
    v128.store(at, c, 32)
    v128.store(state, n, 96)
  }
  left -= pairs
}

/**
 * The next `pairs` pairs, rounded up to an even number: 32 bytes of first and second normals a pair. An odd number can only be
 * the last, up to the next `seek`.
 */
export function normals(at: usize, pairs: i32): void {
  for (pairs = (pairs + 1) & ~1; pairs > 0; ) {
    if (left == 0) begin()
    const some = min(pairs, left)
    draw(at, at + (<usize>some << 5))
    at += <usize>some << 5
    pairs -= some
    left -= some
  }
}

/**
 * Words w0, w1 of two pairs, to r cos(pi y / 2^32), r sin(pi y / 2^32) with y the float of w1 and r = sqrt(-ln u^2), u^2 =
 * (x^2 + 1/4) / 2^62 with x the float of w0, whose sign r takes: the angle goes through half a circle.
 *
 * u^2 = 2^e f, f in [sqrt(1/2), sqrt 2); of floats 2^62 u^2 and 2^62 f, e 2^23 is the difference of the bits, and is used as it
 * is. ln f = 2 artanh s, s = (f - 1) / (f + 1), by a polynomial in s^2 of degree 2, relative error 1.2e-7. sin to 3.4e-9, cos to
 * 4.7e-8.
 */
@inline function draw(at: usize, end: usize): void {
  const log = table.logarithm, bits = table.bits, list = table.angle
  let a = v128.load(state), b = v128.load(state, 16), c = v128.load(state, 32)
  let d = v128.load(state, 48), e = v128.load(state, 64), f = v128.load(state, 80)
  let n = v128.load(state, 96)
  const one = i64x2.splat(1)
  for (; at < end; at += 64) {
    let p = i64x2.add(i64x2.add(a, b), n), q = i64x2.add(i64x2.add(d, e), n)
    n = i64x2.add(n, one)
    a = stir(b); d = stir(e)
    b = nine(c); e = nine(f)
    c = i64x2.add(turn(c), p); f = i64x2.add(turn(f), q)
    const v0 = v128.shuffle<i32>(p, q, 0, 2, 4, 6), w0 = v128.shuffle<i32>(p, q, 1, 3, 5, 7)
    p = i64x2.add(i64x2.add(a, b), n); q = i64x2.add(i64x2.add(d, e), n)
    n = i64x2.add(n, one)
    a = stir(b); d = stir(e)
    b = nine(c); e = nine(f)
    c = i64x2.add(turn(c), p); f = i64x2.add(turn(f), q)
    const v1 = v128.shuffle<i32>(p, q, 0, 2, 4, 6), w1 = v128.shuffle<i32>(p, q, 1, 3, 5, 7)

    let k = constant(log, 0), l = constant(log, 1)
    const x0 = f32x4.convert_i32x4_s(v0), x1 = f32x4.convert_i32x4_s(v1)
    const u0 = madd(x0, x0, k), u1 = madd(x1, x1, k)
    k = constant(bits, 0)
    let m = constant(bits, 1)
    const e0 = v128.and(i32x4.sub(u0, k), m), e1 = v128.and(i32x4.sub(u1, k), m)
    const g0 = f32x4.sub(i32x4.sub(u0, e0), l), g1 = f32x4.sub(i32x4.sub(u1, e1), l)
    k = constant(log, 2)
    const s0 = f32x4.div(g0, f32x4.add(g0, k)), s1 = f32x4.div(g1, f32x4.add(g1, k))

    k = constant(list, 0)
    const y0 = f32x4.mul(f32x4.convert_i32x4_s(w0), k), y1 = f32x4.mul(f32x4.convert_i32x4_s(w1), k)
    let z0 = f32x4.mul(s0, s0), z1 = f32x4.mul(s1, s1)
    k = constant(log, 3)
    l = constant(log, 4)
    let p0 = madd(k, z0, l), p1 = madd(k, z1, l)
    k = constant(log, 5)
    p0 = f32x4.mul(madd(p0, z0, k), s0); p1 = f32x4.mul(madd(p1, z1, k), s1)
    k = constant(log, 6)
    let r0 = f32x4.sqrt(madd(f32x4.convert_i32x4_s(e0), k, p0)), r1 = f32x4.sqrt(madd(f32x4.convert_i32x4_s(e1), k, p1))

    // While the roots are on their way.
    z0 = f32x4.mul(y0, y0); z1 = f32x4.mul(y1, y1)
    k = constant(list, 1)
    l = constant(list, 2)
    p0 = madd(k, z0, l); p1 = madd(k, z1, l)
    k = constant(list, 6)
    l = constant(list, 7)
    let q0 = madd(k, z0, l), q1 = madd(k, z1, l)
    k = constant(list, 3)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k)
    k = constant(list, 8)
    q0 = madd(q0, z0, k); q1 = madd(q1, z1, k)
    k = constant(list, 4)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k)
    k = constant(list, 9)
    q0 = madd(q0, z0, k); q1 = madd(q1, z1, k)
    k = constant(list, 5)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k)
    k = constant(list, 10)
    q0 = madd(q0, z0, k); q1 = madd(q1, z1, k)
    k = constant(bits, 2)
    r0 = v128.xor(r0, v128.and(v0, k)); r1 = v128.xor(r1, v128.and(v1, k))
    v128.store(at, f32x4.mul(r0, q0))
    v128.store(at, f32x4.mul(f32x4.mul(r0, y0), p0), 16)
    v128.store(at, f32x4.mul(r1, q1), 32)
    v128.store(at, f32x4.mul(f32x4.mul(r1, y1), p1), 48)
  }
  v128.store(state, a); v128.store(state, b, 16); v128.store(state, c, 32)
  v128.store(state, d, 48); v128.store(state, e, 64); v128.store(state, f, 80)
  v128.store(state, n, 96)
}
