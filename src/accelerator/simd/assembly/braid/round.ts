/** BRAIDRELATION2 (domain/braid/move.ts). */
import * as Draft from "./draft"

export function round(start: i32): void {
  const length = Draft.length
  if (length < 3) return
  // The first two letters stand behind the last once more, so that no place straddles the end.
  Draft.put(length, Draft.letter(0))
  Draft.put(length + 1, Draft.letter(1))
  run(run(start, length) - length, start)
}

/** Places up to `to`. Answers where the scan goes on. */
function run(from: i32, to: i32): i32 {
  const letters = Draft.letters
  const length = Draft.length
  const inside = length - 3
  const one = i16x8.splat(1)
  const zero = i16x8.splat(0)
  let at = from
  while (at < to) {
    const p = letters + (at << 1)
    const a = v128.load(p)
    const b = v128.load(p, 2)
    const c = v128.load(p, 4)
    const i = i16x8.abs(a)
    const same = i16x8.eq(i, i16x8.abs(c))
    const near = i16x8.eq(i16x8.abs(i16x8.sub(i, i16x8.abs(b))), one)
    const signs = i16x8.ge_s(v128.and(v128.xor(a, b), v128.xor(c, b)), zero)
    const fits = i16x8.bitmask(v128.and(v128.and(same, near), signs))
    if (fits == 0) {
      at += 8
      if (at >= to) return to
      continue
    }
    at += ctz(fits)
    if (at >= to) return to
    rewrite(at, at + 1, at + 2)
    if (at > inside) {
      Draft.put(0, Draft.letter(length))
      if (at == length - 1) Draft.put(1, Draft.letter(length + 1))
    } else if (at < 2) {
      Draft.put(length, Draft.letter(0))
      Draft.put(length + 1, Draft.letter(1))
    }
    at += 3
  }
  return at
}

@inline
function rewrite(first: i32, second: i32, third: i32): void {
  const a = Draft.letter(first)
  const b = Draft.letter(second)
  const c = Draft.letter(third)
  const i = abs(a)
  const j = abs(b)
  Draft.put(first, withSign(j, c))
  Draft.put(second, withSign(i, b))
  Draft.put(third, withSign(j, a))
}

@inline
function withSign(generator: i32, letter: i32): i32 {
  return (generator ^ (letter >> 31)) - (letter >> 31)
}
