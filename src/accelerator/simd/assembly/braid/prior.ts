/**
 * RANDOMUNKNOT and RANDOMKNOT: domain/braid/prior.ts letter by letter, which says what they are. Short words are changed
 * in registers (short.ts); of longer ones relation 2 is sought at eight places at once, and conjugation moves no letters.
 */
import * as Collapse from "./collapse"
import * as Draft from "./draft"
import { knotify } from "./knotify"
import { look } from "../look"
import * as Round from "./round"
import * as Short from "./short"
import * as Stream from "./stream"

export { place } from "./draft"
export { restart } from "./stream"

export function strands(): i32 {
  return Draft.strands
}

export function word(): usize {
  return Draft.letters
}

/** Where the stream was when the word was empty for the last time: words drawn, and what was left of the last. */
let drawnThere: i32 = 0
let leftThere: i32 = -1

export function drawn(): i32 {
  return drawnThere
}

export function left(): i32 {
  return leftThere
}

/** Leaves the word of so many letters at word(); false if it came to need more strands than there is room for. */
export function unknot(letters: i32, moves: i32): bool {
  Draft.clear()
  while (Draft.length != letters) {
    look()
    if (Draft.length > letters) Draft.clear()
    if (Draft.length == 0) {
      drawnThere = Stream.drawn()
      leftThere = Stream.left()
    }
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
  for (let k = Short.scramble(moves); k < moves; k++) {
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
