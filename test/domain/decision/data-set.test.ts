/** Data sets for classifiers: labels, balance, matching, splits that do not meet, and what cannot be had. */
import t from "tap"
import { open } from "../../../src/accelerator/simd/prior.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as DataSet from "../../../src/domain/decision/data-set.ts"
import type { Example } from "../../../src/domain/decision/example.ts"
import * as Labelled from "../../../src/domain/decision/example.ts"
import * as Split from "../../../src/domain/decision/split.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Verdict from "../../../src/domain/invariant/verdict.ts"

const key = [20101626, 5] as const
const paper: DataSet.ByPrior = {
  generator: "paper",
  letters: [8, 12],
  strands: 4,
  moves: 6,
  words: { train: 120, validation: 20, test: 40 }
}
const same: DataSet.ByPrior = { ...paper, generator: "same", letters: 10 }
const grid: DataSet.ByGrid = { generator: "grid", letters: [12, 16], words: paper.words }

const all = (set: DataSet.DataSet): ReadonlyArray<Example> => Split.names.flatMap((split) => set[split])
const ring = (word: Word.Word): string => Word.print(Word.canonicalRotation(word))

for (const options of [paper, same, grid]) {
  const set = DataSet.of(options, key)

  t.test(`${options.generator}: each split has its words, half of them knots at each length`, async (t) => {
    for (const split of Split.names) {
      t.equal(set[split].length, options.words[split])
      for (const letters of DataSet.lengths(options)) {
        const here = set[split].filter(({ word }) => word.length === letters)
        t.equal(here.length / 2, here.filter(({ label }) => label === "knot").length)
        t.equal(here.length, options.words[split] / DataSet.lengths(options).length)
      }
      for (const { word } of set[split]) t.equal(Split.of(word), split)
    }
  })

  t.test(`${options.generator}: every label holds, by another proof`, async (t) => {
    for (const { word, label, strands, writhe } of all(set)) {
      t.equal(Verdict.of(Subject.of(word)).verdict, label)
      t.strictSame([strands, writhe], [Word.strands(word), Word.writhe(word)])
    }
  })

  t.test(`${options.generator}: no ring of letters stands twice`, async (t) => {
    t.equal(new Set(all(set).map(({ word }) => ring(word))).size, 180)
  })

  t.test(`${options.generator}: the same again, in lots, and by a faster sampler`, async (t) => {
    const lots = DataSet.lots(options).map((lot) => DataSet.draw(options, key, lot))
    t.strictSame(DataSet.assemble(lots), set)
    const fast = DataSet.lots(options).map((lot) => DataSet.draw(options, key, lot, open))
    t.strictSame(DataSet.assemble(fast), set)
    t.equal(DataSet.of({ ...options }, [...key]), DataSet.of(options, key), "remembered")
    t.notSame(DataSet.of(options, [1, 2]).test, set.test)
  })
}

for (const options of [same, grid])
  t.test(`${options.generator}: each pair has the length, strands and writhe of its partner`, async (t) => {
    for (const split of Split.names) {
      const examples = DataSet.of(options, key)[split]
      for (let k = 0; k < examples.length; k += 2) {
        const [knot, unknot] = examples.slice(k, k + 2)
        t.match(knot, { label: "knot", strands: unknot.strands, writhe: unknot.writhe })
        t.match(unknot, { label: "unknot", word: { length: knot.word.length } })
      }
    }
  })

t.test("at one length a larger set begins with the smaller one", async (t) => {
  for (const options of [{ ...paper, letters: 9 }, same, { ...grid, letters: 14 }]) {
    const small = DataSet.of(options, key)
    const large = DataSet.of({ ...options, words: { train: 200, validation: 20, test: 60 } }, key)
    for (const split of Split.names) t.strictSame(large[split].slice(0, small[split].length), small[split])
  }
})

t.test(
  "kept apart by symmetry, no mirror image or reversal is in another split, and the shares are kept",
  async (t) => {
    const options = { ...paper, letters: 8, apart: "symmetry" } as const
    const set = DataSet.of(options, key)
    const splitOf = new Map(
      Split.names.flatMap((split) => set[split].map(({ word }) => [ring(word), split] as const))
    )
    let met = 0
    for (const { word } of all(set)) {
      for (const other of Split.alike(word, "symmetry")) {
        t.equal(Split.of(Word.rotate(other, 3), "symmetry"), Split.of(word, "symmetry"))
        const split = splitOf.get(ring(other)) ?? Split.of(word, "symmetry")
        t.equal(split, Split.of(word, "symmetry"))
        if (ring(other) !== ring(word) && splitOf.has(ring(other))) met++
      }
    }
    t.ok(met > 10, "some stand in the set together")
    t.throws(
      () => DataSet.requireApart(DataSet.of({ ...options, apart: "rotation" }, key), "symmetry"),
      /^A rotation, mirror image/
    )
    // A fifth of all words for tests: within 4 standard errors but once in 16 000.
    const sampler = Prior.sampler({ letters: 14, strands: 5, moves: 6 })
    const tests = Array.from(
      { length: 2000 },
      (_, k) => Split.of(sampler.knot([9, k]), "symmetry") === "test"
    )
    const found = tests.filter(Boolean).length
    t.ok(Math.abs(found - 400) < 4 * Math.sqrt(2000 * 0.2 * 0.8), `${found} of 2000`)
  }
)

t.test("a number of letters instead of words", async (t) => {
  t.equal(DataSet.wordsOf({ letters: 9 }, 9000), 1000)
  t.equal(DataSet.wordsOf({ letters: 30 }, 9000), 300)
  t.equal(DataSet.wordsOf({ letters: [9, 11] }, 1009), 100)
  t.strictSame(DataSet.lengths({ letters: [3, 7] }), [4, 6, 7], "those that have unknots")
})

t.test("a set whose splits meet is refused, and names the words", async (t) => {
  const set = DataSet.of(paper, key)
  t.doesNotThrow(() => DataSet.requireApart(set))
  const leaked = { ...set.train[3], word: Word.rotate(set.train[3].word, 2) }
  t.throws(
    () => DataSet.requireApart({ ...set, test: [...set.test, leaked] }),
    new RegExp(`^A rotation of the word ${leaked.word.join(" ")}, which is for test, is also for train`)
  )
  t.doesNotThrow(
    () => DataSet.requireApart({ ...set, train: [...set.train, leaked] }),
    "one split may repeat"
  )
})

t.test("what cannot be had is said in a sentence, and soon", async (t) => {
  const fault = (options: Partial<DataSet.ByPrior>) =>
    DataSet.faults({ ...paper, ...options }).map(({ option, message }) => `${option}: ${message}`)
  t.strictSame(fault({}), [])
  t.match(fault({ letters: 3 }), [/^letters: SmartCollapse leaves no unknot of 3 letters/])
  t.match(fault({ letters: [1, 3] }), [/^letters: .* of 1 to 3 letters/])
  t.match(fault({ letters: [9, 8], moves: 2, strands: 1 }), [/^letters: .*9,.*8/, /^moves:/, /^strands:/])
  t.match(fault({ letters: 2.5, moves: 0 }), [/^letters:/, /^moves: SmartCollapse/, /^moves: Between/])
  t.match(fault({ words: { train: 0, validation: 3, test: -2 } }), [
    /3 words for validation/,
    /-2/,
    /teaches/
  ])
  t.throws(() => DataSet.of({ ...paper, letters: 3 }, key), /^RangeError: SmartCollapse|SmartCollapse leaves/)
  t.throws(
    () => DataSet.of({ ...same, letters: 4, words: { train: 400, validation: 2, test: 2 } }, key),
    /^Of 4 letters there are too few distinct pairs .* of 200 for train.* in thousands of draws/
  )
  t.throws(
    () => DataSet.of({ ...paper, letters: 6, words: { train: 4000, validation: 0, test: 0 } }, key),
    /^Of 6 letters there are too few distinct /
  )
  t.throws(() => Prior.checkUnknot({ letters: 5, moves: 3 }), RangeError, "as the prior itself says")
})

t.test("a word that nothing decides has no label, and is no example", async (t) => {
  const word = Word.of([1, -2, 1, -2])
  t.throws(
    () => Labelled.of(word, { label: "undecided", proof: "none" }),
    /^Nothing decides whether the closure of 1 -2 1 -2 is the unknot\./
  )
  t.match(Labelled.of(word, { label: "knot", proof: "determinant" }), {
    strands: 3,
    writhe: 0,
    label: "knot"
  })
})
