/**
 * `points:` -> a block of the sweep: points of a file of data ([points-file.ts](points-file.ts)) or of another run
 * ([points-run.ts](points-run.ts)).
 */
import type { Origin } from "../study.ts"
import { reportUnknownKeys } from "./heading.ts"
import * as PointsFile from "./points-file.ts"
import * as PointsRun from "./points-run.ts"
import type { Block } from "./sweep.ts"
import type { Context } from "./taken.ts"
import type { Value } from "./value.ts"

const keys = [...new Set([...PointsFile.keys, ...PointsRun.keys])]

const wanted =
  "points names a file of data or a run, such as { file: points.csv } or { run: first, where: { width: 5 } }."

/**
 * Undefined after a fault was reported.
 *
 * @param study the path of the study file
 * @param runs the folder that has the runs that are named without a path
 * @param given names of parameters that the study says itself
 */
export const read = async (
  value: Value,
  study: string,
  runs: string | undefined,
  given: ReadonlyArray<string>,
  context: Context
): Promise<{ readonly block: Block; readonly origin: Origin } | undefined> => {
  const { report } = context
  if (value.kind !== "map") {
    report(value.place, wanted)
    return undefined
  }
  const [file, run] = [value.entries.get("file"), value.entries.get("run")]
  if (value.entries.has("columns") && value.entries.has("ignore"))
    report(value.entries.get("ignore")!.place, "Name the columns to take or those to ignore, not both.")
  if (file !== undefined && run !== undefined)
    report(run.place, "points has a file already: name that or a run.")
  if (file !== undefined) {
    reportUnknownKeys(value, run === undefined ? PointsFile.keys : keys, "points of a file", report)
    return PointsFile.read(value, file, study, context)
  }
  reportUnknownKeys(value, run === undefined ? keys : PointsRun.keys, "points", report)
  if (run !== undefined) return PointsRun.read(value, run, study, runs, given, context)
  report(value.place, wanted)
  return undefined
}
