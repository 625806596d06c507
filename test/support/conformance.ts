/** What every simulation must keep, whoever wrote it: run it on your own with `conformance(t, "name")`. */
import * as Schema from "effect/Schema"
import type { Test } from "tap"
import { open } from "../../src/accelerator/backend.ts"
import { orderOf } from "../../src/engine/plan.ts"
import type { Study } from "../../src/engine/study.ts"
import * as Picture from "../../src/interface/chart/picture.ts"
import type { Row, Simulation } from "../../src/simulation/contract.ts"
import { load, loadKernel } from "../../src/simulation/discover.ts"
import type { Figure } from "../../src/simulation/figure.ts"
import { count, newFolder, run, studyOf } from "./engine.ts"

export const conformance = async (t: Test, name: string): Promise<void> => {
  const simulation = await load(name)
  const kernel = await loadKernel(name)
  const study = await studyOf(name, [simulation.smoke as Study["points"][number]["encoded"]], { repeats: 2 })
  const { config } = study.points[0]!
  const repeatable = orderOf(simulation, config) === "assignment"
  const directory = newFolder()
  const inline = await run(study, { directory })

  t.test(`${name} describes itself`, async (t) => {
    t.equal(kernel.kind, simulation.kind, "both halves are of one kind")
    t.ok(simulation.summary.length > 0)
    t.ok(Number.isInteger(simulation.version) && simulation.version > 0)
    const { schema } = Schema.toJsonSchemaDocument(simulation.config)
    t.equal(schema.type, "object")
    for (const [parameter, { description }] of Object.entries(schema.properties as Properties)) {
      t.ok(
        typeof description === "string" && description.length > 0,
        `the parameter ${parameter} has a description`
      )
    }
    for (const [table, { columns, description }] of Object.entries(simulation.tables)) {
      t.ok(description.length > 0, table)
      for (const [column, { description, unit, standardError }] of Object.entries(columns)) {
        t.ok(description.length > 0 && unit.length > 0, `${table}.${column} has a description and a unit`)
        if (standardError !== undefined)
          t.ok(standardError in columns, `the error of ${table}.${column} is a column`)
      }
    }
  })

  t.test(`${name} describes its figures`, async (t) => {
    const figures = simulation.figures ?? []
    t.equal(new Set(figures.map((figure) => figure.name)).size, figures.length, "each by a name of its own")
    const source = (table: string) => {
      const columns = simulation.tables[table]?.columns
      return columns && { columns, rows: inline.tables[table]!, swept: [] }
    }
    for (const figure of figures) {
      t.match(figure.name, /^[a-z0-9-]+$/)
      t.ok(figure.title.length > 0 && figure.caption.length > 0, `${figure.name} says what it shows`)
      t.strictSame(faultsOf(figure, simulation.tables), [], `${figure.name} is of columns that there are`)
      const picture = Picture.of(figure, source)
      t.ok(picture.svg !== undefined || picture.notes.length > 0, "and can be drawn, or says why not")
    }
  })

  t.test(`${name} fills its tables`, async (t) => {
    t.equal(inline.outcome, "done")
    t.ok(Object.values(inline.tables).some((rows) => rows.length > 0))
    for (const [table, rows] of Object.entries(inline.tables)) {
      for (const row of rows) t.strictSame(Object.keys(row), Object.keys(simulation.tables[table]!.columns))
      for (const [column, { type }] of Object.entries(simulation.tables[table]!.columns)) {
        const wrong = rows.find((row) => !fits(row[column]!, type))
        t.equal(wrong, undefined, `${table}.${column} holds ${type}`)
      }
    }
  })

  if (kernel.kind === "training" && kernel.actors !== undefined) {
    const { actors, start } = kernel
    t.test(`${name} gives its state to actors and takes it back`, async (t) => {
      const state = start(config, [1, 2])
      const memory = actors.share(config, state)
      t.same(actors.read(config, memory), state)
      t.ok(Number.isInteger(actors.count(config)) && actors.count(config) > 0)
      const backend = await open("cpu")
      const elsewhere = structuredClone(memory)
      const actor = await actors.join(config, elsewhere, 0, backend)
      await actor.act()
      actor.leave()
      backend.close()
      t.notSame(actors.read(config, memory), state, "what an actor does on one thread is seen on another")
      t.same(actors.read(config, memory), actors.read(config, elsewhere))
      for (const threads of [0, 2]) {
        const { outcome, tables } = await run(study, { threads, change: { order: "arrival" } })
        t.equal(outcome, "done")
        t.ok(Object.values(tables).some((rows) => rows.length > 0))
      }
    })
  }

  if (!repeatable) return
  t.test(`${name} gives the same bits twice, on any number of threads, and interrupted`, async (t) => {
    t.same((await run(study)).tables, inline.tables, "twice")
    for (const threads of [1, 3])
      t.same((await run(study, { threads })).tables, inline.tables, `${threads} threads`)
    const stop = new AbortController()
    const broken = newFolder()
    const onEvent = (event: { readonly _tag: string }) => {
      if (event._tag === "TaskFinished" || event._tag === "TaskProgress") stop.abort()
    }
    // A run of few tasks may be done before it hears.
    await run(study, { directory: broken, signal: stop.signal, onEvent }).catch(() => undefined)
    t.same(
      (await run(study, { directory: broken, threads: 2 })).tables,
      inline.tables,
      "interrupted and resumed"
    )
    t.equal(count((await run(study, { directory })).events, "TaskStarted"), 0, "run again")
  })
}

/** What a figure names that is not there. */
const faultsOf = (figure: Figure, tables: Simulation["tables"]): ReadonlyArray<string> => {
  if (figure.kind === "diagrams") return []
  const { columns } = tables[figure.table] ?? { columns: {} }
  const named = [
    ...Object.keys(figure.where ?? {}),
    ...("column" in figure
      ? [figure.column]
      : [figure.x.column, ...(figure.series ?? []), ...(figure.facet ?? [])]),
    ...("label" in figure ? [figure.label] : []),
    ...("y" in figure ? [figure.y.column, ...(figure.over ?? [])] : []),
    ...("weight" in figure && figure.weight !== undefined ? [figure.weight] : []),
    ...("lines" in figure ? (figure.lines ?? []).map(({ column }) => column) : []),
    ...("band" in figure ? (figure.band ?? []) : [])
  ]
  return named.filter((column) => !(column in columns))
}

type Properties = Readonly<Record<string, { readonly description?: unknown }>>

const fits = (cell: Row[string], type: "real" | "integer" | "text" | "boolean"): boolean => {
  if (cell === null) return true
  if (type === "text") return typeof cell === "string"
  if (type === "boolean") return typeof cell === "boolean"
  return typeof cell === "number" && (type === "real" || Number.isInteger(cell))
}
