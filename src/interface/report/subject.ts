/** All that is known of a run, gathered for those who write about it. */
import { basename, resolve } from "node:path"
import * as Asked from "../../engine/asked.ts"
import * as Parameter from "../../engine/config/parameter.ts"
import * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"
import { reasonOf } from "../../engine/reason.ts"
import type { Study } from "../../engine/study.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as Discover from "../../simulation/discover.ts"
import type { Pictures } from "../../simulation/picture.ts"
import type { Row } from "../../simulation/table.ts"
import type { Look } from "../chart/look.ts"
import * as Picture from "../chart/picture.ts"
import * as Figures from "../run/figures.ts"
import * as Folder from "../run/folder.ts"
import * as RowsSoFar from "../run/rows-so-far.ts"
import * as Settings from "../run/settings.ts"
import * as RunState from "../run/state.ts"
import * as RunTable from "../run/table.ts"
import * as Cautions from "../text/cautions.ts"
import * as Missed from "../text/missed.ts"

export interface SubjectParameter {
  readonly name: string
  /** Empty where the simulation does not load. */
  readonly description: string
  readonly unit: string
  /** As JSON, each once, in plan order, the first of them alone where there are many; absent: undefined. */
  readonly values: ReadonlyArray<string | undefined>
  /** How many there are. */
  readonly count: number
  readonly swept: boolean
}

export interface Subject {
  readonly directory: string
  /** The folder's: a run may be renamed. */
  readonly name: string
  readonly state: RunState.State
  readonly points: number
  readonly pointsFinished: number
  readonly study: Reader.Reader["study"]
  /** The study as it was asked, in YAML; undefined where the file is gone. */
  readonly studyText: string | undefined
  readonly manifest: Manifest.Manifest | undefined
  /** Undefined where it does not load: figures are left out then. */
  readonly simulation: Simulation | undefined
  readonly parameters: ReadonlyArray<SubjectParameter>
  readonly tables: ReadonlyArray<RunTable.ResultTable>
  /** Drawn when it is called. */
  readonly pictures: (look?: Look) => ReadonlyArray<Picture.Picture>
  /** Makes a copy of the run's file as it is now, where there is none. */
  readonly copyTo: (file: string) => void
  /** What `until` asks for and finished points do not have. */
  readonly missed: Missed.Missed | undefined
  /** What rows say against themselves, in sentences. */
  readonly cautions: ReadonlyArray<string>
  /** What could not be had, in sentences. */
  readonly problems: ReadonlyArray<string>
}

/** Values of a parameter that are kept. */
const mostValues = 100

const parametersOf = (
  points: Iterable<Reader.StoredPoint>,
  simulation: Simulation | undefined,
  swept: ReadonlyArray<string>
): ReadonlyArray<SubjectParameter> => {
  const described = simulation === undefined ? [] : Parameter.list(simulation)
  const heads = new Set(swept.map((path) => path.split(".")[0]))
  const found = new Map(described.map(({ name }) => [name, new Set<string | undefined>()]))
  let before = 0
  for (const { config } of points) {
    for (const name of Object.keys(config))
      if (!found.has(name)) found.set(name, new Set(before > 0 ? [undefined] : []))
    for (const [name, values] of found) values.add(JSON.stringify(config[name]))
    before++
  }
  return [...found].flatMap(([name, all]) => {
    if (all.size === 0 || (all.size === 1 && all.has(undefined))) return []
    const values = all.values().take(mostValues).toArray()
    const { description = "", unit = "" } = described.find((each) => each.name === name) ?? {}
    return [{ name, description, unit, values, count: all.size, swept: heads.has(name) }]
  })
}

/** A run's figures, from any tables. */
const pictures = (
  simulation: Simulation | undefined,
  own: Pictures,
  tables: ReadonlyArray<RunTable.ResultTable>,
  settings: Settings.Settings,
  search: Study["search"],
  look: Look | undefined
): ReadonlyArray<Picture.Picture> =>
  Figures.of({
    simulation,
    search,
    tables: Object.fromEntries(tables.map((table) => [table.name, table])),
    swept: settings.swept
  }).map((figure) =>
    Picture.of(
      figure,
      (name) => {
        const table = tables.find((each) => each.name === name)
        return table === undefined ? undefined : { columns: table.columns, rows: table.rows, ...settings }
      },
      own,
      look
    )
  )

/**
 * Opens the run's file, gives it to `use`, and closes it. Rejects with SQLite's errors, with a RangeError for a damaged
 * manifest, and with what `use` throws.
 */
export const withSubject = async <A>(
  directory: string,
  use: (subject: Subject) => A | Promise<A>
): Promise<A> => {
  const manifest = Manifest.read(directory)
  const reader = Reader.open(directory)
  try {
    const problems: Array<string> = []
    const { study } = reader
    const [simulation, own] = await Promise.all([
      Discover.load(study.simulation),
      Discover.loadPictures(study.simulation)
    ]).catch((cause) => {
      problems.push(
        `The simulation ${study.simulation} does not load here, so that there are no figures: ${reasonOf(cause)}`
      )
      return [undefined, {}] as const
    })
    const { points, finished: pointsFinished } = reader.size()
    const more =
      simulation === undefined || pointsFinished === points
        ? {}
        : await Folder.planOf(reader)
            .then((planned) => RowsSoFar.of(reader, planned))
            .catch((cause) => {
              problems.push(`Unfinished points cannot be shown: ${reasonOf(cause)}`)
              return {} as Record<string, ReadonlyArray<Row>>
            })
    const tables = Object.keys(reader.tables).map((name) => RunTable.of(reader, name, more[name] ?? []))
    const settings = Settings.of(reader.eachPoint, simulation)
    const parameters = parametersOf(reader.eachPoint, simulation, settings.swept)
    return await use({
      directory,
      name: basename(resolve(directory)),
      state: RunState.now(directory, reader),
      points,
      pointsFinished,
      study,
      // Rather than the file, which may have been edited since.
      studyText: manifest?.studies?.at(-1)?.text ?? Asked.textIn(directory),
      manifest,
      simulation,
      parameters,
      tables,
      pictures: (look) => pictures(simulation, own, tables, settings, study.search, look),
      copyTo: reader.copyTo,
      missed: Missed.of(reader),
      cautions: Cautions.of(reader),
      problems
    })
  } finally {
    reader.close()
  }
}
