/** `skein report`: a run on one page, its figures and tables as files; several runs, and a page about all of them. */
import { dirname, join } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { listed, plural } from "../../../../drawing/text.ts"
import type { Format, Written } from "../../../report/files.ts"
import * as Location from "../../../run/location.ts"
import * as FigureFormats from "../../argument/figure-formats.ts"
import * as Flag from "../../argument/flag.ts"
import * as Look from "../../argument/look.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Output from "../../terminal/output.ts"
import * as Pages from "./pages.ts"

/** How many files there are, and where. */
const counted = ({ page, figures, tables }: Written, formats: ReadonlyArray<Format>): string => {
  const names = listed(formats.map((format) => format.toUpperCase()))
  const [first] = figures
  const drawn =
    first === undefined
      ? "no figures"
      : `${plural(figures.length / formats.length, "figure")} as ${names} in ${Location.shown(dirname(first))}`
  return `${drawn}, ${plural(tables.length, "table")} in ${Location.shown(join(dirname(page), "tables"))}`
}

const filesOf = ({ page, figures, tables }: Written): ReadonlyArray<string> => [page, ...figures, ...tables]

export const report = Command.make(
  "report",
  {
    runs: Argument.String("RUN").pipe(
      Argument.withDescription(
        "A run: its name below runs/, a pattern of names such as quickstart-*, or the path of its folder; several get a page about all of them, too"
      ),
      Argument.variadic({ min: 1 })
    ),
    out: Flag.out,
    output: CliFlag.String("output").pipe(
      CliFlag.withAlias("o"),
      CliFlag.withMetavar("DIR"),
      CliFlag.withDescription("The folder to write to; the run's own unless given"),
      CliFlag.optional
    ),
    formats: FigureFormats.flag("What figures are written as: svg, pdf, png; svg,pdf unless given"),
    ...Look.flags,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ runs, out, output, formats: text, width, fontSize, json }) {
    const formats = yield* FigureFormats.of(Option.getOrElse(text, () => "svg,pdf"))
    const look = yield* Look.of(width, fontSize)
    const directories = yield* RunFolder.findAll(runs, out)
    const asked = { formats, look, output: Option.getOrUndefined(output) }
    const [only] = directories
    const { page, reports } =
      directories.length === 1
        ? yield* Effect.map(Pages.ofOne(only!, asked), (found) => ({ page: found.page, reports: [found] }))
        : yield* Pages.ofSeveral(directories, asked)
    for (const problem of reports.flatMap(({ problems }) => problems)) yield* Output.say(problem)
    if (json) {
      const files = [...new Set([page, ...reports.flatMap(filesOf)])].map(Location.shown)
      return yield* Output.printJson({ page: files[0], files })
    }
    yield* Output.printLines(Location.shown(page))
    for (const written of reports) yield* Output.say(counted(written, formats))
  })
).pipe(
  Command.withDescription(
    "Write reports of runs: one page for any browser, figures as SVG and PDF, tables as CSV"
  )
)
