/**
 * One training on the pool.
 *
 * With the order of assignment, it goes by rounds, led by one thread. While there are at least as many trainings as
 * threads, it works alone; when fewer are left, the threads that have nothing else to do help it. The bits are the same
 * either way, so that the choice may change in the middle.
 *
 * With the order of arrival, its actors work side by side on shared memory, as many threads at a time as are this
 * training's share, each with its part of the actors. Every two seconds, and when it is interrupted, all of them
 * leave, and the state is read while nobody writes: that is the checkpoint from which the training can go on. What is left
 * when they have no more to do goes by rounds.
 */
import { MessageChannel } from "node:worker_threads"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Key } from "../domain/random/key.ts"
import type { Order } from "../simulation/contract.ts"
import type { Checkpoint, Job, Reply, Shared, Subject } from "./job.ts"
import { claims, steady } from "./job.ts"

/** How long a training keeps its threads before the choice is made again. */
const sliceSeconds = 2

/** The same of a thread that is helped: a port for each helper costs node some kilobytes that it never gives back. */
const helpedSeconds = 10

export interface Context<E> {
  readonly common: Subject & { readonly key: Key }
  readonly order: Order
  /** The share of the training behind which it ends; 1: its end. */
  readonly to: number
  /** Whether threads can help each other; where they cannot, a training is one job from its beginning to its end. */
  readonly sharesMemory: boolean
  readonly run: (job: Job) => Effect.Effect<Reply, E>
  /** Threads that are this training's share now, where all trainings take equal parts. */
  readonly share: () => number
  /** Threads that have nothing to do and should help this training now. */
  readonly idle: () => number
  readonly onCheckpoint: (checkpoint: Checkpoint) => void
}

/** From the checkpoint `after` (or the start) to the last state. */
export const train = <E>(
  context: Context<E>,
  after: Checkpoint | undefined
): Effect.Effect<Checkpoint, E> => {
  // Whoever gets it leads it.
  if (!context.sharesMemory) return byRounds(context, after)
  switch (context.order) {
    case "assignment":
      return byRounds(context, after)
    case "arrival":
      return Effect.flatMap(byActors(context, after), (checkpoint) => byRounds(context, checkpoint))
    default:
      return nothingLeft(context.order, "order")
  }
}

const byRounds = Effect.fnUntraced(function* <E>(context: Context<E>, after: Checkpoint | undefined) {
  let checkpoint = after
  // Trainings that begin together count each other before they ask for help.
  yield* Effect.yieldNow
  for (;;) {
    const next = yield* slice(context, checkpoint)
    if (next.done) return next.checkpoint
    checkpoint = next.checkpoint
    context.onCheckpoint(checkpoint)
  }
})

/** Rounds for a while, by a thread and those that help it. */
const slice = <E>({ common, to, run, idle, sharesMemory }: Context<E>, after: Checkpoint | undefined) =>
  Effect.suspend(() => {
    const alone = (seconds: number) =>
      Effect.map(run({ kind: "train", ...common, to, after, seconds, team: undefined }), (reply) =>
        expect(reply, "Folded")
      )
    if (!sharesMemory) return alone(Number.POSITIVE_INFINITY)
    const helpers = idle()
    if (helpers === 0) return alone(sliceSeconds)
    const channels = Array.from({ length: helpers }, () => new MessageChannel())
    const claimed = claims(helpers)
    const team = { claims: claimed, helpers: channels.map(({ port1 }) => port1) }
    const lead = run({ kind: "train", ...common, to, after, seconds: helpedSeconds, team })
    const helps = channels.map(({ port2: leader }, place) =>
      Effect.ignore(run({ kind: "help", ...common, claims: claimed, place, leader }))
    )
    const all = Effect.all(helps, { concurrency: "unbounded" })
    const reply = Effect.raceFirst(lead, Effect.andThen(all, Effect.never))
    return Effect.map(reply, (reply) => expect(reply, "Folded"))
  })

const byActors = Effect.fnUntraced(function* <E>(context: Context<E>, after: Checkpoint | undefined) {
  const { common, onCheckpoint, run } = context
  const { shared } = expect(yield* run({ kind: "share", ...common, after }), "Shared")
  const read = Effect.map(run({ kind: "read", ...common, shared }), (reply) => expect(reply, "Read"))
  for (;;) {
    const more = yield* together(context, shared).pipe(
      // All have left when an interruption has gone through: what they learned is not lost.
      Effect.onInterrupt(() => Effect.ignore(Effect.map(read, ({ checkpoint }) => onCheckpoint(checkpoint))))
    )
    const { checkpoint } = yield* Effect.uninterruptible(
      Effect.tap(read, (last) => Effect.sync(() => onCheckpoint(last.checkpoint)))
    )
    if (!more) return checkpoint
  }
})

/** The actors for one slice of time, dealt out to jobs of which each has a thread: whether there is more to do. */
const together = Effect.fnUntraced(function* <E>({ common, run, share }: Context<E>, shared: Shared) {
  const jobs = Math.max(1, Math.min(Math.floor(share()), shared.actors))
  const all = Array.from({ length: shared.actors }, (_, index) => index)
  const until = steady() + 1000 * sliceSeconds
  const job = (which: number) =>
    run({ kind: "act", ...common, shared, actors: all.filter((index) => index % jobs === which), until })
  const replies = yield* Effect.forEach(all.slice(0, jobs), job, { concurrency: "unbounded" })
  return replies.every((reply) => expect(reply, "Acted").more)
})

/** The reply that is due. Throws a TypeError for another. */
export const expect = <Tag extends Reply["_tag"]>(
  reply: Reply,
  tag: Tag
): Extract<Reply, { readonly _tag: Tag }> => {
  if (reply._tag !== tag) throw new TypeError(`a ${reply._tag} reply came where ${tag} was due`)
  return reply as Extract<Reply, { readonly _tag: Tag }>
}
