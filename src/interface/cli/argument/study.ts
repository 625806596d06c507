/** A study file and the simulations that it names. */
import * as Effect from "effect/Effect"
import * as Config from "../../../engine/config/config.ts"
import * as Discover from "../../../simulation/discover.ts"

/** Fails with every fault of the file and of the overrides at once. */
export const load = Effect.fnUntraced(function* (file: string, overrides: ReadonlyArray<string>) {
  const studies = yield* Config.load(file, overrides)
  return yield* Effect.forEach(studies, (study) =>
    Effect.map(
      Effect.promise(() => Discover.load(study.simulation)),
      (simulation) => ({ study, simulation })
    )
  )
})
