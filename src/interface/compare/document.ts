/** A comparison in words and numbers: for a terminal and for a page. */
import { plural } from "../../drawing/text.ts"
import type { Picture } from "../chart/picture.ts"
import * as Select from "../chart/select.ts"
import * as Numeral from "../export/numeral.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as Figure from "../report/figure.ts"
import { nothing, page } from "../report/pieces.ts"
import type { Comparison, Line, Value } from "./match.ts"
import type { Verdict } from "./verdict.ts"

export interface Subject {
  readonly simulation: string
  readonly table: string
  readonly runs: ReadonlyArray<string>
  /** What they differ in as wholes: a parameter, and its value in each run. */
  readonly settings: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<string> }>
  readonly comparison: Comparison
  readonly verdicts: ReadonlyArray<Verdict>
  /** What must be known to read it, in sentences. */
  readonly notes: ReadonlyArray<string>
}

const printed = (value: Value | undefined): string =>
  value === undefined
    ? "-"
    : value.standardError === null
      ? Numeral.rounded(value.value, 6)
      : Numeral.measured(value.value, value.standardError)

const signed = (x: number, digits: number): string => `${x > 0 ? "+" : ""}${Numeral.rounded(x, digits)}`

/** `+1.3` standard errors; the relative difference, as `+0.2 %`, where no error is known. */
const differenceOf = (line: Line, k: number): string => {
  const found = line.differences[k]
  if (found === undefined) return "-"
  return found.inErrors === undefined ? `${signed(100 * found.relative, 3)} %` : signed(found.inErrors, 3)
}

/** Key columns that tell the lines apart. */
const varyingKeys = ({ keys, lines }: Comparison): ReadonlyArray<number> =>
  [...keys.keys()].filter((k) => lines.some(({ key }) => key[k] !== lines[0]!.key[k]))

/** Quantities with an error, where there are any: the others are summed up in the verdicts. */
export const shown = ({ lines }: Comparison): ReadonlyArray<Line> => {
  const measured = new Set(
    lines
      .filter(({ differences }) => differences.some((each) => each?.inErrors !== undefined))
      .map(({ quantity }) => quantity)
  )
  return measured.size === 0 ? lines : lines.filter(({ quantity }) => measured.has(quantity))
}

/** Those of them that are not the same in all runs. */
export const differing = (comparison: Comparison): ReadonlyArray<Line> =>
  shown(comparison).filter(({ differences }) =>
    differences.some((each) => each === undefined || each.absolute !== 0)
  )

/** Heading and lines; the first run's values, then each other one's with its difference from the first. */
export const cells = (
  { comparison, runs }: Subject,
  wanted: ReadonlyArray<Line>
): ReadonlyArray<ReadonlyArray<string>> => {
  const keys = varyingKeys(comparison)
  const heading = [
    ...keys.map((k) => comparison.keys[k]!),
    "quantity",
    ...runs.flatMap((run, k) => (k === 0 ? [run] : [run, "difference"]))
  ]
  const lines = wanted.map((line) => [
    ...keys.map((k) => Select.text(line.key[k]!)),
    line.quantity,
    ...line.values.flatMap((value, k) =>
      k === 0 ? [printed(value)] : [printed(value), differenceOf(line, k - 1)]
    )
  ])
  return [heading, ...lines]
}

/** A line a quantity: how many rows agree. */
export const verdictOf = (verdict: Verdict): string => {
  const { quantity, run, compared, equal, measured, rms, beyondTwo, largest, largestRelative } = verdict
  const start = `${run}, ${quantity}: ${compared} compared`
  if (equal === compared) return `${start}, all equal`
  if (measured === 0) return `${start}, largest difference ${signed(100 * largestRelative, 3)} %`
  return `${start}, root mean square ${Numeral.rounded(rms!, 3)} standard errors, ${beyondTwo} beyond 2, largest ${signed(largest!, 3)}`
}

/** The same in fewer lines: quantities of a run that are equal everywhere share one. */
export const summed = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => {
  const equal = new Map<string, Array<string>>()
  const lines: Array<string> = []
  for (const verdict of verdicts)
    if (verdict.equal < verdict.compared) lines.push(verdictOf(verdict))
    else {
      const start = `${verdict.run}, ${plural(verdict.compared, "row")} compared, all equal: `
      equal.set(start, [...(equal.get(start) ?? []), verdict.quantity])
    }
  return [...lines, ...[...equal].map(([start, quantities]) => `${start}${quantities.join(", ")}`)]
}

/** In what the runs differ as wholes, in sentences. */
export const settings = ({ runs, settings }: Subject): ReadonlyArray<string> =>
  settings.map(
    ({ name, values }) => `${name}: ${values.map((value, k) => `${value} in ${runs[k]}`).join(", ")}`
  )

const mostLines = 500

const tableOf = (subject: Subject): Html => {
  const of = shown(subject.comparison)
  const [heading, ...lines] = cells(subject, of.slice(0, mostLines))
  const all = of.length
  const texts = varyingKeys(subject.comparison).length + 1
  const side = (k: number): Html => (k < texts ? nothing : html` class="number"`)
  return html`<p class="notes">1.23(4) is 1.23 ± 0.04; differences are in standard errors of the difference, or in % where no error is known.</p>
<div class="scroll"><table>
<caption>${lines.length < all ? `The first ${lines.length} of ${plural(all, "line")}` : plural(all, "line")}</caption>
<thead><tr>${heading!.map((name, k) => html`<th scope="col"${side(k)}>${name}</th>`)}</tr></thead>
<tbody>
${lines.map((line) => html`<tr>${line.map((text, k) => html`<td${side(k)}>${text}</td>`)}</tr>\n`)}</tbody></table></div>`
}

/** @param files of the figure, relative to the page */
export const of = (subject: Subject, picture: Picture, files: Figure.Files = Figure.noFiles): string => {
  const said = [...settings(subject), ...subject.notes]
  const title = `${subject.runs.slice(1).join(", ")} against ${subject.runs[0]}`
  return page(
    title,
    html`<header><h1>${title}</h1>
<p class="faint">Runs of ${subject.simulation}, table ${subject.table}</p>
${said.length === 0 ? nothing : html`<div class="state">${said.map((each) => html`<p>${each}</p>`)}</div>`}</header>
<main>
<section><h2>What it comes to</h2>
<ul>${subject.verdicts.map((verdict) => html`<li>${verdictOf(verdict)}</li>`)}</ul></section>
<section id="figures"><h2>Figure</h2>
${picture.svg === undefined ? html`<p>${picture.notes.join(" ")}</p>` : Figure.of(picture, files)}</section>
<section><h2>Side by side</h2>
${tableOf(subject)}</section>
</main>`
  )
}
