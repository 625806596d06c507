/**
 * A planar diagram drawn with horizontal and vertical lines alone, with as few bends as the plane allows for the outer face
 * chosen.
 *
 * Bends as a flow of least cost between faces: Tamassia, On embedding a graph in the grid with the minimum number of bends
 * (SIAM J. Comput. 16, 1987). Round a face the left turns less the right ones make 4, round the outer one -4.
 *
 * For a rectangular diagram strands that pass below run horizontally through their crossings, strands above vertically. That
 * makes an arc from below to above bend an odd number of times, and any other an even number; so the flow comes in twos.
 */
import type * as Planar from "./planar.ts"

/** Left turns less right ones of each dart's arc, as it leaves; the sign changes at its other end. All of one arc are alike. */
export type Bends = Int32Array

/** How strands run through their crossings: those below horizontally, as in rectangular diagrams, or either way. */
export type Ways = "below-across" | "either"

/** What the flow comes in. */
const units: Readonly<Record<Ways, number>> = { "below-across": 2, either: 1 }

/**
 * Faces up to which paths are sent one a search: of drawings with equally few bends that decides which one is found, and
 * results of simulations hang on it.
 */
const small = 512

/**
 * The fewest bends with each of some faces outside, in the order of these. Units of turns go from faces that have too many to
 * those that lack them, along shortest paths, an additional bend being a step: in small diagrams the shortest path of a
 * search alone, in others all of its paths that those before them have made no longer, which leaves as few bends. With
 * another face outside, eight turns go there from the one before.
 *
 * A closed braid of 4000 letters takes some fifty searches, each of which reads its arcs a few times: 50 ms.
 *
 * @param mate the other end of each dart, of a connected diagram
 */
export const bends = (
  mate: Uint32Array,
  faces: Planar.Faces,
  outer: ReadonlyArray<number>,
  ways: Ways
): ReadonlyArray<Bends> => {
  const unit = units[ways]
  if (faces.rounds.length <= small)
    return outer.map((face) => settle(begun(mate, faces, face, unit), sendNearest))
  const network = begun(mate, faces, outer[0], unit)
  return outer.map((face, i) => {
    if (i > 0) {
      network.lacking[outer[i - 1]] += 8 / unit
      network.lacking[face] -= 8 / unit
    }
    return settle(network, sendAll).slice()
  })
}

interface Network {
  readonly mate: Uint32Array
  readonly left: Uint32Array
  readonly rounds: Planar.Faces["rounds"]
  readonly found: Bends
  readonly unit: number
  /** Units that each face lacks. */
  readonly lacking: Int32Array
  /** Additional bends on the best way from a face that has too many, and the dart that it comes in by. */
  readonly distance: Int32Array
  readonly by: Int32Array
}

/** With only those bends that the directions at both ends of an arc make. */
const begun = (mate: Uint32Array, { left, rounds }: Planar.Faces, outer: number, unit: number): Network => {
  const found = new Int32Array(mate.length)
  for (let dart = 0; dart < mate.length && unit === 2; dart++)
    if ((dart & 1) !== (mate[dart] & 1)) found[dart] = dart < mate[dart] ? 1 : -1
  const lacking = Int32Array.from(rounds, (round, face) => {
    const turns = round.reduce((sum, dart) => sum + 1 + found[dart], 0)
    return ((face === outer ? -4 : 4) - turns) / unit
  })
  const [distance, by] = [new Int32Array(rounds.length), new Int32Array(rounds.length)]
  return { mate, left, rounds, found, unit, lacking, distance, by }
}

/** Until no face lacks anything. */
const settle = (network: Network, send: (network: Network) => void): Bends => {
  while (network.lacking.some((units) => units > 0)) {
    search(network)
    send(network)
  }
  return network.found
}

/** One unit to the nearest face that lacks one. */
const sendNearest = (network: Network): void => {
  const { lacking, distance } = network
  let best = -1
  for (let face = 0; face < lacking.length; face++)
    if (lacking[face] > 0 && (best < 0 || distance[face] < distance[best])) best = face
  sendTo(network, best)
}

/** To each face that lacks them as many as its path has room for. */
const sendAll = (network: Network): void => {
  for (let face = 0; face < network.lacking.length; face++)
    while (network.lacking[face] > 0 && sendTo(network, face));
}

/** A unit along the path that leads to a face, unless that costs more by now, or comes from where none is left. */
const sendTo = (network: Network, to: number): boolean => {
  const { mate, left, found, unit, lacking, distance, by } = network
  let from = to
  for (; by[from] >= 0; from = left[mate[by[from]]])
    if (costOf(found[by[from]], unit) !== distance[from] - distance[left[mate[by[from]]]]) return false
  if (lacking[from] >= 0) return false
  lacking[from]++
  lacking[to]--
  for (let face = to; face !== from; face = left[mate[by[face]]]) {
    found[by[face]] += unit
    found[mate[by[face]]] -= unit
  }
  return true
}

/** Bends that an arc of so many gains by a unit. */
const costOf = (found: number, unit: number): number => Math.abs(found + unit) - Math.abs(found)

/** The shortest paths from all faces that have too many turns. Bellman and Ford, by a queue. */
const search = ({ mate, left, rounds, found, unit, lacking, distance, by }: Network): void => {
  const queue: Array<number> = []
  const waits = new Uint8Array(rounds.length)
  for (let face = 0; face < rounds.length; face++) {
    by[face] = -1
    distance[face] = lacking[face] < 0 ? 0 : 2 ** 30
    if (lacking[face] < 0) {
      queue.push(face)
      waits[face] = 1
    }
  }
  for (let at = 0; at < queue.length; at++) {
    const face = queue[at]
    waits[face] = 0
    for (const out of rounds[face]) {
      // What this face gives away, the face on the other side of the arc takes.
      const dart = mate[out]
      const next = left[dart]
      const length = distance[face] + costOf(found[dart], unit)
      if (length >= distance[next]) continue
      distance[next] = length
      by[next] = dart
      if (!waits[next]) queue.push(next)
      waits[next] = 1
    }
  }
}

/** A stretch of a face's boundary: a line of the drawing, the way it runs, and the turn behind it. */
interface Stretch {
  readonly line: number
  /** 0 to 3: east, north, west, south. */
  readonly heading: number
  /** 1 to the left, -1 to the right. */
  readonly turn: number
}

/** Lines of a drawing: where each stands among those of its kind, and the bends, each where two of them meet. */
export interface Drawing {
  /** By line, from 0; lines of crossing i are 2 i, of the strand below, and 2 i + 1, of that above, or stand for them. */
  readonly place: Uint32Array
  /** The line that each line is part of. */
  readonly lineOf: Uint32Array
  /** The way by which each dart leaves its crossing: 0 to 3, east, north, west, south. */
  readonly heading: Uint8Array
  /** Those of an arc one after the other, from the smaller of its darts on. */
  readonly corners: ReadonlyArray<Corner>
  /** By line: those of its kind that come behind it, for the faces at its sides to have room. */
  readonly order: ReadonlyArray<ReadonlyArray<number>>
}

export interface Corner {
  readonly dart: number
  readonly vertical: number
  readonly horizontal: number
}

/** A drawing with these bends: every line has a place of its own. */
export const draw = (mate: Uint32Array, faces: Planar.Faces, outer: number, found: Bends): Drawing => {
  const heading = headings(mate, found)
  const between: Array<number> = []
  let lines = mate.length / 2
  for (let dart = 0; dart < mate.length; dart++) {
    between.push(lines)
    if (dart < mate[dart]) lines += Math.max(0, Math.abs(found[dart]) - 1)
  }
  const frame = lines
  lines += 4
  const lineOf = joined(mate, found, lines)
  /** Stretch t of the arc of a dart: the first and the last are on lines of crossings. */
  const lineAt = (dart: number, t: number): number => {
    const count = Math.abs(found[dart])
    if (t === 0) return lineOf[through(dart)]
    if (t === count) return lineOf[through(mate[dart])]
    return dart < mate[dart] ? between[dart] + t - 1 : between[mate[dart]] + count - 1 - t
  }
  const corners: Array<Corner> = []
  const order = Array.from({ length: lines }, (): Array<number> => [])
  faces.rounds.forEach((round, face) => {
    const boundary: Array<Stretch> = []
    for (const dart of round) {
      const turn = Math.sign(found[dart])
      const count = Math.abs(found[dart])
      for (let t = 0; t <= count; t++) {
        const way = (heading[dart] + t * turn + 4 * count) & 3
        boundary.push({ line: lineAt(dart, t), heading: way, turn: t < count ? turn : 1 })
        if (t < count && dart < mate[dart]) {
          const pair = [lineAt(dart, t), lineAt(dart, t + 1)]
          const [horizontal, vertical] = way % 2 === 0 ? pair : pair.reverse()
          corners.push({ dart, vertical, horizontal })
        }
      }
    }
    constrain(face === outer ? framed(boundary, frame) : boundary, order)
  })
  return { place: places(order, lineOf, frame, heading, corners), lineOf, heading, corners, order }
}

/** The way by which each dart leaves its crossing: the first to the west. */
const headings = (mate: Uint32Array, found: Bends): Uint8Array => {
  const heading = new Uint8Array(mate.length)
  const seen = new Uint8Array(mate.length / 4)
  const queue: Array<number> = []
  const settle = (dart: number, way: number) => {
    const crossing = dart >> 2
    if (seen[crossing]) return
    seen[crossing] = 1
    queue.push(crossing)
    for (let by = 0; by < 4; by++) heading[4 * crossing + ((dart + by) & 3)] = (way + by) & 3
  }
  if (mate.length > 0) settle(0, 2)
  for (const crossing of queue)
    for (let dart = 4 * crossing; dart < 4 * crossing + 4; dart++)
      settle(mate[dart], (heading[dart] + found[dart] + 2) & 3)
  return heading
}

/** The line of the strand that leaves a crossing by a dart. */
export const through = (dart: number): number => ((dart >> 1) & ~1) | (dart & 1)

/** Lines that are one, since an arc between them has no bend. */
const joined = (mate: Uint32Array, found: Bends, lines: number): Uint32Array => {
  const lineOf = Uint32Array.from({ length: lines }, (_, line) => line)
  const root = (line: number): number => {
    let top = line
    while (lineOf[top] !== top) top = lineOf[top]
    lineOf[line] = top
    return top
  }
  for (let dart = 0; dart < mate.length; dart++)
    if (found[dart] === 0) lineOf[root(through(dart))] = root(through(mate[dart]))
  return lineOf.map((_, line) => root(line))
}

/** The outer face with a frame round it, tied to a corner where its boundary turns right: a face like all others. */
const framed = (boundary: ReadonlyArray<Stretch>, frame: number): ReadonlyArray<Stretch> => {
  const at = boundary.findIndex(({ turn }) => turn < 0)
  const last = boundary[at]
  const side = (by: number): Stretch => ({
    line: frame + ((last.heading + by) & 3),
    heading: (last.heading + by) & 3,
    turn: 1
  })
  return [
    ...boundary.slice(0, at),
    { ...last, turn: 1 },
    ...[1, 2, 3, 4, 5].map(side),
    { line: last.line, heading: (last.heading + 2) & 3, turn: 1 },
    ...boundary.slice(at + 1)
  ]
}

/**
 * Which lines come before which, for a face to have room: its two lines beside each stretch, while rectangles are cut off at
 * corners that are followed by two left turns until one rectangle is left.
 */
const constrain = (boundary: ReadonlyArray<Stretch>, order: Array<Array<number>>): void => {
  const before = (a: Stretch, b: Stretch, c: Stretch) => {
    if (b.heading < 2) order[a.line].push(c.line)
    else order[c.line].push(a.line)
  }
  const stack: Array<Stretch> = []
  const note = () => {
    if (stack.length >= 3) before(stack.at(-3)!, stack.at(-2)!, stack.at(-1)!)
  }
  const reduce = () => {
    for (;;) {
      const [e0, e1, e2, e3] = stack.slice(-4)
      if (e3 === undefined || e0.turn !== -1 || e1.turn !== 1 || e2.turn !== 1) return
      stack.splice(-4, 4, { ...e0, turn: 1 })
      note()
      stack.push(e3)
      note()
    }
  }
  // Twice round: what is left after the first is a rectangle, or begins in the middle of one.
  let left: ReadonlyArray<Stretch> = boundary
  do {
    left = [...left.slice(1), left[0]]
    stack.length = 0
    for (const stretch of left) {
      stack.push(stretch)
      note()
      reduce()
    }
    left = [...stack]
  } while (left.length > 4)
  for (let i = 0; i < left.length; i++)
    before(left[i], left[(i + 1) % left.length], left[(i + 2) % left.length])
}

/** Places of lines in an order that keeps all constraints, vertical ones among themselves and horizontal ones too. */
const places = (
  order: ReadonlyArray<ReadonlyArray<number>>,
  lineOf: Uint32Array,
  frame: number,
  heading: Uint8Array,
  corners: Drawing["corners"]
): Uint32Array => {
  const isVertical = new Uint8Array(order.length)
  const isUsed = new Uint8Array(order.length)
  for (let dart = 0; dart < heading.length; dart++) {
    const line = lineOf[through(dart)]
    isVertical[line] = heading[dart] & 1
    isUsed[line] = 1
  }
  for (const { vertical, horizontal } of corners) {
    isVertical[vertical] = 1
    isUsed[vertical] = isUsed[horizontal] = 1
  }
  const entering = new Uint32Array(order.length)
  for (const next of order) for (const line of next) entering[line]++
  const queue: Array<number> = []
  for (let line = 0; line < order.length; line++) if (entering[line] === 0) queue.push(line)
  const place = new Uint32Array(order.length)
  const next = [0, 0]
  for (const line of queue) {
    if (line < frame && isUsed[line]) place[line] = next[isVertical[line]]++
    for (const later of order[line]) if (--entering[later] === 0) queue.push(later)
  }
  if (queue.length < order.length)
    throw new Error("The lines of a drawing have no order: its bends do not fit its faces.")
  return place
}
