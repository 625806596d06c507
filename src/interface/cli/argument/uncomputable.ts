/** Points whose values have no answer, told as what they are: bad input, at its place in the study file. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { plural } from "../../../drawing/text.ts"
import * as Config from "../../../engine/config/config.ts"
import * as Fault from "../../../engine/config/fault.ts"
import type { Crash } from "../../../engine/schedule.ts"
import { canonical, type Json, type Study } from "../../../engine/study.ts"
import * as Discover from "../../../simulation/discover.ts"
import * as Names from "../../text/names.ts"
import * as Plain from "../../text/plain.ts"

/** The file that the study was read from, and what it was read with. */
export interface Source {
  readonly file: string
  readonly set: ReadonlyArray<string>
  readonly out: string
}

/** Sentences that are told. */
const most = 10

export const isOne = ({ uncomputable }: Crash): boolean => uncomputable === true

/** What is wrong with the file, read again as one in which these points have faults; nothing where it has changed. */
const faultsIn = Effect.fnUntraced(function* ({ file, set, out }: Source, study: Study, found: Found) {
  const load = async (name: string) => {
    const simulation = await Discover.load(name)
    if (name !== study.simulation) return simulation
    const encode = Schema.encodeSync(simulation.config)
    const faults = (config: unknown) => {
      const message = found.get(canonical(encode(config) as Json))
      return [
        ...(simulation.faults?.(config) ?? []),
        ...(message === undefined ? [] : [{ path: [], message }])
      ]
    }
    return { ...simulation, faults }
  }
  return yield* Config.load(file, set, { names: Discover.names, load }, out).pipe(
    Effect.map((): ReadonlyArray<Fault.Fault> => []),
    Effect.catchTag("StudyFaults", ({ faults }) => Effect.succeed(faults))
  )
})

/** Sentences by the configs of points. */
type Found = ReadonlyMap<string, string>

/** A line for each place of the study file that is to blame, or for each point, where no place is. */
export const lines = Effect.fnUntraced(function* (
  source: Source,
  study: Study,
  crashed: ReadonlyArray<Crash>
) {
  const points = crashed.filter(isOne)
  if (points.length === 0) return []
  const found = new Map(
    points.map(({ point = -1, message }) => [canonical(study.points[point]?.encoded ?? null), message])
  )
  const messages = new Set(found.values())
  const faults = (yield* faultsIn(source, study, found)).filter(({ message }) => messages.has(message))
  const all =
    faults.length > 0
      ? faults.map(Fault.show)
      : points.map((each) => `${each.message} (${Names.crashed(each)})`)
  const more = all.length - most
  return [...all.slice(0, most).map((each) => Plain.cell(each)), ...(more > 0 ? [`and ${more} more`] : [])]
})

/** How many points these are, and what is wrong with them. */
export const told = (points: number, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  points === 0
    ? []
    : [
        `${plural(points, "point")} cannot be computed with ${points === 1 ? "its" : "their"} values:`,
        ...lines.map((line) => `  ${line}`)
      ]
