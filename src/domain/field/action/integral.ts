/**
 * What the components of diagrams are worth: integrals of products of K_W over the box [-L, L]^d, by closed form
 * where there is one, else by quadrature.
 */
import * as Interruption from "../../interruption.ts"
import * as Activation from "../activation/list.ts"
import type { Component } from "../diagram/diagram.ts"
import type { Neuron } from "../network.ts"
import * as Tuples from "../tuples.ts"
import type { Shape } from "./box.ts"
import * as Box from "./box.ts"

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
 * The same with the lesser weights tells the error: for both, as a kink at y_i = y_j hardly shows in one alone.
 */
const pairs = (neuron: Neuron, L: number, cells: ReadonlyArray<Parameters<typeof Box.nodes>[1][number]>) => {
  const { y, weights, lesser } = Box.nodes(L, cells)
  const count = y.length
  const K = neuron.inputs.map((x) => Float64Array.from(y, (yi) => Box.propagator(neuron, x, [yi])))
  const loop = Float64Array.from(y, (yi) => Box.propagator(neuron, [yi], [yi]))
  const between = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    Interruption.look()
    for (let j = 0; j < count; j++) between[i * count + j] = Box.propagator(neuron, [y[i]], [y[j]])
  }
  const product = ({ points, loops }: Component["sites"][number]) =>
    Float64Array.from(y, (_, i) => points.reduce((value, a) => value * K[a][i], loop[i] ** loops))
  const kept = new Map<string, Float64Array>()
  const rules = { weights, lesser }
  /** sum_j K_W(y_i, y_j)^times w_j prod, at every i. */
  const spread = (
    site: Component["sites"][number],
    times: number,
    rule: keyof typeof rules
  ): Float64Array => {
    const name = `${site.points} ${site.loops} ${times} ${rule}`
    const known = kept.get(name)
    if (known !== undefined) return known
    const source = product(site).map((value, j) => value * rules[rule][j])
    const made = new Float64Array(count)
    for (let i = 0; i < count; i++) {
      Interruption.look()
      let sum = 0
      for (let j = 0; j < count; j++) sum += between[i * count + j] ** times * source[j]
      made[i] = sum
    }
    kept.set(name, made)
    return made
  }
  return ({ sites, lines }: Component): { readonly value: number; readonly error: number } => {
    const far = spread(sites[1], lines.length, "weights")
    const lesserFar = spread(sites[1], lines.length, "lesser")
    const near = product(sites[0])
    let value = 0
    let other = 0
    let size = 0
    for (let i = 0; i < count; i++) {
      value += weights[i] * near[i] * far[i]
      other += lesser[i] * near[i] * lesserFar[i]
      size += Math.abs(weights[i] * near[i] * far[i])
    }
    return { value, error: size === 0 ? 0 : Math.abs(value - other) / size }
  }
}

/**
 * The integrals of `neuron` over the box. `shapes` are the one-site integrals that will be asked for: where a
 * quadrature is needed, all of them are done at once, here.
 *
 * @throws RangeError if L is not positive; if it is infinite, but for gauss; if d > 3 and no closed form is known
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
      const { value, error } = joined(component)
      worst = Math.max(worst, error)
      return value
    }
  }
}
