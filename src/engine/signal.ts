/**
 * The signals that ask a run to stop and keep what it has; SIGUSR1 is what batch queues send before their limit, SIGHUP
 * what a terminal sends that closes (node takes it back from nohup).
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"] as const

/** Exit status of a run that was interrupted and can be resumed (EX_TEMPFAIL of sysexits.h). */
export const interruptedStatus = 75

/**
 * Listens until the scope closes. The effect inside succeeds at the first signal; a second one ends the process at
 * once.
 */
export const listen = Effect.gen(function* () {
  const first = yield* Deferred.make<void>()
  const onSignal = () => {
    if (!Deferred.doneUnsafe(first, Effect.void)) process.exit(interruptedStatus)
  }
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      for (const signal of signals) process.on(signal, onSignal)
    }),
    () =>
      Effect.sync(() => {
        for (const signal of signals) process.off(signal, onSignal)
      })
  )
  return Deferred.await(first)
})
