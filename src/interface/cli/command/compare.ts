/** `skein compare`: tables of runs side by side, differences in standard errors, and one figure. */
import { basename, extname, resolve } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import { plural } from "../../../drawing/text.ts"
import type * as Document from "../../compare/document.ts"
import * as Location from "../../run/location.ts"
import * as Plain from "../../text/plain.ts"
import * as Flag from "../argument/flag.ts"
import * as OutputFile from "../argument/output-file.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Lines on a terminal. */
const mostLines = 60

const endings = [".html", ".svg", ".pdf"] as const

type Ending = (typeof endings)[number]

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
  const lines = Document.cells(subject, mostLines)
  const more = Document.shown(subject.comparison).length - (lines.length - 1)
  return [
    ...Document.settings(subject).map((setting) => `${Plain.line(setting)}\n`),
    lines.length > 1 ? Columns.align(lines) : "",
    more > 0 ? `… ${plural(more, "more line")}: --output FILE.html, or --json\n` : "",
    lines.length > 1 ? "\n" : "",
    ...subject.verdicts.map((verdict) => `${Plain.line(Document.verdictOf(verdict))}\n`)
  ].join("")
}

/** Of the file that a comparison is written to. Rejects with a RangeError where it has no figure. */
const contentOf = async (
  ending: Ending,
  Document: Documents,
  subject: Document.Subject
): Promise<string | Uint8Array> => {
  const [Verdict, Files, Pdf] = await Promise.all([
    import("../../compare/verdict.ts"),
    import("../../report/files.ts"),
    import("../../report/pdf.ts")
  ])
  const picture = Verdict.picture(subject.comparison, subject.runs, subject.table)
  const { svg, title, notes } = picture
  if (ending === ".html") return Document.of(subject, picture)
  if (svg === undefined) throw new RangeError(`there is nothing to draw. ${notes.join(" ")}`)
  switch (ending) {
    case ".svg":
      return Files.standalone(svg)
    case ".pdf":
      return Pdf.of(svg, title, new Date())
    default:
      return nothingLeft(ending, "ending")
  }
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
      CliFlag.withDescription("A page with figure and all lines (.html), or the figure alone (.svg, .pdf)"),
      CliFlag.optional
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ runs, out, table, output, json }) {
    const file = Option.getOrUndefined(output)
    const ending = endings.find((each) => file !== undefined && extname(file).toLowerCase() === each)
    if (file !== undefined && ending === undefined)
      return yield* Problem.misuse(`${file} ends in none of ${endings.join(", ")}.`)
    yield* OutputFile.check(file)
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
    if (file === undefined || ending === undefined) return
    const content = yield* RunFolder.attempt(directories[0]!, () => contentOf(ending, Document, subject))
    yield* OutputFile.write(file, content)
    yield* Output.say(file)
  })
).pipe(
  Command.withDescription("Tables of several runs side by side, with their differences in standard errors")
)
