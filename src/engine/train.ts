/**
 * One training on the pool. While there are at least as many trainings as threads, each runs whole rounds in one
 * thread; when fewer are left, the messages of a round spread over the threads. The bits are the same either way
 * (with `order: "assignment"`), so that the choice may change in the middle.
 */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { Opaque, Training } from "../simulation/contract.ts"
import type { Frame, Job, Reply } from "./perform.ts"

/** How long a training keeps one thread before the choice is made again. */
const sliceSeconds = 2

type Run<E> = (job: Job) => Effect.Effect<Reply, E>

export interface Context<E> {
  readonly common: Pick<Job, "simulation" | "config" | "backend"> & {
    readonly key: readonly [number, number]
  }
  readonly simulation: Training<Opaque, Opaque>
  readonly run: Run<E>
  /** Whether this training should keep to one thread now. */
  readonly alone: () => boolean
  readonly onFrame: (frame: Frame) => void
}

/** From the frame `after` (or the start) to the last state. */
export const train = Effect.fnUntraced(function* <E>(context: Context<E>, after: Frame | undefined) {
  let frame = after
  for (;;) {
    const next = context.alone() ? yield* slice(context, frame) : yield* spread(context, frame)
    if (next.done) return next.frame
    frame = next.frame
    context.onFrame(frame)
  }
})

/** A state, and the messages of the round that starts from it. */
interface Round {
  readonly frame: Frame
  readonly messages: ReadonlyArray<Uint8Array>
}

interface Progress {
  readonly frame: Frame
  readonly done: boolean
}

const slice = <E>(
  { common, run, simulation }: Context<E>,
  after: Frame | undefined
): Effect.Effect<Progress, E> =>
  Effect.map(
    run({ kind: "train", ...common, after, seconds: sliceSeconds, order: simulation.order }),
    (reply): Progress => expect(reply, "Folded")
  )

/** Rounds over the pool, until this training should keep to one thread. */
const spread = Effect.fnUntraced(function* <E>(context: Context<E>, after: Frame | undefined) {
  const { common, run, simulation } = context
  const advance = (from: Frame | undefined, contributions: ReadonlyArray<Uint8Array>) =>
    Effect.map(run({ kind: "advance", ...common, after: from, contributions }), (reply) =>
      expect(reply, "Advanced")
    )
  const work = (message: Uint8Array) =>
    Effect.map(run({ kind: "work", ...common, message }), (reply) => expect(reply, "Worked").contribution)
  const byAssignment = Effect.fnUntraced(function* (from: Frame, messages: ReadonlyArray<Uint8Array>) {
    return yield* advance(from, yield* Effect.forEach(messages, work, { concurrency: "unbounded" }))
  })
  /** Each contribution is stepped as it comes; steps are serial, since each needs the state before it. */
  const byArrival = Effect.fnUntraced(function* (from: Frame, messages: ReadonlyArray<Uint8Array>) {
    const turn = yield* Semaphore.make(1)
    let latest: Round = { frame: from, messages }
    const each = Effect.fnUntraced(function* (message: Uint8Array) {
      const contribution = yield* work(message)
      yield* turn.withPermits(1)(
        Effect.gen(function* () {
          latest = yield* advance(latest.frame, [contribution])
        })
      )
    })
    yield* Effect.forEach(messages, each, { concurrency: "unbounded", discard: true })
    return latest
  })
  const round = simulation.order === "assignment" ? byAssignment : byArrival
  let now: Round = yield* advance(after, [])
  while (now.messages.length > 0 && !context.alone()) {
    context.onFrame(now.frame)
    now = yield* round(now.frame, now.messages)
  }
  return { frame: now.frame, done: now.messages.length === 0 }
})

const expect = <Tag extends Reply["_tag"]>(
  reply: Reply,
  tag: Tag
): Extract<Reply, { readonly _tag: Tag }> => {
  if (reply._tag !== tag) throw new TypeError(`a ${reply._tag} reply came where ${tag} was due`)
  return reply as Extract<Reply, { readonly _tag: Tag }>
}
