/**
 * What an update asks of its rows, as plain data, so that any thread may answer: sums of micro-batches for a trust region, and
 * minibatches in a row for an optimiser. Answers depend on the question and the rows alone. What is long of them is written to
 * memory that threads share and that the next question has again: copies of it would be fifty megabytes an update.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Batch from "../../domain/rl/batch.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import * as TrustRegion from "../../domain/rl/trust-region.ts"
import type { Evaluator, Rows } from "./evaluator.ts"
import { micro } from "./evaluator.ts"
import * as Memory from "./memory.ts"

export type Question =
  /** Of the rows `from` to `to`, a micro-batch; its vector is to be written to `vector`. */
  | {
      readonly kind: "judge"
      readonly ask: TrustRegion.Ask
      readonly from: number
      readonly to: number
      readonly vector: Float32Array
    }
  /** So many steps of an optimiser, or as many as are left, in `room`: whoever begins anew finds the state as it was. */
  | {
      readonly kind: "climb" | "fit"
      readonly state: Epochs.State
      readonly steps: number
      readonly room: Epochs.Room
    }

export type Reply =
  | { readonly kind: "judge"; readonly judged: TrustRegion.Judged | undefined }
  /** In the room of the question. */
  | { readonly kind: "climb" | "fit"; readonly state: Epochs.State }

/** The replies to questions about the same rows, in their order, from whoever has time. */
export type Spread = (rows: Rows, questions: ReadonlyArray<Question>) => Promise<ReadonlyArray<Reply>>

export const reply = async (evaluator: Evaluator, rows: Rows, question: Question): Promise<Reply> => {
  switch (question.kind) {
    case "judge": {
      const { ask, from, to, vector } = question
      return { kind: "judge", judged: await evaluator.part(rows, ask, from, to, vector) }
    }
    case "climb":
    case "fit": {
      const { kind, steps, room } = question
      let state = Epochs.moved(question.state, room)
      const optimiser = await evaluator.optimiser(kind, state.setting)
      for (let step = 0; step < steps; step++) {
        const ask = Epochs.ask(state)
        if (ask === null) break
        state = Epochs.answer(state, await evaluator[kind](rows, ask), optimiser, room)
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

/** What is asked of so many rows, micro-batch by micro-batch; their vectors are to be as long as `vectors` are. */
export const parts = (
  rows: number,
  ask: TrustRegion.Ask,
  vectors: ReadonlyArray<Float32Array>
): ReadonlyArray<Question> =>
  Batch.parts(rows, micro).map(([from, to], part) => ({
    kind: "judge",
    ask,
    from,
    to,
    vector: vectors[part]
  }))

/** The same, its vectors written to these places. */
const shared = (ask: TrustRegion.Ask, at: Float32Array, direction: Float32Array): TrustRegion.Ask => {
  at.set(ask.at)
  switch (ask.kind) {
    case "fisher":
      direction.set(ask.direction)
      return { ...ask, at, direction }
    case "gradient":
    case "judge":
      return { ...ask, at }
    default:
      return nothingLeft(ask, "question of an update")
  }
}

/** A place for each micro-batch's vector of so many numbers. */
export const places = (rows: number, numbers: number): ReadonlyArray<Float32Array> =>
  Batch.parts(rows, micro).map(() => Memory.floats(numbers))

/** The sums that a trust region asks for, micro-batch by micro-batch. */
export const region = (
  parameters: Float32Array,
  rows: number,
  setting: TrustRegion.Setting
): Course & { readonly outcome: () => TrustRegion.Outcome } => {
  let state = TrustRegion.begin(parameters, rows, setting)
  const total = new Float64Array(parameters.length)
  const vectors = places(rows, parameters.length)
  const [at, direction] = [parameters, parameters].map(Memory.share)
  return {
    next: () => {
      const ask = TrustRegion.ask(state)
      return ask === null ? [] : parts(rows, shared(ask, at, direction), vectors)
    },
    take: (replies) => {
      state = TrustRegion.answer(state, sum(replies, state.phase === "search" ? [] : vectors, total), true)
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
  // What is read and what is written change places.
  let [room, other] = [0, 1].map(() =>
    Epochs.room(begun.adam.parameters.length, begun.order.length, Memory.buffer)
  )
  return {
    next: () => (Epochs.ask(state) === null ? [] : [{ kind, state, steps, room }]),
    take: ([first]) => {
      if (first === undefined) return
      if (first.kind === "judge") throw new TypeError("The reply is to another question.")
      state = first.state
      ;[room, other] = [other, room]
    },
    state: () => state
  }
}

/**
 * Sums over micro-batches, in their order.
 *
 * @param room where the sum of the vectors goes
 */
export const sum = (
  replies: ReadonlyArray<Reply>,
  vectors: ReadonlyArray<Float32Array>,
  room?: Float64Array
): TrustRegion.Answer => {
  const judged = replies.flatMap((each) => {
    if (each.kind !== "judge") throw new TypeError("The reply is to another question.")
    return each.judged === undefined ? [] : [each.judged]
  })
  return {
    ...(vectors.length === 0 ? {} : { vector: Batch.sum(vectors, room) }),
    ...(judged.length === 0 ? {} : { judged: TrustRegion.total(judged) })
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
