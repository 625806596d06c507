/** Pictures of knots: over the table of knots, and as closed braids. */
import * as Gallery from "../../drawing/braid/gallery.ts"
import * as KnotTable from "../../drawing/knot-table.ts"
import { plural, thinned } from "../../drawing/text.ts"
import type { Draw, Drawn, Pictures } from "../picture.ts"
import type { Row } from "../table.ts"

/** Words in a picture, spread over the rows. */
const mostWords = 24

const nothing = (why: string): Drawn => ({ description: why, notes: [why] })

/** How often each knot came up, drawn over Rolfsen's table, each knot as the closure of its braid. */
const rolfsen: Draw = (rows, { title }) => {
  const weights = new Map<string, number>()
  for (const { name, count } of rows) {
    const named = String(name ?? "none")
    weights.set(named, (weights.get(named) ?? 0) + Number(count))
  }
  if (weights.size === 0) return nothing("The table knots has no knots.")
  const { svg, others } = KnotTable.svg(weights, title)
  const most = [...weights].sort((a, b) => b[1] - a[1]).slice(0, 5)
  return {
    svg,
    description: `Rolfsen's table of knots with bars; most often ${most.map(([name]) => name).join(", ")}`,
    notes:
      others > 0
        ? [
            `${Number((100 * others).toPrecision(2))} % are not in the picture: sums of knots, knots that were not told apart or not named, or of ten crossings and more.`
          ]
        : []
  }
}

const entryOf = ({ word, label }: Row): ReadonlyArray<Gallery.Entry> =>
  typeof word === "string" ? [{ word, label: String(label ?? "") }] : []

/** Some of the words as closed braids, each with what it is. */
const words: Draw = (rows, { title }) => {
  const entries = rows.flatMap(entryOf)
  if (entries.length === 0) return nothing("The table words has no words.")
  const shown = thinned(entries, mostWords)
  return {
    svg: Gallery.svg(shown, title),
    description: `${plural(shown.length, "closed braid")}: ${shown.map(({ word, label }) => `${word} (${label})`).join("; ")}`,
    notes: shown.length < entries.length ? [`${shown.length} of ${entries.length} words.`] : []
  }
}

const pictures: Pictures = { rolfsen, words }

export default pictures
