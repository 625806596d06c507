/** From the last states of a point's repeats to the rows of its tables. */
import * as Word from "../../domain/braid/word.ts"
import * as Proportion from "../../domain/stats/proportion.ts"
import type { Row } from "../table.ts"
import * as Agents from "./agent/list.ts"
import * as Config from "./config.ts"
import * as Diagrams from "./diagrams.ts"
import * as Game from "./game.ts"
import * as Log from "./log.ts"
import * as Reading from "./reading.ts"
import type { State } from "./state.ts"
import type { Result } from "./trial.ts"

/** What every row says of its point, beside the parameters that the engine fills in. */
const pointOf = (config: Config.Config, repeat: number): Row => ({
  setting: Config.settingOf(config),
  repeat
})

const ratio = (sum: number, count: number): number | null => (count > 0 ? sum / count : null)

const share = (solved: number, games: number): Row => {
  const { low, high } = Proportion.interval(solved, games)
  return {
    games,
    solved,
    solvedShare: ratio(solved, games),
    solvedLow: games > 0 ? low : null,
    solvedHigh: games > 0 ? high : null
  }
}

const middle = (sorted: ReadonlyArray<number>): number | null => {
  if (sorted.length === 0) return null
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The standard error of the mean; none of fewer than two. */
const standardError = (values: ReadonlyArray<number>): number | null => {
  const count = values.length
  if (count < 2) return null
  const mean = values.reduce((sum, each) => sum + each, 0) / count
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return Math.sqrt(squares / (count - 1) / count)
}

const learning = (point: Row, config: Agents.Learner, log: Log.Log): ReadonlyArray<Row> => {
  const { moves: most, actors, games: places } = config
  const { measures } = Agents.methodOf(config)
  const rows: Array<Row> = []
  let behind = 0
  for (let part = 0; part < Log.parts; part++) {
    const sums = Log.sumsOf(log, part)
    const { steps, games, solved, returns, moves, entropy, seconds, updates } = sums
    if (steps === 0) continue
    behind += steps
    const measured = (field: Log.Field) => (measures.includes(field) ? ratio(sums[field], updates) : null)
    // Until the first games can have been lost, none but solved ones have ended.
    const isEarly = behind < most * actors * places
    rows.push({
      ...point,
      steps: behind,
      ...share(solved, games),
      ...(isEarly ? { solvedShare: null, solvedLow: null, solvedHigh: null } : {}),
      return: isEarly ? null : ratio(returns, games),
      moves: isEarly ? null : ratio(moves, solved),
      entropy: entropy / steps,
      updates,
      norm: measured("norm"),
      divergence: measured("divergence"),
      refused: sums.refused,
      explained: measured("explained"),
      stepsPerSecond: ratio(steps, seconds)
    })
  }
  return rows
}

/** How the diagrams of games were made; nobody knows of those that are given. */
const drawn = ({ data, unknots }: Config.Config): Row["unknots"] => (data === undefined ? unknots : null)

/** Results that tables sum up by letters: those of held-out unknots, or of all that are given. */
const summed = ({ data }: Config.Config, results: ReadonlyArray<Result>): ReadonlyArray<Result> =>
  data === undefined ? results : results.map((each) => ({ ...each, name: null }))

const evaluation = (point: Row, results: ReadonlyArray<Result>): ReadonlyArray<Row> => {
  const unnamed = results.filter(({ name }) => name === null)
  return [...new Set(unnamed.map(({ letters }) => letters))].map((letters) => {
    const some = unnamed.filter((each) => each.letters === letters)
    const moves = some.flatMap((each) => (each.solved ? [each.moves] : [])).sort((a, b) => a - b)
    return {
      ...point,
      letters,
      ...share(moves.length, some.length),
      moves: ratio(
        moves.reduce((sum, each) => sum + each, 0),
        moves.length
      ),
      movesStandardError: standardError(moves),
      medianMoves: middle(moves)
    }
  })
}

const shares = (point: Row, names: ReadonlyArray<string>, counts: Float64Array): ReadonlyArray<Row> => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return names.map((action, kind) => ({
    ...point,
    action,
    count: counts[kind]!,
    share: counts[kind]! / total
  }))
}

const rollouts = (point: Row, config: Agents.Learner, log: Log.Log): ReadonlyArray<Row> => {
  const { names } = Log.kinds(Game.actionsOf(config))
  return Log.rollouts(log).flatMap(({ training, move, counts }) => {
    return shares({ ...point, training, move }, names, counts)
  })
}

/** Of {@link rollouts}, over all moves of the games. */
const choices = (point: Row, config: Agents.Learner, log: Log.Log): ReadonlyArray<Row> => {
  const { names } = Log.kinds(Game.actionsOf(config))
  const counts = new Map<number, Float64Array>()
  for (const { training, counts: some } of Log.rollouts(log)) {
    const sums = counts.get(training) ?? new Float64Array(names.length)
    some.forEach((count, kind) => {
      sums[kind] += count
    })
    counts.set(training, sums)
  }
  return [...counts].flatMap(([training, sums]) => shares({ ...point, training }, names, sums))
}

const hard = (point: Row, results: ReadonlyArray<Result>): ReadonlyArray<Row> =>
  [...new Set(results.flatMap(({ name }) => name ?? []))].map((name) => {
    const some = results.filter((each) => each.name === name)
    const solved = some.filter((each) => each.solved)
    return {
      ...point,
      name,
      letters: some[0]!.letters,
      ...share(solved.length, some.length),
      moves: solved.length === 0 ? null : Math.min(...solved.map(({ moves }) => moves)),
      shortest: Math.min(...some.map(({ shortest }) => shortest))
    }
  })

const certificates = (
  point: Row,
  isOfDiagrams: boolean,
  results: ReadonlyArray<Result>
): ReadonlyArray<Row> =>
  results.flatMap(({ name, word, certificate, moves }) =>
    certificate === null
      ? []
      : [
          {
            ...point,
            name,
            word,
            strands: isOfDiagrams ? null : Word.strands(Word.parse(word)),
            moves,
            elementary: certificate.steps.length,
            certificate: JSON.stringify(certificate)
          }
        ]
  )

/** 1, 2, 5, 10, 20, ... and the moves of a game. */
const upTo = (moves: number): ReadonlyArray<number> => {
  const some: Array<number> = []
  for (let ten = 1; ten < moves; ten *= 10) some.push(ten, 2 * ten, 5 * ten)
  return [...some.filter((each) => each < moves), moves]
}

/** Games that began with the same kind of thing: a named unknot, or held-out ones of as many letters. */
const kinds = (results: ReadonlyArray<Result>): ReadonlyArray<ReadonlyArray<Result>> => [
  ...Map.groupBy(results, ({ name, letters }) => name ?? letters).values()
]

/** Who is judged by a game of fewer moves plays its beginning. */
const budgets = (point: Row, moves: number, results: ReadonlyArray<Result>): ReadonlyArray<Row> =>
  kinds(results).flatMap((some) =>
    upTo(moves).map((budget) => ({
      ...point,
      name: some[0]!.name,
      letters: some[0]!.letters,
      budget,
      ...share(some.filter((each) => each.solved && each.moves <= budget).length, some.length)
    }))
  )

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length

/** What diagrams are as planar ones and as braids, each of them once. */
const starts = (point: Row, results: ReadonlyArray<Result>): ReadonlyArray<Row> =>
  kinds(results).map((some) => {
    const all = [...new Set(some.map(({ word }) => word))].map((text) => Reading.of(Diagrams.parse(text)))
    const collapsed = all.filter((each) => each.isCollapsed).length
    return {
      ...point,
      name: some[0]!.name,
      letters: some[0]!.letters,
      diagrams: all.length,
      crossings: mean(all.map((each) => each.crossings)),
      braidLetters: mean(all.map((each) => each.letters)),
      strands: mean(all.map((each) => each.strands)),
      collapsed,
      collapsedShare: collapsed / all.length
    }
  })

/** The rows of the tables. */
export const rows = (
  config: Config.Config,
  repeats: ReadonlyArray<State>
): Readonly<
  Record<
    "evaluation" | "learning" | "rollouts" | "choices" | "hard" | "certificates" | "budgets" | "starts",
    ReadonlyArray<Row>
  >
> => {
  const each = (make: (point: Row, state: State) => ReadonlyArray<Row>) =>
    repeats.flatMap((state, repeat) => make(pointOf(config, repeat), state))
  const logged = (make: (point: Row, config: Agents.Learner, log: Log.Log) => ReadonlyArray<Row>) =>
    Agents.learns(config)
      ? each((point, { actors }) => make(point, config, Log.total(actors.map(({ log }) => log))))
      : []
  return {
    evaluation: each((point, { results }) => evaluation(point, summed(config, results))),
    learning: logged(learning),
    rollouts: logged(rollouts),
    choices: logged(choices),
    hard: each((point, { results }) => hard(point, results)),
    certificates: each((point, { results }) => certificates(point, Game.isOfDiagrams(config), results)),
    budgets: each((point, { results }) =>
      budgets({ ...point, unknots: drawn(config) }, config.moves, summed(config, results))
    ),
    starts: Game.isOfDiagrams(config)
      ? each((point, { results }) => starts({ ...point, unknots: drawn(config) }, summed(config, results)))
      : []
  }
}
