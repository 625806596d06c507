/** A diagram as an analytic expression: for people, for LaTeX, and for numbers. */
import type { Component, Diagram, Term } from "./diagram.ts"
import type { Line } from "./graph.ts"
import * as Interactions from "./interaction.ts"

/** The factor of each of the diagram's terms, with the sign (-1)^V of the expansion of exp(-dS). */
export const coefficient = ({ factor, interactions, terms }: Diagram): number =>
  ((-1) ** interactions.length * factor) / terms.length

interface Notation {
  readonly point: (number: number) => string
  readonly site: (letter: string, number: number | undefined) => string
  readonly kernel: (u: string, v: string, power: number) => string
  readonly integral: (site: string) => string
  readonly symbol: "symbol" | "latex"
  readonly space: string
  readonly brackets: readonly [string, string]
}

const plain: Notation = {
  point: (number) => `x${number}`,
  site: (letter, number) => `${letter}${number ?? ""}`,
  kernel: (u, v, power) => `K(${u},${v})${power > 1 ? `^${power}` : ""}`,
  integral: (site) => `∫d^d ${site}`,
  symbol: "symbol",
  space: " ",
  brackets: ["[", "]"]
}

const tex: Notation = {
  point: (number) => `x_{${number}}`,
  site: (letter, number) => (number === undefined ? letter : `${letter}_{${number}}`),
  kernel: (u, v, power) => `K(${u},${v})${power > 1 ? `^{${power}}` : ""}`,
  integral: (site) => `\\int d^{d_{\\mathrm{in}}}${site}`,
  symbol: "latex",
  space: " \\, ",
  brackets: ["\\left[", "\\right]"]
}

const written = (diagram: Diagram, notation: Notation): string => {
  const { points, interactions, terms } = diagram
  const { point, site, kernel, integral, space } = notation
  const sites = Interactions.sites(interactions)
  const names = sites.map(({ letter }, s) => {
    const alike = sites.filter((other) => other.letter === letter)
    const before = sites.slice(0, s).filter((other) => other.letter === letter)
    return site(letter, alike.length === 1 ? undefined : before.length + 1)
  })
  const name = (node: number) => (node < points ? point(node + 1) : names[node - points])
  const product = ({ lines }: Term): string => {
    const powers = new Map<string, readonly [Line, number]>()
    for (const line of lines) powers.set(line.join(), [line, (powers.get(line.join())?.[1] ?? 0) + 1])
    return [...powers.values()].map(([[u, v], power]) => kernel(name(u), name(v), power)).join(" ")
  }
  const measure = interactions.map(
    (interaction, vertex) =>
      sites.flatMap((each, s) => (each.vertex === vertex ? [integral(names[s])] : [])).join(" ") +
      space +
      interaction[notation.symbol]
  )
  const c = coefficient(diagram)
  const number = Math.abs(c) === 1 ? [] : [String(Math.abs(c))]
  const sum = terms.map(product).join(" + ")
  const bracketed = terms.length > 1 && (measure.length > 0 || number.length > 0)
  const body = bracketed ? `${notation.brackets[0]}${sum}${notation.brackets[1]}` : sum
  return (c < 0 ? "-" : "") + [...number, ...measure, body].join(" ")
}

/** `-24 ∫d^d y λ K(x1,y) K(x2,y) K(x3,y) K(x4,y)`: points from 1, quartic sites y, sextic sites z. */
export const text = (diagram: Diagram): string => written(diagram, plain)

export const latex = (diagram: Diagram): string => written(diagram, tex)

/** What kernels and integrals are worth. Points are those of the tuple that is evaluated. */
export interface Rules {
  readonly kernel: (a: number, b: number) => number
  /** The integral over the sites of a component, couplings included. */
  readonly integral: (component: Component) => number
}

/**
 * The sum of the diagram's terms at a tuple of inputs: external point i is input `tuple[i]`. This is all that couplings
 * are measured and predicted with.
 *
 * Cost: one product a term.
 */
export const evaluate = (diagram: Diagram, tuple: ReadonlyArray<number>, rules: Rules): number => {
  let sum = 0
  for (const { spectators, components } of diagram.terms) {
    let product = 1
    for (const [a, b] of spectators) product *= rules.kernel(tuple[a], tuple[b])
    for (const { sites, lines } of components) {
      if (product === 0) break
      product *= rules.integral({
        sites: sites.map((each) => ({
          ...each,
          points: each.points.map((a) => tuple[a]).sort((a, b) => a - b)
        })),
        lines
      })
    }
    sum += product
  }
  return coefficient(diagram) * sum
}
