/**
 * Writes that wait for the disk, and reach it together. A transaction costs the disk's patience once, however much is in
 * it, and a page that many of its writes touch is written once: tasks of microseconds would otherwise wait for little
 * else. So one begins when its first write has waited for as long as the last transaction took, and for five
 * milliseconds at the least; at once when much has come together.
 */
import * as Effect from "effect/Effect"

/** What became of a transaction. */
export interface Outcome {
  /** Another program holds the file: to be tried again. */
  readonly held?: boolean
  readonly written?: boolean
}

export interface Writes {
  /** @param bytes that the action holds in memory until it is done */
  readonly add: (action: () => void, bytes: number, onWritten: () => void) => void
  /** Waits while as much is waiting as memory should hold. */
  readonly room: Effect.Effect<void>
  /** All that waits, now: whether another program holds the file, so that nothing could be written. */
  readonly flush: () => boolean
}

const leastMilliseconds = 5
const mostMilliseconds = 500

/** Of tallies and checkpoints in memory, and of writes. */
const mostBytes = 8 * 2 ** 20
const mostWrites = 2000

/**
 * @param commit does the actions in one transaction
 * @param heldMilliseconds between two attempts on a file that another program holds
 */
export const make = (
  commit: (actions: ReadonlyArray<() => void>) => Outcome,
  heldMilliseconds: number
): Writes => {
  let actions: Array<() => void> = []
  let listeners: Array<() => void> = []
  let bytes = 0
  let pause = leastMilliseconds
  let timer: NodeJS.Timeout | undefined
  let isHurried = false
  let asleep: Array<() => void> = []
  const isFull = (): boolean => bytes >= mostBytes || actions.length >= mostWrites

  const flush = (): boolean => {
    if (actions.length === 0) return false
    const began = performance.now()
    const outcome = commit(actions)
    if (outcome.held) return true
    pause = Math.min(mostMilliseconds, Math.max(leastMilliseconds, performance.now() - began))
    const written = listeners
    const woken = asleep
    actions = []
    listeners = []
    asleep = []
    bytes = 0
    if (outcome.written) for (const onWritten of written) onWritten()
    for (const wake of woken) wake()
    return false
  }

  const flushInTime = (): void => {
    clearTimeout(timer)
    timer = undefined
    isHurried = false
    if (flush()) timer = setTimeout(flushInTime, heldMilliseconds)
  }

  return {
    add: (action, size, onWritten) => {
      actions.push(action)
      listeners.push(onWritten)
      bytes += size
      timer ??= setTimeout(flushInTime, pause)
      if (isHurried || !isFull()) return
      isHurried = true
      setImmediate(flushInTime)
    },
    room: Effect.suspend(() =>
      isFull() ? Effect.callback<void>((resume) => void asleep.push(() => resume(Effect.void))) : Effect.void
    ),
    flush
  }
}
