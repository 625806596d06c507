/** How far the parts of a submitted run are, by their files alone: nothing is written, and nobody at work is asked. */
import { join } from "node:path"
import * as OwnFile from "../own-file.ts"
import * as Deal from "../part/deal.ts"
import * as File from "../part/file.ts"
import type * as Form from "../part/form.ts"
import { pointOf } from "../plan.ts"
import { reasonOf } from "../reason.ts"
import * as Script from "./script.ts"
import * as Submission from "./submission.ts"

export interface Part {
  readonly part: number
  /** Of the part, and those of them that its file has. */
  readonly tasks: number
  readonly tasksDone: number
  /** What its file begins with; undefined where no process has begun with it. */
  readonly header: Form.Header | undefined
  /** Bytes that are torn: they are left out, and what they were is computed again. */
  readonly torn: number
  /** Of tasks that no part of it can compute. */
  readonly crashes: number
  /** Points whose values have no answer, and the tasks that they have in the part. */
  readonly uncomputable: { readonly points: number; readonly tasks: number }
  /** Why its file cannot be read. */
  readonly fault: string | undefined
}

/** Whether nothing more can be computed of it. */
export const isComplete = ({ tasks, tasksDone, uncomputable }: Part): boolean =>
  tasksDone + uncomputable.tasks >= tasks

const partOf = (path: string, part: number, tasks: number): Part => {
  const none = { crashes: 0, uncomputable: { points: 0, tasks: 0 } }
  const nothing = { part, tasks, tasksDone: 0, header: undefined, torn: 0, ...none, fault: undefined }
  let file: number | undefined
  try {
    file = OwnFile.openIfThere(path)
  } catch (cause) {
    return { ...nothing, fault: reasonOf(cause) }
  }
  if (file === undefined) return nothing
  try {
    const header = File.headerOf(path, file)
    if (header === undefined) return nothing
    const done = new Set<string>()
    /** By the id of the point: its tasks in the part, of which some may have been done before. */
    const without = new Map<string, number>()
    let [torn, crashes] = [0, 0]
    for (const found of File.entries(file, 0, File.sizeOf(file))) {
      if ("lost" in found) torn += found.lost
      else if (found.entry._tag === "Crash") {
        const { task, uncomputable } = found.entry
        if (uncomputable === undefined) crashes++
        else without.set(pointOf(task), uncomputable)
      } else if (found.entry._tag === "Tally") {
        const { point, repeat, from, to } = found.entry
        done.add(`${point}.${repeat}.${from}-${to}`)
      }
    }
    for (const task of done) {
      const left = without.get(pointOf(task))
      if (left !== undefined) without.set(pointOf(task), left - 1)
    }
    const tasks = [...without.values()].reduce((sum, left) => sum + left, 0)
    const uncomputable = { points: without.size, tasks }
    return { ...nothing, tasksDone: done.size, header, torn, crashes, uncomputable }
  } catch (cause) {
    return { ...nothing, fault: reasonOf(cause) }
  } finally {
    File.close(file)
  }
}

/** All parts, in order. Reads all that their files have. */
export const of = (
  directory: string,
  { parts, tasks }: Pick<Submission.Submission, "parts" | "tasks">
): ReadonlyArray<Part> =>
  Array.from({ length: parts }, (_, k) => {
    const share = { part: k + 1, of: parts }
    const path = join(Submission.folderIn(directory), Script.fileOf(share))
    return partOf(path, share.part, Deal.sizeOf(tasks, share))
  })
