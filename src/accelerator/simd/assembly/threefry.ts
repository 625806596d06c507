/**
 * Threefry-2x32-20 on four counters (network, pair) at once, one a lane: lanes are consecutive networks.
 *
 * Eight pairs advance together, half a round at a time, because one chain alone waits on its own latency: 0.95 ns a
 * word against 1.79 ns for a single chain. The compiler keeps this order only at optimisation level 1.
 */
import { table } from "./constant"

/** Pairs drawn together; the buffer takes whole groups. */
export const group: i32 = 8

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
 * Writes the words of `pairs` counters (from + lane, pair), (from + lane, pair + 1), ... to `to`: first word of
 * four networks, second word of four networks, 32 bytes a pair, rounded up to whole groups.
 */
export function words(k0: i32, k1: i32, from: i32, pair: i32, pairs: i32, to: usize): void {
  const k2 = k0 ^ k1 ^ 0x1bd11bda
  const K0 = i32x4.splat(k0), K1 = i32x4.splat(k1), K2 = i32x4.splat(k2)
  const L1 = i32x4.splat(k2 + 1), L2 = i32x4.splat(k0 + 2), L3 = i32x4.splat(k1 + 3)
  const L4 = i32x4.splat(k2 + 4), L5 = i32x4.splat(k0 + 5)
  const m16 = table.rotate16, m24 = table.rotate24
  const X = add(add(i32x4.splat(from), i32x4(0, 1, 2, 3)), K0)
  for (let done = 0, p = pair + k1; done < pairs; done += group) {
    let a0 = X, a1 = X, a2 = X, a3 = X, a4 = X, a5 = X, a6 = X, a7 = X
    let b0 = i32x4.splat(p + 0), b1 = i32x4.splat(p + 1), b2 = i32x4.splat(p + 2), b3 = i32x4.splat(p + 3)
    let b4 = i32x4.splat(p + 4), b5 = i32x4.splat(p + 5), b6 = i32x4.splat(p + 6), b7 = i32x4.splat(p + 7)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 13); b1 = turn(b1, a1, 13); b2 = turn(b2, a2, 13); b3 = turn(b3, a3, 13)
    b4 = turn(b4, a4, 13); b5 = turn(b5, a5, 13); b6 = turn(b6, a6, 13); b7 = turn(b7, a7, 13)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 15); b1 = turn(b1, a1, 15); b2 = turn(b2, a2, 15); b3 = turn(b3, a3, 15)
    b4 = turn(b4, a4, 15); b5 = turn(b5, a5, 15); b6 = turn(b6, a6, 15); b7 = turn(b7, a7, 15)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 26); b1 = turn(b1, a1, 26); b2 = turn(b2, a2, 26); b3 = turn(b3, a3, 26)
    b4 = turn(b4, a4, 26); b5 = turn(b5, a5, 26); b6 = turn(b6, a6, 26); b7 = turn(b7, a7, 26)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 6); b1 = turn(b1, a1, 6); b2 = turn(b2, a2, 6); b3 = turn(b3, a3, 6)
    b4 = turn(b4, a4, 6); b5 = turn(b5, a5, 6); b6 = turn(b6, a6, 6); b7 = turn(b7, a7, 6)
    a0 = add(a0, K1); a1 = add(a1, K1); a2 = add(a2, K1); a3 = add(a3, K1)
    a4 = add(a4, K1); a5 = add(a5, K1); a6 = add(a6, K1); a7 = add(a7, K1)
    b0 = add(b0, L1); b1 = add(b1, L1); b2 = add(b2, L1); b3 = add(b3, L1)
    b4 = add(b4, L1); b5 = add(b5, L1); b6 = add(b6, L1); b7 = add(b7, L1)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 17); b1 = turn(b1, a1, 17); b2 = turn(b2, a2, 17); b3 = turn(b3, a3, 17)
    b4 = turn(b4, a4, 17); b5 = turn(b5, a5, 17); b6 = turn(b6, a6, 17); b7 = turn(b7, a7, 17)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 29); b1 = turn(b1, a1, 29); b2 = turn(b2, a2, 29); b3 = turn(b3, a3, 29)
    b4 = turn(b4, a4, 29); b5 = turn(b5, a5, 29); b6 = turn(b6, a6, 29); b7 = turn(b7, a7, 29)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = move(b0, a0, m16); b1 = move(b1, a1, m16); b2 = move(b2, a2, m16); b3 = move(b3, a3, m16)
    b4 = move(b4, a4, m16); b5 = move(b5, a5, m16); b6 = move(b6, a6, m16); b7 = move(b7, a7, m16)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = move(b0, a0, m24); b1 = move(b1, a1, m24); b2 = move(b2, a2, m24); b3 = move(b3, a3, m24)
    b4 = move(b4, a4, m24); b5 = move(b5, a5, m24); b6 = move(b6, a6, m24); b7 = move(b7, a7, m24)
    a0 = add(a0, K2); a1 = add(a1, K2); a2 = add(a2, K2); a3 = add(a3, K2)
    a4 = add(a4, K2); a5 = add(a5, K2); a6 = add(a6, K2); a7 = add(a7, K2)
    b0 = add(b0, L2); b1 = add(b1, L2); b2 = add(b2, L2); b3 = add(b3, L2)
    b4 = add(b4, L2); b5 = add(b5, L2); b6 = add(b6, L2); b7 = add(b7, L2)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 13); b1 = turn(b1, a1, 13); b2 = turn(b2, a2, 13); b3 = turn(b3, a3, 13)
    b4 = turn(b4, a4, 13); b5 = turn(b5, a5, 13); b6 = turn(b6, a6, 13); b7 = turn(b7, a7, 13)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 15); b1 = turn(b1, a1, 15); b2 = turn(b2, a2, 15); b3 = turn(b3, a3, 15)
    b4 = turn(b4, a4, 15); b5 = turn(b5, a5, 15); b6 = turn(b6, a6, 15); b7 = turn(b7, a7, 15)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 26); b1 = turn(b1, a1, 26); b2 = turn(b2, a2, 26); b3 = turn(b3, a3, 26)
    b4 = turn(b4, a4, 26); b5 = turn(b5, a5, 26); b6 = turn(b6, a6, 26); b7 = turn(b7, a7, 26)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 6); b1 = turn(b1, a1, 6); b2 = turn(b2, a2, 6); b3 = turn(b3, a3, 6)
    b4 = turn(b4, a4, 6); b5 = turn(b5, a5, 6); b6 = turn(b6, a6, 6); b7 = turn(b7, a7, 6)
    a0 = add(a0, K0); a1 = add(a1, K0); a2 = add(a2, K0); a3 = add(a3, K0)
    a4 = add(a4, K0); a5 = add(a5, K0); a6 = add(a6, K0); a7 = add(a7, K0)
    b0 = add(b0, L3); b1 = add(b1, L3); b2 = add(b2, L3); b3 = add(b3, L3)
    b4 = add(b4, L3); b5 = add(b5, L3); b6 = add(b6, L3); b7 = add(b7, L3)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 17); b1 = turn(b1, a1, 17); b2 = turn(b2, a2, 17); b3 = turn(b3, a3, 17)
    b4 = turn(b4, a4, 17); b5 = turn(b5, a5, 17); b6 = turn(b6, a6, 17); b7 = turn(b7, a7, 17)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 29); b1 = turn(b1, a1, 29); b2 = turn(b2, a2, 29); b3 = turn(b3, a3, 29)
    b4 = turn(b4, a4, 29); b5 = turn(b5, a5, 29); b6 = turn(b6, a6, 29); b7 = turn(b7, a7, 29)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = move(b0, a0, m16); b1 = move(b1, a1, m16); b2 = move(b2, a2, m16); b3 = move(b3, a3, m16)
    b4 = move(b4, a4, m16); b5 = move(b5, a5, m16); b6 = move(b6, a6, m16); b7 = move(b7, a7, m16)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = move(b0, a0, m24); b1 = move(b1, a1, m24); b2 = move(b2, a2, m24); b3 = move(b3, a3, m24)
    b4 = move(b4, a4, m24); b5 = move(b5, a5, m24); b6 = move(b6, a6, m24); b7 = move(b7, a7, m24)
    a0 = add(a0, K1); a1 = add(a1, K1); a2 = add(a2, K1); a3 = add(a3, K1)
    a4 = add(a4, K1); a5 = add(a5, K1); a6 = add(a6, K1); a7 = add(a7, K1)
    b0 = add(b0, L4); b1 = add(b1, L4); b2 = add(b2, L4); b3 = add(b3, L4)
    b4 = add(b4, L4); b5 = add(b5, L4); b6 = add(b6, L4); b7 = add(b7, L4)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 13); b1 = turn(b1, a1, 13); b2 = turn(b2, a2, 13); b3 = turn(b3, a3, 13)
    b4 = turn(b4, a4, 13); b5 = turn(b5, a5, 13); b6 = turn(b6, a6, 13); b7 = turn(b7, a7, 13)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 15); b1 = turn(b1, a1, 15); b2 = turn(b2, a2, 15); b3 = turn(b3, a3, 15)
    b4 = turn(b4, a4, 15); b5 = turn(b5, a5, 15); b6 = turn(b6, a6, 15); b7 = turn(b7, a7, 15)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 26); b1 = turn(b1, a1, 26); b2 = turn(b2, a2, 26); b3 = turn(b3, a3, 26)
    b4 = turn(b4, a4, 26); b5 = turn(b5, a5, 26); b6 = turn(b6, a6, 26); b7 = turn(b7, a7, 26)
    a0 = add(a0, b0); a1 = add(a1, b1); a2 = add(a2, b2); a3 = add(a3, b3)
    a4 = add(a4, b4); a5 = add(a5, b5); a6 = add(a6, b6); a7 = add(a7, b7)
    b0 = turn(b0, a0, 6); b1 = turn(b1, a1, 6); b2 = turn(b2, a2, 6); b3 = turn(b3, a3, 6)
    b4 = turn(b4, a4, 6); b5 = turn(b5, a5, 6); b6 = turn(b6, a6, 6); b7 = turn(b7, a7, 6)
    a0 = add(a0, K2); a1 = add(a1, K2); a2 = add(a2, K2); a3 = add(a3, K2)
    a4 = add(a4, K2); a5 = add(a5, K2); a6 = add(a6, K2); a7 = add(a7, K2)
    b0 = add(b0, L5); b1 = add(b1, L5); b2 = add(b2, L5); b3 = add(b3, L5)
    b4 = add(b4, L5); b5 = add(b5, L5); b6 = add(b6, L5); b7 = add(b7, L5)
    v128.store(to, a0, 0); v128.store(to, b0, 16)
    v128.store(to, a1, 32); v128.store(to, b1, 48)
    v128.store(to, a2, 64); v128.store(to, b2, 80)
    v128.store(to, a3, 96); v128.store(to, b3, 112)
    v128.store(to, a4, 128); v128.store(to, b4, 144)
    v128.store(to, a5, 160); v128.store(to, b5, 176)
    v128.store(to, a6, 192); v128.store(to, b6, 208)
    v128.store(to, a7, 224); v128.store(to, b7, 240)
    to += 256
    p += 8
  }
}
