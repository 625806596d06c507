/** `skein list`: the simulations that are there, and what one of them takes and gives. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Program from "../../../../engine/program.ts"
import * as Unloaded from "../../../../engine/unloaded.ts"
import type { Simulation } from "../../../../simulation/contract.ts"
import * as Discover from "../../../../simulation/discover.ts"
import * as Flag from "../../argument/flag.ts"
import * as SimulationName from "../../argument/simulation-name.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Output from "../../terminal/output.ts"
import * as Problem from "../../terminal/problem.ts"
import * as Page from "./page.ts"
import * as Studies from "./studies.ts"

const load = (name: string): Effect.Effect<Simulation, Problem.Stop> =>
  Effect.tryPromise({
    try: () => Discover.load(name),
    catch: (cause) => Problem.failed(`The simulation ${name} does not load: ${Unloaded.explain(cause)}`)
  })

const listAll = Effect.fnUntraced(function* (json: boolean) {
  const names = yield* Effect.promise(Discover.names)
  const loaded = yield* Effect.forEach(names, (name) =>
    Effect.map(load(name), (simulation) => [{ name, simulation }]).pipe(
      // One that is broken does not hide the others.
      Effect.catch((stop) => Effect.as(Output.say(stop.message), []))
    )
  )
  const found = loaded.flat()
  if (json) {
    const lines = found.map(({ name, simulation: { kind, version, summary } }) => ({
      name,
      kind,
      version,
      summary
    }))
    return yield* Output.printJson(lines)
  }
  const summaries = found.map(({ name, simulation }) => [name, simulation.summary])
  const width = Output.prose()
  const studies = Studies.ofFigures()
  const figures =
    studies.length === 0
      ? ""
      : `\nStudies of figures and tables that are published\n${Columns.describe(
          studies.map(({ file, says }) => [`  ${file}`, says]),
          width
        )}`
  yield* Output.print(`${Columns.describe(summaries, width)}${figures}`)
})

const listOne = Effect.fnUntraced(function* (name: string, all: boolean, json: boolean) {
  yield* SimulationName.require(name)
  const simulation = yield* load(name)
  const { list } = yield* Effect.promise(() => import("../../../../engine/config/parameter.ts"))
  const parameters = list(simulation)
  const { kind, version, summary, smoke, tables } = simulation
  if (json) return yield* Output.printJson({ name, kind, version, summary, parameters, tables, smoke })
  const listed = { name, simulation, parameters }
  const width = Output.prose()
  const more = `${Program.command("list", name, "--all")} says all of each.`
  yield* Output.print(all ? Page.whole(listed, width) : Page.screen(listed, width, more))
})

export const list = Command.make(
  "list",
  {
    simulation: Argument.String("SIMULATION").pipe(
      Argument.withDescription("Show its parameters and its tables"),
      Argument.optional
    ),
    all: CliFlag.Boolean("all").pipe(
      CliFlag.withDescription("All of a simulation: units, types, descriptions, columns"),
      CliFlag.withDefault(false)
    ),
    json: Flag.json
  },
  ({ simulation, all, json }) =>
    Option.match(simulation, { onNone: () => listAll(json), onSome: (name) => listOne(name, all, json) })
).pipe(Command.withDescription("List the simulations, or the parameters and tables of one"))
