/**
 * `points: { run: first, where: { accuracy: { above: 0.9 } } }` -> a block of the sweep: points of another run.
 *
 * | written | means |
 * | --- | --- |
 * | `run: first` | a run by its name, in the folder of runs; or the path of its folder from the study file |
 * | `table: results` | the table whose rows are looked at; absent: the first, where columns of results are named |
 * | `where: { loss: { below: 1 } }` | points of which one row meets all conditions; see [condition.ts](condition.ts) |
 * | `best: { maximise: accuracy, n: 10 }` | of these the points with the best such rows, so many |
 * | `columns: [width]`, `ignore: [seeds]` | the parameters that are taken, or those that are not |
 *
 * Without `columns` all parameters are taken that the study does not say itself, by `base` or `sweep`. Rows are checked as
 * they are read. Points that have no rows yet are left out and counted; what is said of parameters alone needs no rows.
 */
import { hash } from "node:crypto"
import { existsSync, readdirSync } from "node:fs"
import { basename, dirname, isAbsolute, join, resolve } from "node:path"
import * as Asked from "../asked.ts"
import * as Fault from "../journal/fault.ts"
import * as Reader from "../journal/reader.ts"
import * as Manifest from "../manifest.ts"
import { reasonOf } from "../reason.ts"
import type { Json, Origin } from "../study.ts"
import { canonical, pathsOf, valueAt } from "../study.ts"
import * as Cell from "./cell.ts"
import { shown } from "./heading.ts"
import { nearest, suggestion } from "./nearest.ts"
import * as Question from "./question.ts"
import * as Room from "./room.ts"
import type { Block, Row } from "./sweep.ts"
import type * as Taken from "./taken.ts"
import { type Entry, type Mapping, ofJson, plain } from "./value.ts"

export const keys = ["run", "table", "where", "best", "columns", "ignore"] as const

const isInside = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`)

/** The values of a config by their paths, but for those in `without`; what holds one of these is taken apart. */
const valuesOf = (
  path: string,
  value: Json,
  without: ReadonlyArray<string>
): ReadonlyArray<readonly [string, Json]> => {
  if (without.some((name) => isInside(path, name))) return []
  const isWhole = !without.some((name) => isInside(name, path))
  if (isWhole || value === null || typeof value !== "object" || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => valuesOf(`${path}.${key}`, inner, without))
}

const blockOf = (
  map: Mapping,
  entry: Entry,
  places: ReadonlyArray<number>,
  question: Question.Question,
  { name, reader, points }: Question.Found,
  given: ReadonlyArray<string>,
  context: Taken.Context
): Block | undefined => {
  const { simulation, parameters, report } = context
  const { place } = entry.value
  const { columns, ignored } = question
  const own = [...new Set(points.flatMap(({ config }) => Object.keys(config)))]
  const all = parameters.map((each) => each.name)
  if (reader.study.simulation !== simulation && columns === undefined) {
    const both = own.filter((each) => all.includes(each))
    report(
      place,
      `${name} is a run of ${reader.study.simulation}: say which of its parameters to take by columns${both.length === 0 ? "; none is one of " : `, such as [${both.join(", ")}], which are parameters of `}${simulation}, too.`
    )
    return undefined
  }
  const paths = pathsOf(points)
  const wanted = [...(columns ?? []), ...(ignored ?? [])]
  const key = map.entries.get(columns === undefined ? "ignore" : "columns")?.value.place ?? place
  const missing = wanted.filter((each) => !paths.has(each))
  for (const each of missing)
    report(key, `The points of ${name} have no parameter ${JSON.stringify(each)}.${suggestion(each, paths)}`)
  const without = [...(ignored ?? []), ...given]
  const taken = columns ?? own.filter((each) => !without.some((other) => isInside(each, other)))
  const unknown = taken.filter((each) => !missing.includes(each) && !all.includes(each.split(".")[0]!))
  for (const each of unknown) {
    const leave = columns === undefined ? ` Leave it out by ignore: [${each}].` : ""
    report(key, `${simulation} has no parameter ${JSON.stringify(each)}.${suggestion(each, all)}${leave}`)
  }
  if (missing.length > 0 || unknown.length > 0) return undefined
  if (taken.length === 0) {
    report(
      key,
      `No parameter of the points of ${name} is taken${columns === undefined ? ": the study says them all itself" : ""}.`
    )
    return undefined
  }
  const rows = new Map<string, Row>()
  const heads = new Map<string, Cell.Head>()
  for (const at of places) {
    const { config } = points[at]!
    const values = taken.flatMap((each) => {
      const value = valueAt(config, each.split("."))
      return value === undefined ? [] : valuesOf(each, value, columns === undefined ? without : [])
    })
    const content = JSON.stringify(values.map(([path, value]) => [path, canonical(value)]))
    if (rows.has(content)) continue
    const origin = { file: `${name}, point ${at}` }
    const cells = values.map(([path, value]) => {
      if (!heads.has(path)) heads.set(path, Cell.head(path, place))
      return Cell.of(heads.get(path)!, ofJson(value, origin))
    })
    rows.set(content, { cells, place: origin })
  }
  const made = [...rows.values()]
  return {
    kind: "list",
    heads: [...heads.values()],
    most: made.length,
    isExact: true,
    make: () => ({ count: made.length, at: (index) => made[index]! })
  }
}

/** Where the run may be. */
const foldersOf = (run: string, study: string, runs: string | undefined): ReadonlyArray<string> => {
  if (isAbsolute(run)) return [run]
  const beside = join(dirname(study), run)
  return runs === undefined || basename(run) !== run || run === ".." ? [beside] : [join(runs, run), beside]
}

const namesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(folder) ? readdirSync(folder).filter((name) => Reader.exists(join(folder, name))) : []

const digestOf = (directory: string): string | null => {
  const digest = Manifest.read(directory)?.studies?.at(-1)?.digest
  if (digest !== undefined) return digest
  const text = Asked.textIn(directory)
  return text === undefined ? null : hash("sha256", text, "hex")
}

/**
 * @param entry that of `run`
 * @param study the path of the study file
 * @param runs the folder that has the runs that are named without a path
 * @param given names of parameters that the study says itself
 */
export const read = (
  map: Mapping,
  entry: Entry,
  study: string,
  runs: string | undefined,
  given: ReadonlyArray<string>,
  context: Taken.Context
): { readonly block: Block; readonly origin: Origin } | undefined => {
  const { report } = context
  const { place } = entry.value
  const run = plain(entry.value)
  let isBroken = false
  const question = Question.read(map, {
    ...context,
    report: (...fault) => {
      isBroken = true
      report(...fault)
    }
  })
  if (typeof run !== "string" || run === "") {
    report(place, `run is the name of a run, or the path of its folder, not ${shown(run)}.`)
    return undefined
  }
  const folders = foldersOf(run, study, runs)
  const directory = folders.find((folder) => Reader.exists(folder))
  if (directory === undefined) {
    const near = nearest(run, runs === undefined ? [] : namesIn(runs))
    const hint = near === undefined ? "" : ` Did you mean ${JSON.stringify(near)}?`
    report(
      place,
      `There is no run ${JSON.stringify(run)}: ${folders.join(" and ")} ${folders.length === 1 ? "holds" : "hold"} none.${hint}`
    )
    return undefined
  }
  if (isBroken) return undefined
  const name = basename(resolve(directory))
  try {
    const digest = digestOf(directory)
    return Reader.using(directory, (reader) => {
      const points = reader.points()
      const found: Question.Found = { name, reader, points, paths: pathsOf(points) }
      const table = Question.tableOf(question, found, context)
      if (table === null || !Question.check(question, table, found, context)) return undefined
      const { places, unfinished } = Question.chosen(question, table, found)
      if (places.length === 0) {
        const left = unfinished === 0 ? "" : ` ${unfinished} of its ${points.length} points are not finished.`
        report(place, `No point of ${name} is what is asked for.${left}`)
        return undefined
      }
      if (places.length > context.room.points) {
        report(place, `${places.length} points are taken; ${Room.pointsText(context.room)}`)
        return undefined
      }
      const block = blockOf(map, entry, places, question, found, given, context)
      return block && { block, origin: { run: name, digest, points: places.length, unfinished } }
    })
  } catch (cause) {
    if (!Fault.isOfFile(cause) && !(cause instanceof RangeError)) throw cause
    report(place, `The points of ${directory} cannot be read: ${reasonOf(cause)}.`)
    return undefined
  }
}
