/** The study of a run as it was resolved: for people, and what the run's file holds, to resume. */

import * as Result from "effect/Result"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import * as Decoder from "./config/decoder.ts"
import * as Numeral from "./config/numeral.ts"
import * as Parameter from "./config/parameter.ts"
import type * as Reader from "./journal/reader.ts"
import * as OwnFile from "./own-file.ts"
import * as Packed from "./packed.ts"
import type { Plan } from "./plan.ts"
import type { Dimension, Goal, Point, Search, Study } from "./study.ts"
import { canonical, unmade } from "./study.ts"
import { Unfit } from "./unfit.ts"

type Encoded = Point["encoded"]

/** What a study file says of the search. */
const searchText = ({ goal, batch, halving, sampling }: Search): string => {
  const goalOf = ({ direction, column, table }: Goal) => ({ [direction]: column, table })
  const spaceOf = ({ axis, choices }: Dimension) => {
    switch (axis.kind) {
      case "choice":
        return choices
      case "steps":
        return { uniform: [axis.from, axis.from + axis.step * (axis.count - 1)], step: axis.step }
      case "uniform":
      case "logUniform":
        return { [axis.kind]: [axis.from, axis.to] }
      default:
        return nothingLeft(axis, "axis")
    }
  }
  return JSON.stringify({
    ...goalOf(goal),
    batch,
    ...(halving && { halving: { ...goalOf(halving), keep: halving.keep, rungs: halving.rungs } }),
    ...(sampling && {
      sampler: sampling.sampler,
      trials: sampling.trials,
      space: Object.fromEntries(sampling.space.map((each) => [each.name, spaceOf(each)]))
    })
  })
}

/** What all points have, and have alike. */
const common = (points: Study["points"]): Encoded => {
  let names: ReadonlyArray<string> | undefined
  const first = points[0]?.encoded ?? {}
  const texts = new Map(Object.entries(first).map(([name, value]) => [name, canonical(value)]))
  for (const { encoded } of points)
    names = (names ?? [...texts.keys()]).filter((name) => {
      const value = encoded[name]
      return value !== undefined && (value === first[name] || canonical(value) === texts.get(name))
    })
  return Object.fromEntries((names ?? []).map((name) => [name, first[name]!]))
}

/** A text of half a gigabyte is the longest that there is: what a million points have in common is said once. */
const pointsText = (points: Study["points"]): ReadonlyArray<string> => {
  const base = points.length > 1 ? common(points) : {}
  const own = (encoded: Encoded): Encoded =>
    Object.fromEntries(Object.entries(encoded).filter(([name]) => !Object.hasOwn(base, name)))
  return [
    ...(Object.keys(base).length === 0 ? [] : [`base: ${canonical(base)}`]),
    "sweep:",
    "  - list:",
    ...points.map(({ encoded }) => `      - ${canonical(own(encoded))}`)
  ]
}

const wholeText = (points: Study["points"]): ReadonlyArray<string> => [
  "sweep:",
  "  - list:",
  ...points.map(({ encoded }) => `      - ${canonical(encoded)}`)
]

/**
 * A study file that says the same with nothing left to expand, draw or default; what differs between points, one point a
 * line.
 */
export const text = (study: Study): string => Numeral.inYaml(textOf(study, pointsText(study.points)))

/**
 * Whether a text is that of a study, as this version writes it or earlier ones did, which said each point whole, and numbers as
 * JSON does.
 */
export const isText = (study: Study, found: string): boolean =>
  found === text(study) ||
  [pointsText, wholeText].some((points) => found === textOf(study, points(study.points)))

const textOf = (study: Study, pointsText: ReadonlyArray<string>): string => {
  const { until, search } = study
  const points = search?.sampling === undefined ? pointsText : [`base: ${canonical(search.sampling.base)}`]
  return [
    `name: ${JSON.stringify(study.name)}`,
    `simulation: ${JSON.stringify(study.simulation)}`,
    `seed: ${study.seed}`,
    `repeats: ${study.repeats}`,
    ...(until === undefined ? [] : [`until: ${JSON.stringify(until)}`]),
    ...(search === undefined ? [] : [`search: ${searchText(search)}`]),
    ...points,
    ""
  ].join("\n")
}

const linesAtOnce = 1000

/** `points.ndjson`: every point with nothing left to expand, draw or default. Whole or not at all. */
export const write = (directory: string, { points }: Plan): void =>
  OwnFile.writeAll(fileIn(directory), pieces(points))

function* pieces(points: Plan["points"]): Generator<string> {
  for (let first = 0; first < points.length; first += linesAtOnce) {
    const lines = points
      .slice(first, first + linesAtOnce)
      .map(({ ordinal, id, encoded }) => `{"point":${ordinal},"id":"${id}","config":${canonical(encoded)}}\n`)
    yield lines.join("")
  }
}

export const fileIn = (directory: string): string => OwnFile.path(directory, "points.ndjson")

const unfit = (simulation: string, ordinal: number, why: string): Unfit =>
  new Unfit(`point ${ordinal} no longer fits the parameters of ${simulation}: ${why.replace(/\.$/, "")}`)

/** Throws {@link Unfit} for the first point whose parameters contradict each other: nobody could compute it. */
export const check = ({ faults }: Simulation, { simulation, points }: Study): void => {
  for (const [ordinal, { config }] of points.entries()) {
    const [fault] = faults?.(config) ?? []
    if (fault !== undefined) throw unfit(simulation, ordinal, fault.message)
  }
}

/**
 * The study that a run's file holds, its points by the ids that they have there. Throws {@link Unfit} when a config no
 * longer fits the simulation's parameters.
 */
export const read = (reader: Reader.Reader, simulation: Simulation): Study => {
  // What the simulation has gained since is added.
  const { decode, again } = Decoder.make(simulation, Parameter.list(simulation))
  const checked = ({ ordinal, config }: Reader.StoredPoint): void => {
    const decoded = decode(config)
    if (Result.isFailure(decoded))
      throw unfit(reader.study.simulation, ordinal, decoded.failure[0]?.message ?? "it is none")
  }
  const ids: Array<string> = []
  const configs = Packed.make()
  const labels = Packed.make()
  for (const point of reader.eachPoint) {
    checked(point)
    ids.push(point.id)
    configs.add(point.config)
    labels.add(point.swept)
  }
  const pointAt = unmade((ordinal) => {
    const { config, encoded } = again(configs.at(ordinal))
    return { config, encoded, swept: labels.at(ordinal) }
  })
  return { ...reader.study, points: ids.map((id, ordinal) => pointAt(ordinal, id)) }
}
