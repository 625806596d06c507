/**
 * RANDOMUNKNOT and RANDOMKNOT: domain/braid/prior.ts letter by letter, which says what they are, with relation 2
 * sought at eight places at once, and conjugation without moving the word.
 */
import * as Collapse from "./collapse"
import * as Draft from "./draft"
import { knotify } from "./knotify"
import { look } from "../look"
import * as Round from "./round"
import * as Stream from "./stream"

export { place } from "./draft"
export { restart } from "./stream"

export function strands(): i32 {
  return Draft.strands
}

export function word(): usize {
  return Draft.letters
}

/** Leaves the word of so many letters at word(); false if it came to need more strands than there is room for. */
export function unknot(letters: i32, moves: i32): bool {
  Draft.clear()
  while (Draft.length != letters) {
    look()
    if (Draft.length > letters) Draft.clear()
    if (!scramble(moves)) return false
    Collapse.collapse()
  }
  return true
}

export function knot(letters: i32, moves: i32, drawn: i32): bool {
  Draft.clear()
  while (Draft.length != letters) {
    look()
    if (Draft.length > letters) Draft.clear()
    while (Draft.length < letters) {
      const j = 1 + Stream.below(drawn - 1)
      Draft.append(j * Stream.sign())
      if (j >= Draft.strands) Draft.widen(j + 1)
    }
    knotify()
    if (!scramble(moves)) return false
    Collapse.collapse()
  }
  return true
}

function scramble(moves: i32): bool {
  for (let k = 0; k < moves; k++) {
    const word = Stream.next()
    const generators = Draft.strands - 1
    if (generators == 0) {
      Draft.stabilise(word & 1 ? -1 : 1)
    } else {
      const choice = Stream.belowBy(word & 0xffff, 4 * generators)
      const sign = choice & 1 ? -1 : 1
      const stabilises = choice >= 2 * generators
      if (i32(stabilises) & i32(Draft.strands >= Draft.most)) return false
      Draft.move(stabilises, stabilises ? Draft.strands * sign : (1 + (choice >> 1)) * sign)
    }
    Round.round(Stream.belowBy(word >>> 16, Draft.length))
  }
  return true
}
