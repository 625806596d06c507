/**
 * A probe: a point tried for a moment, to learn what it takes on this machine: the first grain of a sampling and some others, or the
 * first rounds of a training. What is computed is thrown away. Free of Effect, as all of the thread's half.
 *
 *     sampling    prepare + repeats (t_first grain + t of the others)     by the mean of grains here and there
 *     training    repeats (prepare + start + Delta t / Delta share)       share: what the training says of itself
 *
 * Seconds of this thread's processor: what else the machine does counts little. Code that runs for the first time is slow, so
 * only the later half of grains and rounds is looked at.
 */

import type { BackendName } from "../../accelerator/backend.ts"
import { open } from "../../accelerator/open.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Kernel, Opaque, Shard } from "../../simulation/contract.ts"
import { loadKernel } from "../../simulation/discover.ts"
import * as Prepared from "../../simulation/prepared.ts"
import type { AnySampling, AnyTraining } from "./kernel.ts"

/** What is tried: a repeat of a point. */
export interface Subject {
  readonly config: unknown
  readonly key: Shard["key"]
  /** Of a sampling: how many in a repeat, and in a grain. */
  readonly replicates: number
  readonly grain: number
}

/** Seconds of a repeat, estimated by what was tried. */
export interface Found {
  /** That a thread takes to be ready for the point. */
  readonly ready: number
  readonly repeat: number
  /** Whether not even the first grain was over, so that it is at least as long. */
  readonly isLeast: boolean
}

/** Of the time that there is for a point. */
interface Clock {
  readonly isOver: () => boolean
  /** Whether there is time to begin again. */
  readonly isEarly: () => boolean
}

/** Of this thread's processor. */
const used = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

const timed = async <A>(work: () => A | Promise<A>): Promise<readonly [value: A, seconds: number]> => {
  const before = used()
  const value = await work()
  return [value, used() - before]
}

const laterHalf = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => all.slice(Math.floor(all.length / 2))

/** Grains at which repeats are tried: spread evenly over all, however many of them there is time for. */
const golden = (Math.sqrt(5) - 1) / 2

const sampling = async (
  kernel: AnySampling,
  backend: Opaque,
  { config, key, replicates, grain }: Subject,
  { isOver, isEarly }: Clock
): Promise<Found> => {
  const began = used()
  const grains = Math.ceil(replicates / grain)
  const sample = (prepared: Opaque, index: number) => {
    const from = index * grain
    const to = Math.min(replicates, from + grain)
    return timed(() => kernel.sample(config, { key, from, to }, prepared))
  }
  const first = async () => {
    const [prepared, ready] = await timed(() => Prepared.of(kernel, config, backend))
    const [, seconds] = await sample(prepared, 0)
    return { prepared, ready, seconds }
  }
  const cold = await Interruption.orNothing(first)
  if (cold === undefined) return { ready: 0, repeat: (used() - began) * grains, isLeast: true }
  const warm = isEarly() ? await Interruption.orNothing(first) : undefined
  if (warm !== undefined) await kernel.release?.(cold.value.prepared)
  const { prepared, ready, seconds } = (warm ?? cold).value
  try {
    const others = [{ seconds: used(), replicates: 0 }]
    while (!isOver()) {
      const at = grains === 1 ? 0 : 1 + Math.floor(((others.length * golden) % 1) * (grains - 1))
      if ((await Interruption.orNothing(() => sample(prepared, at))) === undefined) break
      const done = Math.min(replicates, (at + 1) * grain) - at * grain
      others.push({ seconds: used(), replicates: others.at(-1)!.replicates + done })
    }
    const [from, to] = [laterHalf(others.slice(0, -1))[0], others.at(-1)!]
    const each =
      from === undefined
        ? seconds / Math.min(replicates, grain)
        : (to.seconds - from.seconds) / (to.replicates - from.replicates)
    const repeat = grains === 1 ? replicates * each : seconds + (replicates - grain) * each
    return { ready, repeat, isLeast: false }
  } finally {
    await kernel.release?.(prepared)
  }
}

const training = async (
  kernel: AnyTraining,
  backend: Opaque,
  { config, key }: Subject,
  { isOver }: Clock
): Promise<Found> => {
  const began = used()
  const prepared = await Prepared.of(kernel, config, backend)
  try {
    let state = await kernel.start(config, key)
    const share = () => kernel.tells?.(config, state).share ?? kernel.progress?.(config, state) ?? 0
    const steps = [{ seconds: used() - began, share: share() }]
    const round = async (): Promise<boolean> => {
      const messages = kernel.scatter(config, state)
      const contributions: Array<Opaque> = []
      for (const message of messages) {
        if (isOver()) break
        contributions.push(await kernel.work(config, message, prepared))
      }
      if (contributions.length < messages.length && !kernel.isDivisible?.(config, state)) return false
      if (contributions.length === 0) return false
      state = await kernel.step(config, state, contributions, prepared)
      steps.push({ seconds: used() - began, share: share() })
      return true
    }
    while (!kernel.done(config, state)) {
      if (isOver() || (await Interruption.orNothing(round))?.value !== true) break
    }
    const [from, to] = [laterHalf(steps.slice(0, -1))[0], steps.at(-1)!]
    if (kernel.done(config, state)) return { ready: 0, repeat: to.seconds, isLeast: false }
    if (from === undefined || !(to.share > from.share))
      return { ready: 0, repeat: used() - began, isLeast: true }
    const each = (to.seconds - from.seconds) / (to.share - from.share)
    return { ready: 0, repeat: to.seconds + (1 - to.share) * each, isLeast: false }
  } finally {
    await kernel.release?.(prepared)
  }
}

const tried = (kernel: Kernel, backend: Opaque, subject: Subject, clock: Clock): Promise<Found> => {
  switch (kernel.kind) {
    case "sampling":
      return sampling(kernel, backend, subject, clock)
    case "training":
      return training(kernel, backend, subject, clock)
    default:
      return nothingLeft(kernel, "kind of kernel")
  }
}

/** What is tried of a study, and how long. */
export interface Trial {
  readonly simulation: string
  readonly backend: BackendName
  readonly subjects: ReadonlyArray<Subject>
  /** For all of them together; what one leaves the others have. */
  readonly seconds: number
}

/**
 * One subject after the other; `tell` has what each came to, undefined where it threw: whoever runs it will hear of that.
 * Rejects where the kernel or the backend does not load.
 */
export const all = async (
  { simulation, backend: name, subjects, seconds }: Trial,
  tell: (found: Found | undefined) => void
): Promise<void> => {
  const kernel = await loadKernel(simulation)
  const backend = await open(name)
  const end = performance.now() + 1000 * seconds
  for (const [at, subject] of subjects.entries()) {
    const began = performance.now()
    const share = (end - began) / (subjects.length - at)
    const clock: Clock = {
      isOver: () => performance.now() > began + share,
      isEarly: () => performance.now() < began + share / 3
    }
    const trial = Interruption.during(clock.isOver, () => tried(kernel, backend, subject, clock))
    tell(await trial.catch(() => undefined))
  }
  backend.close()
}
