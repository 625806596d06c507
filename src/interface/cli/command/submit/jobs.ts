/** The jobs of a study, as they are shown and as Slurm gets them. */
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Slurm from "../../../../engine/batch/slurm.ts"
import * as Submission from "../../../../engine/batch/submission.ts"
import * as Shell from "../../../../engine/shell.ts"
import * as Location from "../../../run/location.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Batch } from "./batch.ts"

export const titled = (title: string, text: string): string => `# ${title}\n\n${text}`

/** What would be submitted, in the order of the commands. */
export const shown = ({ folder, scripts, ofParts, ofMerge }: Batch): string => {
  const command = (options: ReadonlyArray<string>, file: string) =>
    Shell.line(["sbatch", ...options, join(folder, file)])
  const merge = titled(command(ofMerge("JOB"), "merge.sh"), scripts["merge.sh"])
  return scripts["parts.sh"] === undefined
    ? merge
    : `${titled(command(ofParts, "parts.sh"), scripts["parts.sh"])}\n${merge}`
}

export const refused = (what: string, said: string): Problem.Stop =>
  Problem.misuse(`sbatch does not take ${what}: ${said}`)

/** The numbers of its jobs; that of the parts is an earlier one where all of them are complete. */
export const submitted = Effect.fnUntraced(function* (batch: Batch) {
  const { directory, folder, ofParts, ofMerge, record } = batch
  const isWhole = batch.scripts["parts.sh"] === undefined
  yield* Effect.try({
    try: () => Submission.prepare(directory, batch.scripts),
    catch: (cause) => Problem.failedBy(Location.shown(directory), cause)
  })
  const note = (job: string | null, merge: string | null) =>
    Effect.try({
      try: () => Submission.write(directory, { ...record, job, merge }),
      catch: (cause) => Problem.failedBy(Location.shown(directory), cause)
    })
  let job = record.job
  if (!isWhole) {
    const parts = yield* Effect.promise(() => Slurm.submit([...ofParts, join(folder, "parts.sh")]))
    if ("refusal" in parts) return yield* refused("the parts", parts.refusal)
    job = parts.job
    yield* note(job, null)
  }
  const merge = yield* Effect.promise(() =>
    Slurm.submit([...ofMerge(isWhole ? null : job), join(folder, "merge.sh")])
  )
  if ("refusal" in merge) {
    const script = Location.shown(join(folder, "merge.sh"))
    const queued = isWhole ? "" : ` The parts are queued, as job ${job}; when they have ended:`
    return yield* refused("the merge", `${merge.refusal}.${queued} sh ${Shell.quoted(script)}`)
  }
  yield* note(job, merge.job)
  return { job, merge: merge.job }
})
