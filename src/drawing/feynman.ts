/**
 * Pictures of Feynman diagrams as SVG: external points as labelled dots, vertices as larger dots, kernels as dashed
 * lines, in panels with their factors. What hangs together is drawn together: sites in a row, their external points
 * left and right, loops above and below.
 */

import type { Diagram } from "../domain/field/diagram/diagram.ts"
import * as Diagrams from "../domain/field/diagram/diagram.ts"
import * as Interaction from "../domain/field/diagram/interaction.ts"
import { escaped } from "./markup.ts"
import { typeset } from "./typeset.ts"

const arm = 46
const gap = 64
const height = 170
const middle = 78
const perRow = 3

interface Drawing {
  readonly width: number
  /** SVG elements, the left end at 0, the middle at height 0. */
  readonly elements: ReadonlyArray<string>
}

const n = (value: number): string => String(Number(value.toFixed(1)))

const dot = (x: number, y: number, radius: number): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${radius}" fill="black"/>`

const label = (x: number, y: number, text: string, anchor = "middle"): string =>
  `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}">${text}</text>`

const external = (number: number): string =>
  `x<tspan baseline-shift="sub" font-size="9">${number + 1}</tspan>`

const dashed = (path: string): string =>
  `<path d="${path}" fill="none" stroke="black" stroke-width="1.2" stroke-dasharray="4 3"/>`

/** Degrees by which `count` lines on one side leave the horizontal. */
const fan = (count: number): ReadonlyArray<number> => {
  const opening = count === 1 ? 0 : count === 2 ? 45 : 65
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : opening - (2 * opening * i) / (count - 1)
  )
}

/** Directions for loops, in degrees, each in the middle of the widest gap that is left between lines. */
const free = (lines: ReadonlyArray<number>, count: number): ReadonlyArray<number> => {
  if (lines.length === 0) return Array.from({ length: count }, (_, i) => 90 + (360 * i) / count)
  const taken = lines.map((degrees) => (degrees + 720) % 360)
  const found: Array<number> = []
  for (let i = 0; i < count; i++) {
    taken.sort((a, b) => a - b)
    const gaps = taken.map((from, k) => {
      const width = (taken[k + 1] ?? taken[0] + 360) - from
      return { width, middle: (from + width / 2) % 360 }
    })
    // Rounded, so that of equal gaps it is the one nearest to the top.
    const widest = Math.round(Math.max(...gaps.map(({ width }) => width)))
    const top = gaps
      .filter(({ width }) => Math.round(width) === widest)
      .toSorted((a, b) => Math.abs(a.middle - 90) - Math.abs(b.middle - 90))[0].middle
    found.push(top)
    taken.push(top)
  }
  return found
}

const loop = (x: number, y: number, degrees: number): string => {
  const end = (turn: number) => {
    const angle = ((degrees + turn) * Math.PI) / 180
    return `${n(x + 52 * Math.cos(angle))} ${n(y - 52 * Math.sin(angle))}`
  }
  return dashed(`M${n(x)} ${n(y)} C${end(35)} ${end(-35)} ${n(x)} ${n(y)}`)
}

const pair = (a: number, b: number): Drawing => ({
  width: 50,
  elements: [
    dashed(`M25 -26 L25 26`),
    dot(25, -26, 2.5),
    dot(25, 26, 2.5),
    label(25, -34, external(a)),
    label(25, 44, external(b))
  ]
})

/** One group of nodes that lines hold together. */
const group = ({ points, terms }: Diagram, nodes: ReadonlyArray<number>): Drawing => {
  const { lines } = terms[0]
  const sites = nodes.filter((node) => node >= points)
  if (sites.length === 0) return pair(nodes[0], nodes[1])
  const guests = sites.map((site) => lines.flatMap(([u, v]) => (v === site && u < points ? [u] : [])))
  const alone = sites.length === 1
  const left = alone ? Math.ceil(guests[0].length / 2) : guests[0].length
  const right = alone ? guests[0].length - left : guests.at(-1)!.length
  const start = left > 0 ? arm + 26 : 40
  const elements: Array<string> = []
  const place = (site: number) => start + gap * sites.indexOf(site)
  sites.forEach((site, s) => {
    const x = place(site)
    const leaving: Array<number> = []
    const sides = alone
      ? [guests[s].slice(0, left), guests[s].slice(left)]
      : s === 0
        ? [guests[s], []]
        : [[], guests[s]]
    for (const [side, members] of sides.entries())
      for (const [i, degrees] of fan(members.length).entries()) {
        const across = (side === 0 ? -1 : 1) * Math.cos((degrees * Math.PI) / 180)
        const up = Math.sin((degrees * Math.PI) / 180)
        leaving.push(side === 0 ? 180 - degrees : degrees)
        elements.push(
          dashed(`M${n(x)} 0 L${n(x + arm * across)} ${n(-arm * up)}`),
          dot(x + arm * across, -arm * up, 2.5),
          label(x + (arm + 13) * across, -(arm + 13) * up + 4, external(members[i]))
        )
      }
    for (const other of sites.filter((each) => each !== site)) {
      const times = lines.filter(
        ([u, v]) => u === Math.min(site, other) && v === Math.max(site, other)
      ).length
      const across = place(other) - x
      for (let i = 0; i < times; i++) {
        const bend = (i - (times - 1) / 2) * (times > 4 ? 36 : 56)
        leaving.push((Math.atan2(-bend, across / 2) * 180) / Math.PI)
        if (other > site)
          elements.push(dashed(`M${n(x)} 0 Q${n(x + across / 2)} ${n(bend)} ${n(x + across)} 0`))
      }
    }
    const loops = lines.filter(([u, v]) => u === site && v === site).length
    for (const degrees of free(leaving, loops)) elements.push(loop(x, 0, degrees))
    elements.push(dot(x, 0, 4))
  })
  return { width: start + gap * (sites.length - 1) + (right > 0 ? arm + 26 : 40), elements }
}

/** What becomes of diagrams that correct the 2-point function. */
type Corrections = "dropped" | "kept"

const kinds = (corrections: Corrections): Readonly<Record<Diagram["kind"], string>> => ({
  kept: "kept",
  "two-point": `2-pt correction, ${corrections}`,
  vacuum: "vacuum, cancelled"
})

const panel = (diagram: Diagram, corrections: Corrections): Drawing => {
  const factor = String(diagram.factor)
  const elements: Array<string> = []
  let width = 22 + 8 * factor.length
  elements.push(label(12, 5, factor, "start"))
  for (const nodes of Diagrams.groups(diagram)) {
    const drawn = group(diagram, nodes)
    elements.push(`<g transform="translate(${n(width)} 0)">${drawn.elements.join("")}</g>`)
    width += drawn.width
  }
  width = Math.max(width, 170)
  elements.push(
    `<text x="${n(width / 2)}" y="78" text-anchor="middle" font-size="10" fill="#555">${kinds(corrections)[diagram.kind]}</text>`
  )
  return { width, elements }
}

/** All `diagrams` in one SVG document, three a row. */
export const svg = (
  diagrams: ReadonlyArray<Diagram>,
  title: string,
  corrections: Corrections = "dropped"
): string => {
  const panels = diagrams.map((diagram) => panel(diagram, corrections))
  const column = Math.max(...panels.map(({ width }) => width))
  const rows = Math.ceil(panels.length / perRow)
  const size = { width: column * Math.min(perRow, panels.length), height: 30 + height * rows }
  const body = panels.map(({ elements }, i) => {
    const x = column * (i % perRow)
    const y = 30 + height * Math.floor(i / perRow) + middle
    return `<g transform="translate(${n(x)} ${n(y)})">${elements.join("")}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(size.width)}" height="${n(size.height)}" viewBox="0 0 ${n(size.width)} ${n(size.height)}" font-family="serif" font-size="14">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="white"/>
<text x="12" y="20" font-size="12">${escaped(typeset(title))}</text>
${body.join("\n")}
</svg>
`
}

const interactions = { 4: Interaction.quartic, 6: Interaction.sextic }

/** All diagrams of the function of `points` points with one vertex for each of these powers of the field. */
export const ofVertices = (
  points: number,
  vertices: ReadonlyArray<4 | 6>,
  title: string,
  corrections: Corrections
): string =>
  svg(
    Diagrams.all(
      points,
      vertices.map((power) => interactions[power])
    ),
    title,
    corrections
  )
