/** `skein part`: a share of a study's tasks, computed by itself into a file. */
import { join } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import { plural } from "../../../drawing/text.ts"
import type { Summary } from "../../../engine/part/compute.ts"
import * as Form from "../../../engine/part/form.ts"
import * as Program from "../../../engine/program.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as OutputFile from "../argument/output-file.ts"
import { share } from "../argument/share.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** How it ended, and what to do next: a line each. */
const sentences = (study: string, summary: Summary, told: ReadonlyArray<string>) => {
  const { outcome, file, share, tasks, tasksDone, crashed } = summary
  const found = `${Form.named(share)}: ${tasksDone} of ${plural(tasks, "task")} in ${Location.shown(file)}`
  const bugs = crashed.filter((crash) => crash.uncomputable !== true)
  switch (outcome) {
    case "done":
      return [`done: ${found}`, ...told, `when all parts are: ${Program.command("merge", study)} PART…`]
    case "interrupted":
      return [`interrupted: ${found}`, "to continue: the same command"]
    case "failed":
      return [
        `failed: ${found}; ${plural(bugs.length, "task")} crashed, a bug of the simulation:`,
        ...new Set(bugs.map(({ message }) => `  ${message}`)),
        ...told
      ]
    default:
      return nothingLeft(outcome, "outcome")
  }
}

export const part = Command.make(
  "part",
  {
    file: Argument.String("FILE").pipe(
      Argument.withDescription(
        "A study file (YAML); or a run, whose parts are those of its points as it has them"
      )
    ),
    share,
    output: OutputFile.flag(
      "output",
      "The part's file, on a disk that other machines see or not; NAME.3-of-16.part in runs/ unless given"
    ).pipe(CliFlag.withAlias("o")),
    set: Flag.set,
    out: Flag.out,
    threads: Flag.threads,
    backend: Flag.backend,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ file, share, output, set, out, threads, backend, json }) {
    const [Execution, Uncomputable] = yield* Effect.promise(() =>
      Promise.all([import("./part-execution.ts"), import("../argument/uncomputable.ts")])
    )
    const studies = yield* Execution.studiesOf(file, set, out)
    if (output !== undefined && studies.length > 1)
      return yield* Problem.misuse(
        `${file} has ${studies.length} studies, a part's file is of one: leave -o out, and each has its own in ${out}`
      )
    yield* OutputFile.check(output)
    if (output === undefined) yield* Execution.makeFolder(out)
    const jobs = studies.map((each) => ({
      ...each,
      file: output ?? join(out, `${each.study.name}.${share.part}-of-${share.of}.part`)
    }))
    const summaries = yield* Execution.all(jobs, { share, threads, backend })
    if (json) yield* Output.printJson(summaries)
    else
      for (const [k, summary] of summaries.entries()) {
        const points = summary.crashed.filter(Uncomputable.isOne).length
        const lines = yield* Uncomputable.lines(studies[k]!.source, studies[k]!.study, summary.crashed)
        yield* Output.say(...sentences(file, summary, Uncomputable.told(points, lines)))
      }
    const outcomes = summaries.map(({ outcome }) => outcome)
    if (outcomes.includes("interrupted")) return yield* Problem.ended("interrupted")
    if (outcomes.includes("failed")) return yield* Problem.ended("failed")
  })
).pipe(
  Command.withDescription(
    "Compute a part of a study by itself, on any machine, into a file that merge takes into a run; a part that is there already continues"
  ),
  Command.withExamples([
    { command: "skein part study.yaml 3/16", description: "The third sixteenth of the tasks" },
    { command: "skein merge study.yaml runs/*.part", description: "All of them as a run" }
  ])
)
