/** `skein merge`: parts of a study, computed by themselves, as a run. */
import { existsSync, statSync } from "node:fs"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import type { Report } from "../../../engine/part/merge.ts"
import * as Program from "../../../engine/program.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Parts that are named one by one. */
const mostParts = 10

const missingOf = ({ parts, missing }: Report): string => {
  const named = parts
    .slice(0, mostParts)
    .map(({ part, of, tasks }) => `${part}/${of} (${plural(tasks, "task")})`)
  const more = parts.length > mostParts ? ` and ${parts.length - mostParts} more` : ""
  return parts.length === 0
    ? `${plural(missing, "task")} missing`
    : `${plural(missing, "task")} missing, of ${parts.length === 1 ? "part" : "parts"} ${named.join(", ")}${more}`
}

/** What the files had, beside what was taken in: a line each. */
const sentences = (directory: string, report: Report): ReadonlyArray<string> => {
  const { sources, empty, missing, asked, twice } = report
  const torn = sources.filter(({ lost }) => lost > 0)
  const none = sources.filter((source) => source.none > 0)
  const isPartial = missing > 0 || asked > 0
  return [
    ...empty.map((path) => `${path} has nothing yet`),
    ...torn.map(({ path, lost }) => `${path}: ${plural(lost, "byte")} of it are torn and left out`),
    ...none.map((source) => `${source.path}: ${plural(source.none, "result")} of it are none and left out`),
    ...(twice > 0
      ? [
          `${plural(twice, "training")} in the order of arrival were computed twice; the first of each is taken`
        ]
      : []),
    ...(missing > 0 ? [missingOf(report)] : []),
    ...(asked > 0
      ? [`until asks for more repeats than the parts have: ${plural(asked, "task")}, for now`]
      : []),
    ...(isPartial
      ? [
          `${missing > 0 ? "merge again when more parts are there, or compute" : "compute"} what is missing here: ${Program.command("resume", Location.shown(directory))}`
        ]
      : [])
  ]
}

const forPrograms = ({ sources, ...report }: Report) => ({
  ...report,
  files: sources.map(({ path, header: { part, of }, tallies, lost, none }) => {
    return { file: path, part, of, tasks: tallies, bytesLost: lost, resultsLost: none }
  })
})

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

export const merge = Command.make(
  "merge",
  {
    run: Argument.String("RUN").pipe(
      Argument.withDescription("The study file, whose run is made where it is not there; or a run")
    ),
    parts: Argument.String("PART").pipe(
      Argument.withDescription("Files that skein part has written"),
      Argument.atLeast(1)
    ),
    set: Flag.set,
    out: Flag.out,
    name: Flag.name,
    acceptVersion: Flag.acceptVersion,
    acceptMachine: Flag.acceptMachine,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ run, parts, set, out, name, json, ...flags }) {
    const [Study, Resumed, Execution] = yield* Effect.promise(() =>
      Promise.all([
        import("../argument/study.ts"),
        import("./run/resumed.ts"),
        import("./merge-execution.ts")
      ])
    )
    const jobsOf = Effect.fnUntraced(function* () {
      if (!isFile(run)) {
        const directory = yield* RunFolder.findWhere(run, out, Resumed.isRun)
        return [yield* Resumed.of(directory)]
      }
      const own = Option.isNone(name) ? yield* RunFolder.ofStudyFile(run) : undefined
      const studies = yield* Study.load(run, set, out)
      if (Option.isSome(name) && studies.length > 1)
        return yield* Problem.misuse(`${run} has ${studies.length} studies; --name is for a file with one.`)
      return yield* Effect.forEach(studies, ({ study, simulation }) => {
        const called = Option.getOrElse(name, () => study.name)
        const folder = own === undefined ? RunFolder.ofName(out, called) : Effect.succeed(own)
        return Effect.map(folder, (directory) => ({
          simulation,
          study,
          directory,
          source: { file: run, set, out }
        }))
      })
    })
    const ended = yield* Execution.all(yield* jobsOf(), parts, flags)
    if (json)
      yield* Output.printJson(ended.map(({ summary, report }) => ({ ...summary, ...forPrograms(report) })))
    else
      for (const { job, summary, report } of ended) {
        yield* Execution.show(job, summary)
        yield* Output.say(...sentences(summary.directory, report))
      }
    const outcomes = ended.map(({ summary }) => summary.outcome)
    if (outcomes.includes("failed")) return yield* Execution.failed(ended.map(({ summary }) => summary))
    if (outcomes.includes("interrupted")) return yield* Problem.ended("interrupted")
  })
).pipe(
  Command.withDescription(
    "Take parts of a study into a run; again as more of them are there. Exit status 75 where some are missing"
  ),
  Command.withExamples([{ command: "skein merge study.yaml runs/*.part", description: "A run of its parts" }])
)
