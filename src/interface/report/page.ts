/** A run on one page that needs no network: what was asked, what came out, what computed it, how to do it again. */
import { plural } from "../../drawing/text.ts"
import { explained } from "../../simulation/table.ts"
import type { Picture } from "../chart/picture.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import type { ResultTable } from "../run/table.ts"
import * as Names from "../text/names.ts"
import * as Sentence from "../text/sentence.ts"
import * as Stations from "../text/stations.ts"
import * as Citation from "./citation.ts"
import * as Figure from "./figure.ts"
import { facts, nothing, page, rows } from "./pieces.ts"
import * as State from "./state.ts"
import type { Subject, SubjectParameter } from "./subject.ts"

/** Rows of a table on the page; the rest is in its file. */
const mostRows = 200

/** Values of a parameter, crashes, sessions and the like on the page. */
const mostListed = 40

/** Where the page finds its files, relative to itself. */
export interface Files extends Figure.Files {
  readonly table: (name: string) => string | undefined
  readonly study: string
}

const valuesOf = ({ values, count }: SubjectParameter): string => {
  const shown = values.slice(0, mostListed).map((value) => value ?? "(absent)")
  const more = count - shown.length
  return shown.join(", ") + (more > 0 ? `, … ${more} more` : "")
}

/** What the points differ in stays on the page; the others are folded. */
const sweptLine = ({ parameters }: Subject): Html => {
  const swept = parameters.filter((parameter) => parameter.swept)
  return swept.length === 0
    ? nothing
    : html`<p>Swept: ${swept.map((parameter, k) => html`${k === 0 ? "" : "; "}${parameter.name} ${valuesOf(parameter)}`)}.</p>`
}

const asked = (subject: Subject): Html => {
  const { study, manifest, simulation, parameters, studyText } = subject
  const { until } = study
  return html`<section id="study"><h2>What was asked</h2>
${facts([
  [
    "simulation",
    `${study.simulation}${manifest === undefined ? "" : `, version ${manifest.simulationVersion}`}${simulation === undefined ? "" : `: ${simulation.summary}`}`
  ],
  ["seed", study.seed],
  ["repeats of each point", study.repeats],
  [
    "until",
    until === undefined
      ? undefined
      : `standard error of ${until.column} at most ${until.standardError}, at most ${until.atMost} repeats`
  ],
  ["points", subject.points]
])}
${sweptLine(subject)}
<details><summary>${plural(parameters.length, "parameter")}</summary>
<div class="scroll"><table><thead><tr><th scope="col">parameter</th><th scope="col">value</th><th scope="col">unit</th><th scope="col">what it is</th></tr></thead>
<tbody>
${parameters.map(
  (parameter) =>
    html`<tr><th scope="row">${parameter.name}${parameter.swept ? html` <span class="unit">swept</span>` : nothing}</th><td class="wide">${valuesOf(parameter)}</td><td>${["1", "-"].includes(parameter.unit) ? "" : parameter.unit}</td><td>${parameter.description}</td></tr>\n`
)}</tbody></table></div></details>
${studyText === undefined ? nothing : html`<details><summary>The study file</summary><pre>${studyText.length > 20_000 ? `${studyText.slice(0, 20_000)}\n…` : studyText}</pre></details>`}
</section>`
}

const figures = (pictures: ReadonlyArray<Picture>, files: Files): Html => {
  const drawn = pictures.filter(({ svg }) => svg !== undefined)
  const others = pictures.filter(({ svg }) => svg === undefined)
  if (pictures.length === 0) return nothing
  return html`<section id="figures"><h2>Figures</h2>
${drawn.map((picture) => Figure.of(picture, files))}
${
  others.length === 0
    ? nothing
    : html`<p class="notes">Not drawn: ${others.map(
        ({ title, notes }, k) => html`${k === 0 ? "" : "; "}${title} (${notes.join(" ")})`
      )}</p>`
}
</section>`
}

const table = (each: ResultTable, files: Files): Html => {
  const shown = Math.min(mostRows, each.count)
  const file = files.table(each.name)
  const link = file === undefined ? nothing : html` <a class="files" href="${encodeURI(file)}">CSV</a>`
  const caption =
    shown < each.count ? `The first ${shown} of ${plural(each.count, "row")}` : plural(each.count, "row")
  const columns = Object.entries(each.columns)
  return html`<h3 id="table-${each.name}">${each.name}</h3>
<p>${each.description}.${each.unfinished > 0 ? ` ${plural(each.unfinished, "row")} of unfinished points.` : ""}${shown < each.count && file !== undefined ? " All of them are in the file:" : ""}${link}</p>
${each.count === 0 ? html`<p class="notes">No rows.</p>` : rows(each, mostRows, caption)}
<details><summary>Columns</summary>${facts(
    columns.map(([name, column]) => [
      name,
      `${explained(column)}${["1", "-"].includes(column.unit) ? "" : `; in ${column.unit}`}${column.standardError === undefined ? "" : `; printed with its standard error, ${column.standardError}, in brackets: 1.23(4) is 1.23 ± 0.04`}`
    ])
  )}</details>`
}

/** The first of them, and how many more there are. */
const listed = (all: ReadonlyArray<string>, between: string): string => {
  const more = all.length - mostListed
  return [...all.slice(0, mostListed), ...(more > 0 ? [`… ${more} more`] : [])].join(between)
}

/** What came to nothing, and why. */
const failures = (
  heading: string,
  crashed: NonNullable<Subject["manifest"]>["crashed"]
): Html | typeof nothing => {
  if (crashed.length === 0) return nothing
  const shown = crashed
    .slice(0, mostListed)
    .map((crash) => html`<li>${crash.message} <span class="faint">(${Names.crashed(crash)})</span></li>`)
  const more = crashed.length > shown.length
  return html`<h3>${heading}</h3><ul>${shown}</ul>${more ? html`<p class="notes">The first ${shown.length} of them.</p>` : nothing}`
}

const computed = ({ manifest }: Subject): Html => {
  if (manifest === undefined)
    return html`<section id="manifest"><h2>How it was computed</h2><p>The run has no manifest.</p></section>`
  const {
    machine,
    dependencies,
    sessions,
    crashed,
    acceptedVersions,
    commit,
    reused = [],
    changes = []
  } = manifest
  const bugs = crashed.filter(({ uncomputable }) => !uncomputable)
  const without = crashed.filter(({ uncomputable }) => uncomputable)
  return html`<section id="manifest"><h2>How it was computed</h2>
${facts([
  ["Skein", manifest.skein],
  [
    "commit",
    commit === null
      ? "none: outside a repository"
      : commit.endsWith("+")
        ? `${commit.slice(0, -1)}, with changes that are not committed`
        : commit
  ],
  ["Node", manifest.node],
  ["backend", manifest.backend],
  ["order of contributions", manifest.order],
  [
    "changed by hand",
    listed(
      changes.map(
        ({ at, change, points, which }) =>
          `${plural(points, "point")} ${Sentence.amended[change]} at ${at} (${which})`
      ),
      "; "
    )
  ],
  [
    "taken over from other runs",
    listed(
      reused.map(
        ({ run, points, tasks }) => `${plural(tasks, "task")} of ${plural(points, "point")} from ${run}`
      ),
      "; "
    )
  ],
  ["machine", `${machine.processor}, ${plural(machine.cores, "core")}, ${machine.system}`],
  [
    "dependencies",
    listed(
      Object.entries(dependencies).map(([name, version]) => `${name} ${version}`),
      ", "
    )
  ],
  [
    "accepted changes of version",
    listed(
      acceptedVersions.map(({ from, to, at }) => `${from} to ${to} at ${at}`),
      "; "
    )
  ]
])}
<div class="scroll"><table><caption>${plural(sessions.length, "session")}</caption><thead><tr><th scope="col">started</th><th scope="col">ended</th><th scope="col">outcome</th><th scope="col">threads</th><th scope="col">host</th><th scope="col">machine</th></tr></thead><tbody>
${sessions
  .slice(-mostListed)
  .map(
    ({ started, ended, outcome, threads, host, machine: where, stations }) =>
      html`<tr><td>${started}</td><td>${ended ?? "-"}</td><td>${outcome ?? "-"}</td><td class="number">${stations === undefined ? threads : stations.reduce((sum, each) => sum + each.threads, 0)}</td><td>${host}${stations !== undefined && `, for it ${Stations.of({ stations }) ?? "nobody"}`}</td><td>${where === undefined ? "-" : `${where.architecture}, Node ${where.node}`}</td></tr>\n`
  )}</tbody></table></div>
${failures(`${plural(bugs.length, "task")} crashed`, bugs)}${failures(`${plural(without.length, "point")} cannot be computed with ${without.length === 1 ? "its" : "their"} values`, without)}
</section>`
}

const again = (subject: Subject, files: Files): Html => {
  const papers = subject.simulation?.papers ?? []
  return html`<section id="again"><h2>Reproduce and cite</h2>
<p>In the project's folder:</p>
<pre><code>${Citation.command(subject, files.study)}</code></pre>
<p>${Citation.promise(subject)}</p>
<p>Cite the results as: ${Citation.results(subject)}.</p>
${
  papers.length === 0
    ? nothing
    : html`<p>And what they are after:</p><ul>${papers.map((each) => html`<li>${Citation.paper(each)}, <a href="${Citation.address(each)}">${Citation.address(each)}</a></li>`)}</ul>`
}
</section>`
}

/** The whole page. Draws nothing: `pictures` are those of the subject. */
export const of = (subject: Subject, pictures: ReadonlyArray<Picture>, files: Files): string =>
  page(
    `${subject.name}: ${subject.study.simulation}`,
    html`<header><h1>${subject.name}</h1>
<p class="faint">${subject.simulation?.summary ?? `A run of ${subject.study.simulation}`}${Citation.when(subject) === undefined ? "" : `; ${Citation.when(subject)!.slice(0, 10)}`}</p>
${State.of(subject)}
<nav aria-label="Sections"><ul>${pictures.length > 0 ? html`<li><a href="#figures">Figures</a></li>` : nothing}<li><a href="#study">What was asked</a></li><li><a href="#tables">Tables</a></li><li><a href="#manifest">How it was computed</a></li><li><a href="#again">Reproduce and cite</a></li></ul></nav>
</header>
<main>
${figures(pictures, files)}
${asked(subject)}
<section id="tables"><h2>Tables</h2>
${subject.tables.map((each) => table(each, files))}
</section>
${computed(subject)}
${again(subject, files)}
</main>`
  )
