/** `skein drop` and `skein retry`: a run with fewer points, or with some that are to be computed again. */
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Columns from "../../../engine/columns.ts"
import type { StoredPoint } from "../../../engine/journal/reader.ts"
import * as Program from "../../../engine/program.ts"
import * as Location from "../../run/location.ts"
import * as Point from "../../text/point.ts"
import * as Flag from "../argument/flag.ts"
import * as Points from "../argument/points.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Points that are named. */
const most = 5

const names = (points: ReadonlyArray<StoredPoint>): string => {
  const differing = Columns.swept(points)
  const said = points
    .slice(0, most)
    .map((point) => Point.name(point, points.length > 1 ? differing : undefined))
  const more = points.length - said.length
  return `${plural(points.length, "point")} (${said.join("; ")}${more > 0 ? `; … ${more} more` : ""})`
}

const load = () =>
  Effect.promise(() =>
    Promise.all([
      import("../../../engine/amend.ts"),
      import("../../../engine/journal/reader.ts"),
      import("../../../simulation/discover.ts")
    ])
  )

export const drop = Command.make(
  "drop",
  {
    run: Flag.run,
    out: Flag.out,
    point: Points.point,
    where: Points.where,
    purge: CliFlag.Boolean("purge").pipe(
      CliFlag.withDescription("Delete their results from the run's file, too; without it they stay there"),
      CliFlag.withDefault(false)
    )
  },
  Effect.fnUntraced(function* ({ run, out, purge, ...given }) {
    const directory = yield* RunFolder.find(run, out)
    if (given.point.length + given.where.length === 0)
      return yield* Problem.misuse("Which points? Say --where width=5, or --point 7.")
    const [Amend, Reader, Discover] = yield* load()
    const simulation = yield* RunFolder.attempt(directory, async () =>
      Discover.load(Reader.using(directory, ({ study }) => study.simulation))
    )
    const dropped = yield* Amend.drop(simulation, {
      directory,
      purge,
      which: Points.said(given),
      choose: ({ points }) => Points.chosen(given, points)
    })
    const { chosen, points, pointsFinished } = dropped
    yield* Output.say(
      `dropped ${names(chosen)}; ${Location.called(directory)} has ${plural(points, "point")}, ${pointsFinished} of them finished`
    )
    yield* Output.say(
      purge
        ? "their results are deleted"
        : "their results stay in run.sqlite: a study with these points takes them up again"
    )
  })
).pipe(
  Command.withDescription("Take points out of a run: its tables are then those of a run without them"),
  Command.withExamples([
    { command: "skein drop deviation --where width=5", description: "Without the networks of width 5" }
  ])
)

export const retry = Command.make(
  "retry",
  {
    run: Flag.run,
    out: Flag.out,
    point: Points.point,
    where: Points.where,
    crashed: CliFlag.Boolean("crashed").pipe(
      CliFlag.withDescription("Points whose tasks crashed, or that could not be computed with their values"),
      CliFlag.withDefault(false)
    )
  },
  Effect.fnUntraced(function* ({ run, out, crashed, ...given }) {
    const directory = yield* RunFolder.find(run, out)
    const shown = Location.shown(directory)
    if (given.point.length + given.where.length === 0 && !crashed)
      return yield* Problem.misuse("Which points? Say --crashed, --where width=5, or --point 7.")
    const [Amend] = yield* load()
    const words = [Points.said(given), ...(crashed ? ["crashed"] : [])].filter((each) => each !== "")
    const { chosen } = yield* Amend.retry({
      directory,
      which: words.join(" and "),
      choose: ({ points, crashes }) => {
        const found = Points.chosen(given, points)
        const broken = new Set(crashes.map(({ ordinal }) => ordinal))
        const left = crashed ? found.filter(({ ordinal }) => broken.has(ordinal)) : found
        if (left.length === 0)
          throw new RangeError(
            found.length < points.length
              ? `None of these points of ${Location.called(directory)} has crashed.`
              : `No point of ${Location.called(directory)} has crashed.`
          )
        return left
      }
    })
    yield* Output.say(
      `put aside what ${shown} has of ${names(chosen)}`,
      `to compute it again: ${Program.command("resume", shown)} --no-reuse`
    )
  })
).pipe(
  Command.withDescription("Put the results of some points aside, so that resume computes them again"),
  Command.withExamples([
    { command: "skein retry deviation --crashed", description: "From the beginning, after a bug is mended" }
  ])
)
