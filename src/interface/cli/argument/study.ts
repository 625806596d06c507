/** A study file and the simulations that it names. */
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Config from "../../../engine/config/config.ts"
import type { Study } from "../../../engine/study.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Location from "../../run/location.ts"
import * as Output from "../terminal/output.ts"

/** What people should hear of where the points come from. */
const remark = ({ name, origin }: Study): string | undefined =>
  origin === undefined || !("run" in origin) || origin.unfinished === 0
    ? undefined
    : `${name}: ${plural(origin.unfinished, "point")} of ${origin.run} ${origin.unfinished === 1 ? "is" : "are"} not finished and left out; ${plural(origin.points, "point")} of it ${origin.points === 1 ? "is" : "are"} taken`

/**
 * Fails with every fault of the file and of the overrides at once.
 *
 * @param runs the folder that has the runs that studies name without a path
 */
export const load = Effect.fnUntraced(function* (
  file: string,
  overrides: ReadonlyArray<string>,
  runs: string = Location.defaultFolder
) {
  const studies = yield* Config.load(file, overrides, Discover, runs)
  for (const study of studies) {
    const said = remark(study)
    if (said !== undefined) yield* Output.say(said)
  }
  return yield* Effect.forEach(studies, (study) =>
    Effect.map(
      Effect.promise(() => Discover.load(study.simulation)),
      (simulation) => ({ study, simulation })
    )
  )
})
