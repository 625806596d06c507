/** `skein compare`: tables of runs side by side, differences in standard errors, and one figure. */
import { basename, extname, resolve } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as OutputFile from "../argument/output-file.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Lines on a terminal. */
const mostLines = 60

const endings = [".html", ".svg", ".pdf"]

/** Folders' names, or paths where two are named alike. */
const named = (directories: ReadonlyArray<string>) => {
  const names = directories.map((directory) => basename(resolve(directory)))
  const unique = new Set(names).size === names.length
  return directories.map((directory, k) => ({
    directory,
    name: unique ? names[k]! : Location.shown(directory)
  }))
}

/** JSON has no infinities: two numbers without errors may be infinitely many of them apart. */
const spelled = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner) =>
      typeof inner === "number" && !Number.isFinite(inner) ? String(inner) : inner
    )
  )

export const compare = Command.make(
  "compare",
  {
    runs: Argument.String("RUN").pipe(
      Argument.withDescription("Runs of one simulation; the others are compared with the first"),
      Argument.variadic({ min: 2 })
    ),
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
  Effect.fnUntraced(function* ({ runs, table, output, json }) {
    const file = Option.getOrUndefined(output)
    const ending = file === undefined ? undefined : extname(file).toLowerCase()
    if (ending !== undefined && !endings.includes(ending))
      return yield* Problem.misuse(`${file} ends in none of ${endings.join(", ")}.`)
    yield* OutputFile.check(file)
    const directories = yield* Effect.forEach(runs, RunFolder.find)
    const [Compare, Document] = yield* Effect.promise(() =>
      Promise.all([import("../../compare/compare.ts"), import("../../compare/document.ts")])
    )
    const subject = yield* Effect.try({
      try: () => Compare.of(named(directories), Option.getOrUndefined(table)),
      catch: (cause) =>
        cause instanceof Compare.Incomparable
          ? Problem.misuse(cause.message)
          : Problem.failed(`a run cannot be read: ${(cause as Error).message}`)
    })
    if (json) yield* Output.printJson(spelled(subject))
    else {
      const lines = Document.cells(subject, mostLines)
      const more = Document.shown(subject.comparison).length - (lines.length - 1)
      yield* Output.print(
        [
          ...Document.settings(subject).map((setting) => `${setting}\n`),
          lines.length > 1 ? Columns.align(lines) : "",
          more > 0 ? `… ${plural(more, "more line")}: --output FILE.html, or --json\n` : "",
          lines.length > 1 ? "\n" : "",
          ...subject.verdicts.map((verdict) => `${Document.verdictOf(verdict)}\n`)
        ].join("")
      )
    }
    for (const note of subject.notes) yield* Output.say(note)
    if (file === undefined) return
    const content = yield* RunFolder.attempt(directories[0]!, async () => {
      const [Verdict, Files, Pdf] = await Promise.all([
        import("../../compare/verdict.ts"),
        import("../../report/files.ts"),
        import("../../report/pdf.ts")
      ])
      const picture = Verdict.picture(subject.comparison, subject.runs, subject.table)
      if (ending === ".html") return Document.of(subject, picture)
      if (picture.svg === undefined)
        throw new RangeError(`there is nothing to draw. ${picture.notes.join(" ")}`)
      return ending === ".svg"
        ? Files.standalone(picture.svg)
        : Pdf.of(picture.svg, picture.title, new Date())
    })
    yield* OutputFile.write(file, content)
    yield* Output.say(file)
  })
).pipe(
  Command.withDescription("Tables of several runs side by side, with their differences in standard errors")
)
