/** Flags and arguments that several commands share, so that they read the same everywhere. */
import { availableParallelism } from "node:os"
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import * as Backend from "../../../accelerator/backend.ts"
import { plural } from "../../../drawing/text.ts"
import { namePattern } from "../../../engine/study.ts"
import * as Location from "../../run/location.ts"

export const json = Flag.Boolean("json").pipe(
  Flag.withDescription("For programs: JSON on standard output"),
  Flag.withDefault(false)
)

/** A text; undefined where it is not given. */
export const text = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(description),
    Flag.optional,
    Flag.map(Option.getOrUndefined)
  )

/** Of a run that is made. */
export const name = Flag.String("name").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription("The run's name, instead of the study's"),
  Flag.optional
)

export const out = Flag.String("out").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("The folder that holds runs, each in a folder of its name; runs/ unless given"),
  Flag.withDefault(Location.defaultFolder)
)

export const run = Argument.String("RUN").pipe(
  Argument.withDescription("A run: its name below runs/, or the path of its folder")
)

export const study = Argument.String("FILE").pipe(Argument.withDescription("A study file (YAML)"))

export const set = Flag.String("set").pipe(
  Flag.withMetavar("KEY=VALUE[,VALUE…]"),
  Flag.withDescription("Overrides a value of the study; several values are swept; may be repeated"),
  Flag.atLeast(0)
)

export const processors = availableParallelism()

/** More of them do not compute faster, and each takes some 50 MB. */
export const mostThreads = Math.max(32, 4 * processors)

/** Threads that are started here. */
export const threadsOf = (least: number, description: string) =>
  Flag.Int("threads").pipe(
    Flag.withDescription(description),
    Flag.filter(
      (n) => n >= least && n <= mostThreads,
      (n) =>
        `Expected ${least} to ${mostThreads} threads on a machine of ${plural(processors, "processor")}, not ${n}`
    )
  )

const threadsDescription = "Worker threads; as many as there are processors unless given"

/** 0 computes on the main thread. */
const anyThreads = threadsOf(0, threadsDescription)

export const threads = anyThreads.pipe(Flag.withDefault(processors))

/** The same where something else may compute. */
export const threadsIfGiven = anyThreads.pipe(Flag.optional)

/** Threads that are counted with: of another machine, perhaps. */
export const plannedThreads = Flag.Int("threads").pipe(
  Flag.withDescription(threadsDescription),
  Flag.filter(
    (n) => n >= 0 && n <= 1024,
    (n) => `Expected 0 to 1024 threads, not ${n}`
  ),
  Flag.withDefault(processors)
)

export const noMeasure = Flag.Boolean("no-measure").pipe(
  Flag.withDescription("Estimate the time, and try no points for it: a second or two less to wait"),
  Flag.withDefault(false)
)

export const backend = Flag.Literals("backend", ["auto", ...Backend.names]).pipe(
  Flag.withDescription("What computes; auto takes the fastest that works here, or what the run began with"),
  Flag.withDefault("auto")
)

/** Of machines that this one cannot try. */
export const submittedBackend = Flag.Literals("backend", Backend.names).pipe(
  Flag.withDescription("What computes, on all nodes; what an earlier submission had, or simd, unless given"),
  Flag.optional,
  Flag.map(Option.getOrUndefined)
)

export const acceptVersion = Flag.Boolean("accept-version").pipe(
  Flag.withDescription("Continue a run although its simulation has changed since; its manifest records it"),
  Flag.withDefault(false)
)

export const acceptMachine = Flag.Boolean("accept-machine").pipe(
  Flag.withDescription(
    "Continue a run although this machine may give other last bits than its own; its manifest records it"
  ),
  Flag.withDefault(false)
)

export const strict = Flag.Boolean("strict").pipe(
  Flag.withDescription(
    "Exit status 1 where a point misses the standard error that until asks for; all is saved"
  ),
  Flag.withDefault(false)
)

export const noReuse = Flag.Boolean("no-reuse").pipe(
  Flag.withDescription("Compute everything, also what another run in the same folder has already"),
  Flag.withDefault(false)
)

/** Words that runs are found by. */
export const tags = (name: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("TAG"),
    Flag.withDescription(description),
    Flag.filter(
      (tag) => namePattern.test(tag),
      (tag) =>
        `Expected the letters a to z and A to Z, digits, ".", "_" and "-", at most 100 of them, not ${JSON.stringify(tag)}`
    ),
    Flag.atLeast(0)
  )

export const replace = Flag.Boolean("replace").pipe(
  Flag.withDescription(
    "Let the study take the place of another one that the run has; nothing computed is lost"
  ),
  Flag.withDefault(false)
)
