/**
 * Adaptive quadrature of a vector of functions over unit boxes, in one to three dimensions, with error control.
 *
 * Each cell is met by the tensor product of Kronrod's rule of 15 nodes. Putting the Gauss rule of 7 of these nodes in
 * place of Kronrod's along one axis gives a second value, along all axes another: the distance of the second is the
 * error of that axis, and that of the other is shared by all (a kink along the diagonal shows in it alone). A cell's
 * error is the sum over its axes: the error of lesser rules, so that the true one is far below. Cells are
 * bisected along their worst axis until the errors of all components add up to little enough:
 *
 *     sum over cells |K - G| <= tolerance  sum over cells |K|        for each component
 *
 * Nodes and weights: Piessens et al., QUADPACK, 1983 (qk15).
 */
import * as Interruption from "../../interruption.ts"
import { Uncomputable } from "../../uncomputable.ts"

const half = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848
]
const kronrod = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889
]
const gauss = [0, 0.1294849661688697, 0, 0.27970539148927664, 0, 0.3818300505051189, 0]

/** On [-1, 1]. */
export const rule = {
  nodes: Float64Array.from([...half.map((x) => -x), 0, ...half.toReversed()]),
  kronrod: Float64Array.from([...kronrod, 0.20948214108472782, ...kronrod.toReversed()]),
  gauss: Float64Array.from([...gauss, 0.4179591836734694, ...gauss.toReversed()])
}

const n = rule.nodes.length

/** Part of a region: a box within the unit box. */
export interface Cell {
  readonly region: number
  readonly low: ReadonlyArray<number>
  readonly high: ReadonlyArray<number>
}

/** Writes its values at a point of the unit box of a region to `out`, the region's own measure included. */
export type Integrand = (region: number, point: Float64Array, out: Float64Array) => void

export interface Options {
  /** Relative, of each component; default 1e-9. */
  readonly tolerance?: number
  /**
   * How many components are alike, one number a group: one below 1e-100 of the largest of its group counts as zero. Others
   * are known to their own precision. Default: none are.
   */
  readonly groups?: ReadonlyArray<number>
  /** Nodes at most; default 4e6. Where they do not suffice, the error says how far they got. */
  readonly most?: number
}

/** Where nothing else is asked for. */
export const usual = { tolerance: 1e-9, most: 4e6 }

export interface Result {
  readonly values: Float64Array
  /** Bound of the absolute error of each component. */
  readonly errors: Float64Array
  /** The largest error relative to sum |K|. */
  readonly relative: number
  /** Where the integrand was met: the last cells. */
  readonly cells: ReadonlyArray<Cell>
}

interface Met {
  readonly cell: Cell
  readonly values: Float64Array
  /** [axis][component] */
  readonly errors: ReadonlyArray<Float64Array>
}

const meet = (integrand: Integrand, components: number, cell: Cell): Met => {
  const d = cell.low.length
  const values = new Float64Array(components)
  const lesser = Array.from({ length: d }, () => new Float64Array(components))
  const least = new Float64Array(components)
  const point = new Float64Array(d)
  const out = new Float64Array(components)
  const index = new Int32Array(d)
  for (let at = 0; at < n ** d; at++) {
    if ((at & 63) === 0) Interruption.look()
    let measure = 1
    let smallest = 1
    for (let c = 0, rest = at; c < d; c++, rest = Math.floor(rest / n)) {
      index[c] = rest % n
      const width = (cell.high[c] - cell.low[c]) / 2
      point[c] = (cell.high[c] + cell.low[c]) / 2 + width * rule.nodes[index[c]]
      measure *= width * rule.kronrod[index[c]]
      smallest *= width * rule.gauss[index[c]]
    }
    integrand(cell.region, point, out)
    for (let k = 0; k < components; k++) values[k] += measure * out[k]
    if (d > 1 && smallest !== 0) for (let k = 0; k < components; k++) least[k] += smallest * out[k]
    for (let c = 0; c < d; c++) {
      const weight = (measure * rule.gauss[index[c]]) / rule.kronrod[index[c]]
      if (weight !== 0) for (let k = 0; k < components; k++) lesser[c][k] += weight * out[k]
    }
  }
  for (const other of lesser)
    for (let k = 0; k < components; k++)
      other[k] = Math.abs(values[k] - other[k]) + (d === 1 ? 0 : Math.abs(values[k] - least[k]) / d)
  return { cell, values, errors: lesser }
}

/** The largest error of a cell along an axis, relative to the scales. */
const along = (errors: Float64Array, scales: Float64Array): number => {
  let most = 0
  for (let k = 0; k < errors.length; k++)
    if (errors[k] > 0) most = Math.max(most, errors[k] / (scales[k] || Number.MIN_VALUE))
  return most
}

const largest = (values: ReadonlyArray<number>): number =>
  values.reduce((most, value) => Math.max(most, value), 0)

/** Raises each to 1e-100 of the largest of its group. */
const raise = (scales: Float64Array, groups: ReadonlyArray<number>): void => {
  let from = 0
  for (const size of groups) {
    const group = scales.subarray(from, from + size)
    const least = 1e-100 * largest([...group])
    for (let k = 0; k < size; k++) group[k] = Math.max(group[k], least)
    from += size
  }
}

const bisected = ({ region, low, high }: Cell, axis: number): ReadonlyArray<Cell> => {
  const middle = (low[axis] + high[axis]) / 2
  return [
    { region, low, high: high.with(axis, middle) },
    { region, low: low.with(axis, middle), high }
  ]
}

/**
 * The integrals over all `cells` to begin with.
 *
 * @throws RangeError if the integrand is not finite
 *
 * Cost: 15^d integrands a cell.
 */
export const integrate = (
  integrand: Integrand,
  components: number,
  cells: ReadonlyArray<Cell>,
  { tolerance = usual.tolerance, groups = [], most = usual.most }: Options = {}
): Result => {
  const d = cells[0].low.length
  let met = cells.map((cell) => meet(integrand, components, cell))
  let nodes = met.length * n ** d
  for (;;) {
    const values = new Float64Array(components)
    const scales = new Float64Array(components)
    const errors = new Float64Array(components)
    for (const each of met)
      for (let k = 0; k < components; k++) {
        values[k] += each.values[k]
        scales[k] += Math.abs(each.values[k])
        for (const axis of each.errors) errors[k] += axis[k]
      }
    raise(scales, groups)
    if (!values.every(Number.isFinite)) throw new Uncomputable("An integrand is not finite.")
    const relative = along(errors, scales)
    if (relative <= tolerance || nodes >= most)
      return { values, errors, relative, cells: met.map(({ cell }) => cell) }
    const worst = met.map((each) => largest(each.errors.map((axis) => along(axis, scales))))
    const threshold = Math.max(0.05 * largest(worst), tolerance / (4 * met.length))
    const next: Array<Met> = []
    for (const [i, each] of met.entries()) {
      if (worst[i] < threshold) {
        next.push(each)
        continue
      }
      const axes = each.errors.map((axis) => along(axis, scales))
      for (const part of bisected(each.cell, axes.indexOf(largest(axes))))
        next.push(meet(integrand, components, part))
      nodes += 2 * n ** d
    }
    met = next
  }
}
