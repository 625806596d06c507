/** The words of the data set: their labels' proofs, repeats, and the split. */
import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import { check } from "../../../src/domain/braid/checker.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import { of as split, testShare } from "../../../src/domain/decision/split.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Determinant from "../../../src/domain/invariant/determinant.ts"
import * as Finding from "../../../src/domain/invariant/finding.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import { child } from "../../../src/domain/random/key.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import simulation from "../../../src/simulation/braids/index.ts"
import kernel from "../../../src/simulation/braids/kernel.ts"
import * as Tally from "../../../src/simulation/braids/tally.ts"
import * as Prepared from "../../../src/simulation/prepared.ts"
import * as Reference from "../../support/braids.ts"
import { withoutGroup } from "../../support/knots.ts"
import { rowsOf } from "../../support/rows.ts"

const knots = { kind: "knot", letters: 7, strands: 3, moves: 3, count: 600, words: true, unique: true }
const unknots = { kind: "unknot", letters: 8, moves: 10, count: 600, words: true, unique: true }

const wordsOf = async (given: Readonly<Record<string, unknown>>): Promise<ReadonlyArray<string>> => {
  const config = Reference.decode(given)
  const { words } = rowsOf(simulation, config, [await Reference.tally(config)])
  return words.map((row) => String(row.word))
}

t.test("dropping repeats is exact, and the same however the draws are cut", async (t) => {
  for (const given of [knots, unknots]) {
    const config = Reference.decode(given)
    const seen = new Map<string, string>()
    let kept = 0
    for (const word of Reference.draws(config)) {
      if (given.kind === "knot" && Laurent.isEqual(Jones.of(word), Laurent.one)) continue
      kept++
      const ring = Word.print(Word.canonicalRotation(word))
      if (!seen.has(ring)) seen.set(ring, Word.print(word))
    }
    const expected = [...seen.values()]
    t.ok(expected.length < kept, "some are repeats")
    t.strictSame(await wordsOf(given), expected, "the first of each ring, in the order of the draws")
    const whole = await Reference.tally(config, 0, config.count)
    t.equal(whole.repeated, kept - expected.length)
    t.equal(whole.draws, 600)
    for (const size of [1, 7, 64, 599])
      t.strictSame(await Reference.tally(config, 0, size), whole, `by ${size}`)
  }
})

t.test("combining is associative, and leaves what it combines as it was", async (t) => {
  for (const unique of [true, false]) {
    const config = Reference.decode({ ...knots, unique })
    const draw = await Prepared.of(kernel, config, Reference.backend)
    const part = (from: number, to: number) =>
      kernel.sample(config, { key: Reference.key(3), from, to }, draw) as Tally.Tally
    const [a, b, c] = [part(0, 150), part(150, 380), part(380, 600)]
    const left = Tally.combine(Tally.combine(a, b), c)
    t.strictSame(Tally.combine(a, Tally.combine(b, c)), left)
    t.strictSame(Tally.combine(Tally.combine(a, b), c), left, "again")
    t.strictSame(Tally.combine(Tally.empty, left), left)
    t.strictSame(Tally.combine(left, Tally.empty), left)
    t.strictSame(a, part(0, 150))
    const sum = left.counts.reduce((sum, count) => sum + count, 0)
    t.equal(sum + left.repeated, 600, "each draw is counted once")
  }
})

t.test("findings that differ in one field alone are counted apart, whichever it is", (t) => {
  const finding = Finding.ofKnot(Subject.of(Word.of([1, 1, 1])))
  for (const field of Object.keys(finding)) {
    const other = { ...finding, [field]: "another" }
    const [one, two] = [finding, other].map((each) => Tally.ofDraw(each, false, undefined))
    t.strictSame(Tally.combineAll([one, two, one]).counts, [2, 1], field)
  }
  t.end()
})

t.test("without words and repeats to tell, a tally holds counts alone", async (t) => {
  const tally = await Reference.tally(Reference.decode({ ...knots, words: false, unique: false }))
  t.strictSame([tally.words.length, tally.of.length, tally.repeated], [0, 0, 0])
  const lean = rowsOf(simulation, Reference.decode({ ...knots, words: false }), [
    await Reference.tally(Reference.decode({ ...knots, words: false }))
  ])
  t.equal(lean.words.length, 0)
  t.ok(
    lean.knots.every(({ standardError }) => standardError === null),
    "words told apart are no draws"
  )
})

t.test("every unknot of the data set has moves that the checker accepts", async (t) => {
  const config = Reference.decode({ ...unknots, unique: false, count: 200 })
  const { words } = rowsOf(simulation, config, [await Reference.tally(config)])
  t.equal(words.length, 200)
  for (const [replicate, row] of words.entries()) {
    t.match(row, { label: "unknot", proof: "certificate", name: "0_1", jonesSpan: 0 })
    const draft = Prior.draft(config)
    draft.trace = []
    Prior.randomUnknot(draft, Stream.make(child(Reference.key(0), replicate)), config)
    const place = { word: Word.parse(String(row.word)), strands: Number(row.wordStrands) }
    const made = Certificate.make({ word: Word.empty, strands: 1 }, place, draft.trace)
    t.strictSame(check(Certificate.reverse(made)), { valid: true })
  }
})

t.test("a label whose moves do not hold is an error, not a row", (t) => {
  const options = { letters: 8, moves: 10 }
  const draft = Prior.draft(options)
  draft.trace = []
  Prior.randomUnknot(draft, Stream.make([5, 6]), options)
  t.equal(Finding.ofUnknot(draft).label, "unknot")
  draft.letters[0] = -draft.letters[0]
  t.throws(() => Finding.ofUnknot(draft), /^The prior made a wrong certificate\. The steps end at/)
  t.end()
})

t.test("unknots without certificates are the same words, and say why they are unknots", async (t) => {
  const config = Reference.decode({ ...unknots, unique: false, count: 50 })
  const certified = rowsOf(simulation, config, [await Reference.tally(config)])
  const lean = Reference.decode({ ...unknots, unique: false, count: 50, certify: false })
  const { words, labels } = rowsOf(simulation, lean, [await Reference.tally(lean)])
  t.same(
    words.map((row) => row.word),
    certified.words.map((row) => row.word)
  )
  t.match(labels, [{ outcome: "kept", label: "unknot", proof: "construction", count: 50 }])
})

t.test("every knot of the data set has an invariant that the unknot has not", async (t) => {
  for (const letters of [7, 26]) {
    const config = Reference.decode({ ...knots, letters, strands: 4, count: 100 })
    const { words } = rowsOf(simulation, config, [await Reference.tally(config)])
    t.ok(words.length > 50)
    for (const row of words) {
      const word = Word.parse(String(row.word))
      const witness = ["alexander", "determinant"].includes(String(row.proof))
        ? Alexander.of(word)
        : Jones.of(word)
      if (row.proof === "determinant") t.not(Determinant.of(word), 1n)
      t.notSame(Laurent.key(witness), Laurent.key(Laurent.one))
      t.equal(row.name === null || letters <= 16, true)
    }
  }
})

t.test("a word that nothing within reach decides is undecided, and left out", (t) => {
  const options = { letters: 80, moves: 10 }
  const draft = Prior.draft(options)
  Prior.randomUnknot(draft, Stream.make([7, 8]), options)
  const word = Draft.word(draft)
  t.match(Finding.ofKnot(Subject.of(word)), { label: "unknot", proof: "group", name: "0_1" })
  const finding = Finding.ofKnot(Subject.of(word, withoutGroup))
  t.match(finding, { label: "undecided", proof: "none", name: null, jonesLow: null })
  t.notOk(Tally.isKept(finding, "knot"))
  t.end()
})

t.test("no word, nor a rotation of one, stands on both sides of the split", async (t) => {
  const all = [
    ...(await wordsOf(knots)),
    ...(await wordsOf(unknots)),
    ...(await wordsOf({ ...knots, moves: 5 }))
  ]
  const sides = new Map<string, string>()
  for (const text of all) {
    const word = Word.parse(text)
    const side = split(word) === "test" ? "test" : "train"
    for (let k = 1; k < word.length; k++) t.equal(split(Word.rotate(word, k)), split(word))
    const ring = Word.print(Word.canonicalRotation(word))
    t.equal(sides.get(ring) ?? side, side)
    sides.set(ring, side)
  }
  // Within 4 standard errors but once in 16 000.
  const tests = [...sides.values()].filter((side) => side === "test").length
  const error = Math.sqrt(sides.size * testShare * (1 - testShare))
  t.ok(Math.abs(tests - testShare * sides.size) < 4 * error, `${tests} of ${sides.size}`)
})
