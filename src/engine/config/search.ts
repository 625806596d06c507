/**
 * `search:` -> which points go on, and which come next.
 *
 * | written | means |
 * | --- | --- |
 * | `maximise: accuracy` or `minimise: loss` | the goal: a column, in the last row of each repeat, averaged |
 * | `table: results` | its table; absent: the first that has the column |
 * | `halving: { keep: 1/3, rungs: 2 }` | after 1/9 and 1/3 of the whole of a point, the best third go on |
 * | `halving: { minimise: validationLoss, rungs: [0.2, 0.5] }` | judged by another column, at other shares |
 * | `space: { rate: { logUniform: [1e-4, 0.1] } }` | points are drawn; also `uniform`, `step: 8` beside it, or a list |
 * | `trials: 60`, `batch: 10`, `sampler: tpe` | so many, so many at a time, how |
 */

import * as Halving from "../../domain/search/halving.ts"
import type { Axis } from "../../domain/search/space.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Column } from "../../simulation/table.ts"
import * as Trial from "../search/trial.ts"
import type { Dimension, Goal, Json, Point, Sampling, Search, Halving as StudyHalving } from "../study.ts"
import { most as limits, samplers } from "../study.ts"
import * as Cell from "./cell.ts"
import * as Decoder from "./decoder.ts"
import * as Expand from "./expand.ts"
import type { Place, Report } from "./fault.ts"
import { reportUnknownKeys, shown } from "./heading.ts"
import { suggestion } from "./nearest.ts"
import * as Parameter from "./parameter.ts"
import { type Entry, isMapping, type Mapping, plain, type Value } from "./value.ts"

const goalKeys = ["maximise", "minimise", "table"] as const
const keys = [...goalKeys, "halving", "space", "trials", "batch", "sampler"] as const
const halvingKeys = [...goalKeys, "keep", "rungs"] as const
const axisKeys = ["uniform", "logUniform", "step"] as const

/** Where nothing is said. */
export const usual = { keep: 1 / 3, rungs: 2, trials: 50, batch: 10 } as const

export const most = { trials: limits.trials, rungs: 10 } as const

/** Also what stands for all points of a sweep. */
export const mostBatch = 1_000_000

const example = "{ maximise: accuracy, halving: { keep: 1/3 } }"

/** What stands in the place of a name. */
const quoted = (name: unknown): string => (typeof name === "string" ? JSON.stringify(name) : shown(name))

interface Context {
  readonly simulation: Simulation
  readonly parameters: ReadonlyArray<Parameter.Parameter>
  readonly known: (name: string, place: Place) => boolean
  readonly report: Report
}

const isNumeric = ({ type, parameter }: Column): boolean =>
  (type === "real" || type === "integer") && parameter === undefined

/** Columns of results that are numbers, of a table or of all. */
export const columnsOf = (simulation: Pick<Simulation, "tables">, table?: string): ReadonlyArray<string> => [
  ...new Set(
    Object.entries(simulation.tables).flatMap(([name, { columns }]) =>
      table === undefined || table === name
        ? Object.entries(columns).flatMap(([column, described]) => (isNumeric(described) ? [column] : []))
        : []
    )
  )
]

/** `maximise`, `minimise` and `table` of a map; undefined where it says nothing of a goal, or after a fault. */
const goal = (map: Mapping, owner: string, { simulation, report }: Context): Goal | undefined => {
  const [direction, second] = (["maximise", "minimise"] as const).filter((key) => map.entries.has(key))
  const tableEntry = map.entries.get("table")
  if (direction === undefined) {
    if (tableEntry)
      report(tableEntry.place, `${owner} names a table and no column: add maximise or minimise.`)
    return undefined
  }
  const { value, place } = map.entries.get(direction)!
  if (second !== undefined)
    report(map.entries.get(second)!.place, `${owner} has maximise already: give one of the two.`)
  const table = tableEntry ? plain(tableEntry.value) : undefined
  const tables = Object.keys(simulation.tables)
  if (tableEntry && !(typeof table === "string" && tables.includes(table))) {
    const hint = typeof table === "string" ? suggestion(table, tables) : ""
    report(
      tableEntry.value.place,
      `There is no table ${quoted(table)}.${hint} There are: ${tables.join(", ")}.`
    )
    return undefined
  }
  const within = typeof table === "string" ? table : undefined
  const column = plain(value)
  const columns = columnsOf(simulation, within)
  if (typeof column !== "string" || !columns.includes(column)) {
    const hint = typeof column === "string" ? suggestion(column, columns) : ""
    const where = within === undefined ? "" : ` in ${within}`
    report(
      value.place ?? place,
      `There is no column of numbers ${quoted(column)}${where}.${hint} There are: ${columns.join(", ")}.`
    )
    return undefined
  }
  const home = within ?? tables.find((name) => columnsOf(simulation, name).includes(column))!
  return { direction, table: home, column }
}

/** A number above 0 and below 1, also as 1/3. */
const share = (value: Value): number | undefined => {
  const given = plain(value)
  const [, over, under] = typeof given === "string" ? (/^(\d+)\s*\/\s*(\d+)$/.exec(given) ?? []) : []
  const number = over === undefined ? given : Number(over) / Number(under)
  return typeof number === "number" && number > 0 && number < 1 ? number : undefined
}

const count = (
  name: string,
  entry: Entry | undefined,
  [least, most, standard]: readonly [number, number, number],
  report: Report
): number => {
  if (entry === undefined) return standard
  const value = plain(entry.value)
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number
  report(entry.value.place, `${name} must be an integer from ${least} to ${most}, not ${shown(value)}.`)
  return standard
}

const rungs = (entry: Entry | undefined, keep: number, report: Report): ReadonlyArray<number> => {
  const wanted = `rungs is how many there are, from 1 to ${most.rungs}, or a list of shares that grow, such as [0.1, 0.3]`
  if (entry === undefined || entry.value.kind === "scalar")
    return Halving.rungs(keep, count("rungs", entry, [1, most.rungs, usual.rungs], report))
  const given = entry.value.kind === "list" ? entry.value.items.map(share) : []
  const grows = given.every((each, i) => each !== undefined && (i === 0 || each > given[i - 1]!))
  if (grows && given.length >= 1 && given.length <= most.rungs) return given as ReadonlyArray<number>
  report(entry.value.place, `${wanted}.`)
  return []
}

const halving = (
  { place, value }: Entry,
  repeats: number,
  searched: Goal | undefined,
  context: Context
): StudyHalving | undefined => {
  const { simulation, report } = context
  if (simulation.kind === "training" && simulation.progress === undefined) {
    report(
      place,
      "This simulation does not say how far its trainings are, so that none can be stopped half-way."
    )
    return undefined
  }
  if (simulation.kind === "sampling" && repeats < 2) {
    report(place, "Halving judges a sampling by its first repeats: set repeats, to 9 for example.")
    return undefined
  }
  if (!isMapping(value)) {
    report(value.place, "halving is a map, such as { keep: 1/3, rungs: 2 }.")
    return undefined
  }
  reportUnknownKeys(value, halvingKeys, "halving", report)
  const keepEntry = value.entries.get("keep")
  const keep = keepEntry ? share(keepEntry.value) : usual.keep
  if (keep === undefined)
    report(
      keepEntry!.value.place,
      `keep is a share between 0 and 1, such as 1/3, not ${shown(plain(keepEntry!.value))}.`
    )
  const own = value.entries.has("maximise") || value.entries.has("minimise")
  const by = own ? goal(value, "halving", context) : searched
  const at = rungs(value.entries.get("rungs"), keep ?? usual.keep, report)
  return by === undefined || keep === undefined ? undefined : { ...by, keep, rungs: at }
}

const ends = (value: Value): readonly [number, number] | undefined => {
  const given = value.kind === "list" && value.items.length === 2 ? value.items.map(plain) : []
  const [from, to] = given
  return typeof from === "number" &&
    typeof to === "number" &&
    Number.isFinite(from) &&
    Number.isFinite(to - from)
    ? [from, to]
    : undefined
}

/** Values of an axis with a step. */
const mostSteps = 1_000_000

/** The axis, or what is wrong with it. */
const axisOf = (map: Mapping, integer: boolean): Axis | string => {
  const kinds = (["uniform", "logUniform"] as const).filter((kind) => map.entries.has(kind))
  const [kind] = kinds
  const range = kind === undefined ? undefined : ends(map.entries.get(kind)!.value)
  if (kind === undefined || kinds.length > 1 || range === undefined)
    return "it is a list of values, { uniform: [a, b] } or { logUniform: [a, b] }, two numbers"
  const [from, to] = range
  if (from > to) return `${from} is above ${to}: give the lower end first`
  if (kind === "logUniform" && from <= 0) return "the ends of logUniform must be above 0"
  const stepEntry = map.entries.get("step")
  const given = stepEntry ? plain(stepEntry.value) : undefined
  if (stepEntry && (kind === "logUniform" || typeof given !== "number" || !(given > 0 && given <= to - from)))
    return "step is a number above 0 and at most the length of the range, beside uniform"
  const step = typeof given === "number" ? given : integer && kind === "uniform" ? 1 : undefined
  if (step === undefined) return { kind, from, to }
  const first = integer ? Math.ceil(from) : from
  const steps = Math.floor((to - first) / step + 1e-9) + 1
  if (steps < 1) return `there is no integer from ${from} to ${to}`
  if (steps > mostSteps) return `it has ${steps} values, at most ${mostSteps} with a step`
  return { kind: "steps", from: first, step, count: steps }
}

const dimension = (
  name: string,
  { place, value }: Entry,
  { parameters, known, report }: Context
): ReadonlyArray<Dimension> => {
  if (!known(name, place)) return []
  const integer = Parameter.schemaAt(parameters, name.split("."))?.type === "integer"
  if (value.kind === "list") {
    const choices = value.items.map(plain) as ReadonlyArray<Json>
    if (
      new Set(choices.map((choice) => JSON.stringify(choice))).size === choices.length &&
      choices.length > 0
    )
      return [{ name, integer: false, axis: { kind: "choice", count: choices.length }, choices }]
    report(value.place, `The choices of ${name} must be a list of different values, at least one.`)
    return []
  }
  if (isMapping(value)) reportUnknownKeys(value, axisKeys, `The space of ${name}`, report)
  const axis = isMapping(value)
    ? axisOf(value, integer)
    : "it is a list of values, { uniform: [a, b] } or { logUniform: [a, b] }"
  if (typeof axis !== "string") return [{ name, integer, axis }]
  report(value.place, `The space of ${name} cannot be read: ${axis}.`)
  return []
}

const sampling = (map: Mapping, fixed: ReadonlyArray<Cell.Cell>, context: Context): Sampling | undefined => {
  const { report } = context
  const space = map.entries.get("space")
  const trials = count("trials", map.entries.get("trials"), [1, most.trials, usual.trials], report)
  const samplerEntry = map.entries.get("sampler")
  const sampler = samplerEntry ? plain(samplerEntry.value) : samplers[0]
  const known = samplers.find((name) => name === sampler)
  if (samplerEntry && known === undefined) {
    const hint = typeof sampler === "string" ? suggestion(sampler, samplers) : ""
    report(
      samplerEntry.value.place,
      `There is no sampler ${quoted(sampler)}.${hint} There are: ${samplers.join(", ")}.`
    )
  }
  if (space === undefined) {
    for (const key of ["trials", "sampler"] as const) {
      const entry = map.entries.get(key)
      if (entry) report(entry.place, `${key} is for a search that draws its points: give it a space.`)
    }
    return undefined
  }
  if (!isMapping(space.value) || space.value.entries.size === 0) {
    report(
      space.value.place,
      "space is a map from parameters to what they may be, such as { rate: { logUniform: [1e-4, 0.1] } }."
    )
    return undefined
  }
  const flags = fixed.filter(({ place }) => place.line === undefined)
  const dimensions = [...space.value.entries]
    .flatMap(([name, entry]) => dimension(name, entry, context))
    .filter(({ name }) => !flags.some(({ path }) => Cell.overlap(path, name.split("."))))
  const base: Record<string, unknown> = {}
  // An empty value stands for the default, where null is none.
  for (const cell of fixed)
    if (cell.value !== null || !Parameter.isNullDefault(context.parameters, cell.path))
      Cell.assign(base, cell)
  if (known === undefined || dimensions.length === 0) return undefined
  return { sampler: known, trials, space: dimensions, base: base as Sampling["base"] }
}

/**
 * The search that a study asks for.
 *
 * @param fixed what the file's base and the command line say of parameters: the latter leave the space
 */
export const read = (
  study: Mapping,
  repeats: number,
  fixed: ReadonlyArray<Cell.Cell>,
  context: Context
): Search | undefined => {
  const entry = study.entries.get("search")
  if (entry === undefined) return undefined
  const { report } = context
  const { value, place } = entry
  if (!isMapping(value)) {
    report(value.place, `search is a map, such as ${example}.`)
    return undefined
  }
  reportUnknownKeys(value, keys, "search", report)
  const until = study.entries.get("until")
  if (until)
    report(
      until.place,
      "A search judges points by the repeats they have, and until adds some: give one of the two."
    )
  const sought = goal(value, "search", context)
  if (sought === undefined && !value.entries.has("maximise") && !value.entries.has("minimise"))
    report(place, `search needs a goal, maximise or minimise, as in ${example}.`)
  const halvingEntry = value.entries.get("halving")
  if (halvingEntry === undefined && !value.entries.has("space"))
    report(place, "search needs halving, which stops points, or space, from which it draws them.")
  const stopping = halvingEntry && halving(halvingEntry, repeats, sought, context)
  const drawing = sampling(value, fixed, context)
  if (drawing && study.entries.has("sweep"))
    report(
      study.entries.get("sweep")!.place,
      "A search with a space draws its points: leave out the sweep, or the space."
    )
  const batch = count(
    "batch",
    value.entries.get("batch"),
    [1, mostBatch, drawing ? Math.min(usual.batch, drawing.trials) : mostBatch],
    report
  )
  if (sought === undefined) return undefined
  return {
    goal: sought,
    batch,
    ...(stopping && { halving: stopping }),
    ...(drawing && { sampling: drawing })
  }
}

/** The first batch of a search that draws its points, and whatever is wrong with the first of them. */
export const firstPoints = (
  { sampling, batch }: Search,
  seed: number,
  source: Expand.Source,
  simulation: Simulation,
  parameters: ReadonlyArray<Parameter.Parameter>,
  report: Report
): ReadonlyArray<Point> => {
  const { sweepPlace: place } = source
  if (sampling === undefined) return []
  if (source.blocks.length > 0) {
    report(place, "A search with a space draws its points: leave out the sweep, or the space.")
    return []
  }
  const { points, fault } = Trial.draw(simulation, sampling, seed, [], [], Math.min(batch, sampling.trials))
  if (points.length > 0 || fault === undefined) return points
  const cells = Trial.first(sampling, seed).map(([name, value]) =>
    Cell.make(name, place, { kind: "scalar", place, value: value as string | number | boolean | null })
  )
  const told: Array<string> = []
  const whole = { ...source, base: [...source.base, ...cells] }
  Expand.points(whole, simulation, Decoder.make(simulation, parameters), (where, message) => {
    told.push(message)
    report(where, message)
  })
  if (told.length === 0) report(place, `No place of the space makes a point: ${fault}`)
  return []
}
