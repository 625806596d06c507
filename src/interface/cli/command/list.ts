/** `skein list`: the simulations that are there, and what one of them takes and gives. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Parameter } from "../../../engine/config/parameter.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Discover from "../../../simulation/discover.ts"
import type { Table } from "../../../simulation/table.ts"
import * as Flag from "../argument/flag.ts"
import * as SimulationName from "../argument/simulation-name.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

const load = (name: string): Effect.Effect<Simulation, Problem.Stop> =>
  Effect.tryPromise({
    try: () => Discover.load(name),
    catch: (cause) =>
      Problem.failed(`The simulation ${name} does not load: ${(cause as Error).stack ?? cause}`)
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
  yield* Output.print(Columns.align(found.map(({ name, simulation }) => [name, simulation.summary])))
})

const defaultOf = ({ required, default: value }: Parameter): string =>
  required
    ? "required"
    : value === undefined
      ? "-"
      : typeof value === "string"
        ? value
        : JSON.stringify(value)

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ")

const parameterTable = (parameters: ReadonlyArray<Parameter>): string =>
  Columns.align([
    ["name", "default", "unit", "type", "description"],
    ...parameters.map((each) => [each.name, defaultOf(each), each.unit || "-", each.type, each.description])
  ])

const columnTable = ({ columns }: Table): string =>
  Columns.align([
    ["column", "type", "unit", "description"],
    ...Object.entries(columns).map(([name, { type, unit, description, standardError }]) => [
      name,
      type,
      unit,
      standardError === undefined ? description : `${description} (standard error: ${standardError})`
    ])
  ])

const listOne = Effect.fnUntraced(function* (name: string, json: boolean) {
  yield* SimulationName.require(name)
  const simulation = yield* load(name)
  const { list } = yield* Effect.promise(() => import("../../../engine/config/parameter.ts"))
  const parameters = list(simulation)
  const { kind, version, summary, smoke, tables } = simulation
  if (json) return yield* Output.printJson({ name, kind, version, summary, parameters, tables, smoke })
  const described = Object.entries(tables).map(
    ([table, each]) => `\nTable ${table}: ${each.description}\n\n${indented(columnTable(each))}`
  )
  yield* Output.print(
    `${name}, version ${version} (${kind}): ${summary}\n\nParameters\n\n${indented(parameterTable(parameters))}${described.join("")}`
  )
})

export const list = Command.make(
  "list",
  {
    simulation: Argument.String("SIMULATION").pipe(
      Argument.withDescription("Show its parameters and its tables"),
      Argument.optional
    ),
    json: Flag.json
  },
  ({ simulation, json }) =>
    Option.match(simulation, { onNone: () => listAll(json), onSome: (name) => listOne(name, json) })
).pipe(Command.withDescription("List the simulations, or the parameters and tables of one"))
