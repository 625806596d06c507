import fc from "fast-check"
import t from "tap"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { action } from "../../support/artin.ts"
import { random, words } from "../../support/braid.ts"

const signs = [1, -1]

t.test("relation 2 fits exactly where Artin's action says that both sides are one braid", (t) => {
  for (const [i, j] of [
    [1, 2],
    [2, 1]
  ]) {
    for (const a of signs)
      for (const b of signs)
        for (const c of signs) {
          const before = Word.of([a * i, b * j, c * i])
          const after = Word.of([c * j, b * i, a * j])
          const equal = action(before, 3) === action(after, 3)
          const draft = Draft.of(before)
          t.equal(Move.canBraid(draft, 0), equal, Word.print(before))
          t.equal(Move.braid(draft, 0), equal)
          t.same(Draft.word(draft), equal ? after : before)
          t.equal(equal, !(a === c && a === -b), "all patterns but +-+ and -+-")
        }
  }
  t.end()
})

t.test("relation 1 fits exactly where Artin's action says that both orders are one braid", (t) => {
  for (let a = -4; a <= 4; a++)
    for (let b = -4; b <= 4; b++) {
      if (a === 0 || b === 0) continue
      const draft = Draft.of(Word.of([a, b]))
      const fits = Move.commute(draft, 0)
      const isSame = action([a, b], 5) === action([b, a], 5)
      t.equal(fits || Math.abs(a) === Math.abs(b), isSame, `${a} ${b}`)
      t.same(Array.from(Draft.word(draft)), fits ? [b, a] : [a, b])
    }
  t.end()
})

t.test("relations and free moves keep the braid", (t) => {
  const n = 5
  fc.assert(
    fc.property(words(12, n), fc.nat(), fc.nat(), (w, place, letter) => {
      const before = action(w, n)
      const draft = Draft.make(40)
      const at = place % (w.length + 1)
      for (const move of [Move.commute, Move.braid, Move.cancel]) {
        Draft.load(draft, w, n)
        move(draft, at)
        t.equal(action(Draft.word(draft), n), before)
      }
      Draft.load(draft, w, n)
      Move.insert(draft, at, [-4, -3, -2, -1, 1, 2, 3, 4][letter % 8])
      t.equal(action(Draft.word(draft), n), before)
      t.ok(Move.cancel(draft, at))
      t.same(Draft.word(draft), w)
    })
  )
  t.end()
})

t.test("BRAIDRELATION2 keeps the braid up to cyclic rotation", (t) => {
  const stream = Stream.make([5, 1])
  let hits = 0
  for (let k = 0; k < 3000; k++) {
    const w = random(stream, 3 + Stream.below(stream, 12), 4)
    const start = Stream.below(stream, w.length)
    const draft = Draft.of(w, 0)
    draft.trace = []
    hits += Move.braidRound(draft, start)
    const replayed = Draft.of(w, 0)
    for (const step of draft.trace) {
      if (step[0] === "rotate") Move.rotate(replayed, step[1])
      else {
        const before = action(Draft.word(replayed), 4)
        Move.braid(replayed, step[1] as number)
        if (action(Draft.word(replayed), 4) !== before) t.fail(`${Word.print(w)} from ${start}`)
      }
    }
    if (!Word.equals(Draft.word(replayed), Draft.word(draft))) t.fail(`${Word.print(w)} from ${start}`)
  }
  t.ok(hits > 1000, `${hits} rewritings`)
  t.end()
})

t.test("BRAIDRELATION2 by hand: goes on by three, wraps, ends after one round", (t) => {
  const round = (letters: Array<number>, start: number) => {
    const draft = Draft.of(Word.of(letters))
    const hits = Move.braidRound(draft, start)
    return [hits, ...Draft.word(draft)]
  }
  t.same(round([1, 2, 1, 2, 3, 2], 0), [2, 2, 1, 2, 3, 2, 3])
  t.same(round([1, 2, 1, 2, 3, 2], 1), [1, 1, 1, 2, 1, 3, 2], "from place 1 on: 2 1 2 first")
  t.same(round([2, 1, 3, 4, 1], 3), [1, 1, 2, 3, 4, 2], "1 2 1 across the end")
  t.same(round([1, -2, 1, 3], 0), [0, 1, -2, 1, 3])
  t.same(round([1, 2], 0), [0, 1, 2])
  t.end()
})

t.test("rotation: a group action of the integers that keeps writhe and cycle type", (t) => {
  fc.assert(
    fc.property(
      words(12, 4),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -50, max: 50 }),
      (w, a, b) => {
        const draft = Draft.of(w)
        Move.rotate(draft, a)
        t.same(Draft.word(draft), Word.rotate(w, a))
        Move.rotate(draft, b)
        t.same(Draft.word(draft), Word.rotate(w, a + b))
      }
    )
  )
  t.end()
})

t.test("conjugation and stabilisation do to permutation and writhe what they should", (t) => {
  const cycleType = (draft: Draft.Draft) =>
    Permutation.cycles(Permutation.of(Draft.word(draft), draft.strands))
      .map((cycle) => cycle.length)
      .sort()
  fc.assert(
    fc.property(words(12, 4), fc.nat(), fc.constantFrom(1 as const, -1 as const), (w, k, sign) => {
      const draft = Draft.make(40)
      Draft.load(draft, w, 4)
      const type = cycleType(draft)
      Move.conjugate(draft, [-3, -2, -1, 1, 2, 3][k % 6])
      t.same(cycleType(draft), type)
      t.equal(Word.writhe(Draft.word(draft)), Word.writhe(w))
      const conjugated = Draft.word(draft)
      for (const end of ["high", "low"] as const) {
        Move.stabilise(draft, end, sign)
        t.equal(draft.strands, 5)
        t.equal(cycleType(draft).length, type.length, "as many components")
        t.equal(Word.writhe(Draft.word(draft)), Word.writhe(w) + sign)
        Move.rotate(draft, k)
        t.ok(Move.destabilise(draft, end))
        t.equal(Word.hash(Draft.word(draft)), Word.hash(conjugated))
        t.equal(draft.strands, 4)
      }
    })
  )
  t.end()
})

t.test("moves that do not fit change nothing; moves without room say so", (t) => {
  const draft = Draft.of(Word.of([1, 2, 1, 2]), 0)
  t.notOk(Move.destabilise(draft, "high"))
  t.notOk(Move.destabilise(draft, "low"))
  t.notOk(Move.commute(draft, 0))
  t.notOk(Move.commute(draft, 3))
  t.notOk(Move.braid(draft, 2))
  t.notOk(Move.braid(draft, -1))
  t.notOk(Move.cancel(draft, 0))
  const full = new RangeError("The word would have 6 letters; the draft holds 4.")
  t.throws(() => Move.conjugate(draft, 1), full)
  t.throws(() => Move.insert(draft, 0, 1), full)
  t.throws(
    () => Move.stabilise(draft, "low", 1),
    new RangeError("The word would have 5 letters; the draft holds 4.")
  )
  t.throws(() => Move.conjugate(draft, 3), new RangeError("3 is no letter of a braid of 3 strands."))
  t.throws(() => Move.insert(draft, 0, 0), new RangeError("0 is no letter of a braid of 3 strands."))
  t.throws(() => Move.insert(draft, 5, 1), new RangeError("A word of 4 letters has no place 5."))
  t.throws(() => Draft.load(draft, Word.of([1, 1, 1, 1, 1])), RangeError)
  t.throws(() => Draft.load(draft, Word.of([3]), 2), RangeError)
  t.throws(() => Draft.make(0), RangeError)
  t.same(Array.from(Draft.word(draft)), [1, 2, 1, 2])
  t.end()
})
