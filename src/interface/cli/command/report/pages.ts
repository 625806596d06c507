/** The pages of reports, written: of one run, and of several with a page about all of them. */
import { mkdirSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { Look } from "../../../chart/look.ts"
import type { Format } from "../../../report/files.ts"
import * as Location from "../../../run/location.ts"
import * as RunFolder from "../../argument/run-folder.ts"

export interface Asked {
  /** Of the figures' files. */
  readonly formats: ReadonlyArray<Format>
  readonly look?: Look | undefined
  /** The folder to write to; absent: each run's own, and that of the runs. */
  readonly output?: string | undefined
}

const studyIn = (directory: string): string => join(Location.shown(directory), "study.yaml")

/** The report of one run. */
export const ofOne = (directory: string, { formats, look, output }: Asked) =>
  RunFolder.attempt(directory, async () => {
    const [Files, Subject] = await Promise.all([
      import("../../../report/files.ts"),
      import("../../../report/subject.ts")
    ])
    if (output !== undefined) mkdirSync(output, { recursive: true })
    const folder = output ?? directory
    return Subject.withSubject(directory, async (subject) => ({
      ...(await Files.write(subject, folder, studyIn(directory), formats, look)),
      problems: subject.problems
    }))
  })

/**
 * The report of each, and `NAME.html` about all of them, in the folder that is asked for or beside the first run.
 *
 * @param name of that page; absent: what the names of the runs have in common
 */
export const ofSeveral = Effect.fnUntraced(function* (
  directories: ReadonlyArray<string>,
  { formats, look, output }: Asked,
  name?: string
) {
  const [Files, Several] = yield* Effect.promise(() =>
    Promise.all([import("../../../report/files.ts"), import("../../../report/several.ts")])
  )
  const names = directories.map((directory) => basename(resolve(directory)))
  const title = name ?? Several.common(names) ?? "report"
  const here = output ?? resolve(directories[0]!, "..")
  const page = join(here, `${Files.fileNames([title]).get(title)}.html`)
  // Runs of one name in several folders have folders of their own here.
  const folders = Files.fileNames(
    directories.map((directory) => resolve(directory)),
    (path) => basename(path)
  )
  const reports = yield* Effect.forEach(directories, (directory, k) =>
    RunFolder.attempt(directory, async () => {
      const folder = output === undefined ? directory : join(output, folders.get(resolve(directory))!)
      if (output !== undefined) mkdirSync(folder, { recursive: true })
      return Several.one({ directory, folder, study: studyIn(directory) }, k, page, formats, look)
    })
  )
  yield* RunFolder.attempt(here, () =>
    Several.page(
      page,
      title,
      reports.map(({ chapter }) => chapter)
    )
  )
  return { page, reports }
})
