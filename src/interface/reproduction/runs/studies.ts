/** The studies that slides read: files that come with the program. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Config from "../../../engine/config/config.ts"
import type { StudyFaults } from "../../../engine/config/fault.ts"
import { root } from "../../../engine/root.ts"
import type { Study } from "../../../engine/study.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Discover from "../../../simulation/discover.ts"
import type { Slide } from "../../../talk/slide.ts"
import type { Size, SourceName, StudyOf } from "../../../talk/source.ts"
import { sources } from "../../../talk/source.ts"
import * as Location from "../../run/location.ts"

export interface TalkStudy {
  /** Those that it is, in the order of the slides: two may share one. */
  readonly sources: ReadonlyArray<SourceName>
  readonly size: Size
  /** As a command names it from here. */
  readonly file: string
  readonly study: Study
  readonly simulation: Simulation
}

/** What slides read, each once and in their order. */
export const sourcesOf = (slides: ReadonlyArray<Slide>): ReadonlyArray<SourceName> => [
  ...new Set(
    slides.flatMap(({ claims, figures }) => [
      ...claims.flatMap(({ from }) => from),
      ...figures.map(({ from }) => from)
    ])
  )
]

/** A study file of the program, as a command names it from here. */
const fileOf = ({ file }: StudyOf): string => Location.shown(join(root, "configs", `${file}.yaml`))

/** The folder of a study's run. */
export const directoryOf = (folder: string, { study }: Pick<TalkStudy, "study">): string =>
  join(folder, study.name)

const studyOf = (names: ReadonlyArray<SourceName>, size: Size): Effect.Effect<TalkStudy, StudyFaults> =>
  Effect.gen(function* () {
    const wanted: StudyOf = sources[names[0]!][size]
    const file = fileOf(wanted)
    const studies = yield* Config.load(file, [], Discover)
    const study = studies.find(({ name }) => name === wanted.study)
    if (study === undefined) throw new Error(`${file} has no study ${wanted.study}`)
    const simulation = yield* Effect.promise(() => Discover.load(study.simulation))
    return { sources: names, size, file, study, simulation }
  })

/** Those of some sources in a size, each once. Dies of a source that names no study. */
export const load = (
  names: ReadonlyArray<SourceName>,
  size: Size
): Effect.Effect<ReadonlyArray<TalkStudy>, StudyFaults> => {
  const byStudy = Map.groupBy(names, (name) => {
    const { file, study } = sources[name][size]
    return `${file} ${study}`
  })
  return Effect.forEach([...byStudy.values()], (group) => studyOf(group, size))
}
