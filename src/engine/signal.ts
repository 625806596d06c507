/** The wish that this process stops, as an effect. */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Stop from "./stop.ts"

/** Listens until the scope closes. The effect inside succeeds when the process is asked to stop, or has been. */
export const listen = Effect.gen(function* () {
  const first = yield* Deferred.make<void>()
  yield* Effect.acquireRelease(
    Effect.sync(() => Stop.listen(() => Deferred.doneUnsafe(first, Effect.void))),
    (unlisten) => Effect.sync(unlisten)
  )
  return Deferred.await(first)
})
