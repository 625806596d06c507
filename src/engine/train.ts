/**
 * One training on the pool.
 *
 * With the order of assignment, it goes by rounds. While there are at least as many trainings as threads, each runs
 * whole rounds in one thread; when fewer are left, the messages of a round spread over the threads. The bits are the
 * same either way, so that the choice may change in the middle.
 *
 * With the order of arrival, its actors work side by side on shared memory, as many threads at a time as are this
 * training's share, each with its part of the actors. Every two seconds, and when it is interrupted, all of them
 * leave, and the state is read while nobody writes: that is the frame from which the training can go on. What is left
 * when they have no more to do goes by rounds.
 */
import * as Effect from "effect/Effect"
import type { Order } from "../simulation/contract.ts"
import type { Shared } from "./act.ts"
import type { Frame, Job, Reply } from "./perform.ts"

/** How long a training keeps its threads before the choice is made again. */
const sliceSeconds = 2

export interface Context<E> {
  readonly common: Pick<Job, "simulation" | "config" | "backend"> & {
    readonly key: readonly [number, number]
  }
  readonly order: Order
  readonly run: (job: Job) => Effect.Effect<Reply, E>
  /** Threads that are this training's share now, where all trainings take equal parts. */
  readonly share: () => number
  readonly onFrame: (frame: Frame) => void
}

/** From the frame `after` (or the start) to the last state. */
export const train = <E>(context: Context<E>, after: Frame | undefined): Effect.Effect<Frame, E> =>
  context.order === "assignment"
    ? byRounds(context, after)
    : Effect.flatMap(byActors(context, after), (frame) => byRounds(context, frame))

const byRounds = Effect.fnUntraced(function* <E>(context: Context<E>, after: Frame | undefined) {
  let frame = after
  for (;;) {
    const next = context.share() <= 1 ? yield* slice(context, frame) : yield* spread(context, frame)
    if (next.done) return next.frame
    frame = next.frame
    context.onFrame(frame)
  }
})

interface Progress {
  readonly frame: Frame
  readonly done: boolean
}

const slice = <E>({ common, run }: Context<E>, after: Frame | undefined): Effect.Effect<Progress, E> =>
  Effect.map(
    run({ kind: "train", ...common, after, seconds: sliceSeconds }),
    (reply): Progress => expect(reply, "Folded")
  )

/** Rounds over the pool, until this training should keep to one thread. */
const spread = Effect.fnUntraced(function* <E>(context: Context<E>, after: Frame | undefined) {
  const { common, run } = context
  const advance = (from: Frame | undefined, contributions: ReadonlyArray<Uint8Array>) =>
    Effect.map(run({ kind: "advance", ...common, after: from, contributions }), (reply) =>
      expect(reply, "Advanced")
    )
  const work = (message: Uint8Array) =>
    Effect.map(run({ kind: "work", ...common, message }), (reply) => expect(reply, "Worked").contribution)
  let now = yield* advance(after, [])
  while (now.messages.length > 0 && context.share() > 1) {
    context.onFrame(now.frame)
    now = yield* advance(now.frame, yield* Effect.forEach(now.messages, work, { concurrency: "unbounded" }))
  }
  return { frame: now.frame, done: now.messages.length === 0 }
})

const byActors = Effect.fnUntraced(function* <E>(context: Context<E>, after: Frame | undefined) {
  const { common, onFrame, run } = context
  const { shared } = expect(yield* run({ kind: "share", ...common, after }), "Shared")
  const read = Effect.map(run({ kind: "read", ...common, shared }), (reply) => expect(reply, "Read"))
  for (;;) {
    const more = yield* together(context, shared).pipe(
      // All have left when an interruption has gone through: what they learned is not lost.
      Effect.onInterrupt(() => Effect.ignore(Effect.map(read, ({ frame }) => onFrame(frame))))
    )
    const { frame } = yield* Effect.uninterruptible(
      Effect.tap(read, (last) => Effect.sync(() => onFrame(last.frame)))
    )
    if (!more) return frame
  }
})

/** The actors for one slice of time, dealt out to jobs of which each has a thread: whether there is more to do. */
const together = Effect.fnUntraced(function* <E>({ common, run, share }: Context<E>, shared: Shared) {
  const jobs = Math.max(1, Math.min(Math.floor(share()), shared.actors))
  const all = Array.from({ length: shared.actors }, (_, index) => index)
  const until = Date.now() + 1000 * sliceSeconds
  const job = (which: number) =>
    run({ kind: "act", ...common, shared, actors: all.filter((index) => index % jobs === which), until })
  const replies = yield* Effect.forEach(all.slice(0, jobs), job, { concurrency: "unbounded" })
  return replies.every((reply) => expect(reply, "Acted").more)
})

const expect = <Tag extends Reply["_tag"]>(
  reply: Reply,
  tag: Tag
): Extract<Reply, { readonly _tag: Tag }> => {
  if (reply._tag !== tag) throw new TypeError(`a ${reply._tag} reply came where ${tag} was due`)
  return reply as Extract<Reply, { readonly _tag: Tag }>
}
