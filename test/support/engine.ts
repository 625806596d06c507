/** Runs the engine inside a test: real pool, real file, the simulations of this folder and the project's own. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { BackendName } from "../../src/accelerator/backend.ts"
import type { Event } from "../../src/engine/event.ts"
import * as Reader from "../../src/engine/journal/reader.ts"
import { Pool } from "../../src/engine/pool.ts"
import * as Run from "../../src/engine/run.ts"
import type { Json, Study } from "../../src/engine/study.ts"
import type { Opaque, Sampling, Simulation, Training } from "../../src/simulation/contract.ts"
import { load } from "../../src/simulation/discover.ts"
import type { Row } from "../../src/simulation/table.ts"

export const fixtures = join(import.meta.dirname, "simulations")
process.env.SKEIN_SIMULATIONS = fixtures

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "skein-test-"))

type Encoded = { readonly [key: string]: Json }

/** A study of explicit points, decoded and with its defaults: those of the simulation, or of another `config`. */
export const studyOf = async (
  simulation: string,
  points: ReadonlyArray<Encoded>,
  rest: Partial<Study> = {},
  config?: Simulation["config"]
): Promise<Study> => {
  config ??= (await load(simulation)).config
  const names = [...new Set(points.flatMap((given) => Object.keys(given)))]
  const resolved = points.map((given) => {
    const decoded = Schema.decodeUnknownSync(config)(given)
    const encoded = Schema.encodeSync(config)(decoded) as Encoded
    const swept = Object.fromEntries(
      names.flatMap((name) => (encoded[name] === undefined ? [] : [[name, encoded[name]]]))
    )
    return { config: decoded, encoded, swept }
  })
  return { name: "test", simulation, seed: 7, repeats: 1, points: resolved, ...rest }
}

export interface Setting {
  readonly directory?: string
  readonly threads?: number
  /** Another pool than that of so many threads. */
  readonly layer?: Layer.Layer<Pool>
  readonly acceptVersion?: boolean
  /** Not unless it is asked for: folders of tests stand side by side. */
  readonly reuse?: boolean
  readonly tags?: ReadonlyArray<string>
  readonly replace?: boolean
  readonly backend?: BackendName
  /** What differs from the simulation as it is. */
  readonly change?:
    | Partial<Omit<Sampling<Opaque, Opaque>, "kind">>
    | Partial<Pick<Training<Opaque, Opaque>, "order">>
  /** Interrupts the run. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: Event) => void
}

export interface Outcome extends Run.Summary {
  readonly events: ReadonlyArray<Event>
  readonly tables: Readonly<Record<string, ReadonlyArray<Row>>>
}

/** Rejects with the typed error of the run. */
export const run = async (study: Study, setting: Setting = {}): Promise<Outcome> => {
  const directory = setting.directory ?? newFolder()
  const simulation = await load(study.simulation)
  const events: Array<Event> = []
  const threads = setting.threads ?? 0
  const options: Run.Options = {
    directory,
    threads,
    backend: setting.backend ?? "cpu",
    acceptVersion: setting.acceptVersion ?? false,
    reuse: setting.reuse ?? false,
    tags: setting.tags ?? [],
    replace: setting.replace ?? false,
    emit: (event) => {
      events.push(event)
      setting.onEvent?.(event)
    }
  }
  const changed = { ...simulation, ...setting.change } as Simulation
  const summary = await Effect.runPromise(
    Run.execute(changed, study, options).pipe(Effect.provide(setting.layer ?? Pool.layer(threads))),
    setting.signal === undefined ? {} : { signal: setting.signal }
  )
  return { ...summary, events, tables: tablesOf(directory) }
}

export const tablesOf = (directory: string): Outcome["tables"] => {
  const reader = Reader.open(directory)
  const tables = Object.fromEntries(Object.keys(reader.tables).map((name) => [name, [...reader.rows(name)]]))
  reader.close()
  return tables
}

export const count = (events: ReadonlyArray<Event>, tag: Event["_tag"]): number =>
  events.filter((event) => event._tag === tag).length

/** Tallies that the journal of runs/study holds; none while there is no journal. */
export const journalled = (folder: string): number => {
  try {
    const database = new DatabaseSync(join(folder, "runs/study/run.sqlite"), { readOnly: true })
    const { n } = database.prepare("SELECT count(*) AS n FROM _tally").get()!
    database.close()
    return Number(n)
  } catch {
    return 0
  }
}
