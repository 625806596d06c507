/** Between a running job and who waits for it: checkpoints go one way, the wish to stop the other. */
import { setImmediate } from "node:timers/promises"
import type { Checkpoint } from "../job.ts"

/** How a running job is heard and stopped. */
export interface ProgressChannel {
  readonly report: (checkpoint: Checkpoint) => void
  /** Says which task of a bundle comes now. */
  readonly begin: (at: number) => void
  readonly isStopped: () => boolean
}

/** Time between two checkpoints of one job, and between two looks at the event loop. */
const intervalMilliseconds = 250

/** To be called between two steps: now and then it lets the event loop turn, so that signals are heard, and reports. */
export const reporter = (channel: ProgressChannel) => {
  let last = performance.now()
  return async (checkpoint: () => Checkpoint): Promise<void> => {
    const now = performance.now()
    if (now - last < intervalMilliseconds) return
    last = now
    channel.report(checkpoint())
    await setImmediate()
  }
}
