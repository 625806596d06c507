/** Words that stay wrong however a training begins, and which knots they are. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

const published = { words: 1000, hard: 30, trefoils: 19, quarter: 25 }
const theirs = {
  hard: Statistics.share(published.hard, published.words),
  trefoils: Statistics.share(published.trefoils, published.hard)
}

/** What one model's trainings say of the words. */
interface Trained {
  readonly model: string
  readonly title: string
  readonly trainings: number
  readonly words: number
  /** Words that all trainings get wrong, and how many these would be if errors were independent. */
  readonly always: number
  readonly expected: number
  /** Rows of the table hardness that all trainings get wrong. */
  readonly rows: ReadonlyArray<Row>
  /** Rows of the table hardKnots. */
  readonly knots: ReadonlyArray<Row>
}

const trained = (rows: Rows): ReadonlyArray<Trained> =>
  Cell.grouped(rows("hardness", "persistence"), ["model"]).flatMap((group) => {
    const model = Cell.text(group[0], "model")
    const trainings = Cell.number(group[0], "trainings")
    const last = group.find((row) => Cell.number(row, "wrong") === trainings)
    if (last === undefined) return []
    return [
      {
        model,
        title: Score.title(model),
        trainings,
        words: Cell.sum(group, "words"),
        always: Cell.number(last, "words"),
        expected: Cell.number(last, "expected"),
        rows: Cell.where(rows("hardness", "hardness"), { model, wrong: trainings }),
        knots: Cell.where(rows("hardness", "hardKnots"), { model })
      }
    ]
  })

const all = (sides: ReadonlyArray<Statistics.Side>, side: Statistics.Side): boolean =>
  sides.every((each) => each === side)

const persists: Claim = {
  id: "hardness-persists",
  says: "Hard words stay hard from one initialisation to another: 30 of 1000 test braids of nine letters or fewer.",
  from: ["hardness"],
  judge: (rows) => {
    const models = trained(rows)
    if (models.length === 0 || models.some(({ trainings }) => trainings < 2))
      return Judge.tooFew("several trainings")
    const shares = models.map(({ always, words }) => Statistics.share(always, words))
    const beyond = models.map(({ expected, words }, k) => Statistics.side(shares[k], expected / words))
    const figure = shares.map((each) => Statistics.side(Statistics.difference(each, theirs.hard)))
    const comparisons = models.map(({ title, trainings }, k) =>
      Judge.share(`words that all ${trainings} trainings of the ${title} get wrong`, shares[k], 3)
    )
    const because = models
      .map(
        ({ title, trainings, words, always, expected }) =>
          `Of ${words} words ${always} are wrong in all ${trainings} trainings of the ${title}, where independent errors would leave ${expected < 0.1 ? "none" : expected.toFixed(1)}.`
      )
      .join(" ")
    if (all(beyond, "above"))
      return all(figure, "open")
        ? Judge.agrees(because, comparisons)
        : Judge.agreesInTrend(because, comparisons)
    return beyond.includes("above")
      ? Judge.undecided(because, comparisons)
      : Judge.differs(because, comparisons)
  }
}

const trefoil = { name: "3_1" }

/** Of one model's knots' words, the share of the hard ones among trefoils less that among the others. */
const enriched = ({ knots }: Trained): Statistics.Estimate => {
  const [own, rest] = [true, false].map((isTrefoil) => {
    const some = knots.filter((row) => Cell.has(row, trefoil) === isTrefoil)
    return Statistics.share(Cell.sum(some, "hard"), Cell.sum(some, "words"))
  })
  return Statistics.difference(own, rest)
}

const trefoils: Claim = {
  id: "hard-trefoils",
  says: "19 of the 30 hard words are trefoils, which are about a quarter of the knots.",
  from: ["hardness"],
  judge: (rows) => {
    const models = trained(rows).filter(
      ({ rows, knots }) => rows.length > 0 && knots.some((row) => Cell.has(row, trefoil))
    )
    if (models.length === 0) return Judge.tooFew("hard words")
    const found = models.map((each) => {
      const hard = Cell.where(each.rows, trefoil).length
      const knots = Cell.where(each.rows, { label: "knot" }).length
      return {
        ...each,
        hard,
        knotted: knots,
        of: Statistics.share(hard, each.rows.length),
        more: enriched(each)
      }
    })
    const comparisons = found.flatMap(({ title, hard, knotted, of, more, knots }) => [
      Judge.share(
        `trefoils among words that all trainings of the ${title} get wrong`,
        of,
        (100 * published.trefoils) / published.hard
      ),
      ...(knotted === 0
        ? []
        : [Judge.share(`the same among knots, ${title}`, Statistics.share(hard, knotted))]),
      Judge.points(`how much more often trefoils are hard than other knots, ${title}`, more, "more than 0"),
      Judge.share(
        `trefoils among all knots, ${title}`,
        Statistics.exactly(Cell.number(knots.find((row) => Cell.has(row, trefoil))!, "share")),
        published.quarter
      )
    ])
    const because = found
      .map(
        ({ title, hard, rows, knotted, more }) =>
          `Of ${rows.length} words that all trainings of the ${title} get wrong ${knotted} are knots and ${hard} trefoils; a trefoil is hard (wrong in half of the trainings or more) more often than another knot by ${Written.within(more, Written.points)}.`
      )
      .join(" ")
    const sides = found.map(({ more }) => Statistics.side(more))
    const figure = found.map(({ of }) => Statistics.side(Statistics.difference(of, theirs.trefoils)))
    if (all(sides, "above"))
      return all(figure, "open")
        ? Judge.agrees(because, comparisons)
        : Judge.agreesInTrend(because, comparisons)
    return all(sides, "below") ? Judge.differs(because, comparisons) : Judge.undecided(because, comparisons)
  }
}

/** Crossings of a knot by its name, `3_1#4_1` as a sum of seven; none where the name is open. */
const crossings = (row: Row): number => {
  const name = Cell.text(row, "name")
  if (!/^\d+[an]?_\d+(#\d+[an]?_\d+)*$/.test(name)) return Number.NaN
  return name.split("#").reduce((sum, each) => sum + Number.parseInt(each, 10), 0)
}

/**
 * The slope of the share of hard words against crossings, by least squares over all words of named knots:
 *
 *     slope = sum n (c - C) p / sum n (c - C)^2,   n words of knots with c crossings, p their share of hard ones
 */
const steepness = (knots: ReadonlyArray<Row>): Statistics.Estimate => {
  const named = knots.filter((row) => Number.isFinite(crossings(row)))
  const groups = [...new Set(named.map(crossings))].map((c) => {
    const some = named.filter((row) => crossings(row) === c)
    return {
      c,
      n: Cell.sum(some, "words"),
      p: Statistics.share(Cell.sum(some, "hard"), Cell.sum(some, "words"))
    }
  })
  return Statistics.combination(
    Statistics.tilt(
      groups.map(({ c }) => c),
      groups.map(({ n }) => n)
    ),
    groups.map(({ p }) => p)
  )
}

const fewer: Claim = {
  id: "fewer-crossings-harder",
  says: "It seems that knots with fewer crossings are the harder ones.",
  from: ["hardness"],
  judge: (rows) => {
    const models = trained(rows).filter(
      ({ knots }) => new Set(knots.map(crossings).filter(Number.isFinite)).size > 1
    )
    if (models.length === 0) return Judge.tooFew("knots of several crossing numbers")
    const slopes = models.map(({ knots }) => steepness(knots))
    const comparisons = models.flatMap(({ title, knots }, k) => [
      Judge.points(`change of the share of hard words with each crossing, ${title}`, slopes[k], "falls"),
      ...knots
        .filter((row) => Cell.number(row, "hard") > 0)
        .slice(0, 3)
        .map((row) =>
          Judge.share(
            `hard words among those of ${Cell.text(row, "name") || "knots without a name"}, ${title}`,
            Statistics.share(Cell.number(row, "hard"), Cell.number(row, "words"))
          )
        )
    ])
    const because = models
      .map(
        ({ title }, k) =>
          `With each crossing the share of hard words changes by ${Written.within(slopes[k], Written.points)} for the ${title}.`
      )
      .join(" ")
    const sides = slopes.map((slope) => Statistics.side(slope))
    if (all(sides, "below")) return Judge.agrees(because, comparisons)
    return all(sides, "above") ? Judge.differs(because, comparisons) : Judge.undecided(because, comparisons)
  }
}

export const hardness: Slide = {
  id: "hardness",
  title: "Hardness persists",
  source: { paper: learningToUnknot, where: "the section on hardness" },
  claims: [persists, trefoils, fewer],
  figures: [
    { from: "hardness", figure: "persistence" },
    { from: "hardness", figure: "hard-knots" }
  ],
  ours: [
    "What is hard is not defined on the slide. For its counts it is what all trainings get wrong; for which knots are harder than others what half of them or more do, as that is more words.",
    "All words have nine letters, as there are too few unknots of eight to learn from; half of the words are unknots.",
    "Intervals are those of words drawn for the test: trainings share their words, and each word counts once."
  ]
}
