/**
 * Threefry-2x32-20 on counters (network, counter) of four networks at once, one a lane: lanes are consecutive networks. Three
 * counters advance together, because one chain alone waits on its own latency.
 */
import { table } from "./constant"

@inline function add(x: v128, y: v128): v128 {
  return i32x4.add(x, y)
}

/** Left rotation of y by r bits, then xor x. */
@inline function turn(y: v128, x: v128, r: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(y, r), i32x4.shr_u(y, 32 - r)), x)
}

/** The same for r = 16 and 24: bytes move, one instruction in place of three. */
@inline function move(y: v128, x: v128, mask: usize): v128 {
  return v128.xor(i8x16.relaxed_swizzle(y, v128.load(mask)), x)
}

/**
 * Writes the words of the counters (from + lane, counter), (from + lane, counter + 1), (from + lane, counter + 2) to `to`: first
 * word of four networks, second word of four networks, 32 bytes a counter.
 */
export function words(k0: i32, k1: i32, from: i32, counter: i32, to: usize): void {
  const m16 = table.rotate16, m24 = table.rotate24
  let s0 = k0, s1 = k1, s2 = k0 ^ k1 ^ 0x1bd11bda
  let a = add(add(i32x4.splat(from), i32x4(0, 1, 2, 3)), i32x4.splat(k0)), c = a, e = a
  let b = i32x4.splat(counter + k1), d = i32x4.splat(counter + 1 + k1), f = i32x4.splat(counter + 2 + k1)
  for (let n = 1; n <= 5; n++) {
    a = add(a, b); c = add(c, d); e = add(e, f)
    if (n & 1) {
      b = turn(b, a, 13); d = turn(d, c, 13); f = turn(f, e, 13)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = turn(b, a, 15); d = turn(d, c, 15); f = turn(f, e, 15)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = turn(b, a, 26); d = turn(d, c, 26); f = turn(f, e, 26)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = turn(b, a, 6); d = turn(d, c, 6); f = turn(f, e, 6)
    } else {
      b = turn(b, a, 17); d = turn(d, c, 17); f = turn(f, e, 17)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = turn(b, a, 29); d = turn(d, c, 29); f = turn(f, e, 29)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = move(b, a, m16); d = move(d, c, m16); f = move(f, e, m16)
      a = add(a, b); c = add(c, d); e = add(e, f)
      b = move(b, a, m24); d = move(d, c, m24); f = move(f, e, m24)
    }
    const s = s0
    s0 = s1; s1 = s2; s2 = s
    const first = i32x4.splat(s0), second = i32x4.splat(s1 + n)
    a = add(a, first); c = add(c, first); e = add(e, first)
    b = add(b, second); d = add(d, second); f = add(f, second)
  }
  v128.store(to, a); v128.store(to, b, 16)
  v128.store(to, c, 32); v128.store(to, d, 48)
  v128.store(to, e, 64); v128.store(to, f, 80)
}
