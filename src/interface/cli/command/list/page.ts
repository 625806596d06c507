/** What a simulation takes and gives, as a page: whole, or one screen of it. */
import type { Parameter } from "../../../../engine/config/parameter.ts"
import type { Simulation } from "../../../../simulation/contract.ts"
import { explained, type Table } from "../../../../simulation/table.ts"
import * as Plain from "../../../text/plain.ts"
import * as Columns from "../../terminal/columns.ts"

export interface Listed {
  readonly name: string
  readonly simulation: Simulation
  readonly parameters: ReadonlyArray<Parameter>
}

const shown = (value: Parameter["default"]): string =>
  value === undefined ? "-" : typeof value === "string" ? value : JSON.stringify(value)

const defaultOf = ({ required, default: value, defaults }: Parameter): string => {
  if (required) return "required"
  if (defaults.length === 0) return shown(value)
  return defaults.map((each) => `${each.of.values.join(", ")}: ${shown(each.default)}`).join("; ")
}

const indented = (text: string, by = 2): string => text.replace(/^(?=.)/gm, " ".repeat(by))

const described = (lines: ReadonlyArray<ReadonlyArray<string>>, width: number): string =>
  indented(Columns.describe(lines, width - 2))

const parameterTable = (parameters: ReadonlyArray<Parameter>, width: number): string =>
  described(
    [
      ["name", "default", "unit", "type", "description"],
      ...parameters.map((each) => [each.name, defaultOf(each), each.unit || "-", each.type, each.description])
    ],
    width
  )

/** Those that all variants have, then those that the same variants have, each with their heading. */
const groupsOf = (
  parameters: ReadonlyArray<Parameter>
): ReadonlyArray<readonly [heading: string, ReadonlyArray<Parameter>]> => {
  const groups = new Map<string, Array<Parameter>>()
  for (const parameter of parameters) {
    const { of } = parameter
    const heading = of === undefined ? "Parameters" : `Parameters of ${of.parameter} ${of.values.join(", ")}`
    groups.set(heading, [...(groups.get(heading) ?? []), parameter])
  }
  return [...groups]
}

const columnTable = ({ columns }: Table, width: number): string =>
  described(
    [
      ["column", "type", "unit", "description"],
      ...Object.entries(columns).map(([name, column]) => {
        const { type, unit, standardError } = column
        const error = standardError === undefined ? "" : ` (standard error: ${standardError})`
        return [name, type, unit, explained(column) + error]
      })
    ],
    width
  )

const headingOf = ({ name, simulation: { version, kind, summary } }: Listed, width: number): string =>
  paragraph(Plain.line(`${name}, version ${version} (${kind}): ${summary}`), width)

const paragraph = (text: string, width: number): string => `${Columns.wrapped(text, width).join("\n")}\n`

/** All that there is to say. */
export const whole = (listed: Listed, width: number): string => {
  const parameters = groupsOf(listed.parameters).map(
    ([heading, some]) => `\n${paragraph(Plain.line(heading), width)}\n${parameterTable(some, width)}`
  )
  const tables = Object.entries(listed.simulation.tables).map(
    ([table, each]) =>
      `\n${paragraph(Plain.line(`Table ${table}: ${each.description}`), width)}\n${columnTable(each, width)}`
  )
  return [headingOf(listed, width), ...parameters, ...tables].join("")
}

/** Lines of a screen. */
const height = 40

const short = (lines: ReadonlyArray<ReadonlyArray<string>>, width: number): string =>
  Columns.align(lines)
    .split("\n")
    .map((line) => Columns.fitted(line, width))
    .join("\n")

/** A line each, with as much of the description as fits. */
const sketched = (parameters: ReadonlyArray<Parameter>, width: number): string =>
  groupsOf(parameters)
    .map(([heading, some]) => {
      const lines = some.map((each) => [each.name, defaultOf(each), each.description])
      return `${Columns.fitted(Plain.line(heading), width)}\n${indented(short(lines, width - 2))}`
    })
    .join("")

/** The names alone, with what they are unless given. */
const named = (parameters: ReadonlyArray<Parameter>, width: number): string =>
  groupsOf(parameters)
    .map(([heading, some]) => {
      const names = some.map(({ name, required }) => (required ? `${name} (required)` : name)).join(", ")
      return indented(paragraph(Plain.line(`${heading}: ${names}`), width - 2)).replace(/^ {2}/, "")
    })
    .join("")

const tablesOf = ({ simulation: { tables } }: Listed, width: number): string =>
  `Tables\n${indented(
    short(
      Object.entries(tables).map(([name, { description }]) => [name, description]),
      width - 2
    )
  )}`

const columnsOf = ({ simulation: { tables } }: Listed, width: number): string =>
  Object.entries(tables)
    .map(([name, { description, columns }]) => {
      const own = indented(paragraph(Object.keys(columns).join(", "), width - 2))
      return `${Columns.fitted(Plain.line(`Table ${name}: ${description}`), width)}\n${own}`
    })
    .join("")

/** So much of it as fits one screen, the most that does; `more` is the line that says where the rest is. */
export const screen = (listed: Listed, width: number, more: string): string => {
  const { parameters } = listed
  const pages = [
    [sketched(parameters, width), columnsOf(listed, width)],
    [sketched(parameters, width), tablesOf(listed, width)],
    [named(parameters, width), columnsOf(listed, width)],
    [named(parameters, width), tablesOf(listed, width)]
  ].map((parts) =>
    [headingOf(listed, width), ...parts, paragraph(more, width)].join("\n").trimEnd().split("\n")
  )
  const page = pages.find((lines) => lines.length <= height) ?? pages.at(-1)!
  const end = page.length <= height ? page : [...page.slice(0, height - 3), "…", "", ...page.slice(-1)]
  return end.map((line) => `${line}\n`).join("")
}
