/** The points that a search has drawn in an earlier session: those of its run, where it asks for the same search. */
import { isDeepStrictEqual } from "node:util"
import type { Simulation } from "../../simulation/contract.ts"
import * as Reader from "../journal/reader.ts"
import * as Resolved from "../resolved.ts"
import type { Search, Study } from "../study.ts"
import { canonical } from "../study.ts"

/** More trials make the same search longer. */
const withoutTrials = ({ sampling, ...search }: Search) => ({
  ...search,
  sampling: sampling && { ...sampling, trials: 0 }
})

const isSame = (known: Study, asked: Study, search: Search): boolean =>
  known.search !== undefined &&
  known.seed === asked.seed &&
  known.repeats === asked.repeats &&
  known.points.length > asked.points.length &&
  known.points.length <= (search.sampling?.trials ?? 0) &&
  (known.points.length % search.batch === 0 || known.points.length === search.sampling?.trials) &&
  isDeepStrictEqual(withoutTrials(known.search), withoutTrials(search)) &&
  asked.points.every(({ encoded }, i) => canonical(encoded) === canonical(known.points[i]!.encoded))

/** The study, with all points that were drawn of it so far. */
export const of = (directory: string, simulation: Simulation, asked: Study): Study => {
  const { search } = asked
  if (search?.sampling === undefined || !Reader.exists(directory)) return asked
  try {
    return Reader.using(directory, (reader) => {
      if (reader.study.simulation !== asked.simulation) return asked
      const known = Resolved.read(reader, simulation)
      return isSame(known, asked, search) ? { ...asked, points: known.points } : asked
    })
  } catch {
    // Whoever opens the file to write says what is wrong with it; trials are drawn again from tallies.
    return asked
  }
}
