/** A rectangular diagram as a planar one: crossings are where a column passes over a row. */
import * as Planar from "../diagram/planar.ts"
import type { Place } from "./certificate.ts"
import * as Diagram from "./diagram.ts"

/** Each component is walked once; the crossings' arcs are numbered along it. */
export const toPlanar = (diagram: Diagram.Diagram): Planar.Diagram => draw(diagram).planar

/** The same, and where in the rectangular diagram each crossing stands. */
export const draw = (
  diagram: Diagram.Diagram
): { readonly planar: Planar.Diagram; readonly places: ReadonlyArray<Place> } => {
  const n = diagram.length
  const rows = Diagram.rows(diagram)
  const isCrossing = (x: number, y: number) =>
    diagram[x][0] < y && y < diagram[x][1] && rows[y][0] < x && x < rows[y][1]
  /** Arcs to the right (0), up, left and down of each crossing, by its place. */
  const around = new Map<number, [number, number, number, number]>()
  /** The way by which the strand below goes through. */
  const below = new Map<number, 0 | 2>()
  let arcs = 0
  let circles = 0
  const seen = new Uint8Array(n)
  for (let start = 0; start < n; start++) {
    if (seen[start]) continue
    const first = arcs
    const passed: Array<readonly [place: number, way: number]> = []
    let y = diagram[start][0]
    for (let x = start; !seen[x]; ) {
      seen[x] = 1
      const up = diagram[x][0] === y ? diagram[x][1] : diagram[x][0]
      for (let row = y; row !== up; row += Math.sign(up - y))
        if (isCrossing(x, row)) passed.push([x * n + row, up > y ? 1 : 3])
      y = up
      const next = rows[y][0] === x ? rows[y][1] : rows[y][0]
      for (let column = x; column !== next; column += Math.sign(next - x))
        if (isCrossing(column, y)) passed.push([column * n + y, next > x ? 0 : 2])
      x = next
    }
    if (passed.length === 0) circles++
    passed.forEach(([place, way], i) => {
      const arms = around.get(place) ?? [-1, -1, -1, -1]
      arms[(way + 2) % 4] = first + i
      arms[way] = first + ((i + 1) % passed.length)
      around.set(place, arms)
      if (way === 0 || way === 2) below.set(place, way)
    })
    arcs += passed.length
  }
  const crossings = [...around].map(([place, arms]) => {
    const from = below.get(place)! + 2
    return [0, 1, 2, 3].map((port) => arms[(from + port) % 4])
  })
  const places = [...around.keys()].map(
    (place): Place => [Math.floor(place / n), place % n, (below.get(place)! + 2) % 4]
  )
  return { planar: Planar.of(crossings, circles), places }
}
