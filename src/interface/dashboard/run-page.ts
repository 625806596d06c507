/** The page of a run: sections that are sent again when they change. */

import { plural } from "../../drawing/text.ts"
import * as Program from "../../engine/program.ts"
import * as Progress from "../../engine/progress.ts"
import type { Html, Part } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as RunState from "../run/state.ts"
import * as Duration from "../text/duration.ts"
import * as Names from "../text/names.ts"
import * as Plain from "../text/plain.ts"
import * as PointText from "../text/point.ts"
import { percent, speed } from "../text/progress.ts"
import * as Searched from "../text/searched.ts"
import * as Sentence from "../text/sentence.ts"
import * as Page from "./page.ts"
import * as Pace from "./progress-chart.ts"
import type { Point, Snapshot } from "./snapshot.ts"

/** A process that works on a run and has said nothing for so long hangs, or computes very long grains. Seconds. */
const silence = 15

/** The same of a thread, which may well be at one grain for some seconds. */
const threadSilence = 60

/** Points, and lines of the log, that are shown at the most. */
const mostPoints = 200
const mostLines = 200

const bar = (part: number | undefined, label: string): Html =>
  part === undefined
    ? html`<span class="note">–</span>`
    : html`<progress max="1" value="${Number(part.toFixed(4))}" aria-label="${label}">${percent(part)}</progress>`

const fact = (name: string, value: Part): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const clock = (at: number): string => new Date(at * 1000).toISOString().slice(0, 19).replace("T", " ")

const silent = ({ pulse, state, at, replay }: Snapshot): number | undefined =>
  state === "running" && !replay && pulse !== undefined && at - pulse.at > silence ? at - pulse.at : undefined

const summary = (snapshot: Snapshot): Html => {
  const { state, fraction, tasks, tasksDone, points, rate, secondsLeft, seconds, history, replay, missed } =
    snapshot
  const finished = points.filter((point) => point.state === "done").length
  const quiet = silent(snapshot)
  const running = state === "running"
  return html`
<p class="state"><span class="badge ${state}">${state}</span>
${quiet !== undefined && html`<span class="warning">its process has said nothing for ${Duration.format(quiet)}</span>`}
${state === "interrupted" && html`<span class="note">to continue: <code>${Program.command("resume", snapshot.directory)}</code></span>`}
${state === "unknown" && html`<span class="warning">${RunState.whyUnknown(snapshot.directory)}</span>`}
${state === "stopped" && html`<span class="note">its process ended without a word; to continue: <code>${Program.command("resume", snapshot.directory)}</code></span>`}</p>
${missed !== undefined && html`<p class="warning">${missed.heading}:</p><ul>${missed.lines.map((line) => html`<li>${line}</li>`)}</ul>`}
${snapshot.searched !== undefined && html`<ul>${snapshot.searched.lines.map((line) => html`<li>${line}</li>`)}</ul>`}
${fraction !== undefined && html`<p class="whole">${bar(fraction, "of all tasks")}<b>${percent(fraction)}</b></p>`}
<dl class="facts">
${fact("points", `${finished} of ${points.length}`)}
${fact("tasks", tasks === undefined ? tasksDone : `${tasksDone} of ${tasks}`)}
${running && rate !== undefined && rate > 0 && fact("rate", speed(rate))}
${running && secondsLeft !== undefined && fact("time left", Duration.format(secondsLeft))}
${fact("time worked", seconds < 0.0005 ? "–" : `${history.isEnd ? "more than " : ""}${Duration.format(seconds)}`)}
${replay && fact("then (UTC)", clock(snapshot.at))}
${snapshot.stations !== undefined ? fact("stations", snapshot.stations) : snapshot.threads !== undefined && fact("threads", snapshot.threads)}
${fact("backend", snapshot.backend)}
${snapshot.study !== snapshot.name && fact("study", snapshot.study)}
${fact("simulation", snapshot.simulation)}
${fact("seed", snapshot.seed)}
</dl>
${Pace.chart(history)}`
}

const label = (point: Point): string => PointText.name(point)

const rank = { crashed: 0, "no answer": 0, running: 1, waiting: 2, done: 3 } as const

/** All in plan order, or where that is too many, those that something happens to. */
const chosen = (points: ReadonlyArray<Point>): ReadonlyArray<Point> =>
  points.length <= mostPoints
    ? points
    : points.toSorted((a, b) => rank[a.state] - rank[b.state] || a.ordinal - b.ordinal).slice(0, mostPoints)

const pointsSection = ({ points, replay, searched }: Snapshot): Html => {
  const shown = chosen(points)
  const lines = shown.map((point) => {
    const { state, part, repeats, steps } = point
    const rung = state === "done" ? searched?.stopped.get(point.ordinal) : undefined
    const said =
      rung !== undefined
        ? `stopped at ${Searched.share(rung)}`
        : replay && state === "waiting"
          ? "not yet"
          : state
    const far = steps > 0 ? plural(steps, "step") : part === undefined ? undefined : percent(rung ?? part)
    return html`<tr><th scope="row">${label(point)}</th><td>${bar(rung ?? part, label(point))}</td><td class="number">${far}</td><td class="number wide">${repeats > 0 && repeats}</td><td><span class="badge ${state === "no answer" ? "crashed" : state}">${said}</span></td></tr>`
  })
  return html`<div class="scroll" tabindex="0" role="group" aria-label="points"><table><thead><tr><th scope="col">point</th><th scope="col">progress</th><th></th><th scope="col" class="number wide">repeats</th><th scope="col">state</th></tr></thead><tbody>${lines}</tbody></table></div>
${points.length > shown.length && html`<p class="note">${shown.length} of ${points.length} points: those that came to nothing or run, then those that wait.</p>`}`
}

const workersSection = (snapshot: Snapshot): Html => {
  const { pulse, history, replay, at, points } = snapshot
  const sample = history.samples.at(-1)
  const lost =
    history.workersLost > 0 &&
    html`<p class="warning">${plural(history.workersLost, "worker")} lost in this session; what was lost ran again.</p>`
  if (pulse === undefined) {
    const then = replay && sample !== undefined && snapshot.state === "running"
    return html`<p class="note">${then ? `${plural(sample.busy, "thread")} at work, ${sample.megabytes} MB of memory` : "nobody works on it now"}</p>${lost}`
  }
  const { workers } = pulse
  const names = Names.of(points, () => points)
  const lines = workers.map(({ machine, thread, task, heard, jobs }) => {
    const quiet = heard === null ? 0 : Math.max(0, at - heard)
    const state = task === null ? "waiting" : quiet > threadSilence ? "silent" : "running"
    const said = { waiting: "idle", running: "at work", silent: `silent for ${Duration.format(quiet)}` }[
      state
    ]
    const part = task === null ? undefined : pulse.running[task]
    const far =
      part !== undefined &&
      (part.of > 0 || part.share !== undefined
        ? html`${bar(Progress.share(part), `of the task of thread ${thread}`)}${part.said !== undefined && html` <small>${part.said}</small>`}`
        : part.done > 0 && plural(part.done, "round"))
    const called = thread === 0 ? "main thread" : `thread ${thread}`
    return html`<tr><th scope="row">${machine === undefined ? called : `${Plain.line(machine)}, ${called}`}</th><td><span class="badge ${state}">${said}</span></td><td class="wide">${task !== null && names.task(task)}</td><td>${far}</td><td class="number">${jobs}</td></tr>`
  })
  return html`<p>${plural(workers.length, "thread")}, ${workers.filter(({ task }) => task !== null).length} at work, ${pulse.megabytes} MB of memory, process ${pulse.process}${pulse.host !== undefined && ` on ${pulse.host}`}</p>
<div class="scroll" tabindex="0" role="group" aria-label="threads"><table><thead><tr><th scope="col">thread</th><th scope="col">state</th><th scope="col" class="wide">task</th><th scope="col">progress</th><th scope="col" class="number">jobs done</th></tr></thead><tbody>${lines}</tbody></table></div>${lost}`
}

/** The last lines of the log, oldest first. */
const lastLines = ({
  history: { entries },
  points
}: Snapshot): ReadonlyArray<Sentence.Sentence & { readonly at: number }> => {
  const names = Names.of(points, () => points)
  const lines: Array<Sentence.Sentence & { readonly at: number }> = []
  for (let i = entries.length - 1; i >= 0 && lines.length < mostLines; i--) {
    const said = Sentence.of(entries[i]!, names)
    if (said !== undefined) lines.push({ ...said, at: entries[i]!.at })
  }
  return lines.reverse()
}

const logSection = (snapshot: Snapshot): Html => {
  const lines = lastLines(snapshot)
  const { entries, samples, isEnd } = snapshot.history
  const all = entries.length - samples.length
  const cut =
    isEnd &&
    html`<p class="note">the log is too long to be told whole: what is here begins with the event of ${clock(entries[0]?.at ?? 0)}</p>`
  const items = lines.map(
    ({ at, text, bad, more }) =>
      html`<li${bad && html` class="bad"`}><time datetime="${new Date(at * 1000).toISOString()}">${clock(at)}</time> ${text}${more !== undefined && more !== "" && html`<pre>${more}</pre>`}</li>`
  )
  return html`${cut}${lines.length === 0 && html`<p class="note">nothing is told</p>`}${all > lines.length && html`<p class="note">the last ${lines.length} of ${all} lines; all of them: <code>log.ndjson</code> in the run's folder</p>`}
<ol class="log" tabindex="0" role="log" aria-live="off" aria-label="log">${items}</ol>`
}

export const sections = (snapshot: Snapshot): Page.Sections => ({
  summary: summary(snapshot),
  figures: snapshot.results.figures,
  tables: snapshot.results.tables,
  points: pointsSection(snapshot),
  workers: workersSection(snapshot),
  log: logSection(snapshot)
})

/** What stands in the window's title while the page is open. */
export const title = ({ name, state, fraction }: Snapshot): string =>
  state === "running" && fraction !== undefined ? `${percent(fraction)} ${name}` : `${name}: ${state}`

const section = (id: string, heading: string, all: Page.Sections): Html =>
  html`<section aria-labelledby="${id}-heading"><h2 id="${id}-heading">${heading}</h2><div id="${id}">${all[id]}</div></section>`

/** The whole page. `path` is the run's address; `alone` where there is no list of runs to go back to. */
export const page = (snapshot: Snapshot, path: string, alone: boolean): string => {
  const all = sections(snapshot)
  const replay = html`<form id="replay" hidden>
<button type="button" id="play" aria-pressed="false">Replay</button>
<label for="moment">moment</label><input type="range" id="moment" min="0" max="1000" value="1000" step="any">
<button type="button" id="now">Now</button></form>`
  return Page.whole({
    title: title(snapshot),
    path,
    body: html`<header>${!alone && html`<nav aria-label="runs"><a href="/">all runs</a></nav>`}<h1>${snapshot.name}</h1></header>
<main>
<section id="summary" aria-label="summary">${all.summary}</section>
${replay}
<section aria-labelledby="results-heading"><h2 id="results-heading">Results</h2><div id="figures">${all.figures}</div><div id="tables">${all.tables}</div></section>
<div class="columns">${section("points", "Points", all)}${section("workers", "Workers", all)}</div>
${section("log", "Log", all)}
</main>`
  })
}
