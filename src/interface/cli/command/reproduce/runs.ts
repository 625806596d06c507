/** The studies of slides on their way to results, one after another on one pool; one that fails does not keep the others from it. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import type { TalkStudy } from "../../../reproduction/runs/studies.ts"
import * as Studies from "../../../reproduction/runs/studies.ts"
import * as Plain from "../../../text/plain.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Execution from "../run/execution.ts"
import * as Summary from "../run/summary.ts"

/** One that did not come to its end. */
export interface Failed {
  readonly study: string
  /** Of the exit. */
  readonly status: number
  readonly why: string
}

const jobOf =
  (folder: string) =>
  (talk: TalkStudy): Execution.Job => ({
    simulation: talk.simulation,
    study: talk.study,
    directory: Studies.directoryOf(folder, talk),
    source: { file: talk.file, set: [], out: folder }
  })

const told = Effect.fnUntraced(function* (job: Execution.Job, summary: Execution.Ended) {
  yield* Execution.tell(job, summary)
  yield* Output.sayWrapped(...Summary.cautions(summary.directory))
})

const ended = Effect.fnUntraced(function* (job: Execution.Job, summary: Execution.Ended) {
  const { outcome, pointsFinished, points } = summary
  switch (outcome) {
    case "interrupted":
      return outcome
    case "done":
      yield* told(job, summary)
      return outcome
    case "failed": {
      yield* told(job, summary)
      const why = `${pointsFinished} of ${points} points`
      return { study: job.study.name, status: Summary.failed([summary]).status, why } satisfies Failed
    }
    default:
      return nothingLeft(outcome, "outcome")
  }
})

const toItsEnd = (job: Execution.Job, flags: Execution.Flags) =>
  Effect.flatMap(Execution.one(job, flags), (summary) => ended(job, summary)).pipe(
    Effect.catchCause((cause) => {
      if (Cause.hasInterruptsOnly(cause)) return Effect.failCause(cause)
      const { status, sentences } = Problem.ofCause(cause)
      const why = sentences.join(" ")
      return Effect.as(Output.say(...sentences), { study: job.study.name, status, why } satisfies Failed)
    })
  )

/** What became of all of them. */
export interface Outcome {
  readonly failed: ReadonlyArray<Failed>
  /** Whether a signal came: behind the study that it came to none was begun. */
  readonly isInterrupted: boolean
}

export const all = (studies: ReadonlyArray<TalkStudy>, folder: string, flags: Execution.Flags) => {
  const jobs = studies.map(jobOf(folder))
  const work = Effect.gen(function* () {
    const failed: Array<Failed> = []
    for (const [place, job] of jobs.entries()) {
      const { file } = job.source
      yield* Output.say("", `${place + 1} of ${jobs.length}: ${Plain.line(job.study.name)}, of ${file}`)
      const end = yield* toItsEnd(job, flags)
      if (end === "interrupted") return { failed, isInterrupted: true } satisfies Outcome
      if (end !== "done") failed.push(end)
    }
    return { failed, isInterrupted: false } satisfies Outcome
  })
  return Execution.pooled(work, jobs, flags, "reproduce")
}
