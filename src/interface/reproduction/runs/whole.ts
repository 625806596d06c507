/** How far the run of a study is, and the rows of its points: of the study as it is asked today, whatever else the run has. */
import * as Continued from "../../../engine/continued.ts"
import * as Reader from "../../../engine/journal/reader.ts"
import * as Manifest from "../../../engine/manifest.ts"
import * as OwnFile from "../../../engine/own-file.ts"
import * as Plan from "../../../engine/plan.ts"
import { reasonOf } from "../../../engine/reason.ts"
import { canonical } from "../../../engine/study.ts"
import type { Row } from "../../../simulation/table.ts"
import * as Location from "../../run/location.ts"
import * as Plain from "../../text/plain.ts"
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

/** Why a run that is there has nothing of the study. */
const mismatch = (
  reader: Reader.Reader,
  version: number | undefined,
  { study, simulation }: TalkStudy
): string | undefined => {
  const { simulation: name, seed } = reader.study
  if (name !== study.simulation) return `it is a run of ${Plain.line(name)}, and not of ${study.simulation}`
  if (version !== undefined && version !== simulation.version)
    return `it was computed by version ${version} of ${name}, and this is version ${simulation.version}`
  return seed === study.seed ? undefined : `it has the seed ${seed}, and not ${study.seed}`
}

const opened = (directory: string, talk: TalkStudy): Whole => {
  const points = talk.study.points.length
  const version = Manifest.read(directory)?.simulationVersion
  const reader = Reader.open(directory)
  try {
    const fault = mismatch(reader, version, talk)
    if (fault !== undefined) {
      reader.close()
      return none(points, fault)
    }
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

/** Why nothing is read of what stands in a run's place; undefined where no run has begun there. */
const unread = (directory: string): string | undefined => {
  const there = OwnFile.found(directory)
  if (there === undefined) return undefined
  if (!there.isDirectory() && !there.isSymbolicLink()) return `${Location.shown(directory)} is no folder`
  return Manifest.read(directory)?.sessions.some(({ outcome }) => outcome === "done")
    ? `${Location.shown(directory)} has no results, although its manifest says that it is done: run.sqlite is gone or damaged`
    : undefined
}

/** Nothing is finished of a run that is not there, or that cannot be read. */
export const of = (directory: string, talk: TalkStudy): Whole => {
  const points = talk.study.points.length
  try {
    return Reader.isBegun(directory) ? opened(directory, talk) : none(points, unread(directory))
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
