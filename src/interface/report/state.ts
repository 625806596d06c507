/** How far a run is, as pages say it. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import { plural } from "../../drawing/text.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import { nothing } from "./pieces.ts"
import type { Subject } from "./subject.ts"

/** What became of the points of a run that failed. */
const failureOf = ({ manifest }: Subject): string => {
  const bugs = (manifest?.crashed ?? []).filter(({ uncomputable }) => !uncomputable).length
  const without = (manifest?.crashed.length ?? 0) - bugs
  const said = [
    ...(bugs > 0 || without === 0 ? ["tasks of the others crashed, a bug of the simulation"] : []),
    ...(without > 0
      ? [`${plural(without, "point")} cannot be computed with ${without === 1 ? "its" : "their"} values`]
      : [])
  ]
  return said.join("; ")
}

const stateSentence = (subject: Subject): string => {
  const { state, points, pointsFinished } = subject
  const finished = `${pointsFinished} of ${plural(points, "point")}`
  switch (state) {
    case "done":
      return `Done: ${finished}.`
    case "running":
      return `Running when this was written: ${finished} were finished.`
    case "failed":
      return `Failed: ${finished} are finished; ${failureOf(subject)}.`
    case "interrupted":
      return `Interrupted: ${finished} are finished.`
    case "stopped":
      return `Stopped without a word, as by a crash of the machine: ${finished} are finished.`
    case "unknown":
      return `Whether it ran when this was written cannot be told: ${finished} were finished.`
    default:
      return nothingLeft(state, "state")
  }
}

/** In sentences, on a ground of their own. */
export const of = (subject: Subject): Html => {
  const { points, pointsFinished, problems, tables, missed, cautions } = subject
  const whole = pointsFinished === points && missed === undefined
  const unfinished = tables.some((table) => table.unfinished > 0)
  const sentences = [
    stateSentence(subject),
    ...(unfinished
      ? [
          "Rows of unfinished points come from the part of their repeats that is done; they stand last, with larger errors."
        ]
      : []),
    ...problems,
    ...cautions.map((each) => `${each[0]!.toUpperCase()}${each.slice(1)}.`)
  ]
  return html`<div class="state${whole ? "" : " unfinished"}">${sentences.map((each) => html`<p>${each}</p>`)}${missed === undefined ? nothing : html`<p>${missed.heading}:</p><ul>${missed.lines.map((line) => html`<li>${line}</li>`)}</ul>`}</div>`
}
