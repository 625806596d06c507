/**
 * What happens in a run, as data: the progress bar, the dashboard and the log are folds of it.
 */
import * as Schema from "effect/Schema"

const Count = Schema.Natural

/** Workers that one task may lose at one place before the task is blamed. */
export const attempts = 3

/** Times are seconds. `point` is a place in the plan, `task` names a range of replicates of one repeat of it. */
export const Event = Schema.Union([
  Schema.TaggedStruct("RunStarted", {
    name: Schema.String,
    simulation: Schema.String,
    directory: Schema.String,
    backend: Schema.String,
    threads: Count,
    /** The server of the fleet that computes, in the place of threads. */
    fleet: Schema.optionalKey(Schema.String),
    points: Count,
    tasks: Count,
    /** Tasks that an earlier process had finished. */
    tasksDone: Count,
    /** Estimated work that is left, on one thread. */
    secondsLeft: Schema.Finite
  }),
  /** Results of another run in the same folder were taken over. */
  Schema.TaggedStruct("TasksTaken", { run: Schema.String, points: Count, tasks: Count }),
  /** Results of a part of the study that was computed by itself were taken in from its file. */
  Schema.TaggedStruct("PartTaken", {
    file: Schema.String,
    /** Which, such as 3/16. */
    part: Schema.String,
    points: Count,
    tasks: Count
  }),
  /** A run in the same folder that might have had results; some of it, or all, could not be looked at. */
  Schema.TaggedStruct("RunNotSearched", { run: Schema.String, reason: Schema.String }),
  /** The run goes on with another study than it had. */
  Schema.TaggedStruct("StudyChanged", {
    /** Points that are new, and points that are in its tables no longer. */
    added: Count,
    dropped: Count,
    /** Of a point, before and now. */
    repeats: Schema.Tuple([Count, Count]),
    /** Whether `until` and `search` are others. Logs of old say nothing of the second. */
    until: Schema.Boolean,
    search: Schema.optionalKey(Schema.Boolean)
  }),
  /** Points were taken out of the run, or are to be computed again. */
  Schema.TaggedStruct("PointsAmended", {
    change: Schema.Literals(["drop", "retry"]),
    points: Count,
    which: Schema.String
  }),
  /** `seconds`: that it is said to take on one thread. */
  Schema.TaggedStruct("TaskStarted", {
    task: Schema.String,
    point: Count,
    seconds: Schema.optionalKey(Schema.Finite)
  }),
  /**
   * Of replicates, or of rounds where the total is not known beforehand (`of` is 0 then): `share` is what a training says of
   * itself, from 0 to 1, and `said` in words.
   */
  Schema.TaggedStruct("TaskProgress", {
    task: Schema.String,
    point: Count,
    done: Count,
    of: Count,
    share: Schema.optionalKey(Schema.Finite),
    said: Schema.optionalKey(Schema.String)
  }),
  Schema.TaggedStruct("TaskFinished", { task: Schema.String, point: Count, seconds: Schema.Finite }),
  /** `until` asked for more. */
  Schema.TaggedStruct("RepeatsAdded", { point: Count, repeats: Count, tasks: Count }),
  /** A search has held a batch of points against all before it: those that are not among the best go no further. */
  Schema.TaggedStruct("SearchJudged", {
    batch: Count,
    /** The share of the whole of a point. */
    rung: Schema.Finite,
    column: Schema.String,
    points: Count,
    stopped: Count,
    /** The value of the last that went on; null where none has a value, so that all do. */
    bound: Schema.NullOr(Schema.Finite),
    /** That the whole run is expected to take. */
    tasks: Count
  }),
  /** A search has drawn its next points. */
  Schema.TaggedStruct("TrialsDrawn", {
    points: Count,
    /** With these. */
    total: Count,
    column: Schema.String,
    /** Of those that are finished. */
    best: Schema.NullOr(Schema.Finite),
    tasks: Count
  }),
  Schema.TaggedStruct("PointFinished", { point: Count, repeats: Count, rows: Count }),
  /** A point has as many repeats as `until` allows, and not the error; see Miss in target.ts. */
  Schema.TaggedStruct("TargetMissed", {
    point: Count,
    column: Schema.String,
    wanted: Schema.Finite,
    error: Schema.NullOr(Schema.Finite),
    rows: Count,
    repeats: Count,
    repeatsNeeded: Schema.NullOr(Schema.Finite)
  }),
  /** `attempt` counts the workers that the task has lost at one place. */
  Schema.TaggedStruct("WorkerLost", { task: Schema.String, reason: Schema.String, attempt: Count }),
  /** A machine works for the run; `station` is what it is called, `caution` what is odd about it. */
  Schema.TaggedStruct("StationJoined", {
    station: Schema.String,
    host: Schema.String,
    threads: Count,
    machine: Schema.Struct({
      architecture: Schema.String,
      processor: Schema.String,
      system: Schema.String,
      node: Schema.String
    }),
    caution: Schema.NullOr(Schema.String)
  }),
  Schema.TaggedStruct("StationLeft", { station: Schema.String, why: Schema.String }),
  /** It has something to say of a task that was taken from it, which is not used: another one has it. */
  Schema.TaggedStruct("StationLate", { station: Schema.String, task: Schema.String }),
  /** It gets no work, or no more. */
  Schema.TaggedStruct("StationRefused", { station: Schema.String, why: Schema.String }),
  /** The server of a fleet does not answer, or says why it does not; the run waits for it. */
  Schema.TaggedStruct("ServerLost", { server: Schema.String, why: Schema.NullOr(Schema.String) }),
  Schema.TaggedStruct("ServerBack", { server: Schema.String, seconds: Schema.Finite }),
  /** What the journal held of this task is no tally of it, or does not match its checksum; it is computed again. */
  Schema.TaggedStruct("TallyCorrupt", { task: Schema.String }),
  /** The same of a checkpoint; the one before it is continued from, or the task starts anew. */
  Schema.TaggedStruct("CheckpointCorrupt", { task: Schema.String, next: Count }),
  /** The rows that the file held of a point do not match their checksum; they are made anew from its tallies. */
  Schema.TaggedStruct("RowsCorrupt", { point: Count }),
  /** What the file held of the study or its points is damaged; all rows are made anew from their tallies. */
  Schema.TaggedStruct("PlanCorrupt", {}),
  /** Another program holds the run's file, so that nothing can be written; the run waits. */
  Schema.TaggedStruct("FileHeld", {}),
  /** A process on another host that shares the disk left the run without a word; this one goes on with it. */
  Schema.TaggedStruct("HostSilent", { host: Schema.String, process: Count, seconds: Schema.Finite }),
  Schema.TaggedStruct("FileFree", { seconds: Schema.Finite }),
  /**
   * `swept`: what the sweep says of its point. Logs of old have neither. `uncomputable`: its kernel threw no bug, but says that
   * the values of the point have no answer.
   */
  Schema.TaggedStruct("TaskCrashed", {
    task: Schema.String,
    point: Schema.optionalKey(Count),
    swept: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
    message: Schema.String,
    stack: Schema.String,
    uncomputable: Schema.optionalKey(Schema.Literal(true))
  }),
  Schema.TaggedStruct("RunFinished", { outcome: Schema.Literals(["done", "failed", "interrupted"]) })
])

export type Event = typeof Event.Type
