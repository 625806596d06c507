/** The studies of slides as jobs of Slurm, and one job behind all of them that writes the document. */
import { join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../../../accelerator/backend.ts"
import * as Options from "../../../../engine/batch/options.ts"
import * as Script from "../../../../engine/batch/script.ts"
import * as Slurm from "../../../../engine/batch/slurm.ts"
import * as Submission from "../../../../engine/batch/submission.ts"
import * as Program from "../../../../engine/program.ts"
import { root } from "../../../../engine/root.ts"
import * as Shell from "../../../../engine/shell.ts"
import type { TalkStudy } from "../../../reproduction/runs/studies.ts"
import * as Location from "../../../run/location.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Batch from "../submit/batch.ts"
import * as Jobs from "../submit/jobs.ts"

interface Asked {
  /** Those that are not whole. */
  readonly studies: ReadonlyArray<TalkStudy>
  /** Of all runs. */
  readonly folder: string
  /** What says which document it is: flags of `reproduce`. */
  readonly words: ReadonlyArray<string>
  readonly backend: BackendName | undefined
  /** Of sbatch. */
  readonly options: ReadonlyArray<string>
  readonly dryRun: boolean
  readonly json: boolean
}

const name = "document"

const last = ({ folder, words }: Asked) => {
  const batch = resolve(Submission.folderIn(folder))
  const ground: Script.Ground = {
    ...{ program: join(root, "skein"), folder: batch, runs: resolve(folder), cwd: process.cwd() },
    ...{ simulations: process.env.SKEIN_SIMULATIONS, setup: [] }
  }
  const command = ["reproduce", "--document", ...words, "--out", resolve(folder)]
  return { file: join(batch, `${name}.sh`), text: Script.ofLast(ground, name, command) }
}

/** Behind the merges of all runs. */
const lastOptions = (
  options: ReadonlyArray<string>,
  merges: ReadonlyArray<string>
): ReadonlyArray<string> => [
  ...options,
  "--cpus-per-task=1",
  ...(merges.length === 0 ? [] : [`--dependency=afterany:${merges.join(":")}`])
]

const absent = ({ words }: Asked): Problem.Stop =>
  Problem.misuse(
    "sbatch, which hands jobs to Slurm, is not on this machine. Submit them where it is, on a login node of the cluster; " +
      `${Program.command("reproduce", ...words, "--slurm", "--dry-run")} shows what it would submit`
  )

const batchesOf = (
  { studies, folder, backend, options }: Asked,
  mostElements: number | undefined
): Effect.Effect<ReadonlyArray<Batch.Batch>, Effect.Error<ReturnType<typeof Batch.of>>> =>
  Effect.forEach(studies, (each) =>
    Batch.of(each, {
      ...{ parts: undefined, atATime: undefined, setup: [], name: undefined, out: folder },
      ...{ backend, options, mostElements }
    })
  )

/** The job that merges the parts of a study: that of an earlier time, where its jobs are in the queue still. */
const mergeOf = Effect.fnUntraced(function* (batch: Batch.Batch) {
  const queued = yield* Batch.queued(batch)
  const merge = batch.before?.merge
  if (queued !== undefined && merge !== undefined && merge !== null) {
    yield* Output.say(`${Location.shown(batch.directory)} is in the queue already, as job ${queued.job}`)
    return { merge, job: queued.job }
  }
  yield* Batch.checkIdle(batch)
  const numbers = yield* Jobs.submitted(batch)
  const [submitted] = Batch.sentences(batch, numbers)
  yield* Output.say(submitted!)
  return numbers
})

/** Submits them, or shows what it would. */
export const submit = Effect.fnUntraced(function* (asked: Asked) {
  const { studies, folder, options, dryRun, json } = asked
  const refusal = Options.refusal(options) ?? Script.unfit(resolve(folder))
  if (refusal !== undefined) return yield* Problem.misuse(refusal)
  if (!dryRun && !(yield* Effect.promise(Slurm.isHere))) return yield* absent(asked)
  const mostElements = dryRun ? undefined : yield* Effect.promise(Slurm.mostElements)
  const batches = yield* batchesOf(asked, mostElements)
  const { file, text } = last(asked)
  if (dryRun) {
    const merges = studies.map(({ study }) => `MERGE-OF-${study.name}`)
    const command = Shell.line(["sbatch", ...lastOptions(options, merges), file])
    return yield* Output.print([...batches.map(Jobs.shown), Jobs.titled(command, text)].join("\n"))
  }
  const jobs = []
  for (const batch of batches) jobs.push({ run: batch.directory, ...(yield* mergeOf(batch)) })
  yield* Effect.try({
    try: () => Submission.prepare(folder, { "document.sh": text }),
    catch: (cause) => Problem.failedBy(Location.shown(folder), cause)
  })
  const merges = jobs.map(({ merge }) => merge)
  const document = yield* Effect.promise(() => Slurm.submit([...lastOptions(options, merges), file]))
  if ("refusal" in document) {
    const later = Program.command("reproduce", "--document", ...asked.words, "--out", Location.shown(folder))
    return yield* Jobs.refused(
      "the document",
      `${document.refusal}. When all other jobs have ended: ${later}`
    )
  }
  if (json) return yield* Output.printJson({ jobs, document: document.job })
  yield* Output.say(
    `job ${document.job} writes the document behind all of them`,
    `how far they are: ${Program.command("status", "--out", Location.shown(folder))}`
  )
})
