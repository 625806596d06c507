/**
 * Terms of an action: integrals over sites y of powers of the field, f(y)^degree at each. A local interaction has one
 * site; the non-local quartic, `int int f(y1)^2 f(y2)^2`, has two that count as one vertex.
 */
export interface Interaction {
  /** The coupling, as text and as LaTeX. */
  readonly symbol: string
  readonly latex: string
  /** What its sites are called. */
  readonly letter: string
  /** Powers of the field, one a site. */
  readonly degrees: ReadonlyArray<number>
}

export const quartic: Interaction = { symbol: "λ", latex: "\\lambda", letter: "y", degrees: [4] }
export const sextic: Interaction = { symbol: "κ", latex: "\\kappa", letter: "z", degrees: [6] }
export const nonLocal: Interaction = {
  symbol: "λ_NL",
  latex: "\\lambda_{\\mathrm{NL}}",
  letter: "y",
  degrees: [2, 2]
}

/** A site of a diagram: its vertex (the number of an interaction in a list) and its power of the field. */
export interface Site {
  readonly vertex: number
  readonly degree: number
  readonly symbol: string
  readonly letter: string
}

export const sites = (interactions: ReadonlyArray<Interaction>): ReadonlyArray<Site> =>
  interactions.flatMap(({ symbol, letter, degrees }, vertex) =>
    degrees.map((degree) => ({ vertex, degree, symbol, letter }))
  )

const permutations = (items: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) =>
        permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest])
      )

/** The permutations of the sites that carry each vertex to an equal one: what relabelling integration variables may do. */
export const symmetries = (all: ReadonlyArray<Site>): ReadonlyArray<ReadonlyArray<number>> =>
  permutations([...all.keys()]).filter((image) =>
    all.every(
      ({ symbol, degree, vertex }, s) =>
        all[image[s]].symbol === symbol &&
        all[image[s]].degree === degree &&
        all.every((other, t) => (other.vertex === vertex) === (all[image[t]].vertex === all[image[s]].vertex))
    )
  )

/** The product of V! over the kinds of vertices: what the exponential's series divides by. */
export const exchanges = (interactions: ReadonlyArray<Interaction>): number => {
  const seen = new Map<string, number>()
  let product = 1
  for (const { symbol } of interactions) {
    const count = (seen.get(symbol) ?? 0) + 1
    seen.set(symbol, count)
    product *= count
  }
  return product
}
