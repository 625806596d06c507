/**
 * A study beside what the file of its run has already: which of its points are there, by which ids, and what would be gone
 * from the tables.
 *
 * A point that is there keeps the id that it has there, whatever rule or simulation it was named by. The two are one point
 * when the config in the file, read with the parameters of today, is the config of the study: so a simulation may gain a
 * parameter between two sessions, and the rule of identity.ts may change.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Simulation } from "../simulation/contract.ts"
import type { Known, KnownPoint } from "./journal/known.ts"
import type { FormerPoint } from "./journal/stored.ts"
import * as Plan from "./plan.ts"
import { named as byId, canonical, mostRepeats, type Point, type Study } from "./study.ts"

/** A point of the study that would be taken for another one of the file, which had its name when defaults were others. */
export interface Clash {
  readonly config: Point["encoded"]
  readonly known: Point["encoded"]
}

export interface Continued {
  /** With the ids that its points have in the file. */
  readonly study: Study
  /** Points that are begun and that the study has not. */
  readonly former: ReadonlyArray<FormerPoint>
  /** Points of the file that are begun, and those of them that the study has, too. */
  readonly begun: number
  readonly kept: number
  /** Of these, those whose rows are of more repeats than the study makes. */
  readonly shortened: number
  /** Points that the file had not, and points of the file, begun or not, that the study has not. */
  readonly added: number
  readonly dropped: number
  /** Points that have another id there than their content gives today. */
  readonly inherited: number
  readonly clash: Clash | undefined
}

/** A config of a file as it reads with the parameters of today; undefined where these do not take it. */
const reader = ({ config }: Simulation) => {
  const decode = Schema.decodeUnknownResult(config, { onExcessProperty: "error" })
  const encode = Schema.encodeSync(config)
  return (text: string): Point | undefined => {
    const decoded = decode(JSON.parse(text))
    if (Result.isFailure(decoded)) return undefined
    return { config: decoded.success, encoded: encode(decoded.success) as Point["encoded"], swept: {} }
  }
}

/** Whether a config of a file, as canonical JSON, is that of a point. */
export const comparer = (simulation: Simulation): ((config: string, point: Point) => boolean) => {
  const read = reader(simulation)
  return (config, { encoded }) => {
    const text = canonical(encoded)
    if (config === text) return true
    const found = read(config)
    return found !== undefined && canonical(found.encoded) === text
  }
}

/** Finds a point of the file in the study. */
const finder = (simulation: Simulation, study: Study, ids: ReadonlyArray<string>) => {
  const places = new Map(ids.map((id, ordinal) => [id, ordinal]))
  const read = reader(simulation)
  const identified = Plan.identify(simulation, study)
  const at = (id: string, text: string): number | undefined => {
    const place = places.get(id)
    return place !== undefined && canonical(study.points[place]!.encoded) === text ? place : undefined
  }
  return {
    place: ({ id, config }: KnownPoint): number | undefined => {
      const unchanged = at(id, config)
      if (unchanged !== undefined) return unchanged
      const point = read(config)
      return point === undefined ? undefined : at(identified(point), canonical(point.encoded))
    },
    /** The point of the study whose content gives this id. */
    named: (id: string): number | undefined => places.get(id)
  }
}

/** Reads the points of the file one at a time. */
export const of = (simulation: Simulation, study: Study, known: Known): Continued => {
  const identified = Plan.identify(simulation, study)
  const today = study.points.map(identified)
  const ids: Array<string> = [...today]
  const { place, named } = finder(simulation, study, today)
  const former: Array<FormerPoint> = []
  const there = new Set<number>()
  let clash: Clash | undefined
  const sums = { begun: 0, kept: 0, shortened: 0, dropped: 0, inherited: 0 }
  for (const point of known.points()) {
    const { id, seed, config, isFormer, repeats, isBegun } = point
    const isSame = seed === study.seed
    const ordinal = isSame ? place(point) : undefined
    const taken = isSame ? named(id) : undefined
    if (taken !== undefined && taken !== ordinal)
      clash ??= { config: study.points[taken]!.encoded, known: JSON.parse(config) }
    if (ordinal === undefined && isBegun) former.push({ id, seed, config })
    if (ordinal !== undefined && id !== ids[ordinal]) {
      ids[ordinal] = id
      sums.inherited++
    }
    if (isFormer) continue
    if (ordinal === undefined) sums.dropped++
    else there.add(ordinal)
    if (!isBegun) continue
    sums.begun++
    if (ordinal === undefined) continue
    sums.kept++
    if (repeats > mostRepeats(study)) sums.shortened++
  }
  const points = study.points.map((point, ordinal) => byId(point, ids[ordinal]!))
  return { study: { ...study, points }, former, added: points.length - there.size, clash, ...sums }
}
