/**
 * A planar diagram of a link as its crossings (PD code, as KnotTheory has it): each crossing names its four arcs
 * counterclockwise, the incoming arc of the strand below first. Arcs are numbered from 0, each has two ends. Ports 0 and 2
 * of a crossing belong to the strand below, ports 1 and 3 to the one above.
 *
 * A dart is an end of an arc: `4 crossing + port`, the arc as it leaves that crossing.
 */
import * as Word from "../braid/word.ts"

export type Crossing = readonly [number, number, number, number]

export interface Diagram {
  readonly crossings: ReadonlyArray<Crossing>
  /** Components without a crossing, each a circle away from all else. */
  readonly circles: number
}

/** What a diagram is of, as plain data: a closed braid, or the crossings of a planar diagram and circles beside them. */
export type Origin =
  | { readonly word: ReadonlyArray<number>; readonly strands: number }
  | { readonly crossings: ReadonlyArray<Crossing>; readonly circles: number }

/** Throws what {@link of} does, and a RangeError for a word that is none. */
export const ofOrigin = (from: Origin): Diagram =>
  "word" in from ? ofBraid(Word.of(from.word), from.strands) : of(from.crossings, from.circles)

/**
 * The diagram with these crossings, its arcs renumbered in their order. Throws a RangeError with a sentence where an arc
 * has not two ends, or where no plane has such a diagram.
 */
export const of = (codes: ReadonlyArray<ReadonlyArray<number>>, circles = 0): Diagram => {
  const ends = new Map<number, number>()
  for (const [i, code] of codes.entries()) {
    if (code.length !== 4)
      throw new RangeError(`Crossing ${i + 1} names ${code.length} arcs; a crossing has four.`)
    for (const arc of code) {
      if (!Number.isSafeInteger(arc))
        throw new RangeError(`Crossing ${i + 1} names an arc ${arc}, which is not an integer.`)
      ends.set(arc, (ends.get(arc) ?? 0) + 1)
    }
  }
  for (const [arc, count] of ends)
    if (count !== 2)
      throw new RangeError(`Arc ${arc} has ${count} ${count === 1 ? "end" : "ends"}; an arc has two.`)
  const names = [...ends.keys()].sort((a, b) => a - b)
  const place = new Map(names.map((arc, i) => [arc, i]))
  const diagram = {
    crossings: codes.map((code) => code.map((arc) => place.get(arc)!) as unknown as Crossing),
    circles
  }
  refuseVirtual(diagram)
  return diagram
}

/**
 * The closure of a word: a crossing a letter. Strands that no letter names are circles. Arcs have the order of the letters
 * that they leave.
 */
export const ofBraid = (word: Word.Word, strands: number = Word.strands(word)): Diagram => {
  // The arc at the top of each strand so far; those that begin the braid are the ones that end it.
  const top = Uint32Array.from({ length: strands }, (_, strand) => strand)
  let arcs = strands
  const crossings = Array.from(word, (letter): [number, number, number, number] => {
    const left = Math.abs(letter) - 1
    const [a, b] = [top[left], top[left + 1]]
    const [c, d] = [arcs++, arcs++]
    top[left] = c
    top[left + 1] = d
    return letter > 0 ? [b, d, c, a] : [a, b, d, c]
  })
  const circles = top.reduce((sum, arc, strand) => sum + Number(arc === strand), 0)
  // The arcs at the foot are those at the head. Every other one leaves a letter; so they are numbered already, and planar.
  for (const crossing of crossings)
    for (let port = 0; port < 4; port++) crossing[port] = (top[crossing[port]] ?? crossing[port]) - strands
  return { crossings, circles }
}

/** The other end of each arc, by dart. */
export const mates = ({ crossings }: Diagram): Uint32Array => {
  const seen = new Int32Array(2 * crossings.length).fill(-1)
  const mate = new Uint32Array(4 * crossings.length)
  crossings.forEach((crossing, i) => {
    crossing.forEach((arc, port) => {
      const dart = 4 * i + port
      const other = seen[arc]
      seen[arc] = dart
      if (other < 0) return
      mate[dart] = other
      mate[other] = dart
    })
  })
  return mate
}

/** The dart by which a walk round a face, which is on its left, goes on after the arc of `dart`. */
export const turn = (mate: Uint32Array, dart: number): number => {
  const end = mate[dart]
  return (end & ~3) | ((end + 3) & 3)
}

/** Faces of the diagram: the face on the left of each dart, and the darts round each face in order. */
export interface Faces {
  readonly left: Uint32Array
  readonly rounds: ReadonlyArray<ReadonlyArray<number>>
}

export const faces = (mate: Uint32Array): Faces => {
  const left = new Uint32Array(mate.length)
  const seen = new Uint8Array(mate.length)
  const rounds: Array<Array<number>> = []
  for (let start = 0; start < mate.length; start++) {
    if (seen[start]) continue
    const round: Array<number> = []
    for (let dart = start; !seen[dart]; dart = turn(mate, dart)) {
      seen[dart] = 1
      left[dart] = rounds.length
      round.push(dart)
    }
    rounds.push(round)
  }
  return { left, rounds }
}

/** The faces with the most arcs, most first. */
export const largest = ({ rounds }: Faces, count: number): ReadonlyArray<number> =>
  [...rounds.keys()].sort((a, b) => rounds[b].length - rounds[a].length).slice(0, count)

/** The crossings of each connected piece of the diagram, in their order. */
export const pieces = (mate: Uint32Array): ReadonlyArray<ReadonlyArray<number>> => {
  const crossings = mate.length / 4
  const seen = new Uint8Array(crossings)
  const found: Array<Array<number>> = []
  for (let start = 0; start < crossings; start++) {
    if (seen[start]) continue
    const piece = [start]
    seen[start] = 1
    for (const crossing of piece)
      for (let port = 0; port < 4; port++) {
        const next = mate[4 * crossing + port] >> 2
        if (!seen[next]) {
          seen[next] = 1
          piece.push(next)
        }
      }
    found.push(piece.sort((a, b) => a - b))
  }
  return found
}

/** The other ends of the arcs of one piece alone: crossing i is `piece[i]`. */
export const within = (mate: Uint32Array, piece: ReadonlyArray<number>): Uint32Array => {
  const number = new Map(piece.map((crossing, i) => [crossing, i]))
  return Uint32Array.from({ length: 4 * piece.length }, (_, dart) => {
    const end = mate[4 * piece[dart >> 2] + (dart & 3)]
    return 4 * number.get(end >> 2)! + (end & 3)
  })
}

/** Components of the link, circles among them. */
export const components = (diagram: Diagram): number => {
  const mate = mates(diagram)
  const seen = new Uint8Array(mate.length)
  let count = diagram.circles
  for (let start = 0; start < mate.length; start++) {
    if (seen[start]) continue
    count++
    for (let dart = start; !seen[dart]; dart = mate[dart] ^ 2) {
      seen[dart] = 1
      seen[mate[dart]] = 1
    }
  }
  return count
}

/** Euler's formula: vertices less edges and faces make 2 for each piece, 0 or less where it needs a handle. */
const refuseVirtual = (diagram: Diagram): void => {
  const mate = mates(diagram)
  const crossings = diagram.crossings.length
  if (faces(mate).rounds.length - crossings !== 2 * pieces(mate).length)
    throw new RangeError("No plane has a diagram with these crossings: it is that of a virtual link.")
}
