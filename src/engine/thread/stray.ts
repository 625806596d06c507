/**
 * What a simulation throws where nobody can catch it: in a timer, in a promise that nobody waits for. Node keeps for each
 * of them in whose call it was made, so that it is put down to the job that it is of, whatever the thread does by then.
 * Free of Effect: workers load this module.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import type { Subject } from "../job.ts"
import { crashed } from "../job.ts"

interface Owner {
  readonly subject: Subject
  /** Ends the job with what it threw; undefined once it has ended. */
  fail: ((cause: unknown) => void) | undefined
}

const owners = new AsyncLocalStorage<Owner>()

/** `work`, as that of a job: rejects with what it throws, wherever it throws it. */
export const owned = async <A>(subject: Subject, work: () => Promise<A>): Promise<A> => {
  const owner: Owner = { subject, fail: undefined }
  const failed = new Promise<never>((_, reject) => {
    owner.fail = reject
  })
  try {
    return await Promise.race([owners.run(owner, work), failed])
  } finally {
    owner.fail = undefined
  }
}

/** Whether what was just thrown is of a job. */
export const isOwned = (): boolean => owners.getStore() !== undefined

/** What is not of the job that calls it, as of none. */
export const disowned: <A>(work: () => A) => A = (work) => owners.exit(work)

/** Its numbers were there before it threw, and they count. */
const leftBehind = ({ simulation, config }: Subject, cause: unknown): string =>
  `${simulation} left something behind that threw after its task had ended: ${crashed(cause).message} (at ${JSON.stringify(config)}; its numbers stand)`

/**
 * From now on a job that has ended gets a warning, and what is of no job is thrown on.
 *
 * @param onRunning for a job that still runs: `fail` ends it; throwing ends its thread, which stops it for sure
 */
export const watch = (onRunning: (cause: unknown, fail: (cause: unknown) => void) => void): void => {
  process.on("uncaughtException", (cause: unknown) => {
    const owner = owners.getStore()
    if (owner === undefined) throw cause
    if (owner.fail === undefined) process.emitWarning(leftBehind(owner.subject, cause))
    else onRunning(cause, owner.fail)
  })
}
