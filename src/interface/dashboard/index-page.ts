/** The page of all runs. */
import * as Reader from "../../engine/journal/reader.ts"
import * as OwnFile from "../../engine/own-file.ts"
import * as Pulse from "../../engine/pulse.ts"
import { reasonOf } from "../../engine/reason.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as RunState from "../run/state.ts"
import { percent } from "../text/progress.ts"
import type { Catalogue } from "./catalogue.ts"
import * as Page from "./page.ts"
import { marks } from "./snapshot.ts"

type Line =
  | (RunState.RunState & { readonly fraction: number })
  /** `notOwn`: because of a name that the run has not written, which changes nothing else when it goes. */
  | { readonly unreadable: string; readonly notOwn: boolean }

const newLine = (directory: string): Line => {
  try {
    const found = Reader.using(directory, (reader) => RunState.of(directory, reader))
    const finished = found.points === 0 ? 1 : found.pointsFinished / found.points
    const beat = found.state === "running" ? Pulse.read(directory)?.fraction : undefined
    return { ...found, fraction: beat ?? finished }
  } catch (cause) {
    // One damaged file does not hide the others.
    return { unreadable: reasonOf(cause), notOwn: cause instanceof OwnFile.NotOwn }
  }
}

const when = (time: string | null): string => (time === null ? "–" : time.slice(0, 16).replace("T", " "))

const address = (name: string): string => `/runs/${encodeURIComponent(name)}`

const row = (name: string, line: Line): Html => {
  const link = html`<th scope="row"><a href="${address(name)}">${name}</a></th>`
  if ("unreadable" in line)
    return html`<tr>${link}<td><span class="badge failed">unreadable</span></td><td colspan="4">${line.unreadable}</td></tr>`
  const { state, simulation, fraction, points, pointsFinished, started } = line
  return html`<tr>${link}<td><span class="badge ${state}">${state}</span></td><td class="wide"><progress max="1" value="${Number(fraction.toFixed(4))}" aria-label="${name}">${percent(fraction)}</progress></td><td class="number">${pointsFinished} of ${points}</td><td>${simulation}</td><td>${when(started)}</td></tr>`
}

const tableOf = (rows: ReadonlyArray<Html>): Html =>
  rows.length === 0
    ? html`<p class="note">There are no runs yet. This page shows them when they come.</p>`
    : html`<div class="scroll" tabindex="0" role="group" aria-label="runs"><table><thead><tr><th scope="col">run</th><th scope="col">state</th><th scope="col" class="wide">progress</th><th scope="col" class="number">points</th><th scope="col">simulation</th><th scope="col">started (UTC)</th></tr></thead><tbody>${rows}</tbody></table></div>`

const isSettled = (line: Line): boolean => ("state" in line ? line.state !== "running" : !line.notOwn)

/** The lines of all runs, again and again; a run that has written nothing since, and does not run, is not read again. */
export const make = (catalogue: Catalogue): (() => Page.Sections) => {
  const known = new Map<string, { readonly marks: string; readonly line: Line }>()
  const lineOf = (name: string, directory: string): Line => {
    const now = marks(directory)
    const before = known.get(name)
    const settled = before !== undefined && isSettled(before.line)
    if (settled && before.marks === now) return before.line
    const line = newLine(directory)
    known.set(name, { marks: now, line })
    return line
  }
  return () => {
    const runs = catalogue.runs()
    for (const name of known.keys()) if (!runs.has(name)) known.delete(name)
    const rows = [...runs].map(([name, directory]) => row(name, lineOf(name, directory)))
    return { runs: tableOf(rows) }
  }
}

export const page = (sections: Page.Sections): string =>
  Page.whole({
    title: "Skein: runs",
    path: "",
    body: html`<header><h1>Runs</h1></header><main><section id="runs" aria-label="runs">${sections.runs}</section></main>`
  })
