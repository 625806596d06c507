/** What the page of classifiers says came out. */
import { z95 } from "../../src/domain/stats/normal.ts"
import type { Row } from "../../src/simulation/table.ts"
import * as Cell from "../../src/talk/cell.ts"
import { counting } from "../../src/talk/questions/counting.ts"
import * as Statistics from "../../src/talk/statistics.ts"
import type { Blocks } from "./block.ts"
import * as Markdown from "./markdown.ts"

type Rows = ReadonlyArray<Row>

const models = ["feed-forward", "transformer", "reformer"] as const

const called = (row: Row): string =>
  Cell.text(row, "positions") === "cyclic" ? "cyclic transformer" : Cell.text(row, "model")

/** The models of a table, those that all simulations have first. */
const modelsOf = (rows: Rows): ReadonlyArray<string> => {
  const found = new Set(rows.map(called))
  const usual = models.filter((model) => found.has(model))
  return [...usual, ...[...found].filter((model) => !usual.some((each) => each === model))]
}

/** Of the table baseline: the mean over trainings of what sees something. */
const accuracy = (rows: Rows, sees: string): Statistics.Estimate | undefined => {
  const own = Cell.where(rows, { sees })
  return own.length === 0 ? undefined : Markdown.overTrainings(own, "accuracy", Markdown.binomial("accuracy"))
}

/** A regression is the same beside every model and in every training. */
const regression = (rows: Rows, sees: string): Statistics.Estimate | undefined => {
  const [first] = Cell.where(rows, { sees })
  return first === undefined
    ? undefined
    : Statistics.of(Cell.number(first, "accuracy"), Markdown.binomial("accuracy")(first))
}

const told = (estimate: Statistics.Estimate | undefined): string =>
  estimate === undefined ? "" : Markdown.percent(estimate)

const generators = ["paper", "same", "grid"] as const

/** Words of the same generator and length. */
const lots = (
  rows: Rows
): ReadonlyArray<{ readonly generator: string; readonly letters: number; readonly rows: Rows }> =>
  generators.flatMap((generator) => {
    const own = Cell.where(rows, { generator })
    return Cell.values(own, "letters").map((letters) => ({
      generator,
      letters,
      rows: Cell.where(own, { letters })
    }))
  })

const regressions = (rows: Rows): string => {
  const drawn = lots(rows)
  const letters = [...new Set(drawn.map((lot) => lot.letters))].sort((a, b) => a - b)
  const cell = (n: number, generator: string, sees: string): string => {
    const lot = drawn.find((each) => each.letters === n && each.generator === generator)
    return lot === undefined ? "" : told(regression(lot.rows, sees))
  }
  const longest = letters.at(-1)!
  return [
    Markdown.table(
      [">N", ">`paper`: strands, %", ">`paper`: counts", ">`same`: strands", ">`same`: counts"],
      letters.map((n) => [
        n,
        ...["paper", "same"].flatMap((generator) =>
          ["strands", "counts"].map((sees) => cell(n, generator, sees))
        )
      ])
    ),
    "",
    `± half of the 95 % interval. **Counting letters decides ${cell(longest, "paper", "counts")} % of the paper's words at N = ${longest}, and the number of strands alone ${cell(longest, "paper", "strands")} %.**`
  ].join("\n")
}

/** Right on words that counting gets wrong; the rows of a regression say it of the model beside it. */
const onMissed = (rows: Rows): string => {
  const counts = Cell.where(rows, { sees: "counts" })
  const column = "modelAccuracyOnMissed"
  return told(Markdown.overTrainings(counts, column, Markdown.binomial(column, "missed")))
}

const beside = (rows: Rows): string => {
  const names = modelsOf(rows)
  return Markdown.table(
    [
      ">N",
      "words of",
      ...names.map((name, k) => `>${name}${k === 0 ? ", %" : ""}`),
      ">counts",
      ...names.map((name) => `>${name} on words that counts get wrong`)
    ],
    lots(rows).map((lot) => {
      const of = (name: string) => lot.rows.filter((row) => called(row) === name)
      return [
        lot.letters,
        `\`${lot.generator}\``,
        ...names.map((name) => told(accuracy(of(name), "word"))),
        told(regression(lot.rows, "counts")),
        ...names.map((name) => onMissed(of(name)))
      ]
    })
  )
}

/** Without what models say of words that counting gets wrong. */
const accuracies = (rows: Rows): string => {
  const names = modelsOf(rows)
  const isOne = new Set(rows.map((row) => row.generator)).size === 1
  return Markdown.table(
    [
      ">N",
      ...(isOne ? [] : ["words of"]),
      ...names.map((name, k) => `>${name}${k === 0 ? ", %" : ""}`),
      ">counts"
    ],
    lots(rows).map((lot) => [
      lot.letters,
      ...(isOne ? [] : [`\`${lot.generator}\``]),
      ...names.map((name) =>
        told(
          accuracy(
            lot.rows.filter((row) => called(row) === name),
            "word"
          )
        )
      ),
      told(regression(lot.rows, "counts"))
    ])
  )
}

const word: Readonly<Record<string, string>> = {
  paper: "the paper's words",
  same: "words of one generator",
  grid: "words of rectangular diagrams"
}

const proofs = (rows: Rows): string => {
  const longest = Math.max(...Cell.values(rows, "letters"))
  const sentence = (generator: string): string => {
    const own = Cell.where(rows, { generator, letters: longest, label: "knot" })
    const of = (proof: string) => Cell.where(own, { proof })
    const parts = ["determinant", "alexander"].flatMap((proof) => {
      const some = of(proof)
      if (some.length === 0) return []
      const share = Markdown.overTrainings(some, "accuracy", Markdown.binomial("accuracy"))
      const words = Cell.number(some[0], "words")
      return [
        `${Markdown.percent(share)} % of the ${words} that ${proof === "alexander" ? "need the Alexander polynomial" : "the determinant proves"}`
      ]
    })
    return `of ${word[generator]} ${Markdown.list(parts)}`
  }
  const sentences = ["paper", "same"].map(sentence).join("; ")
  return `* **Proofs**: whether labels that are harder to prove are harder to learn. Knots of N = ${longest} come out right, in the mean over models and trainings, ${sentences}.`
}

const jones = (rows: Rows): string => {
  const spans = Cell.where(rows, { degree: "span" })
  return [
    "* **Jones**: rank correlation of output and span, over knots that are called knots, with the 95 % interval of its trainings:",
    "",
    Markdown.table(
      [">N", "words of", ...modelsOf(spans).map((name) => `>${name}`)],
      lots(spans).map((lot) => [
        lot.letters,
        `\`${lot.generator}\``,
        ...modelsOf(spans).map((name) => {
          const own = lot.rows.filter((row) => called(row) === name)
          // A correlation's interval is as good as two errors to either side.
          const ofWords = (row: Row) => (Cell.number(row, "high") - Cell.number(row, "low")) / (2 * z95)
          return Markdown.plusMinus(Markdown.overTrainings(own, "correlation", ofWords))
        })
      ])
    )
  ].join("\n")
}

const moves = (rows: Rows): string => {
  const kinds = [...new Set(rows.map((row) => Cell.text(row, "move")))]
  const settings = Cell.grouped(rows, ["model", "turn"])
  return [
    "* **Moves** that keep the knot change the verdict on so many of the words, % (least and most of the points):",
    "",
    Markdown.table(
      ["model", ...kinds.map((kind) => `>${kind}`)],
      settings.map((some) => [
        `${Cell.text(some[0], "model")}${some[0].turn === true ? ", `turn`" : ""}`,
        ...kinds.map((move) =>
          Markdown.range(
            Cell.grouped(Cell.where(some, { move }), ["generator", "letters"]).map(
              (point) => 100 * (Markdown.overTrainings(point, "flips", () => 0).value || 0)
            ),
            1
          )
        )
      ])
    )
  ].join("\n")
}

const letters = (rows: Rows): string => {
  const trainings = Cell.grouped(rows, ["model", "generator", "turn", "letters", "repeat"]).map(
    ([row]) => row
  )
  const of = (column: string) =>
    trainings.map((row) => Cell.number(row, column)).filter((x) => !Number.isNaN(x))
  return `* **Letters**: inverse letters would be opposite at a mean cosine of -1. Over ${trainings.length} trainings it is ${Markdown.range(of("meanCosine"), 2)} seen from the mean letter; were letters paired by chance it would be ${Markdown.range(of("chanceCosine"), 2)}, with a standard deviation of ${Markdown.range(of("chanceDeviation"), 2)}.`
}

const hardness = (persistence: Rows, knots: Rows): string => {
  const names = modelsOf(persistence)
  const of = (rows: Rows, model: string) => rows.filter((row) => called(row) === model)
  const sentences = names.map((model) => {
    const own = of(persistence, model)
    const always = own.filter((row) => row.wrong === row.trainings)
    const [last] = always
    const words = Cell.sum(own, "words")
    const hard = Cell.sum(of(knots, model), "hard")
    const knot = (name: string) => of(knots, model).find((row) => Cell.has(row, { name }))
    const told = (name: string, plural: string): string => {
      const row = knot(name)
      return row === undefined
        ? ""
        : `${Cell.number(row, "hard")} are ${plural}, which are ${(100 * Cell.number(row, "share")).toFixed(1)} % of all knots`
    }
    const all = Cell.number(last, "words")
    return `Of ${words} words ${all} are wrong in all ${Cell.number(last, "trainings")} trainings of the ${model === "feed-forward" ? "feed-forward net" : model}, where independent errors would leave ${expected(Cell.number(last, "expected"))}; of its ${hard} hard knots (wrong in half or more) ${Markdown.list([told("3_1", "trefoils"), told("4_1", "figure-eight knots")].filter((each) => each !== ""))}.`
  })
  return `* **Hardness**: ${sentences.join(" ")}`
}

const expected = (words: number): string => (words < 0.05 ? "none" : words.toFixed(1))

/** The table, and of the claims those that have something to go by. */
const asked = (baseline: Rows): string => {
  const judgements = counting.claims.map(({ judge }) =>
    judge((_, table) => (table === "baseline" ? baseline : []))
  )
  return [
    accuracies(baseline),
    "",
    ...judgements.filter(({ comparisons }) => comparisons.length > 0).map(({ because }) => `* ${because}`)
  ].join("\n")
}

export const classifiers: Blocks = {
  regressions: { from: "generator", tables: ["baseline"], text: regressions },
  generator: { from: "generator", tables: ["baseline"], text: beside },
  accuracy: { from: "accuracy", tables: ["baseline"], text: accuracies },
  proofs: { from: "generator", tables: ["accuracyByProof"], text: proofs },
  jones: { from: "jones", tables: ["jonesCorrelation"], text: jones },
  moves: { from: "moves", tables: ["equivariance"], text: moves },
  letters: { from: "moves", tables: ["embeddings"], text: letters },
  hardness: { from: "hardness", tables: ["persistence", "hardKnots"], text: hardness },
  grid: { from: "grid", tables: ["baseline"], text: accuracies },
  "ten-times": { from: "tenTimes", tables: ["baseline"], text: asked }
}
