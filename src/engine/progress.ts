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
  /** That the whole task is said to take on one thread. */
  readonly seconds?: number
}

export interface Progress {
  readonly name: string
  readonly tasks: number
  readonly tasksDone: number
  /** Tasks done before this process began; they say nothing about its speed. */
  readonly tasksBefore: number
  /** Seconds that all tasks of this process are said to take on one thread, and those of them that are done. */
  readonly work: number
  readonly workDone: number
  readonly threads: number
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
  work: 0,
  workDone: 0,
  threads: 1,
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

const partOf = ({ done, of, share, said, seconds }: Part): Part => ({
  done,
  of,
  ...(seconds === undefined ? {} : { seconds }),
  ...(share === undefined ? {} : { share }),
  ...(said === undefined ? {} : { said })
})

/** What is known of a task's length. */
const saidOf = ({ running }: Progress, task: string): Pick<Part, "seconds"> => {
  const seconds = running.get(task)?.seconds
  return seconds === undefined ? {} : { seconds }
}

/** More tasks than were known, or fewer: as long as the others. */
const withTasks = (progress: Progress, tasks: number): Progress => {
  const before = progress.tasks - progress.tasksBefore
  const grown = before > 0 ? (tasks - progress.tasksBefore) / before : 1
  return { ...progress, tasks, work: progress.work * grown }
}

/** `now` in seconds. */
export const fold = (progress: Progress, event: Event, now: number): Progress => {
  switch (event._tag) {
    case "RunStarted": {
      const { name, tasks, tasksDone, secondsLeft: work } = event
      const threads = Math.max(1, event.threads)
      return { ...empty, name, tasks, tasksDone, tasksBefore: tasksDone, work, threads, startedAt: now }
    }
    case "TaskStarted":
      return withTask(progress, event.task, partOf({ done: 0, of: 0, ...event }))
    case "TaskProgress":
      return withTask(progress, event.task, partOf({ ...event, ...saidOf(progress, event.task) }))
    case "TaskFinished": {
      const { seconds = 0 } = saidOf(progress, event.task)
      const workDone = progress.workDone + seconds
      return { ...withoutTask(progress, event.task), tasksDone: progress.tasksDone + 1, workDone }
    }
    case "TaskCrashed": {
      const { seconds = 0 } = saidOf(progress, event.task)
      const work = progress.work - seconds
      return { ...withoutTask(progress, event.task), crashes: progress.crashes + 1, work }
    }
    case "RepeatsAdded":
      return withTasks(progress, progress.tasks + event.tasks)
    case "SearchJudged":
    case "TrialsDrawn":
      return withTasks(progress, Math.max(event.tasks, progress.tasksDone))
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

/** Of the work of this process, in seconds that it is said to take; undefined where no task has begun, or one does not say. */
const workDone = ({ workDone, running }: Progress): number | undefined => {
  if (workDone === 0 && running.size === 0) return undefined
  let sum = workDone
  for (const part of running.values()) {
    if (part.seconds === undefined) return undefined
    sum += share(part) * part.seconds
  }
  return sum
}

/** The share of the work up to which its estimate counts for more than what was done of it. */
const doubtful = 0.1

/**
 * By the work W that is said to be there, of which D is done in t seconds on n threads, as far as tasks say what they take:
 * they may take as different times as their points do. By the tasks alone where they do not. Infinity while nothing is known.
 *
 *     (W - D) (t + p / n) / (D + p),    p = W / 10: so the first tasks, which may be small, do not speak for all
 */
export const secondsLeft = (progress: Progress, now: number): number => {
  const { work, startedAt, threads } = progress
  const done = workDone(progress)
  const prior = doubtful * work
  if (done !== undefined && work > 0 && done <= work)
    return ((work - done) * (now - startedAt + prior / threads)) / (done + prior)
  return (progress.tasks * (1 - fraction(progress))) / rate(progress, now)
}
