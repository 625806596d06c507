/**
 * The thread's half of actors: lays a training's state out in memory that threads share, lets actors work on it for a
 * while, and reads the state back. Throws a TypeError for a kernel that has no actors.
 */
import type { Actors, Opaque } from "../../simulation/contract.ts"
import type { ActJob, Checkpoint, ReadJob, Reply, ShareJob, Subject } from "../job.ts"
import { steady } from "../job.ts"
import { pack, unpack } from "../wire.ts"
import type { AnyTraining } from "./kernel.ts"
import type { ProgressChannel } from "./progress-channel.ts"
import { reporter } from "./progress-channel.ts"
import { standing } from "./rounds.ts"

const actorsOf = (
  { actors }: AnyTraining,
  { simulation }: Subject
): Actors<Opaque, Opaque, Opaque, Opaque> => {
  if (actors === undefined)
    throw new TypeError(`the kernel of "${simulation}" has no actors, which the order "arrival" needs`)
  return actors
}

export const share = (kernel: AnyTraining, prepared: Opaque, job: ShareJob): Reply => {
  const actors = actorsOf(kernel, job)
  const { after, config, key } = job
  const count = actors.count(config)
  if (!Number.isSafeInteger(count) || count < 1)
    throw new RangeError(`the kernel's count of actors must be an integer of at least 1, not ${count}`)
  const state = after === undefined ? kernel.start(config, key) : unpack(after.bytes)
  const updates = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT))
  updates[0] = BigInt(after?.next ?? 0)
  return { _tag: "Shared", shared: { memory: actors.share(config, state, prepared), updates, actors: count } }
}

const nothing = new Uint8Array()

/** Reports how far the training is; its state stays in the memory until it is read. */
export const act = async (
  kernel: AnyTraining,
  prepared: Opaque,
  job: ActJob,
  channel: ProgressChannel
): Promise<Reply> => {
  const actors = actorsOf(kernel, job)
  const { config, shared, actors: indices, until } = job
  const { memory, updates } = shared
  const report = reporter(channel)
  const checkpoint = (): Checkpoint => ({ next: Number(Atomics.load(updates, 0)), bytes: nothing })
  const joined = []
  for (const index of indices) joined.push(await actors.join(config, memory, index, prepared))
  let more = true
  do {
    for (const actor of joined) {
      if (channel.isStopped()) break
      more = await actor.act()
      if (!more) break
      Atomics.add(updates, 0, 1n)
    }
    if (more) await report(checkpoint)
  } while (more && !channel.isStopped() && steady() < until)
  for (const actor of joined) actor.leave()
  return { _tag: "Acted", more }
}

export const read = (kernel: AnyTraining, job: ReadJob): Reply => {
  const { config, shared } = job
  const state = actorsOf(kernel, job).read(config, shared.memory)
  const next = Number(shared.updates[0])
  return { _tag: "Read", checkpoint: { next, bytes: pack(state), standing: standing(kernel, config, state) } }
}
