/** Who does what in a pool: its threads, the tasks they are at, and when they were last heard of. */
import * as Slip from "./slip.ts"

/** A thread that takes jobs, as it is now. */
export interface Worker {
  /** Node's number of the thread; 0 is the main thread. */
  readonly thread: number
  /** The task of its job; null while it waits for one. */
  readonly task: string | null
  /** When it was last at work on it: at its beginning, or at its last frame. Seconds since 1970. */
  readonly heard: number | null
  /** Jobs that it has ended. */
  readonly jobs: number
}

export interface Crew {
  /** Counts `work` as that of the thread that signs the slip. */
  readonly during: <A>(task: string, slip: Slip.Slip, work: () => Promise<A>) => Promise<A>
  /** The threads given, and what they are at. */
  readonly workers: (threads: ReadonlyArray<number>) => ReadonlyArray<Worker>
}

export const make = (): Crew => {
  const slips = new Map<Slip.Slip, string>()
  const ended = new Map<number, number>()
  return {
    during: async (task, slip, work) => {
      slips.set(slip, task)
      try {
        return await work()
      } finally {
        slips.delete(slip)
        const thread = Slip.signed(slip)?.thread
        if (thread !== undefined) ended.set(thread, (ended.get(thread) ?? 0) + 1)
      }
    },
    workers: (threads) => {
      const busy = new Map<number, Pick<Worker, "task" | "heard">>()
      for (const [slip, task] of slips) {
        const signed = Slip.signed(slip)
        if (signed !== undefined) busy.set(signed.thread, { task, heard: signed.heard / 1000 })
      }
      return threads.map((thread) => ({
        thread,
        ...(busy.get(thread) ?? { task: null, heard: null }),
        jobs: ended.get(thread) ?? 0
      }))
    }
  }
}
