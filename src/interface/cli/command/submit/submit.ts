/** `skein submit`: a study in parts, as an array of jobs for Slurm, and a job that takes them into a run. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Slurm from "../../../../engine/batch/slurm.ts"
import * as Program from "../../../../engine/program.ts"
import * as Flag from "../../argument/flag.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"

const counted = (name: string, metavar: string, description: string) =>
  CliFlag.Int(name).pipe(
    CliFlag.withMetavar(metavar),
    CliFlag.withDescription(description),
    CliFlag.filter(
      (n) => n >= 1,
      (n) => `Expected at least 1, not ${n}`
    ),
    CliFlag.optional,
    CliFlag.map(Option.getOrUndefined)
  )

const absent = (file: string): Problem.Stop =>
  Problem.misuse(
    "sbatch, which hands jobs to Slurm, is not on this machine. Submit the study where it is, on a login node of the " +
      `cluster; ${Program.command("submit", file, "--dry-run")} shows what it would submit. Without Slurm, parts are computed ` +
      `on any machines by ${Program.command("part", file, "1/16")} and so on, and taken in by ${Program.command("merge", file, "PART…")}`
  )

export const submit = Command.make(
  "submit",
  {
    file: Flag.study,
    options: Argument.String("OPTION").pipe(
      Argument.withDescription("Behind --: options of sbatch, such as -- --partition=long --time=240"),
      Argument.atLeast(0)
    ),
    parts: counted("parts", "N", "Parts of the study; by the time that it takes unless given"),
    atATime: counted("at-a-time", "N", "Parts that run together at most; as many as Slurm lets unless given"),
    dryRun: CliFlag.Boolean("dry-run").pipe(
      CliFlag.withDescription("Print the scripts, and write and submit nothing"),
      CliFlag.withDefault(false)
    ),
    setup: CliFlag.String("setup").pipe(
      CliFlag.withMetavar("LINE"),
      CliFlag.withDescription(
        "A line of shell for each node first, such as 'module load …'; may be repeated"
      ),
      CliFlag.atLeast(0)
    ),
    name: Flag.name,
    set: Flag.set,
    out: Flag.out,
    backend: Flag.submittedBackend,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ file, options, dryRun, name, set, out, json, ...flags }) {
    const [Study, Batch, Jobs] = yield* Effect.promise(() =>
      Promise.all([import("../../argument/study.ts"), import("./batch.ts"), import("./jobs.ts")])
    )
    const studies = yield* Study.load(file, set, out)
    if (Option.isSome(name) && studies.length > 1)
      return yield* Problem.misuse(`${file} has ${studies.length} studies; --name is for a file with one.`)
    if (!dryRun && !(yield* Effect.promise(Slurm.isHere))) return yield* absent(file)
    const mostElements = dryRun ? undefined : yield* Effect.promise(Slurm.mostElements)
    const batches = yield* Effect.forEach(studies, (each) =>
      Batch.of(each, { ...flags, name: Option.getOrUndefined(name), out, options, mostElements })
    )
    if (dryRun) return yield* Output.print(batches.map(Jobs.shown).join("\n"))
    for (const batch of batches) yield* Batch.checkIdle(batch)
    const jobs = []
    for (const batch of batches) {
      const numbers = yield* Jobs.submitted(batch)
      jobs.push({ run: batch.directory, ...numbers, parts: batch.record.parts, tasks: batch.record.tasks })
      if (!json) yield* Output.say(...Batch.sentences(batch, numbers))
    }
    if (json) yield* Output.printJson(jobs)
  })
).pipe(
  Command.withDescription(
    "Submit a study to Slurm, as an array of parts and a job that merges them; again, what is missing goes on"
  ),
  Command.withExamples([
    { command: "skein submit study.yaml --dry-run", description: "The scripts, to read them" },
    {
      command: "skein submit study.yaml --parts 64 -- --time=240 --cpus-per-task=8 --mail-type=END",
      description: "64 parts of 8 threads each, of at most four hours at a time"
    }
  ])
)
