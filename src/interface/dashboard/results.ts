/** The results of a run so far, as HTML: the figures of its simulation, and the first rows of its tables. */
import type * as Reader from "../../engine/journal/reader.ts"
import { reasonOf } from "../../engine/reason.ts"
import type { Picture } from "../chart/picture.ts"
import * as Digest from "../export/digest.ts"
import { isNumeric, unit } from "../export/table.ts"
import type { Html } from "../page/html.ts"
import { html, picture } from "../page/html.ts"
import * as Figures from "../run/figures.ts"
import type { Planned } from "../run/folder.ts"
import * as RowsSoFar from "../run/rows-so-far.ts"
import type { ResultTable } from "../run/table.ts"
import * as RunTable from "../run/table.ts"

export interface Results {
  readonly figures: Html
  readonly tables: Html
}

/** Rows of a table that are shown. */
const mostRows = 50

/** Tallies that are worth reading for the rows of unfinished points. */
const mostTallies = 2000

const figure = ({ name, title, caption, svg, notes }: Picture): Html | undefined =>
  svg === undefined
    ? undefined
    : html`<figure id="figure-${name}" tabindex="-1"><figcaption><b>${title}</b> ${caption}</figcaption>${picture(svg)}${notes.map((note) => html`<p class="note">${note}</p>`)}</figure>`

/** Those that there is nothing to draw of yet, with the reason, behind all others. */
const missing = (pictures: ReadonlyArray<Picture>): Html | undefined => {
  const reasons = pictures.flatMap(({ svg, title, notes }) =>
    svg === undefined ? [`${title} (${notes.join(" ")})`] : []
  )
  return reasons.length === 0 ? undefined : html`<p class="note across">Not drawn: ${reasons.join("; ")}</p>`
}

/** A value and its standard error stand together, as 1.234(5); what is the same in all rows is said below. */
const table = (shown: ResultTable, first: boolean): Html => {
  const { name, description, count, unfinished } = shown
  const { rows, varying, same } = Digest.of(shown, mostRows)
  const kind = ({ column }: Digest.DigestColumn) => isNumeric(column) && html` class="number"`
  const heads = varying.map((each) => {
    const of = unit(each.column)
    return html`<th scope="col"${kind(each)} title="${each.column.description}">${each.name}${of !== undefined && html` <small>(${of})</small>`}</th>`
  })
  const lines = Array.from(
    { length: rows },
    (_, i) => html`<tr>${varying.map((each) => html`<td${kind(each)}>${each.cells[i]!}</td>`)}</tr>`
  )
  const body =
    rows === 0
      ? html`<p class="note">no rows yet</p>`
      : varying.length > 0 &&
        html`<div class="scroll" tabindex="0" role="group" aria-label="table ${name}"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`
  return html`<details id="table-${name}"${first && html` open`}><summary>${name} <span class="note">${description}; ${count} ${count === 1 ? "row" : "rows"}</span></summary>
${body}
${same.length > 0 && html`<p class="note">in all of these: ${same.map(({ name, cells }) => `${name} ${cells[0]}`).join(", ")}</p>`}
${unfinished > 0 && html`<p class="note">${unfinished} of them ${unfinished === 1 ? "is" : "are"} of points that are not finished, from the part that is done</p>`}
${count > rows && html`<p class="note">the first ${rows} of ${count} rows; all of them: <code>skein export</code></p>`}</details>`
}

export interface Wanted {
  /** Finished points: their rows are in the file. */
  readonly points: ReadonlySet<number>
  /** Undefined where the simulation does not load. */
  readonly known: Planned | undefined
  /** Finished tasks of unfinished points, whose rows are wanted as far as they are; undefined in a replay. */
  readonly tallies: number | undefined
}

/** Rows of unfinished points. A simulation that cannot make rows of what there is has none yet. */
const younger = async (
  reader: Reader.Reader,
  { known, tallies }: Wanted
): ReturnType<typeof RowsSoFar.of> => {
  if (known === undefined || tallies === undefined || tallies > mostTallies) return {}
  return RowsSoFar.of(reader, known).catch(() => ({}))
}

const draw = async (
  reader: Reader.Reader,
  tables: ReadonlyArray<ResultTable>,
  { known }: Wanted
): Promise<Html> => {
  const Settings = await import("../run/settings.ts")
  const settings = Settings.of(reader.eachPoint, known?.simulation)
  const described = Figures.of({
    simulation: known?.simulation,
    search: reader.study.search,
    tables: reader.tables,
    swept: settings.swept
  })
  if (described.length === 0) return html``
  const [Picture, Discover] = await Promise.all([
    import("../chart/picture.ts"),
    import("../../simulation/discover.ts")
  ])
  const own = await Discover.loadPictures(reader.study.simulation)
  const source = (name: string) => {
    const found = tables.find((each) => each.name === name)
    return found === undefined ? undefined : { columns: found.columns, rows: found.rows, ...settings }
  }
  const pictures: Array<Picture> = []
  return html`${described.map((each) => {
    try {
      const drawn = Picture.of(each, source, own)
      pictures.push(drawn)
      return figure(drawn)
    } catch (cause) {
      // One that cannot be drawn does not hide the others.
      return html`<p class="warning">${each.title}: cannot be drawn (${reasonOf(cause)})</p>`
    }
  })}${missing(pictures)}`
}

const of = async (reader: Reader.Reader, wanted: Wanted): Promise<Results> => {
  const more = await younger(reader, wanted)
  const tables = Object.keys(reader.tables).map((name) =>
    RunTable.of(reader, name, more[name] ?? [], wanted.points)
  )
  const figures = await draw(reader, tables, wanted)
  return { figures, tables: html`${tables.map((each, i) => table(each, i === 0))}` }
}

/** Makes them anew only when there is more to show than at the last call; `key` changes whenever there is. */
export const make = (): ((reader: Reader.Reader, key: string, wanted: Wanted) => Promise<Results>) => {
  let last: { readonly key: string; readonly results: Results } | undefined
  return async (reader, key, wanted) => {
    if (last?.key !== key) last = { key, results: await of(reader, wanted) }
    return last.results
  }
}
