/** The document as Markdown, as far as it is text: no figures. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import { begun, escaped } from "../export/markdown.ts"
import type { Block, Column, Document, Inline, Text } from "./content/block.ts"

/** Blanks at which no line ends are of no use to who reads the source. */
const loose = (text: string): string => text.replaceAll("\u00a0", " ")

const inline = (part: Inline): string => {
  if (typeof part === "string") return escaped(loose(part))
  switch (part.kind) {
    case "link":
      return `[${escaped(part.text)}](${encodeURI(part.to)})`
    case "strong":
      return `**${escaped(part.text.trim())}**${part.text.endsWith(" ") ? " " : ""}`
    case "standing":
      return `**${escaped(part.standing)}**`
    default:
      return nothingLeft(part, "inline")
  }
}

/** In the middle of a line. */
const within = (text: Text): string => text.map(inline).join("")

const line = (text: Text): string => {
  const [first, ...rest] = text
  return typeof first === "string"
    ? `${begun(loose(first))}${first.endsWith(" ") ? " " : ""}${within(rest)}`
    : within(text)
}

const side: Readonly<Record<Column["kind"], string>> = { text: "---", word: "---", number: "---:" }

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const block = (each: Block): string => {
  switch (each.kind) {
    case "paragraph":
    case "aside":
      return line(each.text)
    case "heading":
      return `### ${escaped(each.text)}`
    case "list":
      return each.items.map((item) => `- ${line(item)}`).join("\n")
    case "table":
      return [
        row(each.columns.map(({ name }) => escaped(name))),
        row(each.columns.map(({ kind }) => side[kind])),
        ...each.rows.map((cells) => row(cells.map(within)))
      ].join("\n")
    case "commands":
      return `\`\`\`sh\n${each.lines.join("\n")}\n\`\`\``
    case "figure":
      return `${escaped(each.picture.title)}: ${escaped(each.picture.caption)}`
    default:
      return nothingLeft(each, "block")
  }
}

export const of = ({ title, lead, sections }: Document): string =>
  [
    `# ${escaped(title)}`,
    ...lead.map(block),
    ...sections.flatMap(({ id, title, blocks }) => [
      `<a id="${id}"></a>\n\n## ${escaped(title)}`,
      ...blocks.map(block)
    ])
  ]
    .map((each) => `${each}\n`)
    .join("\n")
