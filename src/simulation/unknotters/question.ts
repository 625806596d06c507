/**
 * What an update asks of its rows, as plain data, so that any thread may answer: sums of micro-batches for a trust region, and
 * minibatches in a row for an optimiser. Answers depend on the question and the rows alone.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Batch from "../../domain/rl/batch.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import * as TrustRegion from "../../domain/rl/trust-region.ts"
import type { Evaluator, Rows } from "./evaluator.ts"
import { micro } from "./evaluator.ts"

export type Question =
  /** Of the rows `from` to `to`, a micro-batch. */
  | {
      readonly kind: "judge"
      readonly ask: TrustRegion.Ask
      readonly from: number
      readonly to: number
    }
  /** So many steps of an optimiser, or as many as are left. */
  | { readonly kind: "climb" | "fit"; readonly state: Epochs.State; readonly steps: number }

export type Reply =
  | { readonly kind: "judge"; readonly answer: TrustRegion.Answer }
  | { readonly kind: "climb" | "fit"; readonly state: Epochs.State }

/** The replies to questions about the same rows, in their order, from whoever has time. */
export type Spread = (rows: Rows, questions: ReadonlyArray<Question>) => Promise<ReadonlyArray<Reply>>

export const reply = async (evaluator: Evaluator, rows: Rows, question: Question): Promise<Reply> => {
  switch (question.kind) {
    case "judge": {
      const { ask, from, to } = question
      return { kind: "judge", answer: await evaluator.judge(rows, ask, from, to) }
    }
    case "climb":
    case "fit": {
      const { kind, steps } = question
      let { state } = question
      const optimiser = await evaluator.optimiser(kind, state.setting)
      for (let step = 0; step < steps; step++) {
        const ask = Epochs.ask(state)
        if (ask === null) break
        state = Epochs.answer(state, await evaluator[kind](rows, ask), optimiser)
      }
      return { kind, state }
    }
    default:
      return nothingLeft(question, "question of an update")
  }
}

/** One after the other on this thread. */
export const alone =
  (evaluator: Evaluator): Spread =>
  async (rows, questions) => {
    const replies: Array<Reply> = []
    for (const question of questions) replies.push(await reply(evaluator, rows, question))
    return replies
  }

/** Questions that wait for each other's replies; none once it is over. */
export interface Course {
  readonly next: () => ReadonlyArray<Question>
  readonly take: (replies: ReadonlyArray<Reply>) => void
}

/** What is asked of so many rows, micro-batch by micro-batch. */
export const parts = (rows: number, ask: TrustRegion.Ask): ReadonlyArray<Question> =>
  Batch.parts(rows, micro).map(([from, to]) => ({ kind: "judge", ask, from, to }))

/** The sums that a trust region asks for, micro-batch by micro-batch. */
export const region = (
  parameters: Float32Array,
  rows: number,
  setting: TrustRegion.Setting
): Course & { readonly outcome: () => TrustRegion.Outcome } => {
  let state = TrustRegion.begin(parameters, rows, setting)
  return {
    next: () => {
      const ask = TrustRegion.ask(state)
      return ask === null ? [] : parts(rows, ask)
    },
    take: (replies) => {
      state = TrustRegion.answer(state, sum(replies))
    },
    outcome: () => state.outcome!
  }
}

/** `steps` steps of an optimiser at a time. */
export const optimiser = (
  kind: "climb" | "fit",
  begun: Epochs.State,
  steps: number
): Course & { readonly state: () => Epochs.State } => {
  let state = begun
  return {
    next: () => (Epochs.ask(state) === null ? [] : [{ kind, state, steps }]),
    take: ([first]) => {
      if (first === undefined) return
      if (first.kind === "judge") throw new TypeError("The reply is to another question.")
      state = first.state
    },
    state: () => state
  }
}

/** Sums over micro-batches, in their order. */
export const sum = (replies: ReadonlyArray<Reply>): TrustRegion.Answer => {
  const answers = replies.map((each) => {
    if (each.kind !== "judge") throw new TypeError("The reply is to another question.")
    return each.answer
  })
  const vectors = answers.flatMap(({ vector }) => (vector === undefined ? [] : [vector]))
  const judged = answers.flatMap((each) => (each.judged === undefined ? [] : [each.judged]))
  const total = { surrogate: 0, divergence: 0, entropy: 0 }
  for (const each of judged)
    for (const name of ["surrogate", "divergence", "entropy"] as const) total[name] += each[name]
  return {
    ...(vectors.length === 0 ? {} : { vector: Batch.sum(vectors) }),
    ...(judged.length === 0 ? {} : { judged: total })
  }
}

/** Courses side by side, to their ends: each round has the next questions of all. */
export const run = async (spread: Spread, rows: Rows, courses: ReadonlyArray<Course>): Promise<void> => {
  for (;;) {
    const questions = courses.map((course) => course.next())
    const all = questions.flat()
    if (all.length === 0) return
    const replies = await spread(rows, all)
    let from = 0
    courses.forEach((course, k) => {
      const to = from + questions[k].length
      if (to > from) course.take(replies.slice(from, to))
      from = to
    })
  }
}
