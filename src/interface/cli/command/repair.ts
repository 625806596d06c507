/** `skein repair`: a damaged run made whole as far as that goes. */

import { basename } from "node:path"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import * as Program from "../../../engine/program.ts"
import type * as Repair from "../../../engine/repair.ts"
import * as Location from "../../run/location.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

const linesOf = (directory: string, repaired: Repair.Repaired): ReadonlyArray<string> => {
  const { movedTo, tallies, checkpoints, points, kept, remade, problems } = repaired
  if (movedTo === undefined) return [`${directory} is intact: there is nothing to repair`]
  const left = points === undefined ? undefined : points - kept - remade
  return [
    `intact: ${plural(tallies, "result")} of tasks, ${plural(checkpoints, "checkpoint")}`,
    ...(points === undefined
      ? ["of what it was a study is lost: run its study file under this name, and the tallies are used"]
      : [`rows: of ${plural(points, "point")}, ${kept} were intact, ${remade} were made anew from tallies`]),
    ...problems,
    `the damaged file is now ${basename(movedTo)}`,
    ...(left === undefined
      ? []
      : left === 0
        ? ["nothing is left to compute"]
        : [`${plural(left, "point")} must be computed again: ${Program.command("resume", directory)}`])
  ]
}

export const repair = Command.make(
  "repair",
  { run: Flag.run, out: Flag.out, json: Flag.json },
  Effect.fnUntraced(function* ({ run, out, json }) {
    const directory = yield* RunFolder.find(run, out)
    const shown = Location.shown(directory)
    const [Repair, Discover] = yield* Effect.promise(() =>
      Promise.all([import("../../../engine/repair.ts"), import("../../../simulation/discover.ts")])
    )
    const repaired = yield* Repair.repair(directory, Discover.load).pipe(
      Effect.catchDefect((cause) => Effect.fail(Problem.failedBy(`${shown} cannot be repaired`, cause)))
    )
    if (json) return yield* Output.printJson(repaired)
    yield* Output.printLines(...linesOf(shown, repaired))
  })
).pipe(
  Command.withDescription(
    "Make a damaged run whole: keep what is intact, make rows anew; the damaged file is moved aside"
  )
)
