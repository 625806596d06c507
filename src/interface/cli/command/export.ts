/** `skein export`: a result table in a format that other programs read. */

import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Reader from "../../../engine/journal/reader.ts"
import type { Row } from "../../../simulation/table.ts"
import * as Format from "../../export/format.ts"
import * as Select from "../../export/select.ts"
import type { Table } from "../../export/table.ts"
import * as Folder from "../../run/folder.ts"
import * as Location from "../../run/location.ts"
import * as RunTable from "../../run/table.ts"
import * as Flag from "../argument/flag.ts"
import * as OutputFile from "../argument/output-file.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** The rows of unfinished points from what their tasks have so far. */
const soFar = (reader: Reader.Reader, table: string): Effect.Effect<ReadonlyArray<Row>> =>
  Effect.promise(async () => {
    const RowsSoFar = await import("../../run/rows-so-far.ts")
    return (await RowsSoFar.of(reader, await Folder.planOf(reader)))[table] ?? []
  })

const chosenTable = (
  reader: Reader.Reader,
  wanted: string | undefined
): Effect.Effect<string, Problem.Stop> => {
  const names = Object.keys(reader.tables)
  const name = wanted ?? names[0]
  if (name === undefined) return Effect.fail(Problem.misuse(`${reader.study.simulation} has no tables.`))
  if (names.includes(name)) return Effect.succeed(name)
  const hint = `${suggestion(name, names)} There are ${names.join(", ")}.`
  return Effect.fail(Problem.misuse(`This run has no table "${name}".${hint}`))
}

/** A sentence when the rows are not all there yet. */
const incomplete = (reader: Reader.Reader): string | undefined => {
  const points = reader.points()
  const finished = points.filter(({ repeats }) => repeats > 0).length
  if (finished === points.length) return undefined
  return `the run is not complete: these are the rows of ${finished} of ${plural(points.length, "point")}`
}

const selected = (table: Table, wanted: Select.Wanted): Effect.Effect<Table, Problem.Stop> =>
  Effect.try({
    try: () => Select.select(table, wanted),
    catch: (cause) => Problem.misuse((cause as RangeError).message)
  })

/** The table, and how many rows somebody has taken of it. */
const counted = (table: Table) => {
  let rows = 0
  return {
    rows: () => rows,
    table: {
      ...table,
      rows: {
        *[Symbol.iterator]() {
          rows = 0
          for (const row of table.rows) {
            rows++
            yield row
          }
        }
      }
    }
  }
}

const count = (name: string, description: string) =>
  CliFlag.Int(name).pipe(
    CliFlag.withDescription(description),
    CliFlag.filter(
      (n) => n >= 1,
      (n) => `Expected at least 1, not ${n}`
    ),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  )

export const exportTable = Command.make(
  "export",
  {
    run: Flag.run,
    out: Flag.out,
    table: CliFlag.String("table").pipe(
      CliFlag.withMetavar("NAME"),
      CliFlag.withDescription("The result table; the simulation's first unless it is named"),
      CliFlag.optional
    ),
    format: CliFlag.Literals("format", Format.names).pipe(
      CliFlag.withDescription("Without it: what the ending of --output says, or csv"),
      CliFlag.optional
    ),
    columns: Flag.text("columns", "NAME[,NAME…]", "These columns alone, in this order"),
    where: CliFlag.String("where").pipe(
      CliFlag.withMetavar("CONDITION"),
      CliFlag.withDescription(
        "Rows that fulfil it: width>=10, activation=relu,erf, exact= (nothing in it); may be repeated, and all must hold"
      ),
      CliFlag.atLeast(0)
    ),
    sort: Flag.text(
      "sort",
      "NAME[,NAME…]",
      "Rows in the order of these columns; NAME:desc for the largest first"
    ),
    limit: count("limit", "The first so many rows"),
    digits: count("digits", "Significant digits of real values; all of them unless given, and 6 in LaTeX"),
    partial: CliFlag.Boolean("partial").pipe(
      CliFlag.withDescription(
        "Also unfinished points, from the part of their repeats that is done; they come last"
      ),
      CliFlag.withDefault(false)
    ),
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("FILE"),
      CliFlag.withDescription("A file instead of standard output"),
      CliFlag.optional
    )
  },
  Effect.fnUntraced(function* (flags) {
    const file = Option.getOrUndefined(Option.filter(flags.output, (name) => name !== "-"))
    const format = Format.choose(Option.getOrUndefined(flags.format), file)
    if (typeof format === "object") return yield* Problem.misuse(format.fault)
    yield* OutputFile.checkText(format, file)
    yield* OutputFile.check(file)
    const directory = yield* RunFolder.find(flags.run, flags.out)
    const reader = yield* Effect.acquireRelease(
      Effect.try({
        try: () => Reader.open(directory),
        catch: (cause) => Problem.failedBy(`${Location.shown(directory)} cannot be read`, cause)
      }),
      (open) => Effect.sync(() => open.close())
    )
    const table = yield* chosenTable(reader, Option.getOrUndefined(flags.table))
    const note = incomplete(reader)
    if (note !== undefined) yield* Output.say(note)
    const younger = flags.partial && note !== undefined ? yield* soFar(reader, table) : []
    const encode = yield* Effect.promise(() => Format.load(format))
    const found = yield* selected(RunTable.of(reader, table, younger), flags)
    const counter = counted(found)
    yield* OutputFile.writeChunks(encode(counter.table), file)
    if (file !== undefined) yield* Output.say(`${plural(counter.rows(), "row")} of ${table} in ${file}`)
  }, Effect.scoped)
).pipe(
  Command.withDescription("Write a result table of a run, whole or so far, as csv, parquet, LaTeX, …"),
  Command.withExamples([
    {
      command: "skein export quickstart-correlators -o deviations.parquet",
      description: "All of it, for a program"
    },
    {
      command:
        "skein export quickstart-correlators --where activation=relu --where part=full --columns width,m,standardError -o relu.tex",
      description: "What a paper shows"
    }
  ])
)
