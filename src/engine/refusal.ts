/** Why a run is not begun, or not continued like this: sentences, said before anything changes. */
import { getHeapStatistics } from "node:v8"
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Clash, Continued } from "./continued.ts"
import * as Machine from "./machine.ts"
import * as Manifest from "./manifest.ts"
import type { Capabilities } from "./pool.ts"
import { reasonOf } from "./reason.ts"
import { byArrival } from "./search/trial.ts"
import { brief, canonical, type Json, most, mostRepeats, type Study } from "./study.ts"
import { memoryOf, type Survey, widthOf } from "./survey.ts"

/** The folder holds a run that must not be continued like this, or the pool cannot do what is asked for. */
export class RunRefused extends Schema.TaggedError<RunRefused>()("RunRefused", { message: Schema.String }) {}

export const refusedBy = (cause: unknown): RunRefused => new RunRefused({ message: reasonOf(cause) })

export const noFolder = (cause: unknown): RunRefused =>
  new RunRefused({ message: `the run's folder cannot be made: ${refusedBy(cause).message}` })

/** How a run is to go on. */
interface Wanted {
  readonly directory: string
  readonly backend: BackendName
  readonly acceptVersion: boolean
  readonly acceptMachine?: boolean
}

/** Results that nobody knows the backend and the version of must not be mixed with others. */
export const withoutManifest = (directory: string, hasResults: boolean): string | undefined =>
  hasResults
    ? `${directory} has results but no manifest.json, which says what computed them; start another run (--name)`
    : undefined

/** What speaks against going on with a run that began as `before` says. */
export const ofContinuing = (
  before: Manifest.Manifest,
  study: Study,
  simulation: Simulation,
  { directory, backend, acceptVersion, acceptMachine = false }: Wanted
): string | undefined => {
  if (before.simulation !== study.simulation) {
    return `${directory} holds a run of ${before.simulation}, not of ${study.simulation}: choose another --name or --out`
  }
  if (before.simulationVersion !== simulation.version && !acceptVersion) {
    return (
      `${directory} was computed by version ${before.simulationVersion} of ${study.simulation}, this is version ` +
      `${simulation.version}: the same config and seed give other numbers now. Start another run (--name), or ` +
      "continue this one with --accept-version, which its manifest will record"
    )
  }
  if (before.backend !== backend) {
    return (
      `${directory} was computed on the backend ${before.backend}, not ${backend}; their results agree only ` +
      `within rounding. Continue with --backend ${before.backend}, or start another run (--name)`
    )
  }
  const [there, here] = [Manifest.machineOf(before), Machine.here()].map(Machine.bitsOf)
  if (there !== here && !acceptMachine) {
    return (
      `${directory} was computed on another machine (${there}), this one is ${here}: most functions of Math differ ` +
      "between them in the last bits. Continue there, start another run (--name), or continue here with " +
      "--accept-machine, which its manifest will record"
    )
  }
  return undefined
}

/** What is said of the environment variable; a run that took it for no patience would end at once. */
export const ofPatience = (text = "300"): string | undefined =>
  /^\d+(\.\d+)?$/.test(text.trim())
    ? undefined
    : `SKEIN_PATIENCE is a number of seconds, such as 300, not ${JSON.stringify(text)}`

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`

const worth = (value: Json | undefined): string => (value === undefined ? "absent" : canonical(brief(value)))

/** A point of the study has the name of one that was made when a default was another one. */
export const ofClash = (directory: string, { simulation }: Study, { config, known }: Clash): string => {
  const differing = Object.keys(known).find(
    (name) => name in config && canonical(known[name]!) !== canonical(config[name]!)
  )
  const rest = `or start another run (--name). A default that changes needs another version of ${simulation}`
  if (differing !== undefined)
    return (
      `the default of ${differing} is ${worth(config[differing])} now and was ${worth(known[differing])} when ${directory} ` +
      `was begun: its results are of other points than those of this study. Write ${differing}: ${worth(known[differing])} into the study, ${rest}`
    )
  const gone = Object.keys(known).find((name) => !(name in config))
  return (
    `${directory} has results of points with the parameter ${gone ?? "of another form"}, which ${simulation} no longer ` +
    "has: start another run (--name)"
  )
}

/** What of a run would be gone from its tables. */
export const ofReplacing = (
  directory: string,
  known: Omit<Study, "points">,
  study: Study,
  { begun, kept, shortened }: Continued
): string | undefined => {
  const how =
    "Run it beside this one (run, with --name), or in its place (--replace), which keeps all that was computed for when it is asked for again"
  if (kept < begun) {
    const seed = known.seed === study.seed ? "" : `, which has seed ${known.seed} and not ${study.seed}`
    return (
      `this study has ${kept === 0 ? "none" : kept} of the ${plural(begun, "point")} that ${directory} has results of${seed}: ` +
      `the others would be gone from its tables. ${how}`
    )
  }
  if (shortened > 0)
    return (
      `this study makes ${plural(mostRepeats(study), "repeat")} of a point, and ${shortened} of the ` +
      `${plural(begun, "point")} that ${directory} has results of have more: these would be gone from its tables. ${how}`
    )
  const [before, now] = [known.until, study.until]
  if (before !== undefined && now !== undefined && before.column === now.column)
    return now.standardError > before.standardError && kept > 0
      ? `this study asks for a standard error of ${now.standardError}, ${directory} has results with one of ` +
          `${before.standardError}: repeats would be gone from its tables. ${how}`
      : undefined
  return undefined
}

const ofTasks = ({ tasks, points }: Survey): string | undefined =>
  tasks > most.tasks
    ? `the study has ${tasks} tasks (${plural(points, "point")} times repeats, cut into a second of work each); at most ${most.tasks} fit into ` +
      "one run. Let each task do more (fewer repeats with more replicates), or split the study"
    : undefined

/** Bytes as people say them. */
const sizeText = (bytes: number): string =>
  bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${Number((bytes / 2 ** 30).toPrecision(3))} GiB`

/** Bytes that there are: for the process, and for the small objects of one of its threads. */
interface Room {
  readonly process: number
  readonly objects: number
}

/** What is free now, and what V8 takes of it for objects; for some of these the run itself has use. */
const roomHere = (): Room => ({
  process: process.availableMemory(),
  objects: 0.9 * getHeapStatistics().heap_size_limit
})

const ofMemory = (survey: Survey, room: Room): string | undefined => {
  const { largest, threads, repeats, tasks } = survey
  if (largest === undefined) return undefined
  const { ordinal, parts } = largest
  /** The parameter that has most of it. */
  const most = (size: (part: ReturnType<typeof memoryOf>) => number): string =>
    parts
      .map((part) => ({ parameter: part.parameter, bytes: size(memoryOf([part], threads, tasks, repeats)) }))
      .reduce((a, b) => (b.bytes > a.bytes ? b : a)).parameter
  if (largest.objects > room.objects)
    return (
      `point ${ordinal} takes about ${sizeText(largest.objects)} of memory for small objects on one thread, where there is ` +
      `room for ${sizeText(room.objects)}: make ${most(({ objects }) => objects)} smaller`
    )
  if (largest.bytes <= room.process) return undefined
  const width = widthOf(threads)
  const fits = (fewer: number): boolean => memoryOf(parts, fewer, tasks, repeats).bytes <= room.process
  let fewer = width - 1
  while (fewer > 0 && !fits(fewer)) fewer--
  const shares =
    width > 1 ? ` on ${width} threads, of these ${sizeText(largest.inRun)} for its rows at the end` : ""
  return (
    `point ${ordinal} takes about ${sizeText(largest.bytes)} of memory${shares}, and ${sizeText(room.process)} are free here: ` +
    `make ${most(({ bytes }) => bytes)} smaller${fewer > 0 ? `, or run it on ${plural(fewer, "thread")} (--threads ${fewer})` : ""}`
  )
}

/** What would not end, or not fit, counted before anything is made. */
export const ofSurvey = (survey: Survey, room = roomHere()): string | undefined =>
  ofTasks(survey) ?? ofMemory(survey, room)

/** What a search decides must not depend on who was faster. */
export const ofSearch = ({ byArrival: point }: Survey, { search }: Study): string | undefined =>
  search === undefined || point === undefined ? undefined : `point ${point}: ${byArrival}`

/** Rounds in their place would give other numbers than the manifest says: it is refused, not replaced. */
export const ofOrder = (
  { byArrival: point }: Survey,
  { sharesMemory, leadsTrainings }: Capabilities
): string | undefined =>
  sharesMemory || leadsTrainings || point === undefined
    ? undefined
    : `point ${point} is a training in the order of arrival, whose actors work on one memory; these workers ` +
      'share none. Run it on the threads of one machine, or choose the order "assignment"'
