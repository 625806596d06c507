/**
 * Job control, what a job shares with the thread that does it: the wish that it stop, the thread's number, and when the
 * thread was last at work on it. Shared memory, so that saying and asking cost no message. Free of Effect: workers load
 * this module.
 */
export type Control = SharedArrayBuffer

/** Two Int32 (1 when it shall stop; the thread's number plus 1) and a Float64 (milliseconds since 1970). */
export const make = (): Control => new SharedArrayBuffer(16)

export const stop = (control: Control): void => void Atomics.store(new Int32Array(control), 0, 1)

export const isStopped = (control: Control): boolean => Atomics.load(new Int32Array(control), 0) === 1

/** The thread takes the job, or is still at it. */
export const sign = (control: Control, thread: number): void => {
  new Float64Array(control, 8)[0] = Date.now()
  Atomics.store(new Int32Array(control), 1, thread + 1)
}

/** Undefined while the job waits for a thread. */
export const signed = (control: Control): { readonly thread: number; readonly heard: number } | undefined => {
  const thread = Atomics.load(new Int32Array(control), 1) - 1
  return thread < 0 ? undefined : { thread, heard: new Float64Array(control, 8)[0]! }
}
