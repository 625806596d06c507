/**
 * Why Piscina 5.3 rejects a job, told apart by what it rejects with:
 *
 * | what happened                                 | it rejects with                               | it is   |
 * | --------------------------------------------- | --------------------------------------------- | ------- |
 * | the worker's thread ended (`process.exit`)    | Error "worker exited with code: 3"            | lost    |
 * | the thread reached its memory limit           | code ERR_WORKER_OUT_OF_MEMORY                 | lost    |
 * | the thread could not be started               | code ERR_WORKER_INIT_FAILED                   | lost    |
 * | job or reply cannot be cloned                 | DataCloneError, or its stack alone            | bug     |
 * | nobody caught what a timer or a promise threw | the same, after the worker's event "error"    | bug     |
 * | the pool is closed, or closes                 | AbortError; Error "Terminating worker thread" | closing |
 *
 * Anything else is unknown, and said to be. What a kernel throws where it is called never comes here: it is a reply. What
 * a job that has ended throws later does not, either ([stray.ts](thread/stray.ts)).
 */
export type Rejection =
  /** Another thread may do the job again. */
  | { readonly kind: "lost"; readonly reason: string }
  /** Of the simulation: again it would do the same. */
  | { readonly kind: "bug"; readonly cause: unknown }
  | { readonly kind: "closing" }
  | { readonly kind: "unknown"; readonly cause: unknown }

const exited = /^worker exited with code: /

const lostCodes: ReadonlySet<unknown> = new Set(["ERR_WORKER_OUT_OF_MEMORY", "ERR_WORKER_INIT_FAILED"])

/** @param isUncaught whether it is what a worker's event "error" has brought */
export const of = (cause: unknown, isUncaught: boolean): Rejection => {
  if (cause instanceof Error) {
    if (cause.name === "DataCloneError") return { kind: "bug", cause }
    if ("code" in cause && lostCodes.has(cause.code)) return { kind: "lost", reason: cause.message }
  }
  if (isUncaught) return { kind: "bug", cause }
  if (cause instanceof Error) {
    if (cause.name === "AbortError" || cause.message === "Terminating worker thread")
      return { kind: "closing" }
    if (exited.test(cause.message)) return { kind: "lost", reason: cause.message }
  }
  return { kind: "unknown", cause }
}
