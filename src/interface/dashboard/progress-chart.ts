/** Tasks done against time worked, over all sessions, from the samples in the log. */

import { plural } from "../../drawing/text.ts"
import type { Html } from "../page/html.ts"
import { html } from "../page/html.ts"
import * as Duration from "../text/duration.ts"
import type { History } from "./history.ts"

const width = 640
const height = 72

/** Nothing before the second sample. Time between sessions does not count. */
export const chart = ({ entries, samples }: History): Html | undefined => {
  const places: Array<{ readonly x: number; readonly y: number }> = []
  const breaks: Array<number> = []
  let worked = 0
  let before: number | undefined
  for (const entry of entries) {
    if (entry._tag === "RunStarted") {
      if (before !== undefined) breaks.push(worked)
      before = entry.at
      places.push({ x: worked, y: entry.tasksDone })
    }
    worked += entry.at - (before ?? entry.at)
    before = entry.at
    if (entry._tag === "Sample") places.push({ x: worked, y: entry.tasksDone })
  }
  const tasks = samples.at(-1)?.tasks ?? 0
  if (samples.length < 2 || worked === 0 || tasks === 0) return undefined
  const x = (seconds: number): number => Number(((width * seconds) / worked).toFixed(1))
  const y = (done: number): number => Number((height * (1 - Math.min(1, done / tasks))).toFixed(1))
  const line = places.map((place) => `${x(place.x)},${y(place.y)}`).join(" ")
  const last = samples.at(-1)!
  const said = `${last.tasksDone} of ${plural(tasks, "task")} after ${Duration.format(worked)} of work${breaks.length > 0 ? `, in ${breaks.length + 1} sessions` : ""}`
  return html`<figure class="pace"><svg role="img" aria-label="${said}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><title>${said}</title>
<polygon points="0,${height} ${line} ${x(places.at(-1)!.x)},${height}"/><polyline points="${line}" vector-effect="non-scaling-stroke"/>
${breaks.map((at) => html`<line x1="${x(at)}" x2="${x(at)}" y1="0" y2="${height}" vector-effect="non-scaling-stroke"/>`)}</svg>
<figcaption class="note">tasks done, against time worked (${Duration.format(worked)})</figcaption></figure>`
}
