/** What a command takes, as people read it: descriptions go on below themselves, and no line is wider than the terminal. */
import type { FlagDoc, HelpDoc } from "effect/cli/HelpDoc"
import * as Option from "effect/Option"
import * as Columns from "./columns.ts"

type Row = readonly [what: string, description: string]

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ")

const section = (title: string, body: string): ReadonlyArray<string> =>
  body === "" ? [] : [`${title}\n${indented(body)}`]

const rows = (lines: ReadonlyArray<Row>, width: number): string =>
  lines.length === 0 ? "" : Columns.hang(lines, width - 2)

const ofFlag = ({ name, aliases, type, description }: FlagDoc): Row => [
  `${[`--${name}`, ...aliases].join(", ")}${type === "boolean" ? "" : ` ${type}`}`,
  Option.getOrElse(description, () => "")
]

/** A page of help of lines of at most `width` columns; only an example that is longer stays in one piece, to be copied. */
export const page = (doc: HelpDoc, width: number): string => {
  const prose = (text: string): string => `${Columns.wrapped(text, width - 2).join("\n")}\n`
  const examples = (doc.examples ?? []).map(
    ({ command, description }) =>
      `${
        description === undefined
          ? ""
          : `${Columns.wrapped(description, width - 4)
              .join("\n")
              .replace(/^/gm, "# ")}\n`
      }${command}\n`
  )
  return [
    ...section("DESCRIPTION", prose(doc.description)),
    ...section("USAGE", prose(doc.usage)),
    ...section(
      "ARGUMENTS",
      rows(
        (doc.args ?? []).map(({ name, variadic, required, description }) => [
          `${name}${variadic ? "..." : ""}`,
          Option.getOrElse(description, () => "") + (required ? "" : " (optional)")
        ]),
        width
      )
    ),
    ...section("FLAGS", rows([...doc.flags, ...(doc.inheritedFlags ?? [])].map(ofFlag), width)),
    ...section("GLOBAL FLAGS", rows((doc.globalFlags ?? []).map(ofFlag), width)),
    ...section(
      "SUBCOMMANDS",
      rows(
        (doc.subcommands ?? [])
          .flatMap(({ commands }) => commands)
          .map(({ name, shortDescription, description }) => [name, shortDescription ?? description]),
        width
      )
    ),
    ...section("EXAMPLES", examples.join("\n"))
  ].join("\n")
}
