/** How far a submitted run is: by the files of its parts, and by what Slurm says of its jobs. */
import { basename, dirname, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import { plural } from "../../../../drawing/text.ts"
import * as Progress from "../../../../engine/batch/progress.ts"
import * as Slurm from "../../../../engine/batch/slurm.ts"
import * as Submission from "../../../../engine/batch/submission.ts"
import * as Program from "../../../../engine/program.ts"
import * as Shell from "../../../../engine/shell.ts"
import * as Location from "../../../run/location.ts"
import * as Problem from "../../terminal/problem.ts"

export type States = ReadonlyMap<string, number>

export interface Submitted {
  readonly directory: string
  readonly submission: Submission.Submission
  readonly parts: ReadonlyArray<Progress.Part>
  /** Elements of the array and the merge by their states; undefined where Slurm does not answer here, or has no such job. */
  readonly queue: { readonly parts: States | undefined; readonly merge: States | undefined }
}

/** `3 running, 2 pending` */
export const stated = (states: States): string => [...states].map(([state, n]) => `${n} ${state}`).join(", ")

const statesOf = (job: string | null): Promise<States | undefined> =>
  job === null ? Promise.resolve(undefined) : Slurm.statesOf(job)

/** Undefined where the run was not submitted. */
export const of = (directory: string): Effect.Effect<Submitted | undefined, Problem.Stop> =>
  Effect.tryPromise({
    try: async () => {
      const submission = Submission.read(directory)
      if (submission === undefined) return undefined
      const [parts, merge] = await Promise.all([submission.job, submission.merge].map(statesOf))
      return { directory, submission, parts: Progress.of(directory, submission), queue: { parts, merge } }
    },
    catch: (cause) => Problem.failedBy(Location.shown(directory), cause)
  })

/** For programs. */
export const json = ({ submission, parts, queue }: Submitted) => ({
  ...submission,
  parts: parts.map(({ header, fault = null, ...part }) => ({ ...part, begun: header !== undefined, fault })),
  queue: {
    parts: queue.parts === undefined ? null : Object.fromEntries(queue.parts),
    merge: queue.merge === undefined ? null : Object.fromEntries(queue.merge)
  }
})

const jobsOf = ({ submission: { job, merge }, queue }: Submitted): string => {
  const of = (name: string, states: States | undefined): string => {
    if (states === undefined) return name
    return `${name} (${states.size === 0 ? "not in the queue" : stated(states)})`
  }
  const jobs = [
    ...(job === null ? [] : [of(`parts ${job}`, queue.parts)]),
    ...(merge === null ? [] : [of(`merge ${merge}`, queue.merge)])
  ]
  return jobs.length === 0 ? "none" : jobs.join(", ")
}

const partsOf = (parts: ReadonlyArray<Progress.Part>): string => {
  const complete = parts.filter(Progress.isComplete).length
  const begun = parts.filter((part) => part.header !== undefined && !Progress.isComplete(part)).length
  const left = parts.length - complete - begun
  const counts = [
    `${complete} complete`,
    ...(begun > 0 ? [`${begun} begun`] : []),
    ...(left > 0 ? [`${left} not begun`] : [])
  ]
  return `${parts.length}: ${counts.join(", ")}`
}

/** Parts that are named one by one. */
const most = 10

const listed = (
  word: string,
  parts: ReadonlyArray<Progress.Part>,
  line: (part: Progress.Part) => string | undefined
): ReadonlyArray<ReadonlyArray<string>> => {
  const lines = parts.flatMap((part) => {
    const said = line(part)
    return said === undefined ? [] : [`part ${part.part}: ${said}`]
  })
  const more = lines.length > most ? [`and ${lines.length - most} more`] : []
  return [...lines.slice(0, most), ...more].map((line, k) => [k === 0 ? word : "", line])
}

/** Whether jobs of it may be at work, or may come to be. */
const isQueued = ({ queue }: Submitted): boolean =>
  [queue.parts, queue.merge].some((states) => states !== undefined && states.size > 0)

/** @param isMerged whether the run is there, and has what is complete */
const nextOf = (submitted: Submitted, isMerged: boolean): ReadonlyArray<ReadonlyArray<string>> => {
  const { directory, parts } = submitted
  const folder = Location.shown(Submission.folderIn(directory))
  if (isQueued(submitted)) return []
  if (parts.every(Progress.isComplete))
    return isMerged ? [] : [["to merge", Shell.line(["sh", join(folder, "merge.sh")])]]
  const whole = resolve(directory)
  const runs = dirname(whole)
  const again = [
    ...[join(folder, "study.yaml"), "--name", basename(whole)],
    ...(runs === resolve(Location.defaultFolder) ? [] : ["--out", Location.shown(runs)])
  ]
  return [["to continue", Program.command("submit", ...again)]]
}

/** Lines of two columns. */
export const lines = (submitted: Submitted, isMerged: boolean): ReadonlyArray<ReadonlyArray<string>> => {
  const { directory, submission, parts } = submitted
  const done = parts.reduce((sum, { tasksDone }) => sum + tasksDone, 0)
  return [
    ["parts", partsOf(parts)],
    ["tasks in parts", `${done} of ${submission.tasks}`],
    ["Slurm jobs", jobsOf(submitted)],
    ...listed("torn", parts, ({ torn }) =>
      torn === 0 ? undefined : `${plural(torn, "byte")} are left out; what they were is computed again`
    ),
    ...listed("no answer", parts, ({ uncomputable: { points } }) =>
      points === 0
        ? undefined
        : `${plural(points, "point")}, which cannot be computed with ${points === 1 ? "its" : "their"} values`
    ),
    ...listed("crashed", parts, ({ crashes }) => (crashes === 0 ? undefined : plural(crashes, "task"))),
    ...listed("unreadable", parts, ({ fault }) => fault),
    ["logs", Location.shown(join(Submission.folderIn(directory), "log"))],
    ...nextOf(submitted, isMerged)
  ]
}
