/** Studies on their way to results: what `run` and `resume` have in common. */
import { hash } from "node:crypto"
import { hostname } from "node:os"
import { dirname, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { BackendName } from "../../../../accelerator/backend.ts"
import * as Installation from "../../../../engine/installation.ts"
import * as Manifest from "../../../../engine/manifest.ts"
import * as Plan from "../../../../engine/plan.ts"
import { Pool } from "../../../../engine/pool.ts"
import * as Run from "../../../../engine/run.ts"
import * as Signal from "../../../../engine/signal.ts"
import type { Study } from "../../../../engine/study.ts"
import type { Simulation } from "../../../../simulation/contract.ts"
import type * as Missed from "../../../text/missed.ts"
import * as Names from "../../../text/names.ts"
import * as Plain from "../../../text/plain.ts"
import * as Flag from "../../argument/flag.ts"
import * as Fleet from "../../argument/fleet.ts"
import * as Uncomputable from "../../argument/uncomputable.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Reporter from "./reporter.ts"
import * as Summary from "./summary.ts"

/** A study, and the folder that its run has or gets. */
export interface Job {
  readonly simulation: Simulation
  readonly study: Study
  readonly directory: string
  readonly source: Uncomputable.Source
}

export interface Flags extends Fleet.Secrets {
  readonly threads: Option.Option<number>
  /** The server of a fleet that computes in the place of threads here. */
  readonly fleet: Option.Option<string>
  readonly lease: number
  readonly backend: BackendName | "auto"
  readonly acceptVersion: boolean
  readonly noReuse: boolean
  readonly tags: ReadonlyArray<string>
  readonly acceptMachine: boolean
  /** Of `run` alone. */
  readonly replace?: boolean
  readonly json: boolean
  /** Whether a point that misses what `until` asks for makes the command fail. */
  readonly strict: boolean
}

/** A run that has ended, and what of it is not as precise as was asked for. */
export interface Ended extends Run.Summary {
  readonly missed: Missed.Missed | undefined
}

/** Before a run is made that nothing else could continue. */
export const opened = (name: BackendName): Effect.Effect<BackendName, Problem.Stop> =>
  Effect.tryPromise({
    try: async () => {
      const backend = await (await import("../../../../accelerator/open.ts")).open(name)
      backend.close()
      return name
    },
    catch: (cause) => {
      const remedy = Installation.remedy(cause)
      if (remedy !== undefined) return Problem.misuse(remedy)
      return Problem.failed(`The backend ${name} does not work here: ${(cause as Error).message}`)
    }
  })

/** A run keeps the backend that it began with: another one agrees only within rounding. */
const backendFor = (
  directory: string,
  wanted: Flags["backend"]
): Effect.Effect<BackendName, Problem.Stop> => {
  const named = wanted === "auto" ? undefined : wanted
  if (named !== undefined) return opened(named)
  return Effect.tryPromise({
    try: async () =>
      Manifest.read(directory)?.backend ?? (await import("../../../../accelerator/open.ts")).best(),
    catch: (cause) => Problem.misuse((cause as Error).message)
  })
}

/** None where a fleet computes. */
const threadsOf = ({ fleet, threads }: Flags): number =>
  Option.isSome(fleet) ? 0 : Option.getOrElse(threads, () => Flag.processors)

/** What computes: threads here, or whoever works for the fleet. */
const poolFor = (jobs: ReadonlyArray<Job>, flags: Flags, name: string) =>
  Effect.gen(function* () {
    const { fleet, lease } = flags
    const fault = Fleet.fault(fleet, flags.threads, flags)
    if (fault !== undefined) return yield* Problem.misuse(`${fault}.`)
    if (Option.isNone(fleet)) return Pool.layer(threadsOf(flags))
    yield* Output.say(...Fleet.cautions(flags))
    const { layer } = yield* Effect.promise(() => import("../../../../engine/fleet/pool.ts"))
    const place = `${hostname()} ${resolve(jobs[0]!.directory)}`
    return layer({
      ...{
        address: Fleet.addressOf(fleet.value, flags),
        name: jobs.length > 1 ? name : jobs[0]!.study.name,
        lease
      },
      run: hash("sha256", place, "hex").slice(0, 16),
      simulations: new Map(jobs.map(({ study, simulation }) => [study.simulation, simulation]))
    })
  })

/** A study to its end, on the pool that there is. */
export const one = Effect.fnUntraced(function* ({ simulation, study, directory }: Job, flags: Flags) {
  const { acceptVersion, noReuse, tags, acceptMachine, replace = false } = flags
  const backend = yield* backendFor(directory, flags.backend)
  const names = Names.of(study.points, () => Plan.make(simulation, study).points)
  const reporter = Reporter.make(process.stderr, names)
  const options = {
    ...{ directory, threads: threadsOf(flags), backend, acceptVersion, acceptMachine, replace },
    ...(Option.isSome(flags.fleet) ? { fleet: flags.fleet.value } : {}),
    ...{ reuse: !noReuse, tags, emit: reporter.onEvent }
  }
  const summary = yield* Run.execute(simulation, study, options).pipe(
    Effect.ensuring(Effect.sync(reporter.close))
  )
  const missed = study.until === undefined ? undefined : Summary.missed(directory)
  return { ...summary, missed } satisfies Ended
})

/** How it ended, and what to do next. */
export const tell = Effect.fnUntraced(function* (job: Job, summary: Ended) {
  const without = yield* Uncomputable.lines(job.source, job.study, summary.crashed)
  yield* Output.say(...Summary.sentences(summary, summary.missed, without))
})

const show = Effect.fnUntraced(function* (job: Job, summary: Ended, several: boolean) {
  if (summary.outcome !== "interrupted") {
    const heading = several ? `${Plain.line(job.study.name)}: ` : ""
    yield* Output.print(
      `${heading}${Summary.table(summary.directory, Output.readable(), job.simulation)}${several ? "\n" : ""}`
    )
    if (job.study.search !== undefined) yield* Output.printLines(...Summary.searched(summary.directory))
  }
  yield* tell(job, summary)
  if (summary.outcome !== "interrupted") yield* Output.sayWrapped(...Summary.cautions(summary.directory))
  if (summary.outcome === "done" && !several) yield* Output.say(...Summary.next(summary.directory))
})

/** Where the page about all of them is, or why it could not be written: the runs are whole without it. */
const pageOf = (jobs: ReadonlyArray<Job>, name: string) =>
  Effect.gen(function* () {
    const Pages = yield* Effect.promise(() => import("../report/pages.ts"))
    const directories = jobs.map(({ directory }) => directory)
    const { page } = yield* Pages.ofSeveral(directories, { formats: ["svg", "pdf"] }, name)
    return Summary.onePage(page)
  }).pipe(Effect.catchTag("Stop", ({ message }) => Effect.succeed(`no page about all of them: ${message}`)))

/** One pool for all of the jobs, for as long as the work on them takes. */
export const pooled = <A, E, R>(
  work: Effect.Effect<A, E, R>,
  jobs: ReadonlyArray<Job>,
  flags: Flags,
  name: string
) =>
  Effect.flatMap(poolFor(jobs, flags, name), (layer) => Effect.provide(work, layer)).pipe(
    // A signal while threads start or end is kept for the next run: node aborts where it ends with a thread half loaded.
    (work) => Effect.scoped(Effect.andThen(Signal.listen, work))
  )

/**
 * One study after the other, on one pool, until a signal; fails with what the worst of them makes of the exit.
 *
 * @param name of the page about all of them, where they are several
 */
export const all = (jobs: ReadonlyArray<Job>, flags: Flags, name = "report") =>
  Effect.gen(function* () {
    const summaries: Array<Ended> = []
    for (const job of jobs) {
      const summary = yield* one(job, flags)
      summaries.push(summary)
      if (!flags.json) yield* show(job, summary, jobs.length > 1)
      if (summary.outcome === "interrupted") break
    }
    if (!flags.json && jobs.length > 1 && summaries.every(({ outcome }) => outcome !== "interrupted"))
      yield* Output.say(yield* pageOf(jobs, name), Summary.livePages(dirname(resolve(jobs[0]!.directory))))
    if (flags.json)
      yield* Output.printJson(
        summaries.map(({ missed, ...rest }) => ({
          ...rest,
          missed: missed?.misses ?? [],
          cautions: Summary.cautions(rest.directory)
        }))
      )
    const outcomes = summaries.map(({ outcome }) => outcome)
    if (outcomes.includes("interrupted")) return yield* Problem.ended("interrupted")
    if (outcomes.includes("failed")) return yield* Summary.failed(summaries)
    if (flags.strict && summaries.some(({ missed }) => missed !== undefined)) {
      yield* Output.say("exit status 1: --strict, and what until asks for was missed")
      return yield* Problem.ended("failed")
    }
  }).pipe((work) => pooled(work, jobs, flags, name))
