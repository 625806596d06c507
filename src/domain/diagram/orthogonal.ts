/**
 * A planar diagram drawn with horizontal and vertical lines alone: strands that pass below run horizontally through their
 * crossings, strands above vertically, and there are as few bends as the plane allows for the outer face chosen.
 *
 * Bends as a flow of least cost between faces: Tamassia, On embedding a graph in the grid with the minimum number of bends
 * (SIAM J. Comput. 16, 1987). Round a face the left turns less the right ones make 4, round the outer one -4. That the two
 * strands of a crossing have their directions makes an arc from below to above bend an odd number of times, and any other
 * an even number; so the flow comes in twos.
 */
import type * as Planar from "./planar.ts"

/** Left turns less right ones of each dart's arc, as it leaves; the sign changes at its other end. All of one arc are alike. */
export type Bends = Int32Array

/**
 * @param mate the other end of each dart, of a connected diagram
 * @param outer the face that is to be outside
 */
export const bends = (mate: Uint32Array, faces: Planar.Faces, outer: number): Bends => {
  const { left, rounds } = faces
  const found = new Int32Array(mate.length)
  for (let dart = 0; dart < mate.length; dart++)
    if ((dart & 1) !== (mate[dart] & 1)) found[dart] = dart < mate[dart] ? 1 : -1
  // Twos that each face lacks.
  const lacking = Int32Array.from(rounds, (round, face) => {
    const turns = round.reduce((sum, dart) => sum + 1 + found[dart], 0)
    return ((face === outer ? -4 : 4) - turns) / 2
  })
  const distance = new Int32Array(rounds.length)
  const by = new Int32Array(rounds.length)
  for (;;) {
    const to = nearest({ mate, left, rounds, found, lacking, distance, by })
    if (to < 0) return found
    let face = to
    lacking[face]--
    while (by[face] >= 0) {
      const dart = by[face]
      found[dart] += 2
      found[mate[dart]] -= 2
      face = left[mate[dart]]
    }
    lacking[face]++
  }
}

interface Network {
  readonly mate: Uint32Array
  readonly left: Uint32Array
  readonly rounds: Planar.Faces["rounds"]
  readonly found: Bends
  readonly lacking: Int32Array
  /** Additional bends on the best way from a face that has too many, and the dart that it comes in by. */
  readonly distance: Int32Array
  readonly by: Int32Array
}

/** The face that lacks turns and is nearest to one that has too many; -1 where there is none. Bellman and Ford, by a queue. */
const nearest = ({ mate, left, rounds, found, lacking, distance, by }: Network): number => {
  const far = 2 ** 30
  const queue: Array<number> = []
  const waits = new Uint8Array(rounds.length)
  for (let face = 0; face < rounds.length; face++) {
    by[face] = -1
    distance[face] = lacking[face] < 0 ? 0 : far
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
      const cost = distance[face] + Math.abs(found[dart] + 2) - Math.abs(found[dart])
      if (cost >= distance[next]) continue
      distance[next] = cost
      by[next] = dart
      if (!waits[next]) queue.push(next)
      waits[next] = 1
    }
  }
  let best = -1
  for (let face = 0; face < rounds.length; face++)
    if (lacking[face] > 0 && distance[face] < far && (best < 0 || distance[face] < distance[best]))
      best = face
  return best
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
  /** By line, from 0; lines of crossing i are 2 i, below and horizontal, and 2 i + 1, above and vertical, or stand for them. */
  readonly place: Uint32Array
  /** The line that each line is part of. */
  readonly lineOf: Uint32Array
  /** The way by which each dart leaves its crossing: 0 to 3, east, north, west, south. */
  readonly heading: Uint8Array
  readonly corners: ReadonlyArray<{ readonly vertical: number; readonly horizontal: number }>
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
    if (t === 0) return lineOf[((dart >> 1) & ~1) | (dart & 1)]
    if (t === count) return lineOf[((mate[dart] >> 1) & ~1) | (mate[dart] & 1)]
    return dart < mate[dart] ? between[dart] + t - 1 : between[mate[dart]] + count - 1 - t
  }
  const corners: Array<Drawing["corners"][number]> = []
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
          corners.push({ vertical, horizontal })
        }
      }
    }
    constrain(face === outer ? framed(boundary, frame) : boundary, order)
  })
  return { place: places(order, lineOf, frame, mate.length / 4, corners), lineOf, heading, corners }
}

/** The way by which each dart leaves its crossing: what is below leaves to the west or east. */
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

/** Lines that are one, since an arc between them has no bend. */
const joined = (mate: Uint32Array, found: Bends, lines: number): Uint32Array => {
  const lineOf = Uint32Array.from({ length: lines }, (_, line) => line)
  const root = (line: number): number => {
    let top = line
    while (lineOf[top] !== top) top = lineOf[top]
    lineOf[line] = top
    return top
  }
  const through = (dart: number) => ((dart >> 1) & ~1) | (dart & 1)
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
  crossings: number,
  corners: Drawing["corners"]
): Uint32Array => {
  const isVertical = new Uint8Array(order.length)
  const isUsed = new Uint8Array(order.length)
  for (let crossing = 0; crossing < crossings; crossing++) {
    isVertical[lineOf[2 * crossing + 1]] = 1
    isUsed[lineOf[2 * crossing]] = isUsed[lineOf[2 * crossing + 1]] = 1
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
