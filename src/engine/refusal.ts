/** Why a run is not begun, or not continued like this: sentences, said before anything changes. */
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Manifest } from "./manifest.ts"
import type { Plan } from "./plan.ts"
import { orderOf } from "./plan.ts"
import type { Capabilities } from "./pool.ts"
import type { Study } from "./study.ts"

/** The folder holds a run that must not be continued like this, or the pool cannot do what is asked for. */
export class RunRefused extends Schema.TaggedError<RunRefused>()("RunRefused", { message: Schema.String }) {}

export const refusedBy = (cause: unknown): RunRefused =>
  new RunRefused({ message: cause instanceof Error ? cause.message : String(cause) })

export const noFolder = (cause: unknown): RunRefused =>
  new RunRefused({ message: `the run's folder cannot be made: ${refusedBy(cause).message}` })

/** How a run is to go on. */
interface Wanted {
  readonly directory: string
  readonly backend: BackendName
  readonly acceptVersion: boolean
}

/** Results that nobody knows the backend and the version of must not be mixed with others. */
export const withoutManifest = (directory: string, hasResults: boolean): string | undefined =>
  hasResults
    ? `${directory} has results but no manifest.json, which says what computed them; start another run (--name)`
    : undefined

/** What speaks against going on with a run that began as `before` says. */
export const ofContinuing = (
  before: Manifest,
  study: Study,
  simulation: Simulation,
  { directory, backend, acceptVersion }: Wanted
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
  return undefined
}

/** They are held in memory, at about a kilobyte each. */
const mostTasks = 2_000_000

export const ofTasks = (tasks: number): string | undefined =>
  tasks > mostTasks
    ? `the study has ${tasks} tasks (points times repeats, cut into a second of work each); at most ${mostTasks} fit into ` +
      "one run. Let each task do more (fewer repeats with more replicates), or split the study"
    : undefined

/** Rounds in their place would give other numbers than the manifest says: it is refused, not replaced. */
export const ofOrder = (
  simulation: Simulation,
  { points }: Plan,
  { sharesMemory }: Capabilities
): string | undefined => {
  if (sharesMemory) return undefined
  const point = points.find(({ config }) => orderOf(simulation, config) === "arrival")
  return point === undefined
    ? undefined
    : `point ${point.ordinal} is a training in the order of arrival, whose actors work on one memory; these workers ` +
        'share none. Run it on the threads of one machine, or choose the order "assignment"'
}
