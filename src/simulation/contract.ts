/**
 * What a simulation is: the one place where mathematics and the engine meet.
 *
 * A simulation is a folder with two modules. `kernel.ts` default-exports a {@link Kernel}: pure functions over
 * typed arrays, loaded by worker threads, free of Effect. `index.ts` default-exports a {@link Simulation}: the
 * codec of its parameters, its tables, and how tallies become rows; loaded by the main thread alone. What else may
 * stand beside them is optional: `ask.ts` and `picture.ts` (see ask.ts and picture.ts here).
 *
 * Two archetypes share one engine. *Sampling* scatters once and combines; *training* keeps a state and repeats
 * rounds of scatter, gather, step, or lets actors loose on a shared memory.
 */
import type * as Reducer from "effect/Reducer"
import type * as Schema from "effect/Schema"
import type { Backend } from "../accelerator/backend.ts"
import type { Key } from "../domain/random/key.ts"
import type { Figure } from "./figure.ts"
import type { Paper } from "./paper.ts"
import type { Cell, Row, Tables } from "./table.ts"

/** What a sampling task computes: replicates `from` (included) to `to` (excluded) of the stream `key`. */
export interface Shard {
  readonly key: Key
  readonly from: number
  readonly to: number
}

/** Something wrong with a config that its schema cannot say: where in the config, and a sentence. */
export interface ConfigFault {
  readonly path: ReadonlyArray<string | number>
  readonly message: string
}

/**
 * What a thread makes ready once for a config and a backend, and hands to every call that follows: compiled programs,
 * tables, buffers. It is the backend itself for a kernel without `prepare`.
 *
 * A thread keeps what the last few configs needed. Between two calls it may carry nothing that changes a number.
 */
export interface Preparation<Config, Prepared> {
  readonly prepare: (config: Config, backend: Backend) => Prepared | Promise<Prepared>
  /** Closes what the garbage collector would not, when a thread keeps it no longer. Nobody is at work with it then. */
  readonly release?: (prepared: Prepared) => void | Promise<void>
}

/** Without `prepare` where the backend alone is enough. */
type Prepares<Config, Prepared> = [Prepared] extends [Backend]
  ? Partial<Preparation<Config, Prepared>>
  : Preparation<Config, Prepared>

/**
 * The worker's half of a sampling simulation.
 *
 * `combine` is associative up to rounding with identity `empty`; the engine folds from the left in plan order, so
 * that the bits do not depend on which thread was faster.
 */
export type SamplingKernel<Config, Tally, Prepared = Backend> = Prepares<Config, Prepared> & {
  readonly kind: "sampling"
  readonly empty: Tally
  readonly combine: (a: Tally, b: Tally) => Tally
  /**
   * Pure: the same arguments give the same tally, on any thread. What may take longer than a third of a second calls
   * `look` of domain/interruption.ts in its loops, several times in that time: so a run hears at once that it shall stop.
   * Values that turn out to have no answer, an integral that does not converge, say, are told by throwing `Uncomputable`
   * (domain/uncomputable.ts); whatever else it throws is a bug.
   */
  readonly sample: (config: Config, shard: Shard, prepared: Prepared) => Tally | Promise<Tally>
}

/**
 * The worker's half of a training simulation. A round is: `scatter` the state into messages, `work` on each on any
 * thread, `step` to the next state with the contributions. All five are pure, so that a checkpoint is the state. What
 * takes long looks whether it shall stop, as `sample` does.
 */
export type TrainingKernel<
  Config,
  State,
  Message,
  Contribution,
  Memory = Opaque,
  Prepared = Backend
> = Prepares<Config, Prepared> & {
  readonly kind: "training"
  readonly start: (config: Config, key: Key) => State
  readonly done: (config: Config, state: State) => boolean
  /** That of the {@link Training}, the same function. */
  readonly progress?: (config: Config, state: State) => number
  /** How far it is, for those who watch. Without it, {@link progress} alone tells. */
  readonly tells?: (config: Config, state: State) => Standing
  readonly scatter: (config: Config, state: State) => ReadonlyArray<Message>
  readonly work: (
    config: Config,
    message: Message,
    prepared: Prepared
  ) => Contribution | Promise<Contribution>
  /** Called once a round with every contribution, in the order of `scatter`. */
  readonly step: (
    config: Config,
    state: State,
    contributions: ReadonlyArray<Contribution>,
    prepared: Prepared,
    share?: Share<Message, Contribution>
  ) => State | Promise<State>
  /**
   * Whether a round of this state is so many pieces of work in a row, of which `step` takes in the first few alone just as
   * well: then those are kept when the round is stopped in its middle. Otherwise its messages are sent anew.
   */
  readonly isDivisible?: (config: Config, state: State) => boolean
  /**
   * How the same training goes without rounds. A point whose order is `"arrival"` needs it: there the actors work
   * until they have no more to do, and what is then not done goes on by rounds.
   */
  readonly actors?: Actors<Config, State, Memory, Prepared>
  /** What of a state is of use beyond tables, for other programs: `skein models` writes it into files. */
  readonly artefacts?: (config: Config, state: State) => Promise<ReadonlyArray<Artefact>>
}

/**
 * How a step that takes long has parts of it done by other threads: each message is worked on by `work`, on any thread, and the
 * contributions come in their order. Where there is none, the step does all by itself, to the same bits.
 */
export type Share<Message, Contribution> = (
  messages: ReadonlyArray<Message>
) => Promise<ReadonlyArray<Contribution>>

export interface Standing {
  /** Of all its work: 0 to 1. */
  readonly share?: number
  /** In a few words: `epoch 9 of 12, loss 0.35, accuracy 0.81`. */
  readonly said?: string
}

/** A file that stands for itself: a trained model, say. */
export interface Artefact {
  /** With an ending that says what it is: `model.onnx`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The asynchronous half of a training: actors that work side by side on one memory, each at its own pace. `start`,
 * `done` and the state are those of the rounds; of a state, `read(share(state))` is the state again.
 *
 * Actors are spread over the threads there are, several on one where they are more. A thread that dies leaves the
 * memory as it is, and its actors join again on another; so no actor may wait for another, nor hold a lock that
 * another needs.
 */
export interface Actors<Config, State, Memory, Prepared = Backend> {
  /** How many, at least one; from the config alone, never from the machine. */
  readonly count: (config: Config) => number
  /** The state as plain data with typed arrays over SharedArrayBuffers: cloned from thread to thread, one memory. */
  readonly share: (config: Config, state: State, prepared: Prepared) => Memory
  /** The state that the memory holds. Called while no actor is at work. */
  readonly read: (config: Config, memory: Memory) => State
  /** Actor number `index` goes on from what it has in the memory, on the thread of the caller. */
  readonly join: (config: Config, memory: Memory, index: number, prepared: Prepared) => Actor | Promise<Actor>
}

export interface Actor {
  /** One update of the memory: milliseconds, rather than seconds. False once there is none left for any actor. */
  readonly act: () => boolean | Promise<boolean>
  /** Puts into the memory what it kept to itself, for the next to join in its place. */
  readonly leave: () => void
}

/** The engine passes configs, tallies, states and memories on without looking into them; only their simulation knows them. */
// biome-ignore lint/suspicious/noExplicitAny: an existential type, which TypeScript does not have
export type Opaque = any

/** What `kernel.ts` default-exports. */
export type Kernel =
  | SamplingKernel<Opaque, Opaque, Opaque>
  | TrainingKernel<Opaque, Opaque, Opaque, Opaque, Opaque, Opaque>

/**
 * How the contributions to a training are taken in: round by round in the order of their assignment, the same bits on
 * any threads; or as they arrive, which is faster and not repeatable bit for bit, and which the manifest says.
 */
export type Order = "assignment" | "arrival"

/** Bytes that a point takes because of one of its parameters, where they may be many. */
export interface Memory {
  /** Smaller, it takes less. */
  readonly parameter: string
  /** On each thread that is at work on the point: words, buffers. */
  readonly thread?: number
  /** For each of its tasks that is under way: a state, a batch. */
  readonly task?: number
  /** In the process of the run, for each repeat whose rows are made: its tally or last state, and the rows. */
  readonly repeat?: number
  /** Whether they are many small objects: one thread holds a few gigabytes of them, however much memory there is. */
  readonly objects?: boolean
}

/** A record of a file of data: a line of a CSV file, a map in JSON, or a row of a Parquet file. */
export interface FileRecord {
  /** Where it begins, from 1; the number of a row. */
  readonly line: number
  /** By column, those that are not empty. */
  readonly cells: ReadonlyMap<
    string,
    { readonly text: string; readonly line: number; readonly column: number }
  >
}

/** What is wrong with a file, and where in it. */
export interface FileFault {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** A parameter whose value is what a file of records says. */
export interface FromFile {
  /** The columns that there may be; those with `true` must be there. */
  readonly columns: Readonly<Record<string, boolean>>
  /** The value, a text in one line; or all that is wrong. */
  readonly read: (
    records: ReadonlyArray<FileRecord>
  ) => Promise<{ readonly text: string } | { readonly faults: ReadonlyArray<FileFault> }>
}

interface Described<Config> {
  /** One line for `skein list`. */
  readonly summary: string
  /** Raised whenever the same config and seed would give other numbers. */
  readonly version: number
  /**
   * The codec of the parameters. `Parameter.make` (parameter.ts) makes it of their declarations, with the type of the
   * config and the columns of tables; any struct, union of structs or transformation of one serves as well. Every field
   * says what it is, and has a default where a sensible one exists:
   *
   *     width: Parameter.usually(
   *       Schema.Int.check(Schema.isGreaterThan(0)).annotate({ description: "neurons in the hidden layer", unit: "neurons" }),
   *       100
   *     )
   *
   * A unit is `1` for a pure number and `-` for text, as in a Column. Numbers are `Schema.Int` or `Schema.Finite`:
   * `Schema.Number` lets NaN pass. Encoding writes every default, and reading what it wrote gives the same config again.
   * A point is named by what its config says beyond the defaults: a parameter that is added with a default changes no
   * number, and a default that changes needs another `version`.
   */
  readonly config: Schema.Codec<Config, unknown>
  /** Faults that involve several parameters. All at once. */
  readonly faults?: (config: Config) => ReadonlyArray<ConfigFault>
  /**
   * Parameters that a study says by the name of a file (.csv, .tsv, .ndjson, .jsonl, .parquet), each a `Schema.String`. In a config
   * stands what the file said when the study was read, so that a run needs the file no more: a line with its name and digest,
   * and a line that `read` makes of its records.
   */
  readonly files?: Readonly<Record<string, FromFile>>
  /**
   * The memory that a config takes, by the parameters that may make it large: within a factor of two, and pure. A point that
   * takes more than there is is refused before a run begins, with the parameter that has most of it. What takes tens of
   * megabytes at most need not be told.
   */
  readonly memory?: (config: Config) => ReadonlyArray<Memory>
  /** A config, as a study file would write it, that ends within a second. */
  readonly smoke: Readonly<Record<string, unknown>>
  /**
   * Result tables; the first is the one shown at the end of a run. A run has them with a column for every parameter that
   * its study sweeps.
   */
  readonly tables: Tables
  /**
   * Columns of the first table that answer what is asked: at the end of a run they are shown beside the parameters that
   * differ. All columns, unless told.
   */
  readonly headline?: ReadonlyArray<string>
  /**
   * Rows of the first table that answer what is asked, by the values of its columns: at the end of a run these are shown,
   * where there are such. All rows, unless told.
   */
  readonly answers?: Readonly<Record<string, ReadonlyArray<Cell>>>
  /** What `skein report` and `skein serve` draw of the tables; the first says most. */
  readonly figures?: ReadonlyArray<Figure>
  /** The papers whose computations these are, to be cited with results. */
  readonly papers?: ReadonlyArray<Paper>
}

export interface Sampling<Config, Tally> extends Described<Config> {
  readonly kind: "sampling"
  readonly reducer: Reducer.Reducer<Tally>
  /** Replicates in one repeat of a point. */
  readonly replicates: (config: Config) => number
  /**
   * Replicates in one call of the kernel. Part of the bits: a task folds its grains in order, and streams, is
   * cancelled and resumes between them. Aim at 10 to 100 ms.
   */
  readonly grain: (config: Config) => number
  /** Estimated seconds a replicate takes on one thread: `skein plan`'s estimate, and the size of tasks without {@link cut}. */
  readonly cost: (config: Config) => number
  /**
   * Estimated seconds that a point takes beside its replicates, where these are more than milliseconds: `ready` on each thread
   * that is at work on it (`prepare`), and `rows` once, in the process of the run.
   */
  readonly beside?: (config: Config) => { readonly ready: number; readonly rows: number }
  /**
   * The seconds by which tasks are cut, where those are not `cost`. The cut is part of the bits, for tallies are folded task
   * by task: so an estimate that has become better leaves it as it was.
   */
  readonly cut?: (config: Config) => number
  /**
   * Whether what a run's file holds is a tally of the replicates `from` to `to` of a config: a file may hold anything, under a
   * right checksum, too. What is none is computed again, before {@link rows} or the kernel see it. Absent: anything is.
   */
  readonly isTally?: (config: Config, value: unknown, of: Pick<Shard, "from" | "to">) => boolean
  /**
   * The rows of a point, by table, from the combined tally of each of its repeats. Cells that show parameters may be left
   * out: the engine fills them. Pure.
   */
  readonly rows: (
    config: Config,
    repeats: ReadonlyArray<Tally>
  ) => Readonly<Record<string, ReadonlyArray<Row>>>
}

export interface Training<Config, State> extends Described<Config> {
  readonly kind: "training"
  /** One for all points, or the choice of each point's config. */
  readonly order: Order | ((config: Config) => Order)
  /** Estimated seconds of one whole training on one thread. */
  readonly cost: (config: Config) => number
  /**
   * How far a state is: the share of what the training may spend of epochs, steps or the like, from 0 to 1, and 1 when
   * nothing is left to learn. Never falls from one state to the next. A search may stop trainings that have it half-way.
   */
  readonly progress?: (config: Config, state: State) => number
  /** Whether what a run's file holds is a state of the training with this key, as `isTally` of a {@link Sampling}. */
  readonly isState?: (config: Config, value: unknown, key: Key) => boolean
  /** The rows of a point, by table, from the last state of each of its repeats, as in {@link Sampling}. Pure. */
  readonly rows: (
    config: Config,
    repeats: ReadonlyArray<State>
  ) => Readonly<Record<string, ReadonlyArray<Row>>>
}

/** What `index.ts` default-exports. */
export type Simulation = Sampling<Opaque, Opaque> | Training<Opaque, Opaque>
