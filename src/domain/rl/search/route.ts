import { cancel, collapse } from "../../braid/collapse.ts"
import * as Draft from "../../braid/draft.ts"
import * as Move from "../../braid/move.ts"
import * as Necklace from "../../braid/necklace.ts"
import type * as Word from "../../braid/word.ts"
import { nothingLeft } from "../../exhaustive.ts"
import * as Interruption from "../../interruption.ts"
import { type Actions, made } from "../environment/actions.ts"
import * as Complete from "../environment/complete.ts"
import * as Paper from "../environment/paper.ts"
import * as Expansion from "./expansion.ts"

/**
 * Writes the moves a search found, which take cyclic shifts and relation 1 to be free, as actions of the game, which
 * does not. Each move's letters are found in the game's word by the canonical word that both have; they are gathered,
 * rewritten, and what the move cancelled is cancelled.
 *
 * The game's word is a cyclic shift of the word at hand by `offset`: its first letter stands there at that place.
 */
interface Walk {
  readonly actions: Actions
  readonly codes: Codes
  readonly game: Draft.Draft
  readonly chosen: Array<number>
  readonly necklace: Necklace.Necklace
  readonly desk: Draft.Draft
  offset: number
}

/** The numbers of the actions that a walk is made of. */
interface Codes extends Omit<Complete.Numbers, "relation1" | "relation2" | "cancel" | "collapse"> {
  readonly collapse: number
  readonly cancel: number
  readonly commute: (place: number) => number
  readonly braid: (place: number) => number
  /** Whether the relations are asked for at a place; else the word is shifted so that it comes first. */
  readonly hasPlaces: boolean
}

/**
 * The actions that make the moves from a word on. The first of them is a collapse, if that changes the word, as it does
 * for the search. Throws an Error if an action does not do what it should.
 */
export const actionsOf = (
  actions: Actions,
  word: Word.Word,
  route: ReadonlyArray<Expansion.Code>
): Array<number> => {
  const walk: Walk = {
    actions,
    codes: codesOf(actions),
    game: Draft.make(actions.capacity),
    chosen: [],
    necklace: Necklace.make(actions.capacity),
    desk: Draft.make(actions.capacity),
    offset: 0
  }
  Draft.load(walk.game, word)
  settle(walk, false)
  for (const code of route) make(walk, code)
  return walk.chosen
}

const make = (walk: Walk, code: Expansion.Code): void => {
  const { game, desk, codes, necklace } = walk
  const kind = Expansion.kindOf(code)
  const letter = Expansion.letterOf(code)
  const isOpen = hasSingle(game)
  Necklace.canonical(necklace, game.letters, game.length, game.strands)
  const place = necklace.order[Expansion.placeOf(code)]
  switch (kind) {
    case Expansion.relation: {
      bring(walk, place)
      const { letters, length } = desk
      const i = Math.abs(letters[0])
      let z = 1
      let y = 0
      for (; z < length && Math.abs(letters[z]) !== i; z++) {
        if (Math.abs(Math.abs(letters[z]) - i) === 1) y = z
      }
      braid(walk, gather(walk, y, z))
      break
    }
    case Expansion.detour: {
      const i = Math.abs(letter)
      let x = place
      let behind = 0
      do {
        x = x === 0 ? game.length - 1 : x - 1
        behind++
      } while (Math.abs(game.letters[x]) !== i)
      bring(walk, x)
      const first = gather(walk, behind, behind)
      insert(walk, first + 2, letter)
      braid(walk, first)
      break
    }
    case Expansion.stabilise:
      bring(walk, place + 1 < game.length ? place + 1 : 0)
      shiftTo(walk, 0)
      act(walk, codes.stabilise(Math.abs(letter) === game.strands ? "high" : "low", letter))
      return
    case Expansion.destabilise:
      act(walk, codes.destabilise(letter > 0 ? "high" : "low"))
  }
  settle(walk, isOpen)
}

/** Makes the word at hand the game's word read from a place on. */
const bring = (walk: Walk, place: number): void => {
  const { game, desk } = walk
  Expansion.load(desk, game.letters, game.length, game.strands, place)
  walk.offset = (game.length - place) % game.length
}

const gather = (walk: Walk, y: number, z: number): number => {
  const { desk, codes } = walk
  desk.trace = []
  const first = Expansion.gather(desk, y, z)
  for (const step of desk.trace) if (step[0] === "commute") rewrite(walk, codes.commute, step[1], 2)
  return first
}

const braid = (walk: Walk, at: number): void => {
  Move.braid(walk.desk, at)
  rewrite(walk, walk.codes.braid, at, 3)
}

/** A relation at `count` letters of the word at hand; the game shows them last then. */
const rewrite = (walk: Walk, action: (place: number) => number, at: number, count: number): void => {
  const { length } = walk.game
  if (walk.codes.hasPlaces) act(walk, action((at - walk.offset + length) % length))
  else {
    shiftTo(walk, at)
    act(walk, action(0))
  }
  walk.offset = (at + count) % length
}

/** The pair goes before place `at` of the word at hand. */
const insert = (walk: Walk, at: number, letter: number): void => {
  const { game, desk, codes } = walk
  shiftTo(walk, at % game.length)
  act(walk, codes.conjugate(-letter))
  Move.insert(desk, at, letter)
  walk.offset = at + 1
}

/** Shifts the game's word so that it begins with place `at` of the word at hand, the shorter way round. */
const shiftTo = (walk: Walk, at: number): void => {
  const { game, codes } = walk
  const left = (((at - walk.offset) % game.length) + game.length) % game.length
  const right = game.length - left
  for (let k = 0; k < Math.min(left, right); k++)
    act(walk, left <= right ? codes.shiftLeft : codes.shiftRight)
  walk.offset = at
}

/** Cancels, or collapses, if that changes anything. */
const settle = (walk: Walk, isOpen: boolean): void => {
  const { game, desk, codes } = walk
  Expansion.load(desk, game.letters, game.length, game.strands, 0)
  desk.trace = null
  if (isOpen) cancel(desk)
  else collapse(desk)
  if (desk.length < game.length) act(walk, isOpen ? codes.cancel : codes.collapse)
}

const act = ({ actions, game, chosen }: Walk, action: number): void => {
  Interruption.look()
  if (actions.act(game, action) !== made)
    throw new Error(`The action ${actions.describe(action)} does not fit.`)
  chosen.push(action)
}

const hasSingle = ({ letters, length, strands }: Draft.Draft): boolean => {
  let [high, low] = [0, 0]
  for (let at = 0; at < length; at++) {
    const g = Math.abs(letters[at])
    if (g === strands - 1) high++
    if (g === 1) low++
  }
  return high === 1 || low === 1
}

const codesOf = ({ name, letters }: Actions): Codes => {
  switch (name) {
    case "complete": {
      const { relation1, relation2, ...others } = Complete.numbers(letters)
      return { ...others, commute: relation1, braid: relation2, hasPlaces: true }
    }
    case "paper":
      return paperCodes()
    default:
      return nothingLeft(name, "set of actions")
  }
}

const paperCodes = (): Codes => {
  const { relation1, relation2, collapse, ...shifts } = Paper.numbers
  const none = () => {
    throw new RangeError("The paper's set has no stabilisation.")
  }
  return {
    ...shifts,
    collapse,
    cancel: collapse,
    commute: () => relation1,
    braid: () => relation2,
    conjugate: (letter) => 4 + letter,
    stabilise: none,
    destabilise: () => collapse,
    hasPlaces: false
  }
}
