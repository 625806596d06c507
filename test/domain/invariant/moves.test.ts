import fc from "fast-check"
import t from "tap"
import { collapse } from "../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Khovanov from "../../../src/domain/invariant/khovanov.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Signature from "../../../src/domain/invariant/signature.ts"
import { words } from "../../support/knots.ts"

/** Every invariant of a closed braid does not change under any move. */
const invariants: Record<string, (word: Word.Word, strands: number) => string> = {
  jones: (word, strands) => Laurent.key(Jones.of(word, strands)),
  alexander: (word, strands) => Laurent.key(Alexander.of(word, strands)),
  signature: (word) => `${Signature.of(word)}`,
  "khovanov modulo 2": (word, strands) => Khovanov.print(Khovanov.of(word, Khovanov.two, strands)),
  "khovanov modulo a large prime": (word, strands) =>
    Khovanov.print(Khovanov.of(word, Khovanov.large, strands))
}

/** Makes a move at the first place from `at` on, cyclically, where it fits. */
const somewhere = (move: (draft: Draft.Draft, at: number) => boolean) => {
  return (draft: Draft.Draft, at: number) => {
    for (let k = 0; k < draft.length; k++) if (move(draft, (at + k) % draft.length)) return
  }
}

/** Moves by name; `at` and `sign` are arbitrary, and a move that does not fit changes nothing. */
const moves: Record<string, (draft: Draft.Draft, at: number, sign: 1 | -1) => void> = {
  commute: somewhere(Move.commute),
  braid: somewhere(Move.braid),
  "a round of relation 2": (draft, at) => {
    if (draft.length > 0) Move.braidRound(draft, at % draft.length)
  },
  insert: (draft, at, sign) => {
    if (draft.strands > 1)
      Move.insert(draft, at % (draft.length + 1), sign * (1 + (at % (draft.strands - 1))))
  },
  cancel: somewhere(Move.cancel),
  rotate: (draft, at) => {
    if (draft.length > 0) Move.rotate(draft, at % draft.length)
  },
  conjugate: (draft, at, sign) => {
    if (draft.strands > 1) Move.conjugate(draft, sign * (1 + (at % (draft.strands - 1))))
  },
  "stabilise high": (draft, _, sign) => Move.stabilise(draft, "high", sign),
  "stabilise low": (draft, _, sign) => Move.stabilise(draft, "low", sign),
  destabilise: (draft, at) => Move.destabilise(draft, at % 2 === 0 ? "high" : "low"),
  collapse: (draft) => collapse(draft)
}

for (const [name, invariant] of Object.entries(invariants)) {
  t.test(`${name} under every move, 3000 words each`, async (t) => {
    const step = fc.tuple(
      fc.constantFrom(...Object.keys(moves)),
      fc.nat({ max: 30 }),
      fc.constantFrom(1 as const, -1 as const)
    )
    const made = new Map<string, number>()
    fc.assert(
      fc.property(words(4, 9), fc.array(step, { minLength: 1, maxLength: 3 }), (word, steps) => {
        const draft = Draft.of(word, 20)
        const before = invariant(Draft.word(draft), draft.strands)
        for (const [move, at, sign] of steps) {
          const [old, strands] = [Draft.word(draft), draft.strands]
          moves[move](draft, at, sign)
          const changed = strands !== draft.strands || !Word.equals(old, Draft.word(draft))
          if (changed) made.set(move, (made.get(move) ?? 0) + 1)
        }
        return invariant(Draft.word(draft), draft.strands) === before
      }),
      { seed: 1, numRuns: 3000 }
    )
    for (const move of Object.keys(moves)) t.ok((made.get(move) ?? 0) >= 20, `${move} changed words`)
  })
}
