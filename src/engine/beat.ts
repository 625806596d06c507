/** The line between a running job and who waits for it: frames go one way, the wish to stop the other. */
import { setImmediate } from "node:timers/promises"
import type { Frame } from "./perform.ts"

/** How a running job is heard and stopped. */
export interface Line {
  readonly emit: (frame: Frame) => void
  readonly stopped: () => boolean
}

/** Time between two frames of one job, and between two looks at the event loop. */
const frameMilliseconds = 250

/** Calls the event loop now and then, so that signals are heard, and emits a frame when one is due. */
export const beat = (line: Line) => {
  let last = performance.now()
  return async (frame: () => Frame): Promise<void> => {
    const now = performance.now()
    if (now - last < frameMilliseconds) return
    last = now
    line.emit(frame())
    await setImmediate()
  }
}
