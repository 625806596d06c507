/**
 * What a job shares with the thread that does it: the wish that it stop, the thread's number, and when the thread was
 * last at work on it. Shared memory, so that saying and asking cost no message. Free of Effect: workers load this
 * module.
 */
export type Slip = SharedArrayBuffer

/** Two Int32 (1 when it shall stop; the thread's number plus 1) and a Float64 (milliseconds since 1970). */
export const make = (): Slip => new SharedArrayBuffer(16)

export const stop = (slip: Slip): void => void Atomics.store(new Int32Array(slip), 0, 1)

export const stopped = (slip: Slip): boolean => Atomics.load(new Int32Array(slip), 0) === 1

/** The thread takes the job, or is still at it. */
export const sign = (slip: Slip, thread: number): void => {
  new Float64Array(slip, 8)[0] = Date.now()
  Atomics.store(new Int32Array(slip), 1, thread + 1)
}

/** Undefined while the job waits for a thread. */
export const signed = (slip: Slip): { readonly thread: number; readonly heard: number } | undefined => {
  const thread = Atomics.load(new Int32Array(slip), 1) - 1
  return thread < 0 ? undefined : { thread, heard: new Float64Array(slip, 8)[0]! }
}
