/** Many knots in one call: a line each in, a row each out. */
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../../drawing/text.ts"
import type { Row } from "../../../../simulation/table.ts"
import * as Format from "../../../export/format.ts"
import * as InputFile from "../../argument/input-file.ts"
import * as KnotArgument from "../../argument/knot.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Wanted } from "./facts.ts"

const optional = (name: string, metavar: string, description: string) =>
  CliFlag.String(name).pipe(
    CliFlag.withMetavar(metavar),
    CliFlag.withDescription(description),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  )

export const flags = {
  from: optional(
    "from",
    "FILE",
    "Many knots: a line each, in any form, with a label and a tab before it or without; - is standard input. What comes out is a table"
  ),
  format: CliFlag.Literals("format", Format.names).pipe(
    CliFlag.withDescription("Of the table: what the ending of --output says, or csv, unless given"),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  ),
  output: optional("output", "FILE", "A file for the table instead of standard output").pipe(
    CliFlag.withAlias("o")
  )
} as const

export interface Asked {
  readonly from: string
  readonly format: Format.Format | undefined
  readonly output: string | undefined
}

/** Ten million lines of a knot each. */
const mostMebibytes = 512

/** Many knots, where a file is named; a sentence where flags do not go together. */
export const of = (
  { from, format, output }: Pick<Asked, "format" | "output"> & { readonly from: string | undefined },
  { json, others }: { readonly json: boolean; readonly others: ReadonlyArray<string | undefined> }
): Asked | string | undefined => {
  if (from === undefined) {
    if (format === undefined && output === undefined) return undefined
    const flag = format === undefined ? "output" : "format"
    return `--${flag} is about the table of many knots: name their file with --from FILE.`
  }
  if (others.some((each) => each !== undefined))
    return "Of the knots of a file there is a table: no other knot beside --from, no picture and no certificate."
  return { from, format: format ?? (json && output === undefined ? "json" : undefined), output }
}

/** Rows as they are asked for, each computed once, however often they are iterated. */
const kept = (rows: Iterator<Row>): Iterable<Row> => {
  const known: Array<Row> = []
  return {
    *[Symbol.iterator]() {
      for (let i = 0; ; i++) {
        if (i === known.length) {
          const { done, value } = rows.next()
          if (done) return
          known.push(value)
        }
        yield known[i]!
      }
    }
  }
}

/** Formats that look at the rows before they write any. */
const lookTwice: ReadonlySet<Format.Format> = new Set(["parquet", "latex", "markdown", "xlsx", "msgpack"])

export const run = Effect.fnUntraced(function* (asked: Asked, told: KnotArgument.Told, wanted: Wanted) {
  const file = asked.output === "-" ? undefined : asked.output
  const format = Format.choose(asked.format, file)
  if (typeof format === "object") return yield* Problem.misuse(format.fault)
  if (file === undefined && Format.binary.has(format) && process.stdout.isTTY)
    return yield* Problem.misuse(
      `${format} is not text: name a file with --output, or redirect standard output.`
    )
  yield* OutputFile.check(file)
  const form = yield* KnotArgument.formOf(told)
  const text = yield* Effect.tryPromise({
    try: async () => InputFile.textOf(await InputFile.bytesOf(asked.from, mostMebibytes)),
    catch: (cause) => Problem.misuse(`${asked.from} cannot be read: ${(cause as Error).message}`)
  })
  const [Row, encode, read] = yield* Effect.promise(() =>
    Promise.all([import("./row.ts"), Format.load(format), KnotArgument.load(told.chirality)])
  )
  const lines = Row.lines(text)
  const row = Row.maker({ read, form, strands: told.strands }, wanted)
  let faults = 0
  let count = 0
  const rows = function* (): Generator<Row> {
    for (const line of lines) {
      try {
        yield row(line)
        count++
      } catch (cause) {
        if (!(cause instanceof SyntaxError || cause instanceof RangeError)) throw cause
        faults++
        Output.tell(`${asked.from === "-" ? "line" : `${asked.from}, line`} ${line.number}: ${cause.message}`)
      }
    }
  }
  const isLabelled = lines.some(({ label }) => label !== null)
  const table = {
    name: "knots",
    columns: Row.columns(wanted, isLabelled),
    rows: lookTwice.has(format) ? kept(rows()) : { [Symbol.iterator]: rows }
  }
  yield* OutputFile.writeChunks(encode(table), file)
  if (file !== undefined) yield* Output.say(`${plural(count, "row")} in ${file}`)
  if (faults > 0)
    return yield* Problem.misuse(
      `${plural(faults, "line")} of ${lines.length} could not be read; the table has the others.`
    )
})
