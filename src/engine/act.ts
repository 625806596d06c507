/**
 * The thread's half of actors: lays a training's state out in memory that threads share, lets actors work on it for a
 * while, and reads the state back. Free of Effect: workers load this module.
 */
import type { Key } from "../domain/random/key.ts"
import type { Actors, Opaque, TrainingKernel } from "../simulation/contract.ts"
import type { Line } from "./beat.ts"
import { beat } from "./beat.ts"
import type { Common, Frame } from "./perform.ts"
import { pack, unpack } from "./wire.ts"

/** What all actors of a training have in common. */
export interface Shared {
  /** The kernel's. */
  readonly memory: Opaque
  /** One number: the updates so far, from the start of the training. */
  readonly updates: BigInt64Array<SharedArrayBuffer>
  readonly actors: number
}

/** Starts the training, or continues it after a frame, in memory. */
export interface ShareJob extends Common {
  readonly kind: "share"
  readonly key: Key
  readonly after: Frame | undefined
}

/** The actors named, in turn, until there is nothing left to do or the time is up. */
export interface ActJob extends Common {
  readonly kind: "act"
  readonly shared: Shared
  readonly actors: ReadonlyArray<number>
  /** In milliseconds since the epoch, which all threads count alike. */
  readonly until: number
}

/** The state that the memory holds, as a frame. */
export interface ReadJob extends Common {
  readonly kind: "read"
  readonly shared: Shared
}

export type Job = ShareJob | ActJob | ReadJob

export type Reply =
  | { readonly _tag: "Shared"; readonly shared: Shared }
  /** Whether there is more for actors to do. */
  | { readonly _tag: "Acted"; readonly more: boolean }
  | { readonly _tag: "Read"; readonly frame: Frame }

type AnyTraining = TrainingKernel<Opaque, Opaque, Opaque, Opaque, Opaque, Opaque>

const share = (
  kernel: AnyTraining,
  actors: Actors<Opaque, Opaque, Opaque, Opaque>,
  prepared: Opaque,
  job: ShareJob
): Reply => {
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

/** Emits frames that say how far the training is; its state stays in the memory until it is read. */
const act = async (
  actors: Actors<Opaque, Opaque, Opaque, Opaque>,
  prepared: Opaque,
  { config, shared, actors: indices, until }: ActJob,
  line: Line
): Promise<Reply> => {
  const onBeat = beat(line)
  const { memory, updates } = shared
  const frame = (): Frame => ({ next: Number(Atomics.load(updates, 0)), bytes: nothing })
  const joined = []
  for (const index of indices) joined.push(await actors.join(config, memory, index, prepared))
  let more = true
  do {
    for (const actor of joined) {
      if (line.stopped()) break
      more = await actor.act()
      if (!more) break
      Atomics.add(updates, 0, 1n)
    }
    if (more) await onBeat(frame)
  } while (more && !line.stopped() && Date.now() < until)
  for (const actor of joined) actor.leave()
  return { _tag: "Acted", more }
}

const read = (actors: Actors<Opaque, Opaque, Opaque, Opaque>, { config, shared }: ReadJob): Reply => {
  const bytes = pack(actors.read(config, shared.memory))
  return { _tag: "Read", frame: { next: Number(shared.updates[0]), bytes } }
}

/** Throws a TypeError for a kernel that has no actors. */
export const perform = async (
  kernel: AnyTraining,
  prepared: Opaque,
  job: Job,
  line: Line
): Promise<Reply> => {
  const { actors } = kernel
  if (actors === undefined)
    throw new TypeError(`the kernel of "${job.simulation}" has no actors, which the order "arrival" needs`)
  if (job.kind === "share") return share(kernel, actors, prepared, job)
  return job.kind === "act" ? act(actors, prepared, job, line) : read(actors, job)
}
