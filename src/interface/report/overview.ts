/** Several runs on one page that needs no network: of each what it asks, what came out, a figure, and where the rest is. */
import { plural } from "../../drawing/text.ts"
import type { Picture } from "../chart/picture.ts"
import * as Answers from "../export/answers.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as Citation from "./citation.ts"
import * as Figure from "./figure.ts"
import { nothing, page, rows } from "./pieces.ts"
import * as State from "./state.ts"
import type { Subject } from "./subject.ts"

/** Rows of the table that answers. */
const mostRows = 10

/** What the page has of a run. */
export interface Chapter {
  readonly name: string
  readonly simulation: string
  /** Of the run's own page, relative to this one. */
  readonly address: string
  readonly body: Html
}

/** Characters of what a study says of itself. */
const mostSaid = 2000

/**
 * What a study file says of itself: the comment just before its first line, without the line that is for editors.
 *
 * @param text YAML
 */
export const question = (text: string): string => {
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => !/^(#|\s*$|---)/.test(line))
  const before = lines.slice(0, Math.max(0, first))
  const from = before.findLastIndex((line) => !line.startsWith("#")) + 1
  return before
    .slice(from)
    .filter((line) => !line.startsWith("# yaml-language-server:"))
    .map((line) => line.slice(1).trim())
    .join(" ")
    .trim()
    .slice(0, mostSaid)
}

const answer = ({ tables, simulation }: Subject): Html => {
  const [table] = tables
  if (table === undefined) return nothing
  const answers = Answers.of(table, simulation?.answers)
  const shown = Math.min(mostRows, answers.table.count)
  const first = shown < answers.table.count || !answers.isSome ? "The first " : ""
  const counted =
    shown < table.count ? `${first}${shown} of ${plural(table.count, "row")}` : plural(table.count, "row")
  return html`<h3>${table.name}</h3>
<p>${table.description}.</p>
${table.count === 0 ? html`<p class="notes">No rows.</p>` : rows(answers.table, mostRows, counted, simulation?.headline)}`
}

/**
 * What the page says of a run. Reads the rows that it shows.
 *
 * @param place of the run on the page, from 0
 * @param address of the run's own page, relative to this one, as it stands in a link
 * @param files of figures, relative to this page
 */
export const chapter = (
  subject: Subject,
  pictures: ReadonlyArray<Picture>,
  place: number,
  address: string,
  files: Figure.Files
): Chapter => {
  const { name, study, simulation, studyText, tables, points, pointsFinished, missed, problems } = subject
  const isWhole = points === pointsFinished && missed === undefined && problems.length === 0
  const drawn = pictures.filter(({ svg }) => svg !== undefined)
  const [first] = drawn
  const asked = studyText === undefined ? "" : question(studyText)
  const when = Citation.when(subject)?.slice(0, 10)
  return {
    name,
    simulation: study.simulation,
    address,
    body: html`<p class="faint">${study.simulation}${simulation === undefined ? "" : `: ${simulation.summary}`}; ${plural(points, "point")}${when === undefined ? "" : `; ${when}`}</p>
${asked === "" ? nothing : html`<p>${asked}</p>`}
${isWhole ? nothing : State.of(subject)}
${answer(subject)}
${first === undefined ? nothing : Figure.of(first, files, `figure-${place}`)}
<p><a href="${address}">${`All of ${name}`}</a>: ${plural(drawn.length, "figure")}, ${plural(tables.length, "table")}, parameters, how it was computed.</p>`
  }
}

export const of = (title: string, chapters: ReadonlyArray<Chapter>): string =>
  page(
    title,
    html`<header><h1>${title}</h1>
<nav class="contents" aria-label="Runs"><ol>${chapters.map(({ name, simulation }, k) => html`<li><a href="#run-${k}">${name}</a> <span class="faint">${simulation}</span></li>`)}</ol></nav>
</header>
<main>
${chapters.map(
  ({ name, address, body }, k) => html`<section id="run-${k}"><h2><a href="${address}">${name}</a></h2>
${body}
</section>
`
)}</main>`
  )
