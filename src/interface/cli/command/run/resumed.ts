/** What a run goes on with: the study that its file has, or the one that stands in its folder and was edited. */
import { dirname, resolve } from "node:path"
import * as Effect from "effect/Effect"
import * as Asked from "../../../../engine/asked.ts"
import * as Fault from "../../../../engine/journal/fault.ts"
import * as Reader from "../../../../engine/journal/reader.ts"
import * as Manifest from "../../../../engine/manifest.ts"
import * as Resolved from "../../../../engine/resolved.ts"
import * as Folder from "../../../run/folder.ts"
import * as Location from "../../../run/location.ts"
import * as Study from "../../argument/study.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import type { Job } from "./execution.ts"

/** Also one that was stopped before it began. */
export const isRun = (folder: string): boolean => Reader.exists(folder) || Asked.isFounded(folder)

const known = async (directory: string) => {
  if (!Reader.isBegun(directory) && Asked.isFounded(directory)) return "not begun"
  const reader = Reader.open(directory)
  try {
    const simulation = await Folder.simulationOf(reader)
    const study = Resolved.read(reader, simulation)
    const difference = Asked.difference(directory, Manifest.read(directory), study, reader.asked)
    if (difference !== undefined) return difference
    Resolved.check(simulation, study)
    return { simulation, study, directory }
  } finally {
    reader.close()
  }
}

export const of = Effect.fnUntraced(function* (directory: string) {
  const job = yield* Effect.tryPromise({
    try: () => known(directory),
    catch: (cause) => {
      const what = `${Location.shown(directory)} cannot be continued`
      return Fault.isOfFile(cause)
        ? Problem.failedBy(what, cause)
        : Problem.misuse(`${what}: ${(cause as Error).message}`)
    }
  })
  const file = Location.shown(Asked.fileIn(directory))
  const source = { file, set: [], out: dirname(resolve(directory)) }
  if (typeof job === "object") return { ...job, source } satisfies Job
  const why = {
    edited: `${file} was edited: the run goes on with what it says`,
    "not in place": `the last session ended before its study was in place: the run goes on with ${file}`,
    "not begun": `the run was stopped before it began: it begins with ${file}`
  }
  yield* Output.say(why[job])
  const [edited, ...others] = yield* Study.load(file, source.set, source.out)
  if (edited === undefined || others.length > 0)
    return yield* Problem.misuse(`${file} has ${others.length + 1} studies; a run has one.`)
  return { ...edited, directory, source } satisfies Job
})
