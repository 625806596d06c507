/**
 * The mean over the circle of prod v_a . u, over where all of them are positive, for directions v_a of length 1.
 *
 * The lines v_a . u = 0 cut the circle into arcs, on which the factors are sines of distances from these lines. Angles
 * between neighbours are known to their own relative precision, however small, and distances are sums of them: nothing
 * cancels, so that also what directions have in common that are opposite but for 1e-100 has all its digits.
 */
import * as Interruption from "../interruption.ts"
import * as Compensated from "./compensated.ts"
import type { Frame } from "./frame.ts"
import * as Legendre from "./legendre.ts"
import type { Products } from "./products.ts"

/** |sin| of the angle between two directions. */
export type Across = (a: number, b: number) => number

/** Nodes an arc of at most a quarter turn: a polynomial of degree 8 is met to 1e-16. */
const rule = Legendre.rule(16)

/** A line through the origin, by the direction of it that is in the upper half-plane. */
interface Line {
  readonly point: number
  readonly x: number
  readonly y: number
  /** Whether v_a is that direction, or its opposite. */
  readonly isUpper: boolean
}

const line = ([x, y]: ReadonlyArray<number>, point: number): Line => {
  const isUpper = y > 0 || (y === 0 && x > 0)
  return isUpper ? { point, x, y, isUpper } : { point, x: -x, y: -y, isUpper }
}

const cross = (a: Line, b: Line): number => Compensated.pair(a.x, b.y, -a.y, b.x)

/**
 * Adds the means to the sums of all tuples. Directions without length are those of points at which all is zero.
 *
 * @param across where angles are known better than coordinates say them
 *
 * Cost: 64 nodes a direction.
 */
export const add = (products: Products, units: Frame, across?: Across): void => {
  const lines = units
    .map(line)
    .filter(({ x, y }) => x !== 0 || y !== 0)
    .toSorted((a, b) => -Math.sign(cross(a, b)))
  const count = lines.length
  const gaps = lines.map((first, j) => {
    const second = lines[(j + 1) % count]
    if (count === 1) return Math.PI
    const side = j + 1 < count ? 1 : -1
    const sin = across?.(first.point, second.point) ?? Math.abs(cross(first, second))
    return Math.atan2(sin, side * (first.x * second.x + first.y * second.y))
  })
  const values = [new Float64Array(units.length), new Float64Array(units.length)]
  for (let j = 0; j < count; j++) {
    Interruption.look()
    if (gaps[j] === 0) continue
    /** How far it is from the arc's beginning back to each line, and from its end on. */
    const before = new Float64Array(count)
    const after = new Float64Array(count)
    for (let k = 1; k < count; k++) {
      const back = (j - k + count) % count
      before[back] = before[(back + 1) % count] + gaps[back]
      const on = (j + k + 1) % count
      after[on] = after[(on - 1 + count) % count] + gaps[(on - 1 + count) % count]
    }
    const half = gaps[j] / 2
    for (const isFirst of [true, false])
      for (let i = 0; i < rule.nodes.length; i++) {
        const near = (half * (1 + rule.nodes[i])) / 2
        const [start, end] = isFirst ? [near, gaps[j] - near] : [gaps[j] - near, near]
        for (const [side, out] of values.entries()) {
          out.fill(0)
          for (let k = 0; k < count; k++) {
            const isPositive = k > j === lines[k].isUpper
            if (isPositive === (side === 0))
              out[lines[k].point] = Math.sin(Math.min(before[k] + start, after[k] + end))
          }
          products.add(out, ((half / 2) * rule.weights[i]) / (2 * Math.PI))
        }
      }
  }
}
