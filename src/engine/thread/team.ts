/**
 * How the messages of a round are shared: by the thread that leads a training, which holds its state and takes the
 * steps, and by threads that help it. Free of Effect: workers load this module.
 *
 * All of them get all messages of a round at once, over ports, so that an array that several messages name crosses
 * once; then each claims one after the other on a shared counter. So nobody waits for a thread that is slow or has not
 * begun. What a helper fails at, or took with it when it died, the leader does itself; but never what another one is still at, for
 * work may write to memory that its message shares, and the next round has that memory again.
 */
import type { MessagePort } from "node:worker_threads"
import * as Interruption from "../../domain/interruption.ts"
import type { Opaque } from "../../simulation/contract.ts"
import type { Claims, Contribution, Round, Team } from "../job.ts"
import { claims as noClaims } from "../job.ts"
import type { ProgressChannel } from "./progress-channel.ts"

type Work = (message: Opaque) => Opaque | Promise<Opaque>

/** The number of the next message below `to` that nobody has claimed; of a helper, it says before that it is at it. */
const claim = (claims: Claims, to: number, place?: number): number | undefined => {
  for (;;) {
    const next = Atomics.load(claims, 0)
    if (place !== undefined) Atomics.store(claims, 1 + place, next < to ? next + 1 : 0)
    if (next >= to) return undefined
    if (Atomics.compareExchange(claims, 0, next, next + 1) === next) return next
  }
}

/** How often a leader looks whether what is missing is still at a helper, when one has failed. */
const missedMilliseconds = 2

/**
 * Takes rounds one after the other, each with its contributions in the order of its messages; then lets the helpers go.
 * A round that is stopped ends with the contributions to its first messages, as many as there are without a gap.
 */
export interface Leader {
  readonly round: (messages: ReadonlyArray<Opaque>) => Promise<ReadonlyArray<Opaque>>
  readonly end: () => void
}

/** Alone where there is no team. */
export const lead = (team: Team | undefined, work: Work): Leader => {
  const { claims, helpers } = team ?? { claims: noClaims(), helpers: [] }
  const here = new Set(helpers)
  let from = 0
  let values = new Map<number, Opaque>()
  let isLeft = false
  let wake = (): void => {}
  for (const helper of helpers) {
    helper.on("message", ({ number, value }: Contribution) => {
      if (value === undefined) isLeft = true
      else if (number >= from) values.set(number, value)
      wake()
    })
    helper.on("close", () => {
      here.delete(helper)
      isLeft = true
      wake()
    })
  }
  const round = async (messages: ReadonlyArray<Opaque>): Promise<ReadonlyArray<Opaque>> => {
    const to = from + messages.length
    let isStopped = false
    const own = async (number: number): Promise<void> => {
      const done = await Interruption.orNothing(() => {
        Interruption.look()
        return work(messages[number - from])
      })
      if (done === undefined) isStopped = true
      else values.set(number, done.value)
    }
    const some = (): ReadonlyArray<Opaque> => {
      const gap = messages.findIndex((_, place) => !values.has(from + place))
      const first = gap < 0 ? messages : messages.slice(0, gap)
      return first.map((_, place) => values.get(from + place))
    }
    values = new Map()
    isLeft = false
    for (const helper of here) helper.postMessage({ from, messages } satisfies Round)
    for (let next = claim(claims, to); next !== undefined; next = claim(claims, to)) {
      await own(next)
      if (isStopped) return some()
    }
    const isLost = (number: number): boolean =>
      isLeft &&
      !values.has(number) &&
      !helpers.some((helper, k) => here.has(helper) && claims[1 + k] === number + 1)
    while (values.size < messages.length) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (isLeft) setTimeout(resolve, missedMilliseconds)
      })
      for (let number = from; number < to; number++) {
        if (isLost(number)) await own(number)
        if (isStopped) return some()
      }
    }
    const contributions = some()
    from = to
    return contributions
  }
  const end = (): void => {
    for (const helper of helpers) helper.close()
  }
  return { round, end }
}

/** How often a helper looks whether it may go: a port that closed before anyone listened says nothing. */
const lookMilliseconds = 20

/** Helps whoever leads, until that ends the team or the helper is stopped. A message that it has begun it ends. */
export const help = async (
  claims: Claims,
  place: number,
  leader: MessagePort,
  work: Work,
  channel: ProgressChannel
): Promise<void> => {
  // One round after the other: the leader may be a round ahead of one who is late.
  let turn: Promise<void> = Promise.resolve()
  const share = async ({ from, messages }: Round): Promise<void> => {
    const to = from + messages.length
    for (let number = claim(claims, to, place); number !== undefined; number = claim(claims, to, place)) {
      const value = await Promise.resolve(messages[number - from])
        .then(work)
        .catch(() => undefined)
      try {
        leader.postMessage({ number, value } satisfies Contribution)
      } catch {
        // What cannot be cloned the leader makes itself.
        leader.postMessage({ number, value: undefined } satisfies Contribution)
      }
    }
  }
  await new Promise<void>((resolve) => {
    const look = setInterval(() => channel.isStopped() && leave(), lookMilliseconds)
    const leave = (): void => {
      clearInterval(look)
      resolve()
    }
    leader.on("close", leave)
    leader.on("message", (round: Round) => {
      turn = turn.then(() => share(round))
    })
  })
  await turn
  leader.close()
}
