/** How far a run is: a fold of its events. */
import type { Event } from "./event.ts"

/** What is done of a running task: replicates, or rounds of a training, whose total nobody knows (`of` is 0 then). */
export interface Part {
  readonly done: number
  readonly of: number
  /** What a training says of itself: 0 to 1. */
  readonly share?: number
  /** The same in words. */
  readonly said?: string
}

export interface Progress {
  readonly name: string
  readonly tasks: number
  readonly tasksDone: number
  /** Tasks done before this process began; they say nothing about its speed. */
  readonly tasksBefore: number
  /** By task. */
  readonly running: ReadonlyMap<string, Part>
  readonly workersLost: number
  readonly crashes: number
  /** Seconds, on the clock of `now`. */
  readonly startedAt: number
}

export const empty: Progress = {
  name: "",
  tasks: 0,
  tasksDone: 0,
  tasksBefore: 0,
  running: new Map(),
  workersLost: 0,
  crashes: 0,
  startedAt: 0
}

const withTask = (progress: Progress, task: string, part: Part): Progress => ({
  ...progress,
  running: new Map(progress.running).set(task, part)
})

const withoutTask = (progress: Progress, task: string): Progress => {
  const running = new Map(progress.running)
  running.delete(task)
  return { ...progress, running }
}

const partOf = ({ done, of, share, said }: Part): Part => ({
  done,
  of,
  ...(share === undefined ? {} : { share }),
  ...(said === undefined ? {} : { said })
})

/** `now` in seconds. */
export const fold = (progress: Progress, event: Event, now: number): Progress => {
  switch (event._tag) {
    case "RunStarted": {
      const { name, tasks, tasksDone } = event
      return { ...empty, name, tasks, tasksDone, tasksBefore: tasksDone, startedAt: now }
    }
    case "TaskStarted":
      return withTask(progress, event.task, { done: 0, of: 0 })
    case "TaskProgress":
      return withTask(progress, event.task, partOf(event))
    case "TaskFinished":
      return { ...withoutTask(progress, event.task), tasksDone: progress.tasksDone + 1 }
    case "TaskCrashed":
      return { ...withoutTask(progress, event.task), crashes: progress.crashes + 1 }
    case "RepeatsAdded":
      return { ...progress, tasks: progress.tasks + event.tasks }
    case "SearchJudged":
    case "TrialsDrawn":
      return { ...progress, tasks: Math.max(event.tasks, progress.tasksDone) }
    case "TallyCorrupt":
      return { ...progress, tasksDone: progress.tasksDone - 1, tasksBefore: progress.tasksBefore - 1 }
    case "WorkerLost":
      return { ...withoutTask(progress, event.task), workersLost: progress.workersLost + 1 }
    default:
      return progress
  }
}

/** 0 to 1; 0 where the total is not known. */
export const share = ({ done, of, share }: Part): number => share ?? (of === 0 ? 0 : done / of)

const partsRunning = (progress: Progress): number => {
  let sum = 0
  for (const part of progress.running.values()) sum += share(part)
  return sum
}

/** Rounds of the trainings that run and say nothing of how far they are. */
export const rounds = (progress: Progress): number => {
  let sum = 0
  for (const { done, of, said } of progress.running.values()) if (of === 0 && said === undefined) sum += done
  return sum
}

/** What the trainings that run say of themselves. */
export const said = (progress: Progress): ReadonlyArray<string> =>
  [...progress.running.values()].flatMap(({ said }) => (said === undefined ? [] : [said]))

/** 0 to 1. */
export const fraction = (progress: Progress): number =>
  progress.tasks === 0 ? 1 : Math.min(1, (progress.tasksDone + partsRunning(progress)) / progress.tasks)

/** Tasks a second since this process began, parts of tasks included. */
export const rate = (progress: Progress, now: number): number => {
  const seconds = now - progress.startedAt
  return seconds > 0 ? (progress.tasksDone - progress.tasksBefore + partsRunning(progress)) / seconds : 0
}

/** Infinity while nothing is known. */
export const secondsLeft = (progress: Progress, now: number): number =>
  (progress.tasks * (1 - fraction(progress))) / rate(progress, now)
