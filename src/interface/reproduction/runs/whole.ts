/** How far the run of a study is, and the rows of its points: of the study as it is asked today, whatever else the run has. */
import * as Continued from "../../../engine/continued.ts"
import * as Reader from "../../../engine/journal/reader.ts"
import * as Manifest from "../../../engine/manifest.ts"
import * as Plan from "../../../engine/plan.ts"
import { reasonOf } from "../../../engine/reason.ts"
import { canonical } from "../../../engine/study.ts"
import type { Row } from "../../../simulation/table.ts"
import type { TalkStudy } from "./studies.ts"

export interface Whole {
  readonly points: number
  readonly finished: number
  readonly seconds: number
  /** Why it is not read although it is there. */
  readonly fault?: string
  /** Of finished points; closed with {@link close}. */
  readonly rows: (table: string) => ReadonlyArray<Row>
  readonly close: () => void
}

const none = (points: number, fault?: string): Whole => ({
  ...{ points, finished: 0, seconds: 0, rows: () => [], close: () => {} },
  ...(fault === undefined ? {} : { fault })
})

/** The places in the run of the points of the study that are finished, with all of their repeats. */
const finished = (reader: Reader.Reader, { study, simulation }: TalkStudy): ReadonlySet<number> => {
  if (reader.study.simulation !== study.simulation || reader.study.seed !== study.seed) return new Set()
  const isSame = Continued.comparer(simulation)
  const stored = [...reader.eachPoint]
  const byText = new Map(stored.map((point) => [canonical(point.config), point]))
  const byId = new Map(stored.map((point) => [point.id, point]))
  const places = Plan.make(simulation, study).points.flatMap((point) => {
    const named = byId.get(point.id)
    const found =
      byText.get(canonical(point.encoded)) ??
      (named !== undefined && isSame(canonical(named.config), point) ? named : undefined)
    return found !== undefined && found.repeats >= study.repeats ? [found.ordinal] : []
  })
  return new Set(places)
}

const opened = (directory: string, talk: TalkStudy): Whole => {
  const points = talk.study.points.length
  const version = Manifest.read(directory)?.simulationVersion
  if (version !== undefined && version !== talk.simulation.version)
    return none(
      points,
      `it was computed by version ${version} of ${talk.study.simulation}, and this is version ${talk.simulation.version}`
    )
  const reader = Reader.open(directory)
  try {
    const places = finished(reader, talk)
    const { seconds } = reader.tasks()
    const known = new Map<string, ReadonlyArray<Row>>()
    const rows = (table: string): ReadonlyArray<Row> => {
      if (reader.tables[table] === undefined)
        throw new Error(`${talk.study.name} has no table ${JSON.stringify(table)}`)
      const found = known.get(table) ?? [...reader.rows(table, places)]
      known.set(table, found)
      return found
    }
    return { points, finished: places.size, seconds, rows, close: reader.close }
  } catch (cause) {
    reader.close()
    throw cause
  }
}

/** Nothing is finished of a run that is not there, or that cannot be read. */
export const of = (directory: string, talk: TalkStudy): Whole => {
  const points = talk.study.points.length
  try {
    return Reader.isBegun(directory) ? opened(directory, talk) : none(points)
  } catch (cause) {
    return none(points, reasonOf(cause))
  }
}

/** How far it is, and none of its rows. */
export const glance = (directory: string, talk: TalkStudy): Pick<Whole, "points" | "finished"> => {
  const { points, finished, close } = of(directory, talk)
  close()
  return { points, finished }
}

export const isWhole = ({ points, finished }: Pick<Whole, "points" | "finished">): boolean =>
  finished === points
