/** The document as a page that needs no network. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as Figure from "../report/figure.ts"
import { nothing, page } from "../report/pieces.ts"
import type { Block, Column, Document, Inline, Standing, Text } from "./content/block.ts"

const classes: Readonly<Record<Standing, string>> = {
  agrees: "agrees",
  "agrees in trend": "trend",
  differs: "differs",
  undecided: "undecided",
  "cannot be compared": "open",
  "not computed yet": "open"
}

/** An address as it stands in a link. */
const address = (to: string): string => (/^(#|https:)/.test(to) ? to : encodeURI(to))

const inline = (part: Inline): Html => {
  if (typeof part === "string") return html`${part}`
  switch (part.kind) {
    case "link":
      return html`<a href="${address(part.to)}">${part.text}</a>`
    case "strong":
      return html`<strong>${part.text}</strong>`
    case "standing":
      return html`<b class="verdict ${classes[part.standing]}">${part.standing}</b>`
    default:
      return nothingLeft(part, "inline")
  }
}

const text = (parts: Text): Html => html`${parts.map(inline)}`

const classOf: Readonly<Record<Column["kind"], Html>> = {
  text: html` class="text"`,
  word: nothing,
  number: html` class="number"`
}

const block = (each: Block): Html => {
  switch (each.kind) {
    case "paragraph":
      return html`<p>${text(each.text)}</p>`
    case "aside":
      return html`<p class="notes">${text(each.text)}</p>`
    case "heading":
      return html`<h3>${each.text}</h3>`
    case "list":
      return html`<ul>${each.items.map((item) => html`<li>${text(item)}</li>`)}</ul>`
    case "table":
      return html`<div class="scroll"><table><thead><tr>${each.columns.map(({ name, kind }) => html`<th scope="col"${classOf[kind]}>${name}</th>`)}</tr></thead><tbody>
${each.rows.map((row) => html`<tr>${row.map((cell, k) => html`<td${classOf[each.columns[k]!.kind]}>${text(cell)}</td>`)}</tr>\n`)}</tbody></table></div>`
    case "commands":
      return html`<pre><code>${each.lines.join("\n")}</code></pre>`
    case "figure":
      return Figure.of(each.picture, each.files, each.id)
    default:
      return nothingLeft(each, "block")
  }
}

const blocks = (all: ReadonlyArray<Block>): Html => html`${all.map((each) => html`${block(each)}\n`)}`

export const of = ({ title, lead, sections }: Document): string =>
  page(
    title,
    html`<header><h1>${title}</h1>
<div class="state">${blocks(lead)}</div>
<nav class="contents" aria-label="Slides"><ol>${sections.map((each) => html`<li><a href="#${each.id}">${each.title}</a></li>`)}</ol></nav>
</header>
<main>
${sections.map((each) => html`<section id="${each.id}"><h2>${each.title}</h2>\n${blocks(each.blocks)}</section>\n`)}</main>`
  )
