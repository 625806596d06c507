/** SMARTCOLLAPSE (domain/braid/collapse.ts). */
import * as Draft from "./draft"
import * as Few from "./few"

export function collapse(): void {
  if (Draft.length <= Few.most) {
    Few.collapse()
    return
  }
  let again = true
  while (again) {
    cancelInside()
    cancelAcross()
    const strands = Draft.strands
    const shift = dropEnds()
    again = Draft.strands < strands
    compact(shift)
  }
}

function cancelInside(): void {
  const first = Draft.first
  const last = Draft.last
  const previous = Draft.previous
  const next = Draft.next
  const length = Draft.length
  for (let g = 0, end = Draft.strands; g <= end; g++) {
    put(first, g, -1)
    put(last, g, -1)
  }
  for (let at = 0; at < length; at++) {
    const letter = Draft.letter(at)
    const g = abs(letter)
    const below = get(last, g)
    const near = max(get(last, g - 1), get(last, g + 1))
    // A place before the first holds anything, and is no place above another.
    const cancels = i32(Draft.letter(below) == -letter) & i32(near < below) & i32(below >= 0)
    if (cancels) {
      Draft.put(below, 0)
      Draft.put(at, 0)
      const under = get(previous, below)
      put(last, g, under)
      if (under < 0) put(first, g, -1)
    } else {
      store<i32>(below < 0 ? first + (g << 2) : next + (below << 2), at)
      put(previous, at, below)
      put(last, g, at)
    }
  }
}

function cancelAcross(): void {
  const first = Draft.first
  const last = Draft.last
  const strands = Draft.strands
  let again = true
  while (again) {
    again = false
    for (let g = 1; g < strands; g++) {
      for (;;) {
        const front = get(first, g)
        const back = get(last, g)
        const ahead = min(<u32>get(first, g - 1), <u32>get(first, g + 1))
        const behind = max(get(last, g - 1), get(last, g + 1))
        const inverse = i32(Draft.letter(front) == -Draft.letter(back))
        if (!(i32(front != back) & inverse & i32(ahead >= <u32>front) & i32(behind <= back))) break
        Draft.put(front, 0)
        Draft.put(back, 0)
        again = true
        if (get(Draft.next, front) == back) {
          put(first, g, -1)
          put(last, g, -1)
        } else {
          put(first, g, get(Draft.next, front))
          put(last, g, get(Draft.previous, back))
        }
      }
    }
  }
}

function dropEnds(): i32 {
  let shift = 0
  for (let high = Draft.strands - 1; high >= 1 && isSingle(high); high--) drop(high)
  for (let low = 1; low - shift < Draft.strands && isSingle(low); low++) {
    drop(low)
    shift++
  }
  return shift
}

function isSingle(g: i32): bool {
  const front = get(Draft.first, g)
  return front >= 0 && front == get(Draft.last, g)
}

function drop(g: i32): void {
  Draft.put(get(Draft.first, g), 0)
  put(Draft.first, g, -1)
  put(Draft.last, g, -1)
  Draft.widen(Draft.strands - 1)
}

/** To where words begin, which is never behind where this one does. */
function compact(shift: i32): void {
  const length = Draft.length
  const from = Draft.letters
  const to = Draft.home
  let kept = 0
  if (from < to) {
    memory.copy(to, from, <usize>length << 1)
  }
  for (let at = 0; at < length; at++) {
    const letter = <i32>load<i16>(to + (at << 1))
    const sign = (letter >> 31) | 1
    store<i16>(to + (kept << 1), <i16>(letter - sign * shift))
    kept += letter != 0 ? 1 : 0
  }
  Draft.keep(kept)
}

@inline
function get(table: usize, at: i32): i32 {
  return load<i32>(table + (at << 2))
}

@inline
function put(table: usize, at: i32, value: i32): void {
  store<i32>(table + (at << 2), value)
}
