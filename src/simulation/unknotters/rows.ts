/** From the last states of a point's repeats to the rows of its tables. */
import * as Word from "../../domain/braid/word.ts"
import * as ActionsOf from "../../domain/rl/environment/actions.ts"
import * as Proportion from "../../domain/stats/proportion.ts"
import type { Row } from "../contract.ts"
import * as Config from "./config.ts"
import * as Log from "./log.ts"
import type { State } from "./state.ts"
import type { Result } from "./trial.ts"

/** What every row says of its point. */
const pointOf = ({ agent, letters, actions }: Config.Config, repeat: number): Row => ({
  agent,
  actions,
  n: letters,
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

const learning = (point: Row, { steps: total }: Config.Learner, log: Log.Log): ReadonlyArray<Row> => {
  const rows: Array<Row> = []
  for (let part = 0; part < Log.parts; part++) {
    const sums = Log.sumsOf(log, part)
    const { steps, games, solved, returns, moves, entropy, seconds, updates } = sums
    if (steps === 0) continue
    rows.push({
      ...point,
      steps: Math.round(((part + 1) * total) / Log.parts),
      ...share(solved, games),
      return: ratio(returns, games),
      moves: ratio(moves, solved),
      entropy: entropy / steps,
      updates,
      norm: ratio(sums.norm, updates),
      divergence: sums.divergence > 0 ? ratio(sums.divergence, updates) : null,
      refused: sums.refused,
      stepsPerSecond: ratio(steps, seconds)
    })
  }
  return rows
}

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
      medianMoves: middle(moves)
    }
  })
}

const rollouts = (point: Row, config: Config.Learner, log: Log.Log): ReadonlyArray<Row> => {
  const { names } = Log.kinds(ActionsOf.of(config.actions, config.letters))
  return Log.rollouts(log).flatMap(({ training, move, counts }) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    return names.map((action, kind) => ({
      ...point,
      training,
      move,
      action,
      count: counts[kind]!,
      share: counts[kind]! / total
    }))
  })
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

const certificates = (point: Row, results: ReadonlyArray<Result>): ReadonlyArray<Row> =>
  results.flatMap(({ name, word, certificate, moves }) =>
    certificate === null
      ? []
      : [
          {
            ...point,
            name,
            word,
            strands: Word.strands(Word.parse(word)),
            moves,
            elementary: certificate.steps.length,
            certificate: JSON.stringify(certificate)
          }
        ]
  )

/** The rows of the five tables. */
export const rows = (
  config: Config.Config,
  repeats: ReadonlyArray<State>
): Readonly<Record<"evaluation" | "learning" | "rollouts" | "hard" | "certificates", ReadonlyArray<Row>>> => {
  const each = (make: (point: Row, state: State) => ReadonlyArray<Row>) =>
    repeats.flatMap((state, repeat) => make(pointOf(config, repeat), state))
  const logged = (make: (point: Row, config: Config.Learner, log: Log.Log) => ReadonlyArray<Row>) =>
    Config.learns(config.agent)
      ? each((point, { actors }) =>
          make(point, config as Config.Learner, Log.total(actors.map(({ log }) => log)))
        )
      : []
  return {
    evaluation: each((point, { results }) => evaluation(point, results)),
    learning: logged(learning),
    rollouts: logged(rollouts),
    hard: each((point, { results }) => hard(point, results)),
    certificates: each((point, { results }) => certificates(point, results))
  }
}
