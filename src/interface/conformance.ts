/**
 * What every simulation must keep, whoever wrote it: it describes itself, fills its tables, and gives the same bits
 * twice, on any number of threads, and interrupted. Runs the simulation's smoke config a dozen times, in folders that
 * are gone afterwards.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { open } from "../accelerator/open.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Event } from "../engine/event.ts"
import * as Identity from "../engine/identity.ts"
import * as Reader from "../engine/journal/reader.ts"
import { through } from "../engine/journal/round-trip.ts"
import { orderOf } from "../engine/plan.ts"
import { Pool } from "../engine/pool.ts"
import * as Run from "../engine/run.ts"
import type { Study } from "../engine/study.ts"
import type { Kernel, Order, Simulation } from "../simulation/contract.ts"
import * as Discover from "../simulation/discover.ts"
import type { Chart, Figure } from "../simulation/figure.ts"
import type { Pictures } from "../simulation/picture.ts"
import * as Prepared from "../simulation/prepared.ts"
import type { Cell, Column, Row } from "../simulation/table.ts"
import * as Picture from "./chart/picture.ts"
import * as Format from "./export/format.ts"

/** A law, and whether it holds. */
export interface Finding {
  readonly law: string
  readonly holds: boolean
  /** What was found instead. */
  readonly detail?: unknown
}

type Tables = Readonly<Record<string, ReadonlyArray<Row>>>

interface Ran {
  readonly outcome: Run.Summary["outcome"] | "aborted"
  readonly tables: Tables
  readonly tasks: number
  readonly crashed: Run.Summary["crashed"]
}

/** What is told of runs of one study. */
interface Trial {
  readonly simulation: Simulation
  readonly study: Study
}

interface Setting {
  readonly directory: string
  readonly threads: number
  /** Stops at the first news of a task. */
  readonly interrupted?: boolean
}

const tablesOf = (directory: string): Tables =>
  Reader.using(directory, (reader) =>
    Object.fromEntries(Object.keys(reader.tables).map((name) => [name, [...reader.rows(name)]]))
  )

const run = async ({ simulation, study }: Trial, setting: Setting): Promise<Ran> => {
  const { directory, threads, interrupted = false } = setting
  const stop = new AbortController()
  let tasks = 0
  const emit = ({ _tag }: Event): void => {
    if (_tag === "TaskStarted") tasks++
    if (interrupted && (_tag === "TaskFinished" || _tag === "TaskProgress")) stop.abort()
  }
  const options: Run.Options = {
    directory,
    threads,
    backend: "cpu",
    acceptVersion: false,
    reuse: false,
    emit
  }
  const running = Run.execute(simulation, study, options).pipe(Effect.provide(Pool.layer(threads)))
  // A run of few tasks may be done before it hears.
  const summary = await Effect.runPromise(running, { signal: stop.signal }).catch((cause) => {
    if (!stop.signal.aborted) throw cause
  })
  const { outcome = "aborted", crashed = [] } = summary ?? {}
  return { outcome, crashed, tables: tablesOf(directory), tasks }
}

const law = (law: string, holds: boolean, detail?: unknown): Finding =>
  holds ? { law, holds } : { law, holds, detail }

const same = (name: string, found: unknown, wanted: unknown): Finding =>
  law(name, isDeepStrictEqual(found, wanted), { found, wanted })

const isText = (value: unknown): boolean => typeof value === "string" && value.length > 0

/** Parameters that go together. */
interface Variant {
  readonly type?: string
  readonly properties?: Readonly<Record<string, { readonly description?: unknown }>>
}

function* descriptions(simulation: Simulation, kernel: Kernel): Generator<Finding> {
  yield same("both halves are of one kind", kernel.kind, simulation.kind)
  yield law("it has a summary", isText(simulation.summary))
  yield law(
    "its version is a number from 1 on",
    Number.isInteger(simulation.version) && simulation.version > 0
  )
  const { schema } = Schema.toJsonSchemaDocument(simulation.config)
  // Of a union, each of its variants.
  const variants = (schema.anyOf ?? [schema]) as ReadonlyArray<Variant>
  yield law(
    "its parameters have a JSON schema",
    variants.every(({ type }) => type === "object")
  )
  const parameters = variants.flatMap(({ properties = {} }) => Object.entries(properties))
  for (const name of new Set(parameters.map(([name]) => name)))
    yield law(
      `the parameter ${name} has a description`,
      parameters.every(([other, { description }]) => other !== name || isText(description))
    )
  const shown = Object.values(simulation.tables)[0]?.columns ?? {}
  for (const name of simulation.headline ?? [])
    yield law(`the headline ${name} is a column of the first table`, name in shown)
  for (const name of Object.keys(simulation.answers ?? {}))
    yield law(`${name}, by which rows answer, is a column of the first table`, name in shown)
  for (const [table, { columns, description }] of Object.entries(simulation.tables)) {
    yield law(`the table ${table} has a description`, isText(description))
    for (const [name, { description, unit, standardError, words = {} }] of Object.entries(columns)) {
      yield law(`${table}.${name} has a description and a unit`, isText(description) && isText(unit))
      if (standardError !== undefined)
        yield law(`the standard error of ${table}.${name} is a column`, standardError in columns)
      for (const [word, meaning] of Object.entries(words))
        yield law(`${table}.${name} says what ${word} means`, isText(meaning))
    }
  }
}

const fits = (cell: Cell, type: Column["type"]): boolean => {
  if (cell === null) return true
  switch (type) {
    case "text":
      return typeof cell === "string"
    case "boolean":
      return typeof cell === "boolean"
    case "real":
      return typeof cell === "number"
    case "integer":
      return typeof cell === "bigint" || Number.isInteger(cell)
    default:
      return nothingLeft(type, "type of column")
  }
}

/** What names of points rest on: a config that is written back, whole or without its defaults, reads the same. */
function* names({ simulation, study }: Trial): Generator<Finding> {
  const [point] = study.points
  const { encoded } = point!
  const written = (said: unknown): unknown =>
    Schema.encodeSync(simulation.config)(Schema.decodeUnknownSync(simulation.config)(said))
  yield same("its smoke config reads the same twice", written(simulation.smoke), encoded)
  yield same("its config, written back, reads the same", written(encoded), encoded)
  const said = Identity.make(study.simulation, simulation)(point!)
  yield same("what its config says beyond the defaults is all of it", written(said), encoded)
}

function* contents({ tables }: Simulation, { outcome, tables: found, crashed }: Ran): Generator<Finding> {
  yield law("its smoke config runs to its end", outcome === "done", crashed)
  yield law(
    "it has rows",
    Object.values(found).some((rows) => rows.length > 0)
  )
  for (const [table, rows] of Object.entries(found)) {
    for (const [column, { type, words }] of Object.entries(tables[table]!.columns)) {
      const wrong = rows.find((row) => !fits(row[column]!, type))
      yield law(`${table}.${column} holds ${type}`, wrong === undefined, wrong)
      if (words === undefined) continue
      const unknown = rows.find((row) => row[column] !== null && !Object.hasOwn(words, String(row[column])))
      yield law(`${table}.${column} holds words that it says the meaning of`, unknown === undefined, unknown)
    }
  }
}

/** Values that SQL, node or a format would bend if nobody took care. */
const extremes: Readonly<Record<Column["type"], ReadonlyArray<Cell>>> = {
  real: [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, null],
  integer: [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 0, null],
  text: ["", "NaN", '"quoted", \u0000\n', null],
  boolean: [true, false, null]
}

const mostExtremes = Math.max(...Object.values(extremes).map(({ length }) => length))

/** Its tables filled with them, read back and written in every format. */
async function* edges({ tables }: Simulation, folder: () => string): AsyncGenerator<Finding> {
  const rows = Object.fromEntries(
    Object.entries(tables).map(([name, { columns }]) => [
      name,
      Array.from({ length: mostExtremes }, (_, k): Row => {
        const cells = Object.entries(columns).map(([column, { type }]): [string, Cell] => [
          column,
          extremes[type][k % extremes[type].length]!
        ])
        return Object.fromEntries(cells)
      })
    ])
  )
  yield same(
    "its tables keep NaN, infinities, the sign of zero and long integers",
    through(folder(), tables, rows),
    rows
  )
  for (const format of Format.names) {
    const encode = await Format.load(format)
    const pieces = Object.entries(tables).flatMap(([name, { columns }]) => [
      ...encode({ name, columns, rows: rows[name]! })
    ])
    yield law(`they are written as ${format}`, pieces.length > 0 || Object.keys(tables).length === 0)
  }
}

/** The columns that a chart draws. */
const drawn = (figure: Chart): ReadonlyArray<string> => [
  ...("x" in figure ? [figure.x.column] : []),
  ...(figure.series ?? []),
  ...("facet" in figure ? (figure.facet ?? []) : []),
  ...("y" in figure ? [figure.y.column, ...(figure.over ?? [])] : []),
  ...("weight" in figure && figure.weight !== undefined ? [figure.weight] : []),
  ...("lines" in figure ? (figure.lines ?? []).map(({ column }) => column) : []),
  ...("band" in figure ? (figure.band ?? []) : [])
]

/** What a figure names that is not there. */
const missing = (figure: Figure, tables: Simulation["tables"]): ReadonlyArray<string> => {
  const columns = figure.table === undefined ? {} : (tables[figure.table]?.columns ?? {})
  const named = [...Object.keys(figure.where ?? {}), ...(figure.kind === "picture" ? [] : drawn(figure))]
  return named.filter((column) => !(column in columns))
}
function* pictures({ figures = [], tables }: Simulation, own: Pictures, ran: Ran): Generator<Finding> {
  const names = figures.map(({ name }) => name)
  yield law("its figures have names of their own", new Set(names).size === names.length, names)
  const source = (table: string) => {
    const columns = tables[table]?.columns
    return columns && { columns, rows: ran.tables[table]!, swept: [] }
  }
  for (const figure of figures) {
    const { name, title, caption } = figure
    yield law(`the figure ${name} has a name that files may have`, /^[a-z0-9-]+$/.test(name))
    yield law(`the figure ${name} says what it shows`, isText(title) && isText(caption))
    const absent = missing(figure, tables)
    yield same(`the figure ${name} is of columns that there are`, absent, [])
    if (absent.length > 0) continue
    if (figure.kind === "picture") {
      const there = typeof own[figure.picture] === "function"
      yield law(`the figure ${name} is a picture that there is`, there, figure.picture)
      if (!there) continue
    }
    const { svg, notes } = Picture.of(figure, source, own)
    yield law(`the figure ${name} can be drawn, or says why not`, svg !== undefined || notes.length > 0)
  }
}

async function* repetitions(trial: Trial, first: Ran, folder: () => string): AsyncGenerator<Finding> {
  const { tables } = first
  yield same("twice the same", (await run(trial, { directory: folder(), threads: 0 })).tables, tables)
  for (const threads of [1, 3]) {
    const again = await run(trial, { directory: folder(), threads })
    yield same(`the same on ${threads} ${threads === 1 ? "thread" : "threads"}`, again.tables, tables)
  }
  const directory = folder()
  await run(trial, { directory, threads: 0, interrupted: true })
  const resumed = await run(trial, { directory, threads: 2 })
  yield same("the same interrupted and resumed", resumed.tables, tables)
  const again = await run(trial, { directory, threads: 0 })
  yield same("a finished run that is run again does nothing", again.tasks, 0)
}

/** Of actors: what one of them does is seen through the memory, and runs by arrival end. */
async function* actors(trial: Trial, kernel: Kernel, folder: () => string): AsyncGenerator<Finding> {
  if (kernel.kind !== "training" || kernel.actors === undefined) return
  const { start, actors } = kernel
  const { config } = trial.study.points[0]!
  const state = start(config, [1, 2])
  const backend = await open("cpu")
  const prepared = await Prepared.of(kernel, config, backend)
  const memory = actors.share(config, state, prepared)
  yield same("actors get the state as it is", actors.read(config, memory), state)
  const count = actors.count(config)
  yield law("there is at least one actor", Number.isInteger(count) && count > 0, count)
  const elsewhere = structuredClone(memory)
  const actor = await actors.join(config, elsewhere, 0, prepared)
  await actor.act()
  actor.leave()
  await kernel.release?.(prepared)
  backend.close()
  const [here, there] = [actors.read(config, memory), actors.read(config, elsewhere)]
  yield law(
    "what an actor does on one thread is seen on another",
    !isDeepStrictEqual(here, state) && isDeepStrictEqual(here, there)
  )
  const simulation = { ...trial.simulation, order: "arrival" as Order } as Simulation
  for (const threads of [0, 2]) {
    const { outcome, tables, crashed } = await run({ ...trial, simulation }, { directory: folder(), threads })
    const rows = Object.values(tables).some((rows) => rows.length > 0)
    yield law(`by arrival it runs to its end with ${threads} threads`, outcome === "done" && rows, crashed)
  }
}

/** The smoke config as its parameters take it. */
const decodedSmoke = ({ config, smoke }: Simulation) => {
  try {
    return Schema.decodeUnknownSync(config)(smoke, { onExcessProperty: "error", errors: "all" })
  } catch (cause) {
    throw new RangeError(`its smoke config does not fit its parameters: ${(cause as Error).message}`)
  }
}

/** The smoke config, as a study of two repeats. */
const studyOf = (name: string, simulation: Simulation): Study => {
  const { config } = simulation
  const decoded = decodedSmoke(simulation)
  const encoded = Schema.encodeSync(config)(decoded) as Study["points"][number]["encoded"]
  return {
    name: "conformance",
    simulation: name,
    seed: 7,
    repeats: 2,
    points: [{ config: decoded, encoded, swept: {} }]
  }
}

/**
 * One finding after the other. Rejects where the simulation does not load or does not take its own smoke config, and
 * with what the engine does not survive.
 */
export async function* of(name: string): AsyncGenerator<Finding> {
  const simulation = await Discover.load(name)
  const kernel = await Discover.loadKernel(name)
  const own = await Discover.loadPictures(name)
  const folders: Array<string> = []
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "skein-conformance-"))
    folders.push(made)
    return made
  }
  try {
    yield* descriptions(simulation, kernel)
    const study = studyOf(name, simulation)
    const trial = { simulation, study }
    yield* names(trial)
    const first = await run(trial, { directory: folder(), threads: 0 })
    yield* contents(simulation, first)
    yield* pictures(simulation, own, first)
    yield* edges(simulation, folder)
    yield* actors(trial, kernel, folder)
    if (orderOf(simulation, study.points[0]!.config) === "assignment")
      yield* repetitions(trial, first, folder)
  } finally {
    for (const made of folders) rmSync(made, { recursive: true, force: true })
  }
}
