/** Parts of a study inside a test: computed into files of one folder, and merged. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type { Event } from "../../src/engine/event.ts"
import * as Compute from "../../src/engine/part/compute.ts"
import * as Merge from "../../src/engine/part/merge.ts"
import { Pool } from "../../src/engine/pool.ts"
import * as Run from "../../src/engine/run.ts"
import type { Study } from "../../src/engine/study.ts"
import { load } from "../../src/simulation/discover.ts"
import { tablesOf } from "./engine.ts"

export interface Setting {
  readonly threads?: number
  /** Interrupts the part. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: Event) => void
}

/** Rejects with the typed error of the part. */
export const compute = async (
  study: Study,
  share: Compute.Options["share"],
  file: string,
  { threads = 0, signal, onEvent = () => {} }: Setting = {}
) => {
  const options: Compute.Options = { file, share, threads, backend: "cpu", emit: onEvent }
  return Effect.runPromise(
    Compute.execute(await load(study.simulation), study, options).pipe(Effect.provide(Pool.layer(threads))),
    signal === undefined ? {} : { signal }
  )
}

/** All `of` parts, their files by number. */
export const computeAll = async (study: Study, of: number, folder: string, setting?: Setting) => {
  const files: Array<string> = []
  for (let part = 1; part <= of; part++) {
    const file = join(folder, `${part}-of-${of}.part`)
    await compute(study, { part, of }, file, setting)
    files.push(file)
  }
  return files
}

/** Rejects with the typed error of the merge. */
export const merge = async (study: Study, files: ReadonlyArray<string>, directory: string) => {
  const simulation = await load(study.simulation)
  const events: Array<Event> = []
  const { summary, report } = await Effect.runPromise(
    Effect.gen(function* () {
      const merging = yield* Merge.check(simulation, study, files)
      const summary = yield* Run.execute(simulation, study, {
        ...{ directory, threads: 0, backend: merging.backend, acceptVersion: false, reuse: false, merging },
        emit: (event) => void events.push(event)
      })
      return { summary, report: merging.report() }
    }).pipe(Effect.provide(Pool.layerInline))
  )
  return { ...summary, report, events, tables: tablesOf(directory) }
}
