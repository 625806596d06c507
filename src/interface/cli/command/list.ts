/** `skein list`: the simulations that are there, and what one of them takes and gives. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Parameter } from "../../../engine/config/parameter.ts"
import * as Unloaded from "../../../engine/unloaded.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Discover from "../../../simulation/discover.ts"
import type { Table } from "../../../simulation/table.ts"
import * as Plain from "../../text/plain.ts"
import * as Flag from "../argument/flag.ts"
import * as SimulationName from "../argument/simulation-name.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

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
  yield* Output.print(Columns.describe(summaries, Output.width()))
})

const shown = (value: Parameter["default"]): string =>
  value === undefined ? "-" : typeof value === "string" ? value : JSON.stringify(value)

const defaultOf = ({ required, default: value, defaults }: Parameter): string => {
  if (required) return "required"
  if (defaults.length === 0) return shown(value)
  return defaults.map((each) => `${each.of.values.join(", ")}: ${shown(each.default)}`).join("; ")
}

const described = (lines: ReadonlyArray<ReadonlyArray<string>>): string =>
  Columns.describe(lines, Output.width() - 2).replace(/^(?=.)/gm, "  ")

const parameterTable = (parameters: ReadonlyArray<Parameter>): string =>
  described([
    ["name", "default", "unit", "type", "description"],
    ...parameters.map((each) => [each.name, defaultOf(each), each.unit || "-", each.type, each.description])
  ])

/** Those that all variants have, then those that the same variants have, each with their heading. */
const parameterTables = (parameters: ReadonlyArray<Parameter>): string => {
  const groups = new Map<string, Array<Parameter>>()
  for (const parameter of parameters) {
    const { of } = parameter
    const heading = of === undefined ? "Parameters" : `Parameters of ${of.parameter} ${of.values.join(", ")}`
    groups.set(heading, [...(groups.get(heading) ?? []), parameter])
  }
  return [...groups].map(([heading, some]) => `${Plain.line(heading)}\n\n${parameterTable(some)}`).join("\n")
}

const columnTable = ({ columns }: Table): string =>
  described([
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
  const texts = Object.entries(tables).map(
    ([table, each]) => `\n${Plain.line(`Table ${table}: ${each.description}`)}\n\n${columnTable(each)}`
  )
  yield* Output.print(
    `${Plain.line(`${name}, version ${version} (${kind}): ${summary}`)}\n\n${parameterTables(parameters)}${texts.join("")}`
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
