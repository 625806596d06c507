/**
 * What a thread has ready for the jobs to come: kernels that are loaded, backends that are open, and what the kernels
 * have prepared for the configs of the last jobs. Free of Effect: workers load this module.
 */
import { open } from "../../accelerator/open.ts"
import type { Kernel, Opaque } from "../../simulation/contract.ts"
import { loadKernel } from "../../simulation/discover.ts"
import * as Prepared from "../../simulation/prepared.ts"
import type { Subject } from "../job.ts"
import { crashed } from "../job.ts"
import { pack } from "../wire.ts"

/** Configs whose preparations a thread keeps: those of one training, and of one that it helps now and then. */
const most = 2

/** `make` once for each `key`; a failure is not kept. */
const memo = <K, V>(make: (key: K) => Promise<V>): ((key: K) => Promise<V>) => {
  const made = new Map<K, Promise<V>>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const making = make(key)
    made.set(key, making)
    making.catch(() => made.delete(key))
    return making
  }
}

/** What this throws is told and forgotten: the config it was for has its results, and the next one is not to blame. */
const release = async (kernel: Kernel, prepared: Opaque): Promise<void> => {
  try {
    await kernel.release?.(prepared)
  } catch (cause) {
    process.emitWarning(`what a kernel had prepared was not released: ${crashed(cause).message}`)
  }
}

/** One a thread. A thread does one job after the other, so that what is let go is in nobody's hands. */
export const make = (load: (simulation: string) => Promise<Kernel> = loadKernel) => {
  const kernelOf = memo(load)
  const backendOf = memo(open)
  /** By content, for each job brings a copy of its config; what was used last comes last. */
  const kept = new Map<string, { readonly kernel: Kernel; readonly prepared: Opaque }>()

  /** Before something else is prepared, so that never more than {@link most} are held. */
  const makeRoom = async (): Promise<void> => {
    for (const [name, { kernel, prepared }] of kept) {
      if (kept.size < most) return
      kept.delete(name)
      await release(kernel, prepared)
    }
  }

  /** The kernel of a job, and what its calls take last. Rejects with what loading, opening or preparing throws. */
  return async ({
    simulation,
    config,
    backend: name
  }: Subject): Promise<{ readonly kernel: Kernel; readonly prepared: Opaque }> => {
    const kernel = await kernelOf(simulation)
    const backend = await backendOf(name)
    if (kernel.prepare === undefined) return { kernel, prepared: backend }
    const content = `${simulation} ${name} ${Buffer.from(pack(config)).toString("latin1")}`
    const known = kept.get(content)
    kept.delete(content)
    if (known === undefined) await makeRoom()
    const ready = known ?? { kernel, prepared: await Prepared.of(kernel, config, backend) }
    kept.set(content, ready)
    return ready
  }
}
