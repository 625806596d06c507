/**
 * Feynman diagrams of n-point functions, `E[f(x_1) ... f(x_n) exp(-dS)]` expanded in the couplings of dS under the
 * Gaussian process: every leg, of external points and of vertices, is paired with another, and a pair is a kernel K.
 *
 * Pairings that differ by a relabelling of equal vertices have one analytic expression, a {@link Term}; terms that
 * differ by a permutation of the external points have one picture, a {@link Diagram}. The number of its pairings over
 * V! (V vertices of a kind, from the series of the exponential) is its factor.
 *
 * Source: Halverson, Maiti, Stoner, arXiv 2008.08601, section 3: the rules of Feynman, and equations 3.17 to 3.19. The
 * second line of equation 3.19 still lists the 4050 pairings of a 2-point correction that its rule 4.5 drops.
 */
import type { Line } from "./graph.ts"
import * as Graph from "./graph.ts"
import type { Interaction, Site } from "./interaction.ts"
import * as Interactions from "./interaction.ts"

/**
 * `vacuum`: a component has no external point; cancelled by the normalisation. `two-point`: some of the vertices are
 * joined to everything else by exactly two lines, so that they correct a 2-point function; dropped where the kernel is
 * the exact 2-point function already (rule 4.5). `kept`: everything else.
 */
export type Kind = "kept" | "two-point" | "vacuum"

/** What sites that lines connect contribute: one integral over their positions. */
export interface Component {
  readonly sites: ReadonlyArray<{
    readonly symbol: string
    /** External points joined to this site, sorted. */
    readonly points: ReadonlyArray<number>
    /** Factors K(y, y). */
    readonly loops: number
  }>
  /** Lines between sites, by their places in `sites`. */
  readonly lines: ReadonlyArray<Line>
}

/** An analytic term: a product of kernels between external points, and of integrals. */
export interface Term {
  readonly lines: ReadonlyArray<Line>
  readonly pairings: number
  readonly spectators: ReadonlyArray<Line>
  readonly components: ReadonlyArray<Component>
}

export interface Diagram {
  readonly kind: Kind
  /** All points and vertices hang together. */
  readonly connected: boolean
  readonly points: number
  readonly interactions: ReadonlyArray<Interaction>
  readonly pairings: number
  /** pairings / V! */
  readonly factor: number
  /** All with the same number of pairings. */
  readonly terms: ReadonlyArray<Term>
}

/** Sites of one vertex belong together, wherever they are integrated. */
const glue = (points: number, sites: ReadonlyArray<Site>): ReadonlyArray<Line> =>
  sites.flatMap(({ vertex }, s): ReadonlyArray<Line> => {
    const first = sites.findIndex((other) => other.vertex === vertex)
    return first === s ? [] : [[points + first, points + s]]
  })

const vertexGroups = (points: number, sites: ReadonlyArray<Site>, lines: ReadonlyArray<Line>) =>
  Graph.components(points + sites.length, lines, glue(points, sites))

const kindOf = (points: number, sites: ReadonlyArray<Site>, lines: ReadonlyArray<Line>): Kind => {
  if (vertexGroups(points, sites, lines).some((nodes) => nodes.every((node) => node >= points)))
    return "vacuum"
  const vertices = new Set(sites.map(({ vertex }) => vertex)).size
  for (let subset = 1; subset < 2 ** vertices; subset++) {
    const inside = (node: number) => node >= points && ((subset >> sites[node - points].vertex) & 1) === 1
    if (lines.filter(([u, v]) => inside(u) !== inside(v)).length === 2) return "two-point"
  }
  return "kept"
}

const componentsOf = (
  points: number,
  sites: ReadonlyArray<Site>,
  lines: ReadonlyArray<Line>
): ReadonlyArray<Component> =>
  Graph.components(points + sites.length, lines).flatMap((nodes) => {
    const inner = nodes.filter((node) => node >= points)
    if (inner.length === 0) return []
    return {
      sites: inner.map((node) => ({
        symbol: sites[node - points].symbol,
        points: lines.flatMap(([u, v]) => (v === node && u < points ? [u] : [])),
        loops: lines.filter(([u, v]) => u === node && v === node).length
      })),
      lines: lines.flatMap(([u, v]): ReadonlyArray<Line> => {
        const ends: Line = [inner.indexOf(u), inner.indexOf(v)]
        return u !== v && ends[0] >= 0 && ends[1] >= 0 ? [ends] : []
      })
    }
  })

const nameOf = (lines: ReadonlyArray<Line>): string => lines.map((line) => line.join("-")).join(" ")

const kinds: ReadonlyArray<Kind> = ["kept", "two-point", "vacuum"]

/**
 * All diagrams of `points` external points and one vertex of each of the `interactions`: those kept first, of these the
 * connected ones first, then by their factors.
 *
 * External points have one leg each, so that a permutation of them can do everything but change how many join each
 * node: that, and the lines among sites, is the name of a picture.
 *
 * @throws RangeError if `points` is not 2, 4 or 6, or there are more than four sites
 *
 * Cost: one canonical form a graph, over at most 24 relabellings: milliseconds for two vertices.
 */
export const all = (points: number, interactions: ReadonlyArray<Interaction>): ReadonlyArray<Diagram> => {
  if (points !== 2 && points !== 4 && points !== 6)
    throw new RangeError(
      points % 2 === 0
        ? `Diagrams have 2, 4 or 6 external points, not ${points}.`
        : `Functions of an odd number of points vanish; diagrams have 2, 4 or 6 external points, not ${points}.`
    )
  const sites = Interactions.sites(interactions)
  if (sites.length > 4) throw new RangeError(`Diagrams have at most four sites, not ${sites.length}.`)
  const group = Interactions.symmetries(sites)
  const relabelled = (lines: ReadonlyArray<Line>, image: ReadonlyArray<number>, blind: boolean) => {
    const node = (u: number) => (u >= points ? points + image[u - points] : blind ? 0 : u)
    return nameOf(Graph.sorted(lines.map(([u, v]): Line => [node(u), node(v)])))
  }
  const canonical = (lines: ReadonlyArray<Line>, blind: boolean) =>
    group.map((image) => relabelled(lines, image, blind)).toSorted()[0]

  const terms = new Map<string, { lines: ReadonlyArray<Line>; pairings: number }>()
  for (const { lines, pairings } of Graph.all(
    points,
    sites.map(({ degree }) => degree)
  )) {
    const name = canonical(lines, false)
    const known = terms.get(name)
    terms.set(name, { lines: known?.lines ?? lines, pairings: (known?.pairings ?? 0) + pairings })
  }
  const pictures = new Map<string, Array<Term>>()
  for (const { lines, pairings } of terms.values()) {
    const name = canonical(lines, true)
    const term: Term = {
      lines,
      pairings,
      spectators: lines.filter(([, v]) => v < points),
      components: componentsOf(points, sites, lines)
    }
    pictures.set(name, [...(pictures.get(name) ?? []), term])
  }
  return [...pictures.values()]
    .map((terms): Diagram => {
      const pairings = terms.reduce((sum, term) => sum + term.pairings, 0)
      return {
        kind: kindOf(points, sites, terms[0].lines),
        connected: vertexGroups(points, sites, terms[0].lines).length === 1,
        points,
        interactions,
        pairings,
        factor: pairings / Interactions.exchanges(interactions),
        terms
      }
    })
    .sort(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        Number(b.connected) - Number(a.connected) ||
        b.factor - a.factor
    )
}

/** Nodes of all points and sites that vertices hold together, as the picture draws them. */
export const groups = ({ points, interactions, terms }: Diagram): ReadonlyArray<ReadonlyArray<number>> =>
  vertexGroups(points, Interactions.sites(interactions), terms[0].lines)
