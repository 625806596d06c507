/** What the studies of slides come to, run one after another: each point counted once, and nothing that is there already. */
import * as Effect from "effect/Effect"
import type { BackendName } from "../../../accelerator/backend.ts"
import * as Estimate from "../../../engine/estimate.ts"
import * as Rest from "../../../engine/rest.ts"
import * as Survey from "../../../engine/survey.ts"
import type { TalkStudy } from "./studies.ts"
import * as Studies from "./studies.ts"

export interface Planned {
  readonly talk: TalkStudy
  /** Of its run. */
  readonly directory: string
  /** Those that are left to compute, of so many. */
  readonly tasks: number
  readonly ofTasks: number
  /** Seconds of these on one thread, and until they are over on as many as there are. */
  readonly seconds: number
  readonly secondsOnThreads: number
  /** Tried for it here. */
  readonly pointsMeasured: number
}

/** That a study is said to take by itself, on one thread. */
const said = ({ simulation, study }: TalkStudy): number => Survey.of(simulation, study, 1).seconds

/** The short ones first, so that most slides have an answer early; which ones are run never changes what comes out. */
export const ordered = (studies: ReadonlyArray<TalkStudy>): ReadonlyArray<TalkStudy> =>
  studies
    .map((talk) => ({ talk, seconds: said(talk) }))
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ talk }) => talk)

/** The refusal is of the first that cannot be run here. */
export const of = (
  studies: ReadonlyArray<TalkStudy>,
  folder: string,
  threads: number,
  backend: BackendName
): Effect.Effect<ReadonlyArray<Planned> | { readonly refusal: string }> =>
  Effect.gen(function* () {
    const asked = studies.map((talk) => ({
      ...talk,
      directory: Studies.directoryOf(folder, talk)
    }))
    const planned: Array<Planned> = []
    for (const [place, rest] of Rest.of(asked, backend).entries()) {
      const talk = studies[place]!
      const { simulation } = talk
      const found = yield* Effect.promise(() =>
        Estimate.of(simulation, rest.study, threads, async () => backend)
      )
      if ("refusal" in found) return found
      const { pace, survey } = found
      const { tasks, ofTasks } = rest
      const seconds = rest.seconds(threads, pace)
      planned.push({
        ...{ talk, directory: asked[place]!.directory, tasks, ofTasks, seconds },
        secondsOnThreads: tasks === 0 ? 0 : Survey.elapsed(simulation, { ...survey, tasks, seconds }),
        pointsMeasured: pace?.tried ?? 0
      })
    }
    return planned
  })

export interface Sum extends Pick<Planned, "tasks" | "ofTasks" | "seconds" | "secondsOnThreads"> {}

/** Of all of them. */
export const sum = (planned: ReadonlyArray<Planned>): Sum => {
  const of = (part: (each: Planned) => number): number => planned.reduce((all, each) => all + part(each), 0)
  return {
    tasks: of(({ tasks }) => tasks),
    ofTasks: of(({ ofTasks }) => ofTasks),
    seconds: of(({ seconds }) => seconds),
    secondsOnThreads: of(({ secondsOnThreads }) => secondsOnThreads)
  }
}
