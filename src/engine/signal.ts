/** The signals that ask a run to stop and keep what it has; SIGUSR1 is what batch queues send before their limit. */
import * as Effect from "effect/Effect"

const signals = ["SIGINT", "SIGTERM", "SIGUSR1"] as const

/** Exit status of a run that was interrupted and can be resumed (EX_TEMPFAIL of sysexits.h). */
export const interruptedStatus = 75

/** Succeeds at the first signal. A second one ends the process at once, until the scope closes. */
export const received = Effect.gen(function* () {
  const exit = () => process.exit(interruptedStatus)
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const signal of signals) process.off(signal, exit)
    })
  )
  yield* Effect.callback<void>((resume) => {
    const onSignal = () => {
      for (const signal of signals) process.on(signal, exit)
      resume(Effect.void)
    }
    for (const signal of signals) process.once(signal, onSignal)
    return Effect.sync(() => {
      for (const signal of signals) process.off(signal, onSignal)
    })
  })
})
