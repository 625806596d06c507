/** `skein compare`: tables of runs side by side, differences in standard errors, and one figure. */
import { basename, extname, resolve } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import type * as Look from "../../chart/look.ts"
import type * as Document from "../../compare/document.ts"
import type { Format } from "../../report/files.ts"
import * as Location from "../../run/location.ts"
import * as Plain from "../../text/plain.ts"
import * as FigureFormats from "../argument/figure-formats.ts"
import * as Flag from "../argument/flag.ts"
import * as LookFlag from "../argument/look.ts"
import * as OutputFile from "../argument/output-file.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Lines on a terminal. */
const mostLines = 20

type Documents = typeof Document

/** Folders' names, or paths where two are named alike. */
const named = (directories: ReadonlyArray<string>) => {
  const names = directories.map((directory) => basename(resolve(directory)))
  const unique = new Set(names).size === names.length
  return directories.map((directory, k) => ({
    directory,
    name: unique ? names[k]! : Location.shown(directory)
  }))
}

/** JSON has no infinities, and its readers no long integers: two numbers may be infinitely many errors apart. */
const spelled = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner) =>
      typeof inner === "bigint" || (typeof inner === "number" && !Number.isFinite(inner))
        ? String(inner)
        : inner
    )
  )

/** For a terminal: what differs in the settings, lines side by side, and what they come to. */
const linesOf = (Document: Documents, subject: Document.Subject): string => {
  const differing = Document.differing(subject.comparison)
  const lines = Document.cells(subject, differing.slice(0, mostLines))
  const more = differing.length - mostLines
  return [
    ...Document.settings(subject).map((setting) => `${Plain.line(setting)}\n`),
    differing.length > 0 ? Columns.align(lines) : "",
    more > 0 ? `… ${plural(more, "more line")}: --output FILE.html, or --json\n` : "",
    differing.length > 0 ? "\n" : "",
    ...Document.summed(subject.verdicts).map((verdict) => `${Plain.line(verdict)}\n`)
  ].join("")
}

/** A file, and what it holds. */
interface Written {
  readonly file: string
  readonly content: string | Uint8Array
}

/** A file of the figure. */
interface FigureFile {
  readonly file: string
  readonly format: Format
}

/** What is written: a page, or none, and files of the figure. */
interface Target {
  readonly page?: string
  readonly figures: ReadonlyArray<FigureFile>
}

/**
 * A page has the figure beside it in the formats that are asked for; another file is the figure.
 *
 * @param formats undefined where none are asked for
 */
const targetOf = Effect.fnUntraced(function* (file: string, formats: ReadonlyArray<Format> | undefined) {
  const { formats: known } = yield* Effect.promise(() => import("../../report/files.ts"))
  const ending = extname(file).toLowerCase()
  const stem = file.slice(0, file.length - ending.length)
  if (ending === ".html")
    return {
      page: file,
      figures: (formats ?? []).map((format) => ({ file: `${stem}.${format}`, format }))
    } satisfies Target as Target
  const format = known.find((each) => ending === `.${each}`)
  if (format === undefined)
    return yield* Problem.misuse(
      `${file} ends in none of ${[".html", ...known.map((each) => `.${each}`)].join(", ")}.`
    )
  const other = formats?.find((each) => each !== format)
  if (other !== undefined)
    return yield* Problem.misuse(
      `A file ${ending} is ${format}, and --format asks for ${other}: name a page (.html) for figures in several formats.`
    )
  return { figures: [{ file, format }] } satisfies Target as Target
})

/** Rejects with a RangeError where it has no figure and a file of one is asked for. */
const write = async (
  { page, figures }: Target,
  Document: Documents,
  subject: Document.Subject,
  look: Look.Look | undefined
): Promise<ReadonlyArray<Written>> => {
  const [Verdict, Files] = await Promise.all([
    import("../../compare/verdict.ts"),
    import("../../report/files.ts")
  ])
  const { comparison, runs, table } = subject
  const picture = Verdict.picture(comparison, runs, table)
  const { svg, title, notes } = look === undefined ? picture : Verdict.picture(comparison, runs, table, look)
  if (figures.length > 0 && svg === undefined)
    throw new RangeError(`there is nothing to draw. ${notes.join(" ")}`)
  const drawn = figures.map(async ({ file, format }) => ({
    file,
    content: await Files.drawn(format, svg!, title, new Date())
  }))
  const beside = {
    formats: figures.map(({ format }) => format),
    figure: (_: string, format: string) => {
      const found = figures.find((each) => each.format === format)
      return found && encodeURIComponent(basename(found.file))
    }
  }
  const pages = page === undefined ? [] : [{ file: page, content: Document.of(subject, picture, beside) }]
  return [...pages, ...(await Promise.all(drawn))]
}

export const compare = Command.make(
  "compare",
  {
    runs: Argument.String("RUN").pipe(
      Argument.withDescription("Runs of one simulation; the others are compared with the first"),
      Argument.variadic({ min: 2 })
    ),
    out: Flag.out,
    table: CliFlag.String("table").pipe(
      CliFlag.withMetavar("NAME"),
      CliFlag.withDescription("The result table; the simulation's first unless it is named"),
      CliFlag.optional
    ),
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("FILE"),
      CliFlag.withDescription(
        "A page with figure and all lines (.html), or the figure alone (.svg, .pdf, .png)"
      ),
      CliFlag.optional
    ),
    formats: FigureFormats.flag("Of the figure beside a page: svg, pdf, png; none unless given"),
    ...LookFlag.flags,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ runs, out, table, output, formats: text, width, fontSize, json }) {
    const file = Option.getOrUndefined(output)
    const formats = Option.isNone(text) ? undefined : yield* FigureFormats.of(text.value)
    const look = yield* LookFlag.of(width, fontSize)
    if (file === undefined && (formats !== undefined || look !== undefined))
      return yield* Problem.misuse(
        "--format, --width and --font-size are of the figure in a file: name one with --output."
      )
    const target = file === undefined ? undefined : yield* targetOf(file, formats)
    yield* OutputFile.check(target?.page, ...(target?.figures ?? []).map((each) => each.file))
    const directories = yield* Effect.forEach(runs, (run) => RunFolder.find(run, out))
    const [Compare, Document] = yield* Effect.promise(() =>
      Promise.all([import("../../compare/compare.ts"), import("../../compare/document.ts")])
    )
    const subject = yield* Effect.try({
      try: () => Compare.of(named(directories), Option.getOrUndefined(table)),
      catch: (cause) =>
        cause instanceof Compare.Incomparable
          ? Problem.misuse(cause.message)
          : Problem.failedBy("a run cannot be read", cause)
    })
    yield* json ? Output.printJson(spelled(subject)) : Output.print(linesOf(Document, subject))
    for (const note of subject.notes) yield* Output.say(note)
    if (target === undefined) return
    const written = yield* RunFolder.attempt(directories[0]!, () => write(target, Document, subject, look))
    for (const each of written) {
      yield* OutputFile.write(each.file, each.content)
      yield* Output.say(each.file)
    }
  })
).pipe(
  Command.withDescription("Tables of several runs side by side, with their differences in standard errors")
)
