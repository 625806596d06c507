/** Many knots in one call: a line each in, a row each out. */
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../../drawing/text.ts"
import { suggestion } from "../../../../engine/config/nearest.ts"
import type { Row } from "../../../../simulation/table.ts"
import * as Format from "../../../export/format.ts"
import type { Chunk, Encoder, Table } from "../../../export/table.ts"
import * as Flag from "../../argument/flag.ts"
import * as InputFile from "../../argument/input-file.ts"
import * as KnotArgument from "../../argument/knot.ts"
import * as OutputFile from "../../argument/output-file.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Wanted } from "./facts.ts"
import type { Field, Line, Outcome } from "./row.ts"
import type { Setting } from "./threads.ts"

export const flags = {
  from: Flag.text(
    "from",
    "FILE",
    "Many knots: a line each, in any form, with a label and a tab before it or without; - is standard input. What comes out is a table"
  ),
  format: CliFlag.Literals("format", Format.names).pipe(
    CliFlag.withDescription("Of the table: what the ending of --output says, or csv, unless given"),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  ),
  columns: Flag.text(
    "columns",
    "NAME[,NAME…]",
    "These columns of the table alone, in this order; nothing else is computed"
  ),
  output: Flag.text("output", "FILE", "A file for the table instead of standard output").pipe(
    CliFlag.withAlias("o")
  ),
  threads: Flag.threads
} as const

export interface Asked {
  readonly from: string
  readonly format: Format.Format | undefined
  readonly columns: string | undefined
  readonly output: string | undefined
  readonly threads: number
}

/** Ten million lines of a knot each. */
const mostMebibytes = 512

/** Many knots, where a file is named; a sentence where flags do not go together. */
export const of = (
  { from, format, columns, output, threads }: Omit<Asked, "from"> & { readonly from: string | undefined },
  { json, others }: { readonly json: boolean; readonly others: ReadonlyArray<string | true | undefined> }
): Asked | string | undefined => {
  if (from === undefined) {
    const flag = Object.entries({ format, columns, output }).find(([, value]) => value !== undefined)?.[0]
    return flag && `--${flag} is about the table of many knots: name their file with --from FILE.`
  }
  if (others.some((each) => each !== undefined))
    return "Of the knots of a file there is a table: no other knot beside --from, no picture and no certificate."
  return {
    from,
    format: format ?? (json && output === undefined ? "json" : undefined),
    columns,
    output,
    threads
  }
}

/** So many lines that cannot be read are told one by one; the others have no row. */
const mostFaults = 20

/** Formats that look at the rows before they write any. */
const looksFirst: Readonly<Record<Format.Format, boolean>> = {
  csv: false,
  tsv: false,
  json: false,
  ndjson: false,
  parquet: true,
  latex: true,
  markdown: true,
  xlsx: true,
  msgpack: true
}

/** Outcomes are handed on when so many milliseconds are over, or so many lines are done. */
const portion = { milliseconds: 50, lines: 256 }

/**
 * A thread takes a quarter of a second of a processor to start, and as long again until its code is compiled. So lines are done
 * without any for so many milliseconds of a processor at least, and to the end where what is left takes no longer than that.
 */
const alone = 1000

/** Of this process, in milliseconds. */
const processorTime = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Outcomes as they are there, portion by portion. */
const outcomesOf = async function* (
  lines: ReadonlyArray<Line>,
  setting: Setting,
  threads: number
): AsyncGenerator<ReadonlyArray<Outcome>> {
  const Row = await import("./row.ts")
  const make = Row.maker(setting.told, setting.wanted)
  let handed = performance.now()
  let used = 0
  let outcomes: Array<Outcome> = []
  for (const [i, line] of lines.entries()) {
    outcomes.push(make(line))
    if (outcomes.length < portion.lines && performance.now() - handed < portion.milliseconds) continue
    const before = used
    used = processorTime()
    // The first lines take longer than others, until their code is compiled.
    const left = ((used - before) / outcomes.length) * (lines.length - i - 1)
    yield outcomes
    outcomes = []
    handed = performance.now()
    if (threads <= 1 || used < alone || left < alone) continue
    const Threads = await import("./threads.ts")
    return yield* Threads.outcomes(lines.slice(i + 1), setting, threads)
  }
  yield outcomes
}

/**
 * What an encoder makes of rows that come in portions, as soon as it can; it may take a row for each piece that it makes, and
 * look for another when it has made it.
 */
const encoded = async function* (
  encode: Encoder,
  table: Omit<Table, "rows">,
  portions: AsyncIterable<ReadonlyArray<Row>>,
  isWhole: boolean
): AsyncGenerator<Chunk> {
  const waiting: Array<Row> = []
  let isEnded = false
  if (isWhole) {
    for await (const rows of portions) waiting.push(...rows)
    return yield* encode({ ...table, rows: waiting })
  }
  const rows = {
    *[Symbol.iterator]() {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) yield row
      if (!isEnded) throw new Error("An encoder takes more than a row at a time.")
    }
  }
  const pieces = encode({ ...table, rows })[Symbol.iterator]()
  for await (const portion of portions) {
    waiting.push(...portion)
    let text = ""
    while (waiting.length > 0) text += pieces.next().value
    yield text
  }
  isEnded = true
  let text = ""
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) text += piece.value
  yield text
}

/** The columns that are asked for: all, unless somebody names some; labels where there are any. */
const fieldsOf = (
  fields: ReadonlyArray<Field>,
  asked: string | undefined,
  lines: ReadonlyArray<Line>
): Effect.Effect<ReadonlyArray<Field>, Problem.Stop> => {
  if (asked === undefined) {
    const isLabelled = lines.some(({ label }) => label !== null)
    return Effect.succeed(fields.filter(({ name }) => isLabelled || name !== "label"))
  }
  const names = asked.split(",").map((name) => name.trim())
  return Effect.forEach(new Set(names), (name) => {
    const found = fields.find((each) => each.name === name)
    if (found !== undefined) return Effect.succeed(found)
    const known = fields.map((each) => each.name)
    return Effect.fail(
      Problem.misuse(`There is no column "${name}".${suggestion(name, known)} There are ${known.join(", ")}.`)
    )
  })
}

export const run = Effect.fnUntraced(function* (asked: Asked, told: KnotArgument.Told, wanted: Wanted) {
  const file = asked.output === "-" ? undefined : asked.output
  const format = Format.choose(asked.format, file)
  if (typeof format === "object") return yield* Problem.misuse(format.fault)
  yield* OutputFile.checkText(format, file)
  yield* OutputFile.check(file)
  const form = yield* KnotArgument.formOf(told)
  const text = yield* Effect.tryPromise({
    try: async () => InputFile.textOf(await InputFile.bytesOf(asked.from, mostMebibytes)),
    catch: (cause) => Problem.misuse(`${asked.from} cannot be read: ${(cause as Error).message}`)
  })
  const [Row, encode] = yield* Effect.promise(() => Promise.all([import("./row.ts"), Format.load(format)]))
  const lines = Row.lines(text)
  const chosen = yield* fieldsOf(Row.fields(wanted), asked.columns, lines)
  const where = asked.from === "-" ? "line" : `${asked.from}, line`
  let faults = 0
  let count = 0
  const { strands, chirality } = told
  const columns = chosen.map(({ name }) => name)
  const setting = { told: { form, strands, chirality, columns }, wanted }
  const rows = async function* (): AsyncGenerator<ReadonlyArray<Row>> {
    for await (const outcomes of outcomesOf(lines, setting, asked.threads)) {
      const portion = outcomes.flatMap((outcome) => {
        const tell = (sentence: string) => Output.tell(`${where} ${outcome.line}: ${sentence}`)
        if ("row" in outcome) {
          for (const note of outcome.notes) tell(note)
          return [outcome.row]
        }
        if (faults++ < mostFaults) tell(outcome.fault)
        return []
      })
      count += portion.length
      yield portion
    }
  }
  const table = {
    name: "knots",
    columns: Object.fromEntries(chosen.map(({ name, column }) => [name, column]))
  }
  yield* OutputFile.writeChunks(encoded(encode, table, rows(), looksFirst[format]), file)
  if (file !== undefined) yield* Output.say(`${plural(count, "row")} in ${file}`)
  if (faults > mostFaults) yield* Output.say(`… and ${plural(faults - mostFaults, "line")} more`)
  if (faults > 0)
    return yield* Problem.misuse(
      `${plural(faults, "line")} of ${lines.length} could not be read; the table has the others.`
    )
})
