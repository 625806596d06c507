/**
 * Which value of a sweep it is that makes points faulty. A fault names a parameter, which may stand elsewhere and be the same
 * for all points: then it is the value with which all points have the fault, and without which some have not.
 */
import * as Cell from "./cell.ts"
import type { Place } from "./fault.ts"
import type { Row, Rows } from "./sweep.ts"

export interface Found {
  /** Which row of each block the point takes. */
  readonly rows: ReadonlyArray<number>
  readonly path: ReadonlyArray<string | number>
  readonly message: string
}

/** Faults that are one but for the numbers in their sentences. */
const kindOf = ({ path, message }: Found): string =>
  JSON.stringify([path.map(String), message.replaceAll(/[-+\d.e]*\d[-+\d.e]*|Infinity/g, "#")])

/** Where a row says something about the path, else where its first parameter stands. */
const placeIn = ({ cells, place }: Row, path: ReadonlyArray<string | number>): Place => {
  const cell = cells.findLast((each) => Cell.overlap(each.path, path.map(String)))
  if (cell !== undefined) return Cell.placeIn(cell, path, false)
  return cells.length === 1 ? Cell.placeIn(cells[0]!, [], false) : place
}

/**
 * The faults to tell, each once at its place, of all faults of a sweep.
 *
 * @param usual where a fault is told that no value alone is to blame for
 */
export const told = (
  found: ReadonlyArray<Found>,
  blocks: ReadonlyArray<Rows>,
  usual: (found: Found) => Place
): ReadonlyArray<{ readonly place: Place; readonly message: string }> =>
  [...Map.groupBy(found, kindOf).values()].flatMap((alike) => {
    const points = new Set(alike.map(({ rows }) => rows.join(" ")))
    const all = blocks.reduce((product, { count }) => product * count, 1)
    /** [block][row]: how many points of the row have the fault. */
    const counts = blocks.map(({ count }) => new Float64Array(count))
    for (const point of points)
      for (const [b, row] of point.split(" ").entries()) if (point !== "") counts[b]![Number(row)]! += 1
    const isToBlame = (b: number, row: number): boolean =>
      points.size < all && counts[b]![row] === all / blocks[b]!.count
    const places = new Map<string, { readonly place: Place; readonly message: string }>()
    for (const each of alike) {
      const blamed = each.rows.flatMap((row, b) => (isToBlame(b, row) ? [blocks[b]!.at(row)] : []))
      const own = blamed.find(({ cells }) =>
        cells.some((cell) => Cell.overlap(cell.path, each.path.map(String)))
      )
      const row = own ?? blamed[0]
      const place = row === undefined ? usual(each) : placeIn(row, each.path)
      const name = `${place.file} ${place.line} ${place.column}`
      if (!places.has(name)) places.set(name, { place, message: each.message })
    }
    return [...places.values()]
  })
