/** What trainings show beyond their results: each table against the predictions that it is made of. */
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Baseline from "../../../src/domain/decision/baseline.ts"
import * as Split from "../../../src/domain/decision/split.ts"
import * as Variation from "../../../src/domain/decision/variation.ts"
import type { Config } from "../../../src/simulation/classifiers/config.ts"
import * as Point from "../../../src/simulation/classifiers/config.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { run, studyOf } from "../../support/engine.ts"

const base = {
  model: "transformer",
  width: 8,
  heads: 2,
  blocks: 1,
  fewestLetters: 7,
  letters: 10,
  train: 200,
  validation: 40,
  test: 100,
  epochs: 2,
  rate: 0.01
}

const study = await studyOf("classifiers", [base, { ...base, generator: "same" }], { repeats: 3 })
const { tables } = await run(study, { threads: 0, backend: "cpu" })

const of = (table: string, generator: string, repeat?: number): ReadonlyArray<Row> =>
  tables[table].filter(
    (row) => row.generator === generator && (repeat === undefined || row.repeat === repeat)
  )

const share = (rows: ReadonlyArray<Row>, is: (row: Row) => boolean) => rows.filter(is).length / rows.length

const config = study.points[0].config as Config
const data = Point.examples(config)

t.test("baselines stand beside the model, on its words", async (t) => {
  for (const repeat of [0, 1, 2]) {
    const [model, ...regressions] = of("baseline", "paper", repeat)
    const predictions = of("predictions", "paper", repeat)
    t.match(model, { sees: "word", words: 100, agreement: 1, modelAccuracyOnMissed: 0 })
    t.equal(model.accuracy, of("results", "paper", repeat)[0].accuracy)
    t.same(
      regressions.map(({ sees }) => sees),
      Baseline.features
    )
    for (const row of regressions) {
      const fitted = Baseline.train(data.train, row.sees as Baseline.Features)
      const calls = data.test.map((example) => Baseline.output(fitted, example) > 0)
      const isRight = data.test.map(({ label }, k) => calls[k] === (label === "knot"))
      t.equal(row.accuracy, isRight.filter(Boolean).length / 100)
      t.equal(row.missed, isRight.filter((right) => !right).length)
      t.equal(
        row.agreement,
        predictions.filter(({ output }, k) => Number(output) > 0 === calls[k]).length / 100
      )
      const rescued = predictions.filter(({ correct }, k) => correct && !isRight[k]).length
      t.equal(row.modelAccuracyOnMissed, rescued / Number(row.missed))
    }
  }
  const matched = of("baseline", "same").filter(({ sees }) => sees === "strands" || sees === "writhe")
  t.ok(matched.every(({ accuracy }) => accuracy === 0.5))
})

t.test(
  "every move is tried, also those that lengthen the word, and never one that does not fit",
  async (t) => {
    for (const generator of ["paper", "same"]) {
      const rows = of("equivariance", generator, 0)
      t.same(
        rows.map(({ move }) => move),
        Variation.kinds
      )
      for (const { words, shift, flips, low, high, probabilityShift } of rows) {
        t.ok(Number(words) > 0 && Number(words) <= 100)
        t.ok(Number(shift) > 0, "a net of eight numbers has no symmetry of its own")
        t.ok(Number(low) <= Number(flips) && Number(flips) <= Number(high))
        t.ok(
          Number(probabilityShift) <= Number(shift) / 4 + 1e-12,
          "the logistic function is nowhere steeper than 1/4"
        )
      }
      const most = (move: string) => Number(rows.find((row) => row.move === move)!.words)
      const short =
        share(of("predictions", generator, 0), ({ word }) => String(word).split(" ").length <= 8) * 100
      t.ok(most("insertion") <= short && most("conjugation") <= short, "two letters more need room")
      t.equal(most("mirror"), 100)
    }
  }
)

t.test("letters of the embedding come with their inverses, and components are shares", async (t) => {
  const rows = of("embeddings", "paper", 0)
  const letters = rows.map(({ letter }) => Number(letter))
  t.same(
    letters.toSorted((a, b) => a - b),
    letters.map((letter) => -letter).toSorted((a, b) => a - b)
  )
  t.ok(letters.includes(1) && letters.length >= 4 && letters.length <= 16)
  for (const row of rows) {
    const partner = rows.find(({ letter }) => letter === -Number(row.letter))!
    t.ok(Math.abs(Number(row.cosine) - Number(partner.cosine)) < 1e-12)
    const total = Number(row.share1) + Number(row.share2) + Number(row.share3)
    t.ok(total > 0 && total <= 1 + 1e-12)
  }
})

t.test("proofs, histogram and predictions count the same words", async (t) => {
  for (const generator of ["paper", "same"]) {
    const predictions = of("predictions", generator, 1)
    for (const row of of("accuracyByProof", generator, 1)) {
      const words = predictions.filter(({ label, proof }) => label === row.label && proof === row.proof)
      t.equal(row.words, words.length)
      t.equal(
        row.accuracy,
        share(words, ({ correct }) => correct === true)
      )
    }
    const bins = of("histogram", generator, 1)
    t.equal(bins.length, 40)
    for (const { label, low, high, words } of bins) {
      const inside = predictions.filter(
        (row) =>
          row.label === label &&
          Number(row.probability) >= Number(low) &&
          Number(row.probability) < Number(high)
      )
      t.equal(words, inside.length)
    }
    const degrees = of("jonesCorrelation", generator, 1)
    t.same(
      degrees.map(({ degree }) => degree),
      ["minimum", "maximum", "span"]
    )
    const called = predictions.filter(({ label, correct }) => label === "knot" && correct === true)
    t.ok(degrees.every(({ words }) => words === called.length))
  }
})

t.test("hard words are those that half of the trainings get wrong", async (t) => {
  const wrong = (word: unknown) =>
    of("predictions", "paper").filter((row) => row.word === word && row.correct === false).length
  const rows = of("hardness", "paper")
  t.ok(rows.length > 0)
  for (const row of rows) {
    t.equal(row.wrong, wrong(row.word))
    t.equal(row.hard, Number(row.wrong) >= 2)
    t.equal(row.trainings, 3)
  }
  const persistence = of("persistence", "paper")
  t.same(
    persistence.map((row) => row.wrong),
    [0, 1, 2, 3]
  )
  t.equal(
    persistence.reduce((sum, { words }) => sum + Number(words), 0),
    100
  )
  t.ok(Math.abs(persistence.reduce((sum, { expected }) => sum + Number(expected), 0) - 100) < 1e-9)
  const knots = of("hardKnots", "paper")
  t.equal(
    knots.reduce((sum, { words }) => sum + Number(words), 0),
    50
  )
  const hard = rows.filter((row) => row.hard === true && row.label === "knot").length
  t.equal(
    knots.reduce((sum, row) => sum + Number(row.hard), 0),
    hard
  )
})

t.test("two threads say the same, to the last bit", async (t) => {
  const pooled = await run(study, { threads: 2, backend: "cpu" })
  t.strictSame(pooled.tables, tables)
})

t.test("words are kept apart by symmetry where a study asks for it", async (t) => {
  const study = await studyOf("classifiers", [{ ...base, epochs: 1, letters: 8, apart: "symmetry" }])
  const { tables } = await run(study, { threads: 0, backend: "cpu" })
  for (const { word, apart } of tables.predictions) {
    t.equal(Split.of(Word.parse(String(word)), "symmetry"), "test")
    t.equal(apart, "symmetry")
  }
})

t.test("without words for tests there is nothing to analyse, and nothing breaks", async (t) => {
  const none = await studyOf("classifiers", [{ ...base, test: 0 }])
  const { tables } = await run(none, { threads: 0, backend: "cpu" })
  t.equal(tables.epochs.length, 2)
  for (const table of [
    "results",
    "baseline",
    "equivariance",
    "embeddings",
    "hardness",
    "persistence",
    "hardKnots"
  ])
    t.same(tables[table], [])
})
