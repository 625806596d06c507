/** Braids and their closures: which changes of a word keep the knot, computed here and now. */
import { collapse } from "../../domain/braid/collapse.ts"
import * as Draft from "../../domain/braid/draft.ts"
import * as Move from "../../domain/braid/move.ts"
import type * as Word from "../../domain/braid/word.ts"
import * as Alexander from "../../domain/invariant/alexander.ts"
import * as Jones from "../../domain/invariant/jones.ts"
import * as Laurent from "../../domain/invariant/laurent.ts"
import * as Signature from "../../domain/invariant/signature.ts"
import type { Claim, Judgement } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Draw from "./draw.ts"

/** Changes the draft by the move number k of those that fit; false where there are no more. */
type Change = (draft: Draft.Draft, k: number) => boolean

const strands = 5
const words = 200
const letters = 10

/** Exact, and together sharp: Jones and Alexander polynomial, and signature. */
const invariants = (draft: Draft.Draft): string => {
  const word = Draft.word(draft)
  return [
    Laurent.key(Jones.of(word, draft.strands)),
    Laurent.key(Alexander.of(word, draft.strands)),
    Signature.of(word)
  ].join(" | ")
}

export interface Count {
  readonly made: number
  readonly kept: number
}

/** On each of the words, each way in which the change can be made; `kept` are those after which all invariants are the same. */
export const tried = (drawn: ReadonlyArray<Word.Word>, change: Change): Count => {
  let [made, kept] = [0, 0]
  for (const word of drawn) {
    const before = Draft.of(word, 2)
    Draft.load(before, word, strands)
    const known = invariants(before)
    for (let k = 0; k < 2 * strands * letters; k++) {
      const draft = Draft.of(word, 2)
      Draft.load(draft, word, strands)
      if (!change(draft, k)) continue
      made++
      if (invariants(draft) === known) kept++
    }
  }
  return { made, kept }
}

/** Each letter of the braid in turn, none beyond the last. */
const letter = (k: number): number | undefined => {
  const generator = 1 + (k >> 1)
  return generator < strands ? (k % 2 === 0 ? generator : -generator) : undefined
}

/** What is no relation: neighbouring generators change places. */
const swap: Change = (draft, k) => {
  if (k + 1 >= draft.length) return false
  const [a, b] = [draft.letters[k], draft.letters[k + 1]]
  if (Math.abs(Math.abs(a) - Math.abs(b)) !== 1) return false
  draft.letters[k] = b
  draft.letters[k + 1] = a
  return true
}

const changes = {
  commute: Move.commute,
  braid: Move.braid,
  conjugate: (draft, k) => {
    const by = letter(k)
    if (by === undefined) return false
    Move.conjugate(draft, by)
    return true
  },
  stabilise: (draft, k) => {
    if (k > 1) return false
    Move.stabilise(draft, "high", k === 0 ? 1 : -1)
    return true
  },
  collapse: (draft, k) => {
    if (k > 0 || draft.strands !== strands) return false
    const before = draft.length
    collapse(draft)
    return draft.length < before
  },
  swap
} as const satisfies Readonly<Record<string, Change>>

/** What was tried and what it kept, in a sentence. */
export const judged = (what: string, { made, kept }: Count): Judgement => {
  const comparisons = [
    Judge.exact(`${what}: closures that stay the same, of ${made}`, kept, { published: "all" })
  ]
  const because = `Made ${made} times on ${words} random words of ${letters} letters on ${strands} strands; Jones polynomial, Alexander polynomial and signature stayed the same in ${kept} of them.`
  return kept === made && made > 0 ? Judge.agrees(because, comparisons) : Judge.differs(because, comparisons)
}

const claim = (id: string, what: string, says: string, change: Change): Claim => ({
  id,
  says,
  from: [],
  judge: () => judged(what, tried(Draw.words(words, letters, strands), change))
})

const neighbours: Claim = {
  id: "order-of-neighbours",
  says: "The order of neighbouring generators matters, as the order of words in a sentence does: sigma_1 sigma_2 is not sigma_2 sigma_1.",
  from: [],
  judge: () => {
    const { made, kept } = tried(Draw.words(words, letters, strands), changes.swap)
    const changed = made - kept
    const comparisons = [Judge.exact(`exchanges of neighbours that change the closure, of ${made}`, changed)]
    const because = `Of ${made} exchanges of neighbouring generators ${changed} change an invariant of the closure: these invariants can tell.`
    return changed > 0 ? Judge.agrees(because, comparisons) : Judge.differs(because, comparisons)
  }
}

export const moves: Slide = {
  id: "braids",
  title: "Knots and natural language: which words mean the same knot",
  claims: [
    claim(
      "braid-relation-1",
      "relation 1",
      "Generators that are not neighbours may be exchanged: sigma_i sigma_j = sigma_j sigma_i for |i - j| > 1.",
      changes.commute
    ),
    claim(
      "braid-relation-2",
      "relation 2",
      "sigma_i sigma_(i+1) sigma_i = sigma_(i+1) sigma_i sigma_(i+1), and the same with mixed signs.",
      changes.braid
    ),
    neighbours,
    claim(
      "markov-1",
      "conjugation",
      "Markov's first move, conjugation by any generator or its inverse, keeps the closure.",
      changes.conjugate
    ),
    claim(
      "markov-2",
      "stabilisation",
      "Markov's second move, a further generator (or its inverse) at the end of the word, keeps the closure.",
      changes.stabilise
    ),
    claim(
      "smart-collapse",
      "SmartCollapse",
      "SmartCollapse takes out inverse pairs and destabilises until nothing changes; the knot stays.",
      changes.collapse
    )
  ],
  figures: [],
  ours: [
    "That a move keeps the knot is a theorem; what is tried here is whether our moves are those moves, by invariants that could tell otherwise.",
    "The forms of relation 2 with mixed signs follow from the printed one, and count as it."
  ]
}
