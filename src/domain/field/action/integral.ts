/**
 * What the components of diagrams are worth: integrals of products of K_W over the box [-L, L]^d, by closed form
 * where there is one, else by quadrature.
 */
import * as Interruption from "../../interruption.ts"
import { Uncomputable } from "../../uncomputable.ts"
import * as Activation from "../activation/list.ts"
import type { Component } from "../diagram/diagram.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import type { Shape } from "./box.ts"
import * as Box from "./box.ts"
import type { Cell } from "./cubature.ts"

type Site = Component["sites"][number]

export interface Integrals {
  readonly source: "closed form" | "quadrature"
  /** Bound of the relative error of all integrals asked for so far; 0 for closed forms. */
  readonly error: () => number
  /** Whether components of several sites that lines join can be integrated. */
  readonly joins: boolean
  /** The integral over a component's sites, with weight |y|^power where there is one site. */
  readonly value: (component: Component, power?: 0 | 2) => number
}

const nameOf = ({ points, loops, power }: Shape): string => `${points} ${loops} ${power}`

/**
 * Components of two sites joined by `times` lines, in one dimension: a sum over pairs of the nodes that serve one site.
 *
 *     I = sum_ij w_i prod_a K_W(x_a, y_i) K_W(y_i, y_j)^times w_j prod_b K_W(x_b, y_j)
 *
 * The same with the lesser weights tells the error: for both, as a kink at y_i = y_j hardly shows in one alone. And where one
 * of the sites is at an end of the box, the other anywhere, they change with it:
 *
 *     dI/dL = sum_{y = -L, L} sum_j w_j K_W(y, y_j)^times [prod_a K_W(x_a, y) prod_b K_W(x_b, y_j) + a <-> b]
 */
export const pairs = (neuron: Neuron, L: number, cells: ReadonlyArray<Cell>, full = false) => {
  const { y, weights, lesser } = Box.nodes(L, cells)
  const count = y.length
  const line = (u: number, v: number) => Box.propagator(neuron, [u], [v], full)
  /** Lines from the inputs, and loops, at some places. */
  const at = (places: ArrayLike<number>) => ({
    K: neuron.inputs.map(([x]) => Float64Array.from(places, (yi) => line(x, yi))),
    loop: Float64Array.from(places, (yi) => line(yi, yi))
  })
  const inside = at(y)
  const ends = at([-L, L])
  const between = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    Interruption.look()
    for (let j = 0; j < count; j++) between[i * count + j] = line(y[i], y[j])
  }
  const fromEnds = Float64Array.from({ length: 2 * count }, (_, k) => line(k < count ? -L : L, y[k % count]))
  const product = ({ K, loop }: typeof inside, { points, loops }: Site) =>
    loop.map((each, i) => points.reduce((value, a) => value * K[a][i], each ** loops))
  const kept = new Map<string, Float64Array>()
  const rules = { weights, lesser }
  /** sum_j K_W(y, y_j)^times w_j prod, at every y_i, or at the ends. */
  const spread = (
    site: Site,
    times: number,
    rule: keyof typeof rules,
    from: Float64Array = between
  ): Float64Array => {
    const name = `${site.points} ${site.loops} ${times} ${rule} ${from.length}`
    const known = kept.get(name)
    if (known !== undefined) return known
    const source = product(inside, site).map((value, j) => value * rules[rule][j])
    const lines = times === 1 ? from : from.map((value) => value ** times)
    const made = new Float64Array(from.length / count)
    for (let i = 0; i < made.length; i++) {
      Interruption.look()
      let sum = 0
      for (let j = 0; j < count; j++) sum += lines[i * count + j] * source[j]
      made[i] = sum
    }
    kept.set(name, made)
    return made
  }
  return {
    value: ({ sites, lines }: Component): { readonly value: number; readonly error: number } => {
      const far = spread(sites[1], lines.length, "weights")
      const lesserFar = spread(sites[1], lines.length, "lesser")
      const near = product(inside, sites[0])
      let value = 0
      let other = 0
      let size = 0
      for (let i = 0; i < count; i++) {
        value += weights[i] * near[i] * far[i]
        other += lesser[i] * near[i] * lesserFar[i]
        size += Math.abs(weights[i] * near[i] * far[i])
      }
      return { value, error: size === 0 ? 0 : Math.abs(value - other) / size }
    },
    change: ({ sites: [one, other], lines }: Component): number => {
      const toOne = spread(one, lines.length, "weights", fromEnds)
      const toOther = spread(other, lines.length, "weights", fromEnds)
      const [near, far] = [product(ends, one), product(ends, other)]
      return near[0] * toOther[0] + near[1] * toOther[1] + far[0] * toOne[0] + far[1] * toOne[1]
    }
  }
}

/** The bound of an integral over two sites at most. */
const roughest = 1e-5

/**
 * The integrals of `neuron` over the box. `shapes` are the one-site integrals that will be asked for: where a
 * quadrature is needed, all of them are done at once, here.
 *
 * @throws RangeError if L is not positive; if it is infinite, but for gauss; if d > 3 and no closed form is known;
 * Uncomputable where a quadrature does not converge
 */
export const make = (neuron: Neuron, L: number, shapes: ReadonlyArray<Shape>): Integrals => {
  const closed = Activation.of(neuron.activation).couplings.integrals(neuron, L)
  if (closed !== undefined && L > 0)
    return {
      source: "closed form",
      error: () => 0,
      joins: true,
      value: (each, power = 0) => closed(each, power)
    }
  const table = Box.volume(neuron, L, shapes)
  const places = new Map(shapes.map((shape, s) => [nameOf(shape), s]))
  const count = neuron.inputs.length
  const joins = neuron.inputs[0].length === 1
  let worst = table.relative
  let joined: ReturnType<typeof pairs> | undefined
  return {
    source: "quadrature",
    error: () => worst,
    joins,
    value: (component, power = 0) => {
      const [{ points, loops }, second, third] = component.sites
      if (second === undefined) {
        const place = places.get(nameOf({ points: points.length, loops, power }))
        if (place === undefined)
          throw new RangeError(`The integral of ${points.length} points and ${loops} loops was not prepared.`)
        return table.values[place][Tuples.rank(count, points)]
      }
      if (third !== undefined || !joins || power !== 0)
        throw new RangeError("Quadratures join two sites, in one dimension, without a weight.")
      joined ??= pairs(neuron, L, table.cells)
      const { value, error } = joined.value(component)
      if (!(error <= roughest))
        throw new Uncomputable(
          `Integrals over two sites of the box are known to ${error.toExponential(0)} only; use another cutoff, or other inputs.`
        )
      worst = Math.max(worst, error)
      return value
    }
  }
}
