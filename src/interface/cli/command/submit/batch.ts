/** What is submitted of a study: how many parts it goes into, the scripts, and what speaks against it. */
import { join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../../../accelerator/backend.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Options from "../../../../engine/batch/options.ts"
import * as Progress from "../../../../engine/batch/progress.ts"
import * as Script from "../../../../engine/batch/script.ts"
import * as Slurm from "../../../../engine/batch/slurm.ts"
import * as Submission from "../../../../engine/batch/submission.ts"
import * as Fingerprint from "../../../../engine/fingerprint.ts"
import * as Deal from "../../../../engine/part/deal.ts"
import * as Form from "../../../../engine/part/form.ts"
import * as Inherited from "../../../../engine/part/inherited.ts"
import * as PartRefusal from "../../../../engine/part/refusal.ts"
import * as Plan from "../../../../engine/plan.ts"
import * as Program from "../../../../engine/program.ts"
import * as Refusal from "../../../../engine/refusal.ts"
import * as Resolved from "../../../../engine/resolved.ts"
import { root } from "../../../../engine/root.ts"
import type { Study } from "../../../../engine/study.ts"
import * as Survey from "../../../../engine/survey.ts"
import type { Simulation } from "../../../../simulation/contract.ts"
import * as Location from "../../../run/location.ts"
import * as Duration from "../../../text/duration.ts"
import * as RunFolder from "../../argument/run-folder.ts"
import * as Problem from "../../terminal/problem.ts"
import { stated } from "./progress.ts"

interface Flags {
  readonly parts: number | undefined
  readonly atATime: number | undefined
  readonly setup: ReadonlyArray<string>
  readonly name: string | undefined
  readonly out: string
  readonly backend: BackendName | undefined
  /** Of sbatch. */
  readonly options: ReadonlyArray<string>
  /** The largest number that an element of an array can have here, where that is known. */
  readonly mostElements: number | undefined
}

export interface Batch {
  readonly directory: string
  /** Absolute, in the folder of the run. */
  readonly folder: string
  /** No `parts.sh` where all parts are complete. */
  readonly scripts: Submission.Files
  /** Options of sbatch for the array, and for the merge behind a job. */
  readonly ofParts: ReadonlyArray<string>
  readonly ofMerge: (job: string | null) => ReadonlyArray<string>
  readonly record: Submission.Submission
  readonly before: Submission.Submission | undefined
  /** Those that are submitted. */
  readonly parts: ReadonlyArray<number>
  readonly threads: number
  /** That a part takes on its threads. */
  readonly seconds: number
  readonly asksForMore: boolean
}

/** That a part takes where nobody says how many there are: long beside its start and the queue. */
const partSeconds = 1800

/** Parts where nobody says how many: more of them are a burden to the scheduler. */
const mostUnasked = 1000

/** Time limits below this leave a part nothing between its start and the signal that ends it. Seconds. */
const leastTime = 300

const ofTime = (options: ReadonlyArray<string>): string | undefined => {
  const time = Options.given(options, "--time", "-t")
  const seconds = time === undefined ? undefined : Options.secondsOf(time)
  if (seconds === undefined || seconds === 0 || seconds >= leastTime) return undefined
  if (Options.given(options, "--signal") !== undefined) return undefined
  return (
    `--time=${time} is ${Duration.format(seconds)}; a part hands over ${Script.lead} to ${Script.lead + 60} s before its time ` +
    `is up, and would be queued again and again for nothing: give it ${leastTime / 60} minutes or more`
  )
}

const ofCount = (parts: number, tasks: number, mostElements: number | undefined): string | undefined => {
  if (parts > tasks)
    return `the study has ${plural(tasks, "task")}: in ${parts} parts some would have nothing to do. Take --parts ${tasks} at most`
  if (parts > Deal.most) return `a study goes into ${Deal.most} parts at most, not ${parts}`
  if (mostElements !== undefined && parts > mostElements)
    return `elements of an array have numbers up to ${mostElements} here (MaxArraySize in Slurm), not ${parts}: take fewer parts (--parts)`
  return undefined
}

const stop = (study: Study, message: string | undefined) =>
  message === undefined ? Effect.void : Effect.fail(Problem.misuse(`${study.name}: ${message}`))

const threadsOf = (options: ReadonlyArray<string>): number => {
  const asked = Number(Options.given(options, "--cpus-per-task", "-c") ?? 1)
  return Number.isInteger(asked) && asked >= 1 ? asked : 1
}

const attempt = <A>(directory: string, work: () => A): Effect.Effect<A, Problem.Stop> =>
  Effect.try({ try: work, catch: (cause) => Problem.failedBy(Location.shown(directory), cause) })

/** Whether the parts that were begun are of this study; they would refuse to go on one by one, on their nodes. */
const otherStudy = Effect.fnUntraced(function* (
  simulation: Simulation,
  study: Study,
  directory: string,
  { backend }: Submission.Submission,
  progress: ReadonlyArray<Progress.Part>
) {
  const header = progress.find(({ header }) => header !== undefined)?.header
  if (header === undefined) return undefined
  const plan = Plan.make(simulation, study)
  const fingerprint = yield* Effect.promise(() => Fingerprint.of(study.simulation))
  const wanted = Form.headerOf(simulation, plan, backend, Deal.make(simulation, plan), header, fingerprint)
  const file = join(Submission.folderIn(directory), Script.fileOf(header))
  const message = PartRefusal.ofStudy(Location.shown(file), header, wanted)
  return message && `${message}. Or submit this one by another name (--name)`
})

/** Fails with what speaks against it; plans alone, and computes nothing. */
export const of = Effect.fnUntraced(function* (
  { study, simulation }: { readonly study: Study; readonly simulation: Simulation },
  flags: Flags
) {
  const { options, mostElements } = flags
  const name = flags.name ?? study.name
  const directory = yield* RunFolder.ofName(flags.out, name)
  const threads = threadsOf(options)
  const survey = Survey.of(simulation, study, threads)
  yield* stop(
    study,
    PartRefusal.ofSearch(study) ??
      Refusal.ofSurvey(survey) ??
      Options.refusal(options) ??
      ofTime(options) ??
      Script.unfit(resolve(directory))
  )
  const { inherited } = yield* Inherited.of(directory, simulation, study)
  if (inherited > 0) {
    const own = Program.command("part", Location.shown(directory), "1/16")
    const sentence = PartRefusal.ofInherited(Location.shown(directory), inherited, own)
    yield* stop(study, `${sentence}, or submit the study by another name (--name)`)
  }
  const before = yield* attempt(directory, () => Submission.read(directory))
  const { tasks } = survey
  const unasked = Math.min(Math.ceil(survey.seconds / threads / partSeconds), mostElements ?? mostUnasked)
  const count = flags.parts ?? before?.parts ?? Math.max(1, Math.min(unasked, mostUnasked, tasks))
  yield* stop(study, ofCount(count, tasks, mostElements))

  const record: Submission.Submission = {
    ...{ job: before?.job ?? null, merge: null, at: new Date().toISOString(), study: study.name },
    ...{ simulation: study.simulation, backend: flags.backend ?? before?.backend ?? "simd" },
    ...{ points: study.points.length, tasks, parts: count }
  }
  const text = study.asked?.().text ?? Resolved.text(study)
  const progress = yield* attempt(directory, () => Progress.of(directory, record))
  yield* stop(study, progress.find(({ fault }) => fault !== undefined)?.fault)
  yield* stop(study, yield* otherStudy(simulation, study, directory, record, progress))
  const parts = progress.filter((each) => !Progress.isComplete(each)).map(({ part }) => part)
  const folder = resolve(Submission.folderIn(directory))
  const told: Script.Plan = {
    ...{ name, of: count, parts, most: flags.atATime, folder, setup: flags.setup, backend: record.backend },
    ...{ program: join(root, "skein"), runs: resolve(flags.out), cwd: process.cwd() },
    simulations: process.env.SKEIN_SIMULATIONS
  }
  return {
    ...{ directory, folder, record, before, parts, threads },
    scripts: {
      "study.yaml": text,
      ...(parts.length === 0 ? {} : { "parts.sh": Script.ofParts(told) }),
      "merge.sh": Script.ofMerge(told)
    },
    ofParts: options,
    ofMerge: (job) => [
      ...options,
      "--cpus-per-task=1",
      ...(job === null ? [] : [`--dependency=afterany:${job}`])
    ],
    seconds: survey.seconds / count / threads,
    asksForMore: study.until !== undefined
  } satisfies Batch
})

/** The first job of an earlier submission that is in the queue still. */
export const queued = Effect.fnUntraced(function* ({ before }: Batch) {
  for (const job of [before?.job, before?.merge]) {
    if (job === undefined || job === null) continue
    const states = yield* Effect.promise(() => Slurm.statesOf(job))
    if (states !== undefined && states.size > 0) return { job, states }
  }
  return undefined
})

/** Fails where there is one: two at one part would be in each other's way. */
export const checkIdle = Effect.fnUntraced(function* (batch: Batch) {
  const found = yield* queued(batch)
  if (found === undefined) return
  const { job, states } = found
  const directory = Location.shown(batch.directory)
  return yield* Problem.misuse(
    `${directory} is in the queue already: job ${job}, ${stated(states)}. ` +
      `${Program.command("status", directory)} says how far it is; to submit it anew, end it first: scancel ${job}`
  )
})

/** What was submitted: a line each. */
export const sentences = (
  { directory, folder, record, parts, threads, seconds, asksForMore }: Batch,
  { job, merge }: { readonly job: string | null; readonly merge: string }
): ReadonlyArray<string> => [
  parts.length === 0
    ? `all ${record.parts} parts of ${Location.shown(directory)} are complete; job ${merge} merges them`
    : `submitted: ${parts.length === record.parts ? plural(record.parts, "part") : `${parts.length} of ${plural(record.parts, "part")}`} of ` +
      `${Location.shown(directory)} as job ${job}, about ${Duration.format(seconds)} each on ${plural(threads, "thread")}; ` +
      `job ${merge} merges them`,
  `the nodes run ${join(root, "skein")}; scripts, parts and logs: ${Location.shown(folder)}`,
  ...(asksForMore
    ? [
        `until may ask for more repeats than the parts have: ${Program.command("resume", Location.shown(directory))} after the merge`
      ]
    : []),
  `how far it is: ${Program.command("status", Location.shown(directory))}`
]
