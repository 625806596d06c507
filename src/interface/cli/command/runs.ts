/** `skein runs`: the runs of a folder, chosen by what they are and what they are called. */
import { existsSync } from "node:fs"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { suggestion } from "../../../engine/config/nearest.ts"
import * as Location from "../../run/location.ts"
import type { Line } from "../../run/overview.ts"
import * as Overview from "../../run/overview.ts"
import * as Plain from "../../text/plain.ts"
import * as Flag from "../argument/flag.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** The least that is left of a name or of the tags. */
const least = 10

const heading = ["run", "simulation", "state", "points", "started (UTC)", "tags"]

/** A run that began today says when, others their day. */
const when = (started: string | null, now: Date): string => {
  if (started === null) return "-"
  const day = started.slice(0, 10)
  return day === now.toISOString().slice(0, 10) ? started.slice(11, 16) : day
}

/** Lines of at most `width` characters, as far as that is possible: names and tags are cut. */
export const table = (lines: ReadonlyArray<Line>, width: number, now = new Date()): string => {
  const texts = [
    heading,
    ...lines.map((line) => [
      line.name,
      line.simulation,
      line.state,
      line.problem !== undefined ? "-" : `${line.pointsFinished}/${line.points}`,
      when(line.started, now),
      line.problem ?? line.tags.join(" ")
    ])
  ]
  const cells = texts.map((line) => line.map(Plain.cell))
  const widths = heading.map((_, i) =>
    cells.reduce((most, line) => Math.max(most, Columns.widthOf(line[i]!)), 0)
  )
  const [name, ...middle] = widths
  const tags = middle.pop()!
  const room = width - middle.reduce((sum, each) => sum + each + 2, 2)
  const tagRoom = Math.max(least, Math.min(tags, Math.max(room - name!, Math.floor(room / 3))))
  const nameRoom = Math.max(least, Math.min(name!, room - tagRoom))
  const cut = cells.map(([first, ...rest]) => [
    Columns.fitted(first!, nameRoom),
    ...rest.slice(0, -1),
    Columns.fitted(rest.at(-1)!, tagRoom)
  ])
  return Columns.align(cut, ["left", "left", "left", "right"])
}

/** What no run has was probably meant to be something that one has. */
const unknown = (
  what: string,
  wanted: string,
  found: ReadonlyArray<string>,
  folder: string
): Problem.Stop => {
  const names = [...new Set(found)].sort()
  const there =
    names.length === 0 ? ` None has a ${what}.` : ` The ${what}s are: ${names.slice(0, 10).join(", ")}.`
  return Problem.misuse(
    `No run in ${folder} has the ${what} "${wanted}".${suggestion(wanted, names)}${there}`
  )
}

export const runs = Command.make(
  "runs",
  {
    folder: Argument.String("FOLDER").pipe(
      Argument.withDescription("The folder that holds runs, as --out is"),
      Argument.optional
    ),
    out: Flag.out,
    tags: CliFlag.String("tag").pipe(
      CliFlag.withMetavar("TAG"),
      CliFlag.withDescription("Only runs with this tag; may be repeated, for runs that have all of them"),
      CliFlag.atLeast(0)
    ),
    simulation: CliFlag.String("simulation").pipe(
      CliFlag.withMetavar("NAME"),
      CliFlag.withDescription("Only runs of this simulation"),
      CliFlag.optional
    ),
    state: CliFlag.Literals("state", Overview.states).pipe(
      CliFlag.withDescription("Only runs in this state"),
      CliFlag.optional
    ),
    sort: CliFlag.Literals("sort", Overview.orderNames).pipe(
      CliFlag.withDescription("By what; the last one that began comes first unless given"),
      CliFlag.withDefault("started")
    ),
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ folder: named, out, tags, simulation, state, sort, json }) {
    const folder = Option.getOrElse(named, () => out)
    if (folder !== Location.defaultFolder && !existsSync(folder))
      return yield* Problem.misuse(`There is no folder ${folder}.`)
    const all = Overview.of(folder)
    const tagged = all.flatMap((line) => line.tags)
    const simulations = all.flatMap((line) => (line.state === "unreadable" ? [] : [line.simulation]))
    const wanted = Option.getOrUndefined(simulation)
    if (all.length > 0) {
      for (const tag of tags) if (!tagged.includes(tag)) return yield* unknown("tag", tag, tagged, folder)
      if (wanted !== undefined && !simulations.includes(wanted))
        return yield* unknown("simulation", wanted, simulations, folder)
    }
    const chosen = all.filter(
      (line) =>
        tags.every((tag) => line.tags.includes(tag)) &&
        (wanted === undefined || line.simulation === wanted) &&
        Option.getOrElse(state, () => line.state) === line.state
    )
    const lines = Overview.sorted(chosen, sort)
    if (json) return yield* Output.printJson(lines)
    if (all.length === 0) return yield* Output.say(`There are no runs in ${folder}.`)
    if (lines.length === 0)
      return yield* Output.say(`None of the ${all.length} runs in ${folder} is like this.`)
    yield* Output.print(table(lines, Output.width()))
  })
).pipe(
  Command.withDescription("List the runs of a folder, with their tags"),
  Command.withExamples([
    { command: "skein runs --tag paper --state done", description: "Those that are done and tagged so" }
  ])
)
