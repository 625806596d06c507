import type * as Draft from "../../braid/draft.ts"
import type * as Word from "../../braid/word.ts"

/**
 * A set of actions of the unknotting game: numbers 0 to size - 1 that are made on a position: a draft of a braid word, by
 * the moves of domain/braid, or a rectangular diagram, by those of domain/grid. The same function serves the game and, on a
 * position with a trace, the proof of what the game did: each action writes down the elementary moves it consists of.
 *
 * N, the `letters` a set is made for, is at the same time the greatest length of a word at the start, half the greatest
 * length a word may grow to, and the greatest generator that an action may name; of diagrams it is the most columns.
 *
 * What takes a position is a method, so that sets have a type in common where nobody asks what positions are.
 */
export interface Actions<Start = Word.Word, Position = Draft.Draft, Called = Name> {
  readonly name: Called
  /** N. */
  readonly letters: number
  /** The longest word: 2 N letters; of diagrams, their marks. */
  readonly capacity: number
  readonly size: number
  /** Makes an action, if it fits and there is room. Expects an action of the set, and a position with room for `capacity`. */
  act(position: Position, action: number): Outcome
  /** Writes to out[from], ... out[from + size - 1] whether `act` would make each action: 1 if so, else 0. */
  mask(position: Position, out: Uint8Array, from: number): void
  /** An action in words, for people. */
  readonly describe: (action: number) => string
  /** A position with room for `capacity`, to load. */
  readonly make: () => Position
  /** Puts a position where a game begins. Throws a RangeError for what it has no room for. */
  load(position: Position, start: Start): void
  /** What the reward counts: letters, or columns. */
  lengthOf(position: Position): number
  /** Of a word; 1 of a diagram. */
  strandsOf(position: Position): number
  /** Puts a position where `write` has left one of this length and as many strands. */
  read(position: Position, numbers: ArrayLike<number>, from: number, length: number, strands: number): void
  /** Writes `capacity` numbers to numbers[from], ...: the position, then zeros; a position of length `former` was there. */
  write(position: Position, numbers: Float32Array, from: number, former: number): void
  /** Whether nothing is left to untie. */
  isOver(position: Position): boolean
}

/** Sets on words: `paper` is the one of "Learning to Unknot"; `complete` reaches every braid of the same knot. */
export type Name = "paper" | "complete"

/** What became of an action. Only `made` may have changed the word. */
export type Outcome = typeof made | typeof idle | typeof refused

/** The action was made; a collapse or a shift may find nothing to change, and is made all the same. */
export const made = 0

/** The action does not fit this word: no such place, no such strand, no relation that applies. */
export const idle = 1

/** The word would have become longer than 2 N. */
export const refused = 2
