/** What is made of predictions: accuracies, histograms, hardness, baselines, moves, embeddings. */
import t, { type Test } from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Assessment from "../../../src/domain/decision/assessment.ts"
import * as Baseline from "../../../src/domain/decision/baseline.ts"
import * as DataSet from "../../../src/domain/decision/data-set.ts"
import * as Embedding from "../../../src/domain/decision/embedding.ts"
import * as Hardness from "../../../src/domain/decision/hardness.ts"
import { loss, type Prediction } from "../../../src/domain/decision/prediction.ts"
import * as Variation from "../../../src/domain/decision/variation.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

const near = (t: Test, found: number, expected: number, within = 1e-12) =>
  t.ok(Math.abs(found - expected) < within, `${found} is ${expected}`)

const prediction = (
  label: "knot" | "unknot",
  output: number,
  more: Partial<Prediction> = {}
): Prediction => ({
  word: "1 1 1",
  label,
  proof: label === "knot" ? "determinant" : "construction",
  output,
  strands: 2,
  writhe: 3,
  name: label === "knot" ? "3_1" : "0_1",
  jonesLow: null,
  jonesHigh: null,
  ...more
})

t.test("accuracy, area and calibration of four words, and of none", async (t) => {
  const four = [
    prediction("knot", 2),
    prediction("knot", -1),
    prediction("unknot", -3),
    prediction("unknot", 0)
  ]
  const { accuracy, area, calibration } = Assessment.of(four)
  t.match(accuracy, { words: 4, right: 3, accuracy: 0.75 })
  t.equal(area.area, 0.75)
  const p = [2, -1, -3, 0].map((z) => 1 / (1 + Math.exp(-z)))
  near(t, calibration, (1 - p[0] + (1 - p[1]) + p[2] + p[3]) / 4)
  t.match(Assessment.accuracy([]), { words: 0, low: 0, high: 1 })
  t.ok(Number.isNaN(Assessment.of([]).calibration))
})

t.test("accuracy by proof, the most frequent one first", async (t) => {
  const rows = Assessment.byProof([
    prediction("unknot", 1),
    prediction("knot", 1, { proof: "jones" }),
    prediction("knot", 1),
    prediction("knot", -1)
  ])
  t.match(rows, [
    { label: "knot", proof: "determinant", words: 2, right: 1 },
    { label: "unknot", proof: "construction", words: 1, right: 0 },
    { label: "knot", proof: "jones", words: 1, right: 1 }
  ])
})

t.test("the histogram counts every word once, certain ones too", async (t) => {
  const bins = Assessment.histogram(
    [prediction("knot", 40), prediction("knot", 0), prediction("unknot", -40), prediction("unknot", 800)],
    4
  )
  t.strictSame(bins, [
    { low: 0, high: 0.25, knots: 0, unknots: 1 },
    { low: 0.25, high: 0.5, knots: 0, unknots: 0 },
    { low: 0.5, high: 0.75, knots: 1, unknots: 0 },
    { low: 0.75, high: 1, knots: 1, unknots: 1 }
  ])
})

t.test("confidence against degrees: knots called knots, and no others", async (t) => {
  const knots = [1, 2, 3, 4, 5].map((k) => prediction("knot", k, { jonesLow: -k, jonesHigh: k ** 2 }))
  const others = [
    prediction("knot", -9, { jonesLow: 7, jonesHigh: 9 }),
    prediction("unknot", 9, { jonesLow: 0, jonesHigh: 0 }),
    prediction("knot", 9)
  ]
  const rows = Assessment.byDegree([...knots, ...others])
  t.match(rows, [
    { degree: "minimum", rho: -1, count: 5 },
    { degree: "maximum", rho: 1, count: 5 },
    { degree: "span", rho: 1, count: 5 }
  ])
})

t.test("hardness: what stays wrong, against independent errors", async (t) => {
  const label = "knot" as const
  const classifier = (...outputs: ReadonlyArray<number>) =>
    outputs.map((output, k) => prediction(label, output, { word: `${k + 1}`, name: k < 2 ? "3_1" : "4_1" }))
  const three = [classifier(-1, 1, 1, 1), classifier(-1, -1, 1, 1), classifier(-1, 1, 1, 1)]
  const words = Hardness.of(three)
  t.strictSame(
    words.map(({ wrong }) => wrong),
    [3, 1, 0, 0]
  )
  near(t, words[1].output, 1 / 3)
  t.strictSame(words.map(Hardness.isHard), [true, false, false, false])
  const shares = Hardness.errorShares(three)
  t.strictSame(shares, [0.25, 0.5, 0.25])
  const rows = Hardness.persistence(words, shares)
  t.strictSame(
    rows.map((row) => row.words),
    [2, 1, 0, 1]
  )
  // (3/4 + z/4)^2 (1/2 + z/2) by hand, times four words.
  rows.forEach(({ expected }, k) => {
    near(t, expected, [9 / 8, 15 / 8, 7 / 8, 1 / 8][k])
  })
  t.match(Hardness.byKnot(words), [
    { name: "3_1", words: 2, hard: 1, hardShare: 0.5, share: 0.5, shareOfHard: 1 },
    { name: "4_1", words: 2, hard: 0, share: 0.5, shareOfHard: 0 }
  ])
  t.strictSame(Hardness.of([]), [])
  t.strictSame(Hardness.of([classifier(1), []]), [], "a word that some were not asked")
})

const key = [20101626, 5] as const
const words = { train: 2000, validation: 0, test: 600 }
const set = (generator: DataSet.Generator) =>
  DataSet.of({ generator, letters: 12, strands: 5, moves: 10, words }, key)
const accuracyOf = (data: DataSet.DataSet, features: Baseline.Features) => {
  const baseline = Baseline.train(data.train, features)
  return Assessment.accuracy(
    data.test.map((example) => ({ label: example.label, output: Baseline.output(baseline, example) }))
  ).accuracy
}

t.test("statistics of a word, by hand", async (t) => {
  const example = { word: Word.of([1, -2, 1, 3]), strands: 4, writhe: 2 }
  t.strictSame(Baseline.statistics(example, 3), {
    strands: [4],
    writhe: [2, 2],
    counts: [2, 0, 1, 0, 1, 0, 2, 1, 1, 4, 4, 2, 2]
  })
})

t.test("word statistics alone tell the paper's generators apart, and less of one generator", async (t) => {
  t.ok(accuracyOf(set("paper"), "counts") > 0.7, "chance is 0.5, its standard error 0.02")
  // Matched in strands and writhe, these tell nothing: each pair is one word right and one wrong.
  t.equal(accuracyOf(set("same"), "strands"), 0.5)
  t.equal(accuracyOf(set("same"), "writhe"), 0.5)
  t.ok(accuracyOf(set("same"), "counts") < accuracyOf(set("paper"), "counts"))
  t.throws(() => Baseline.train([], "counts"), /needs words to learn from/)
})

t.test("a baseline does not see the order of letters", async (t) => {
  const baseline = Baseline.train(set("paper").train.slice(0, 300), "counts")
  for (const example of set("paper").test.slice(0, 20)) {
    const shuffled = { ...example, word: example.word.slice().sort() }
    t.equal(Baseline.output(baseline, shuffled), Baseline.output(baseline, example))
  }
})

t.test("each move leaves another word of the same knot, with its room kept", async (t) => {
  const mirrored = ({ low, coefficients }: Laurent.Laurent) =>
    Laurent.of(-(low + coefficients.length - 1), Float64Array.from(coefficients, Number).reverse())
  const stream = Stream.make([3, 4])
  const applied = new Map<string, number>()
  for (const { word } of set("paper").test.slice(0, 60)) {
    const jones = Jones.of(word)
    for (const kind of Variation.kinds) {
      const changed = Variation.of(word, kind, stream, { letters: 14, generators: 12 })
      if (changed === null) continue
      applied.set(kind, (applied.get(kind) ?? 0) + 1)
      t.notOk(Word.equals(changed, word))
      t.equal(Permutation.components(changed), 1)
      const expected = kind === "mirror" ? mirrored(jones) : jones
      t.ok(Laurent.isEqual(Jones.of(changed), expected), `${kind} of ${Word.print(word)}`)
      const added = { insertion: 2, conjugation: 2, stabilisation: 1 }[kind as string] ?? 0
      t.equal(changed.length, word.length + added)
    }
  }
  for (const kind of Variation.kinds) t.ok(applied.get(kind)! > 20, `${kind} applies`)
  const tight = { letters: 3, generators: 1 }
  for (const kind of ["insertion", "conjugation", "stabilisation", "rotation", "relation2"] as const)
    t.equal(Variation.of(Word.of([1, 1, 1]), kind, stream, tight), null, `no room or no change: ${kind}`)
  t.equal(Variation.of(Word.empty, "stabilisation", stream, tight), null)
  t.equal(Variation.of(Word.of([1, 1, 1]), "stabilisation", stream, { letters: 4, generators: 1 }), null)
})

t.test("steadiness, by hand", async (t) => {
  const none = Number.NaN
  const { interval, ...rest } = Variation.steadiness([1, -1, 3, 5], [1, 1, none, none])
  t.same(rest, { words: 2, shift: 1, probabilityShift: rest.probabilityShift, relativeShift: 1, flips: 0.5 })
  near(t, rest.probabilityShift, Math.tanh(0.5) / 2)
  t.ok(interval.low < 0.5 && interval.high > 0.5)
  t.match(Variation.steadiness([1, -2], [1, -2]), { shift: 0, flips: 0, relativeShift: 0 })
  t.throws(() => Variation.steadiness([1], []), RangeError)
})

t.test("letters that stand opposite, and letters that do not", async (t) => {
  const letters = [1, -1, 2, -2, 3, -3]
  const unit = (k: number, sign: number) =>
    Float64Array.from([0, 1, 2, 3], (axis) => (axis === k ? sign : 0.25))
  const opposite = Embedding.of(
    letters,
    letters.map((letter) => unit(Math.abs(letter) - 1, Math.sign(letter)).map((x) => x - 0.25))
  )
  t.ok(opposite.inverse < -0.8, `${opposite.inverse}`)
  t.ok(opposite.inverse < opposite.chance - 2 * opposite.deviation)
  const equal = Embedding.of(
    letters,
    letters.map((letter) => unit(Math.abs(letter) - 1, 1))
  )
  near(t, equal.inverse, 1)
  // Six letters in three places: the inverse has cosine 1, four others -1/2.
  near(t, equal.chance, -1 / 5)
  equal.places.forEach(({ cosine, coordinates }) => {
    near(t, cosine, 1)
    t.equal(coordinates.length, 3)
  })
  near(
    t,
    equal.shares.reduce((sum, each) => sum + each, 0),
    1
  )
  t.throws(() => Embedding.of([1, 2], [[1], [2]]), /The letter 1 stands without its inverse/)
  // All 15 matchings of six letters, one by one.
  const c = (i: number, j: number) => Math.sin(1 + Math.min(i, j) * 6 + Math.max(i, j))
  const vectors = letters.map((_, i) => letters.map((_, j) => (i === j ? 2 : c(i, j))))
  const { chance, deviation, cosines } = matchings(letters, vectors)
  const found = Embedding.of(letters, vectors)
  near(t, found.chance, chance)
  near(t, found.deviation, deviation)
  near(t, found.inverse, cosines[0])
  const two = Embedding.of([1, -1], [[1], [2]])
  t.match(two, { inverse: -1, chance: -1, deviation: 0 })
})

/** Mean cosine of each perfect matching of six, the first being 01 23 45, and their mean and standard deviation. */
const matchings = (letters: ReadonlyArray<number>, vectors: ReadonlyArray<ReadonlyArray<number>>) => {
  const mean = letters.map((_, axis) => vectors.reduce((sum, each) => sum + each[axis], 0) / 6)
  const centred = vectors.map((each) => each.map((x, axis) => x - mean[axis]))
  const dot = (i: number, j: number) => centred[i].reduce((sum, x, axis) => sum + x * centred[j][axis], 0)
  const cosine = (i: number, j: number) => dot(i, j) / Math.sqrt(dot(i, i) * dot(j, j))
  const sums = (left: ReadonlyArray<number>): ReadonlyArray<number> => {
    const [first, ...others] = left
    if (first === undefined) return [0]
    return others.flatMap((other) =>
      sums(others.filter((each) => each !== other)).map((sum) => sum + cosine(first, other))
    )
  }
  const cosines = sums([0, 1, 2, 3, 4, 5]).map((sum) => sum / 3)
  const chance = cosines.reduce((sum, each) => sum + each / 15, 0)
  const deviation = Math.sqrt(cosines.reduce((sum, each) => sum + (each - chance) ** 2 / 15, 0))
  return { cosines, chance, deviation }
}

t.test("the loss of an answer is finite, however sure of itself it is", async (t) => {
  for (const label of ["knot", "unknot"] as const) {
    const wrong = label === "knot" ? -1 : 1
    t.equal(loss({ label, output: 1e4 * wrong }), 1e4)
    t.equal(loss({ label, output: -1e4 * wrong }), 0)
    t.ok(Math.abs(loss({ label, output: wrong }) - Math.log(1 + Math.E)) < 1e-15)
  }
})
