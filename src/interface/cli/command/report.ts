/** `skein report`: a run on one page, its figures and tables as files. */
import { mkdirSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { listed, plural } from "../../../drawing/text.ts"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as Look from "../argument/look.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Each once, in the order of those that there are. */
const formatsOf = Effect.fnUntraced(function* (text: string) {
  const { formats: known } = yield* Effect.promise(() => import("../../report/files.ts"))
  const asked = text.split(",").map((name) => name.trim().toLowerCase())
  const stranger = asked.find((name) => !known.some((each) => each === name))
  if (stranger === undefined) return known.filter((each) => asked.includes(each))
  return yield* Problem.misuse(
    `Figures are written as ${listed(known)}, and not as "${stranger}".${suggestion(stranger, known)}`
  )
})

export const report = Command.make(
  "report",
  {
    run: Flag.run,
    out: Flag.out,
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("DIR"),
      CliFlag.withDescription("The folder to write to; the run's own unless given"),
      CliFlag.optional
    ),
    formats: CliFlag.String("format").pipe(
      CliFlag.withMetavar("FORMAT[,FORMAT…]"),
      CliFlag.withDescription("What figures are written as: svg, pdf, png; svg,pdf unless given"),
      CliFlag.withDefault("svg,pdf")
    ),
    ...Look.flags,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ run, out, output, formats: text, width, fontSize, json }) {
    const formats = yield* formatsOf(text)
    const look = yield* Look.of(width, fontSize)
    const directory = yield* RunFolder.find(run, out)
    const shown = Location.shown(directory)
    const written = yield* RunFolder.attempt(directory, async () => {
      const [Files, Subject] = await Promise.all([
        import("../../report/files.ts"),
        import("../../report/subject.ts")
      ])
      if (Option.isSome(output)) mkdirSync(output.value, { recursive: true })
      const folder = Option.getOrElse(output, () => directory)
      return Subject.withSubject(directory, async (subject) => ({
        ...(await Files.write(subject, folder, join(shown, "study.yaml"), formats, look)),
        problems: subject.problems
      }))
    })
    for (const problem of written.problems) yield* Output.say(problem)
    const files = [written.page, ...written.figures, ...written.tables].map(Location.shown)
    if (json) return yield* Output.printJson({ page: files[0], files })
    yield* Output.printLines(files[0]!)
    const names = listed(formats.map((format) => format.toUpperCase()))
    const figures = `${plural(written.figures.length / formats.length, "figure")} as ${names}`
    const [first] = written.figures
    yield* Output.say(
      `${first === undefined ? "no figures" : `${figures} in ${Location.shown(dirname(first))}`}, ${plural(written.tables.length, "table")} in ${Location.shown(join(dirname(written.page), "tables"))}`
    )
  })
).pipe(
  Command.withDescription(
    "Write a run's report: one page for any browser, figures as SVG and PDF, tables as CSV"
  )
)
