/** Whether what was learned saves a search moves, on unknots with which no training began. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Comparison, Judgement } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"

/** Moves by the names of unknots; null where the search gave up. */
type Games = ReadonlyMap<string, number | null>

const gamesOf = (rows: ReadonlyArray<Row>): Games =>
  new Map(
    rows.map((row) => [String(row.name), Cell.number(row, "solved") > 0 ? Cell.number(row, "moves") : null])
  )

const mean = (values: ReadonlyArray<number>): number => Statistics.mean(values).value

interface Beside {
  /** Moves of the guided search less those of the other, of unknots that both untie. */
  readonly difference: Statistics.Estimate
  /** Share of unknots untied, guided less best-first. */
  readonly solved: Statistics.Estimate
  readonly trainings: number
  readonly unknots: number
  readonly both: number
  readonly shares: { readonly guided: number; readonly bestFirst: number }
  readonly means: { readonly guided: number; readonly bestFirst: number }
  /** Share, of games that both won, with fewer moves, and with more. */
  readonly fewer: number
  readonly more: number
}

/**
 * A mean over trainings that are judged by the same unknots: with the scatter of the unknots' means, which all trainings share,
 * and that of the trainings' means.
 *
 * @param table a map for each training, by unknots
 */
const crossed = (table: ReadonlyArray<ReadonlyMap<string, number>>): Statistics.Estimate => {
  const names = [...new Set(table.flatMap((each) => [...each.keys()]))]
  const unknots = Statistics.mean(
    names.map((name) => mean(table.flatMap((each) => (each.has(name) ? [each.get(name)!] : []))))
  )
  const trainings = Statistics.mean(table.map((each) => mean([...each.values()])))
  return table.length < 2 ? unknots : Statistics.plus(trainings, unknots.standardError)
}

const beside = (trainings: ReadonlyArray<Games>, other: Games): Beside | undefined => {
  const names = [...other.keys()]
  const isWon = (games: Games, name: string): boolean => typeof games.get(name) === "number"
  const differences = trainings.map(
    (games) =>
      new Map(
        names.flatMap((name) =>
          isWon(games, name) && isWon(other, name) ? [[name, games.get(name)! - other.get(name)!]] : []
        )
      )
  )
  if (differences.length === 0 || differences.some(({ size }) => size < 2)) return undefined
  const all = differences.flatMap((each) => [...each.values()])
  const shareOf = (games: Games): number => mean(names.map((name) => (isWon(games, name) ? 1 : 0)))
  const guided = trainings.flatMap((games, k) => [...differences[k].keys()].map((name) => games.get(name)!))
  const bestFirst = differences.flatMap((each) => [...each.keys()].map((name) => other.get(name)!))
  return {
    difference: crossed(differences),
    solved: crossed(
      trainings.map(
        (games) =>
          new Map(names.map((name) => [name, Number(isWon(games, name)) - Number(isWon(other, name))]))
      )
    ),
    trainings: trainings.length,
    unknots: names.length,
    both: all.length / trainings.length,
    shares: { guided: mean(trainings.map(shareOf)), bestFirst: shareOf(other) },
    means: { guided: mean(guided), bestFirst: mean(bestFirst) },
    fewer: mean(all.map((each) => (each < 0 ? 1 : 0))),
    more: mean(all.map((each) => (each > 0 ? 1 : 0)))
  }
}

const round = (x: number): string => x.toFixed(1)

const comparisonsOf = ({
  difference,
  solved,
  shares,
  means,
  fewer,
  more
}: Beside): ReadonlyArray<Comparison> => [
  Judge.measured("moves, guided less best-first, mean of unknots that both untie", difference, {
    unit: "moves"
  }),
  Judge.points("untied, guided less best-first", solved),
  Judge.withoutError("untied by the guided search", 100 * shares.guided, { unit: "%" }),
  Judge.withoutError("untied by best-first search", 100 * shares.bestFirst, { unit: "%" }),
  Judge.withoutError("mean moves of the guided search, of the same", means.guided, { unit: "moves" }),
  Judge.withoutError("mean moves of best-first search, of the same", means.bestFirst, { unit: "moves" }),
  Judge.withoutError("unknots with fewer moves, of the same", 100 * fewer, { unit: "%" }),
  Judge.withoutError("unknots with more moves, of the same", 100 * more, { unit: "%" })
]

/** What stands beside the moves: whether one of the two unties more. */
const ofSolved = ({ solved, shares }: Beside): string => {
  const percents = `${round(100 * shares.guided)} % against ${round(100 * shares.bestFirst)} %`
  return {
    above: `It unties more of all, ${percents}.`,
    below: `It unties fewer of all, ${percents}.`,
    open: `They untie the same share of all within the error, ${percents}.`
  }[Statistics.side(solved)]
}

const judge = (rows: ReadonlyArray<Row>, kind: string): Judgement => {
  const own = rows.filter(({ name }) => String(name).startsWith(`${kind} `))
  const of = (agent: string) => Cell.grouped(Cell.where(own, { agent }), ["repeat"])
  // A search that has learned nothing does the same in every repeat.
  const [other] = of("best-first")
  const found = other === undefined ? undefined : beside(of("guided").map(gamesOf), gamesOf(other))
  if (found === undefined) return Judge.tooFew("unknots that both untie")
  const { difference, means, fewer, more } = found
  const because = [
    `Guided takes ${round(means.guided)} moves on average and best-first ${round(means.bestFirst)}, where both find a way:`,
    `a difference of ${Written.within(difference, Written.moves)}, with fewer moves on ${round(100 * fewer)} % of these unknots and more on ${round(100 * more)} %.`,
    ofSolved(found)
  ].join(" ")
  return Judge.allAre("below", [Statistics.side(difference)], because, comparisonsOf(found))
}

const claim = (kind: string, id: string, what: string): Claim => ({
  id: `guided-${id}`,
  says: `Search guided by what was learned needs fewer moves than best-first search, on ${what}.`,
  from: ["unseen"],
  judge: (rows) => judge(rows("unseen", "hard"), kind)
})

export const guidance: Slide = {
  id: "question-guidance",
  title: "Asked by us: does what was learned save a search moves?",
  claims: [
    claim("random", "random-words", "random unknots of 30 and 60 letters as the paper draws them"),
    claim("sum", "sums-of-words", "sums of hard unknots as words of 30 and 60 letters"),
    claim("play", "played-diagrams", "rectangular diagrams of 40 columns made by inverse play"),
    claim("sums", "sums-of-diagrams", "rectangular diagrams of 40 columns made from sums of hard unknots"),
    claim("pairs", "random-diagrams", "uniformly random rectangular diagrams of 16 columns")
  ],
  figures: [{ from: "unseen", figure: "budgets" }],
  ours: [
    "All of it: the talk has no search. Guided learns as TRPO does; a policy, and for words a value, then say with which word or diagram the search goes on.",
    "Unseen is an unknot of the split for tests: no training began a game with it, nor with a word on a way from it. The five named hard unknots were on such ways, and are left out.",
    "Both searches look at no more than as many words, or diagrams. Moves are compared where both find a way; a way of more than 300 moves counts as none."
  ]
}
