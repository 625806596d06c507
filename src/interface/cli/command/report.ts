/** `skein report`: a run on one page, its figures and tables as files. */
import { dirname, join } from "node:path"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"

export const report = Command.make(
  "report",
  { run: Flag.run, json: Flag.json },
  Effect.fnUntraced(function* ({ run, json }) {
    const directory = yield* RunFolder.find(run)
    const shown = Location.shown(directory)
    const written = yield* RunFolder.attempt(directory, async () => {
      const [Files, Subject] = await Promise.all([
        import("../../report/files.ts"),
        import("../../report/subject.ts")
      ])
      return Subject.withSubject(directory, async (subject) => ({
        ...(await Files.write(subject, directory, join(shown, "study.yaml"))),
        problems: subject.problems
      }))
    })
    for (const problem of written.problems) yield* Output.say(problem)
    const files = [written.page, ...written.figures, ...written.tables].map(Location.shown)
    if (json) return yield* Output.printJson({ page: files[0], files })
    yield* Output.printLines(files[0]!)
    const figures = `${plural(written.figures.length / 2, "figure")} as SVG and PDF`
    const [first] = written.figures
    yield* Output.say(
      `${first === undefined ? "no figures" : `${figures} in ${Location.shown(dirname(first))}`}, ${plural(written.tables.length, "table")} in ${Location.shown(join(directory, "tables"))}`
    )
  })
).pipe(
  Command.withDescription(
    "Write a run's report: one page for any browser, figures as SVG and PDF, tables as CSV"
  )
)
