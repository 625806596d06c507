/** Flags and arguments that several commands share, so that they read the same everywhere. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"

export const json = Flag.Boolean("json").pipe(
  Flag.withDescription("For programs: JSON on standard output"),
  Flag.withDefault(false)
)

export const out = Flag.String("out").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("The folder that holds runs, each in a folder of its name"),
  Flag.withDefault("runs")
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
