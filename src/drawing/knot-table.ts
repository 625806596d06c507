/** Rolfsen's table of knots with a bar on each: how often it came up. After figure 8 of "Learning to Unknot" (2010.16263). */
import * as Rolfsen from "../domain/invariant/rolfsen.ts"
import * as Diagram from "./braid/diagram.ts"
import { drawing } from "./markup.ts"
import { palette } from "./palette.ts"

const perRow = 12
const cell = 60
const picture = 46
const bar = 44
const rowHeight = bar + picture + 34

/** The table's pictures begin with what everybody knows, and end before ten crossings, which have 165 knots. */
const [fewestCrossings, mostCrossings] = [6, 9]

/** 0.27, 0.0034: two digits, for bars that are too low to see. */
const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`

/**
 * @param weights how often each name came up; names that are not in the picture count for the total alone
 * @returns the picture, and the share of those
 */
export const svg = (
  weights: ReadonlyMap<string, number>,
  title: string
): { readonly svg: string; readonly others: number } => {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const table = Rolfsen.primes.filter((knot) => knot.crossings <= mostCrossings)
  const found = table.filter(({ name }) => weights.has(name))
  const crossings = Math.max(fewestCrossings, ...found.map((knot) => knot.crossings))
  const shown = table.filter((knot) => knot.crossings <= crossings)
  const largest = Math.max(...found.map(({ name }) => weights.get(name)!), 0)
  const drawn = shown.map(({ name, word }, k) => {
    const [x, y] = [cell * (k % perRow), rowHeight * Math.floor(k / perRow)]
    const weight = weights.get(name) ?? 0
    const height = largest === 0 ? 0 : (bar * weight) / largest
    const top = y + 14 + bar - height
    const middle = x + cell / 2
    const share =
      weight === 0
        ? ""
        : `<rect x="${middle - 10}" y="${top.toFixed(1)}" width="20" height="${height.toFixed(1)}" fill="${palette[0]}"/><text x="${middle}" y="${(top - 3).toFixed(1)}" font-size="9">${percent(weight / total)}</text>`
    const square = { x: x + (cell - picture) / 2, y: y + 16 + bar, size: picture }
    const braid = Diagram.closed(word, { square, title: name })
    const faint = weight === 0 ? ' opacity="0.35"' : ""
    return `<g${faint}>${share}${braid}<text x="${middle}" y="${y + 16 + bar + picture + 10}">${name}</text></g>`
  })
  const [width, height] = [cell * perRow, rowHeight * Math.ceil(shown.length / perRow)]
  const inside = found.reduce((sum, { name }) => sum + weights.get(name)!, 0)
  return {
    others: total === 0 ? 0 : 1 - inside / total,
    svg: drawing({ width, height }, title, drawn, 10)
  }
}
