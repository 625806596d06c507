/** The log of a run, in sentences. */

import { plural } from "../../drawing/text.ts"
import { attempts, type Event } from "../../engine/event.ts"
import * as Fault from "../../engine/journal/fault.ts"
import type { Happening } from "../../engine/log.ts"
import * as Duration from "./duration.ts"
import * as Missed from "./missed.ts"
import * as Plain from "./plain.ts"
import * as Searched from "./searched.ts"

export interface Sentence {
  readonly text: string
  /** Something went wrong. */
  readonly bad: boolean
  /** A stack, where there is one. */
  readonly more?: string
}

const fine = (text: string): Sentence => ({ text, bad: false })

/** What a session has before it. */
export const scope = (started: Extract<Event, { readonly _tag: "RunStarted" }>): string => {
  const { points, tasks, tasksDone, threads, fleet, backend, secondsLeft } = started
  const before = tasksDone === 0 ? "" : `, ${tasksDone} of them done before`
  const where =
    fleet !== undefined
      ? `on the fleet at ${fleet}`
      : threads === 0
        ? "on the main thread"
        : `on ${plural(threads, "thread")}`
  const work =
    tasksDone === tasks || secondsLeft === 0
      ? ""
      : `, about ${Duration.format(secondsLeft / Math.max(1, threads))}${fleet === undefined ? "" : " on one thread"}`
  return `${plural(points, "point")}, ${plural(tasks, "task")}${before}, ${where}, backend ${backend}${work}`
}

/** What is new in the study of a run. */
const changed = ({
  added,
  dropped,
  repeats,
  until,
  search
}: Extract<Event, { _tag: "StudyChanged" }>): string => {
  const [before, now] = repeats
  const parts = [
    ...(added > 0 ? [`${plural(added, "point")} added`] : []),
    ...(dropped > 0 ? [`${plural(dropped, "point")} left out`] : []),
    ...(before === now ? [] : [`${plural(now, "repeat")} instead of ${before}`]),
    ...(until ? ["another until"] : []),
    ...(search ? ["another search"] : [])
  ]
  return `the study is another one: ${parts.join(", ")}`
}

/** What became of points. */
export const amended = { drop: "taken out of the run", retry: "to be computed again" } as const

/** What points and tasks are called; in a log by ordinal and id, for people by what they are (names.ts). */
export interface Names {
  readonly point: (ordinal: number) => string
  readonly task: (id: string) => string
}

export const plain: Names = { point: (ordinal) => `point ${ordinal}`, task: (id) => `task ${id}` }

/** Samples, and tasks that begin and end as they should, say nothing. */
export const of = (entry: Happening | Event, names: Names = plain): Sentence | undefined => {
  const found = about(entry, names)
  return found && { ...found, text: Plain.line(found.text) }
}

const about = (entry: Happening | Event, names: Names): Sentence | undefined => {
  switch (entry._tag) {
    case "RunStarted":
      return fine(`started: ${scope(entry)}`)
    case "PointsAmended":
      return fine(`${amended[entry.change]}: ${plural(entry.points, "point")} (${entry.which})`)
    case "TasksTaken":
      return fine(
        `taken over from the run ${entry.run}: ${plural(entry.tasks, "task")} of ${plural(entry.points, "point")}`
      )
    case "PartTaken":
      return fine(
        `part ${entry.part} (${entry.file}): ${plural(entry.tasks, "task")} of ${plural(entry.points, "point")} taken in`
      )
    case "RunNotSearched":
      return { text: `nothing more is taken over from the run ${entry.run}: ${entry.reason}`, bad: true }
    case "StudyChanged":
      return fine(changed(entry))
    case "RepeatsAdded":
      return fine(
        `${names.point(entry.point)}: the error is not met; now ${plural(entry.repeats, "repeat")}, ${plural(entry.tasks, "task")} more`
      )
    case "SearchJudged": {
      const { batch, rung, column, points, stopped, bound } = entry
      const at = `batch ${batch + 1} at ${Searched.share(rung)}`
      return fine(
        bound === null
          ? `${at}: none of ${plural(points, "point")} has a value of ${column}; all go on`
          : `${at}: ${stopped} of ${plural(points, "point")} stopped; the last that goes on has ${column} ${Number(bound.toPrecision(6))}`
      )
    }
    case "TrialsDrawn": {
      const { points, total, column, best } = entry
      const soFar = best === null ? "" : `; best ${column} so far ${Number(best.toPrecision(6))}`
      return fine(`${plural(points, "new trial")}, ${total} in all${soFar}`)
    }
    case "PointFinished":
      return fine(
        `${names.point(entry.point)}: done, ${plural(entry.repeats, "repeat")}, ${plural(entry.rows, "row")}`
      )
    case "TargetMissed":
      return { text: `${names.point(entry.point)}: ${Missed.amount(entry)}`, bad: true }
    case "WorkerLost":
      return {
        text: `a worker was lost (${entry.reason}), number ${entry.attempt} of at most ${attempts} at ${names.task(entry.task)}`,
        bad: true
      }
    case "StationJoined": {
      const { station, threads, machine, caution } = entry
      const odd = caution === null ? "" : `; ${caution}`
      return {
        text: `the station ${station} works for the run: ${plural(threads, "thread")}, ${machine.architecture}, ${machine.processor}${odd}`,
        bad: false
      }
    }
    case "StationLeft":
      return { text: `the station ${entry.station} works for the run no longer: ${entry.why}`, bad: false }
    case "StationLate":
      return fine(
        `the station ${entry.station} is late with ${names.task(entry.task)}, which was given to another one meanwhile: what it says of it is not used`
      )
    case "StationRefused":
      return { text: `the station ${entry.station} gets no work: ${entry.why}`, bad: true }
    case "ServerLost":
      return {
        text:
          entry.why === null
            ? `the server ${entry.server} is lost; stations go on with what they have, and the run waits until it is back`
            : `the server ${entry.server} says: ${entry.why}`,
        bad: true
      }
    case "ServerBack":
      return fine(`the server ${entry.server} is back, after ${Duration.format(entry.seconds)}`)
    case "TallyCorrupt":
      return {
        text: `the stored result of ${names.task(entry.task)} is damaged; it is computed again`,
        bad: true
      }
    case "CheckpointCorrupt":
      return {
        text: `the checkpoint of ${names.task(entry.task)} after ${plural(entry.next, "step")} is damaged; the one before it is used, or the task begins anew`,
        bad: true
      }
    case "RowsCorrupt":
      return {
        text: `the stored rows of ${names.point(entry.point)} are damaged; they are made anew`,
        bad: true
      }
    case "PlanCorrupt":
      return {
        text: "the stored study was damaged; all rows are made anew from the stored results",
        bad: true
      }
    case "FileHeld":
      return {
        text: `${Fault.heldSentence("run.sqlite")}; the run waits until it is free`,
        bad: true
      }
    case "HostSilent":
      return {
        text: `process ${entry.process} on ${entry.host} worked on this run and was last heard of ${Duration.format(entry.seconds)} ago; this one goes on with it`,
        bad: true
      }
    case "FileFree":
      return fine(`run.sqlite is free again, after ${Duration.format(entry.seconds)}`)
    case "TaskCrashed":
      if (entry.uncomputable && entry.point !== undefined)
        return { text: `${names.point(entry.point)} cannot be computed: ${entry.message}`, bad: true }
      return {
        text: `${names.task(entry.task)} crashed: ${entry.message}`,
        bad: true,
        more: entry.stack
      }
    case "RunFinished":
      return { text: `ended: ${entry.outcome}`, bad: entry.outcome === "failed" }
    default:
      return undefined
  }
}
