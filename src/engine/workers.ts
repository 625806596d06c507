/** The workers of a pool: its threads, the tasks they are at, and when they were last heard of. */
import * as Control from "./control.ts"

/** A thread that takes jobs, as it is now. */
export interface Worker {
  /** Of a fleet: the station, as people call it. Absent where it is a thread of this process. */
  readonly machine?: string
  /** Node's number of the thread; 0 is the main thread. */
  readonly thread: number
  /** The task of its job; null while it waits for one. */
  readonly task: string | null
  /** When it was last at work on it: at its beginning, or at its last checkpoint. Seconds since 1970. */
  readonly heard: number | null
  /** Jobs that it has ended. */
  readonly jobs: number
}

export interface Workers {
  /** Counts `work` as that of the thread that signs the job's control; `task` names the tasks of the job. */
  readonly during: <A>(
    task: (at: number) => string,
    control: Control.Control,
    work: () => Promise<A>
  ) => Promise<A>
  /** The threads given, and what they are at. */
  readonly now: (threads: ReadonlyArray<number>) => ReadonlyArray<Worker>
}

export const make = (): Workers => {
  const running = new Map<Control.Control, (at: number) => string>()
  const ended = new Map<number, number>()
  return {
    during: async (task, control, work) => {
      running.set(control, task)
      try {
        return await work()
      } finally {
        running.delete(control)
        const thread = Control.signed(control)?.thread
        if (thread !== undefined) ended.set(thread, (ended.get(thread) ?? 0) + 1)
      }
    },
    now: (threads) => {
      const busy = new Map<number, Pick<Worker, "task" | "heard">>()
      for (const [control, task] of running) {
        const signed = Control.signed(control)
        if (signed !== undefined)
          busy.set(signed.thread, { task: task(Control.at(control)), heard: signed.heard / 1000 })
      }
      return threads.map((thread) => ({
        thread,
        ...(busy.get(thread) ?? { task: null, heard: null }),
        jobs: ended.get(thread) ?? 0
      }))
    }
  }
}
