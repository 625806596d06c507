/**
 * Parts of a study whose run is there already. A run that an older version has begun may have other names for its points than
 * their content gives today, and their random numbers go by the names: parts of it are those of the points as the run has them.
 */
import * as Effect from "effect/Effect"
import type { Simulation } from "../../simulation/contract.ts"
import * as Continued from "../continued.ts"
import * as Journal from "../journal/journal.ts"
import * as Reader from "../journal/reader.ts"
import type { Study } from "../study.ts"

/** The study with the names that the run in the folder has for its points, and how many of them are not those of today. */
export const of = Effect.fn("Part.inherited")(function* (
  directory: string,
  simulation: Simulation,
  study: Study
) {
  if (!Reader.isBegun(directory)) return { study, inherited: 0 }
  const known = yield* Journal.known(directory, () => {})
  // Whoever opens the file to write says that it is of another one.
  if (known.study?.simulation !== study.simulation) return { study, inherited: 0 }
  const found = Continued.of(simulation, study, known)
  return found.inherited === 0 ? { study, inherited: 0 } : found
}, Effect.scoped)
