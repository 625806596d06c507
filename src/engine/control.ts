/**
 * Job control, what a job shares with the thread that does it: the wish that it stop, the thread's number, which of its
 * tasks it is at, and when the thread was last at work on it. Shared memory, so that saying and asking cost no message.
 * Free of Effect: workers load this module.
 */
export type Control = SharedArrayBuffer

/** Where the Float64 stands, in bytes. */
const heardAt = 16

/** Three Int32 (1 when it shall stop; the thread's number plus 1; the task) and a Float64 (milliseconds since 1970). */
export const make = (): Control => new SharedArrayBuffer(24)

export const stop = (control: Control): void => void Atomics.store(new Int32Array(control), 0, 1)

export const isStopped = (control: Control): boolean => Atomics.load(new Int32Array(control), 0) === 1

/** The question {@link isStopped} for one who asks it often. */
export const asking = (control: Control): (() => boolean) => {
  const words = new Int32Array(control)
  return () => Atomics.load(words, 0) === 1
}

/** The thread takes the job, or is still at it. */
export const sign = (control: Control, thread: number): void => {
  new Float64Array(control, heardAt)[0] = Date.now()
  Atomics.store(new Int32Array(control), 1, thread + 1)
}

/** Undefined while the job waits for a thread. */
export const signed = (control: Control): { readonly thread: number; readonly heard: number } | undefined => {
  const thread = Atomics.load(new Int32Array(control), 1) - 1
  return thread < 0 ? undefined : { thread, heard: new Float64Array(control, heardAt)[0]! }
}

/** The thread begins task `at` of a bundle. */
export const begin = (control: Control, at: number): void =>
  void Atomics.store(new Int32Array(control), 2, at)

/** The place of the task that the thread is at: 0 where the job is no bundle. */
export const at = (control: Control): number => Atomics.load(new Int32Array(control), 2)
