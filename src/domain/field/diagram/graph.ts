/**
 * Multigraphs that pairings of legs make. Nodes 0 ... points - 1 are external points, of one leg each; the sites of the
 * vertices follow, with as many legs as their degree says. Loops are lines of a node with itself.
 */

/** Both ends, the smaller first. */
export type Line = readonly [number, number]

export interface Graph {
  /** Sorted. */
  readonly lines: ReadonlyArray<Line>
  /** How many perfect matchings of the legs make this graph. */
  readonly pairings: number
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

export const sorted = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  lines.map(([u, v]): Line => (u <= v ? [u, v] : [v, u])).sort(([u1, v1], [u2, v2]) => u1 - u2 || v1 - v2)

/**
 * All graphs on `points` labelled external points and labelled sites of the given degrees, each with its number of
 * pairings, which is counted, not enumerated:
 *
 *     prod_s degree_s! / (prod_s 2^loops_s loops_s!  prod_{s<t} lines_st!)
 *
 * Cost: one step a graph. Six points and two sextic vertices have some 1500 graphs for their 3.4e7 pairings.
 */
export const all = (points: number, degrees: ReadonlyArray<number>): ReadonlyArray<Graph> => {
  const found: Array<Graph> = []
  const legs = degrees.reduce((product, degree) => product * factorial(degree), 1)
  const repeat = (line: Line, times: number): ReadonlyArray<Line> => new Array(times).fill(line)
  const less = (rest: ReadonlyArray<number>, s: number, by: number) => rest.with(s, rest[s] - by)

  /** Legs of site s left over are spent on sites from t on. */
  const spend = (
    rest: ReadonlyArray<number>,
    s: number,
    t: number,
    lines: ReadonlyArray<Line>,
    over: number
  ) => {
    if (s === rest.length) {
      found.push({ lines: sorted(lines), pairings: legs / over })
      return
    }
    if (t === rest.length) {
      if (rest[s] === 0) close(rest, s + 1, lines, over)
      return
    }
    for (let times = 0; times <= Math.min(rest[s], rest[t]); times++)
      spend(
        less(less(rest, s, times), t, times),
        s,
        t + 1,
        [...lines, ...repeat([points + s, points + t], times)],
        over * factorial(times)
      )
  }
  /** The loops of site s, then its lines to later sites. */
  const close = (rest: ReadonlyArray<number>, s: number, lines: ReadonlyArray<Line>, over: number) => {
    if (s === rest.length) return spend(rest, s, s, lines, over)
    for (let loops = 0; 2 * loops <= rest[s]; loops++)
      spend(
        less(rest, s, 2 * loops),
        s,
        s + 1,
        [...lines, ...repeat([points + s, points + s], loops)],
        over * 2 ** loops * factorial(loops)
      )
  }
  const pair = (free: ReadonlyArray<number>, rest: ReadonlyArray<number>, lines: ReadonlyArray<Line>) => {
    const [first, ...others] = free
    if (first === undefined) return close(rest, 0, lines, 1)
    for (const other of others)
      pair(
        others.filter((each) => each !== other),
        rest,
        [...lines, [first, other]]
      )
    for (const [s, left] of rest.entries())
      if (left > 0) pair(others, less(rest, s, 1), [...lines, [first, points + s]])
  }
  pair(
    Array.from({ length: points }, (_, a) => a),
    degrees,
    []
  )
  return found
}

/** The nodes in groups that lines connect; `glued` are pairs of nodes that belong together without a line. */
export const components = (
  nodes: number,
  lines: ReadonlyArray<Line>,
  glued: ReadonlyArray<Line> = []
): ReadonlyArray<ReadonlyArray<number>> => {
  const group = Array.from({ length: nodes }, (_, node) => node)
  for (const [u, v] of [...lines, ...glued]) {
    const [into, from] = [group[u], group[v]]
    for (const [node, g] of group.entries()) if (g === from) group[node] = into
  }
  return [...new Set(group)].map((g) => [...group.keys()].filter((node) => group[node] === g))
}
