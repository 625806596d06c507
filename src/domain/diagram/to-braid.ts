/**
 * A planar diagram as a closed braid, on as many strands as it has Seifert circles. Where two arcs of different circles run
 * the same way round one face, one of them is pushed below the other; as long as there are such faces the circles do not
 * lie within one another, all running the same way round. Each push adds two letters, and s circles take at most
 * (s - 1)(s - 2) / 2, whichever come first.
 * Source: Vogel, Representation of links by braids: a new algorithm (1990).
 */
import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Orientation from "./orientation.ts"
import * as Planar from "./planar.ts"
import * as Tangle from "./tangle.ts"

/** A word whose closure is the oriented link, on so many strands; circles have strands of their own. */
export interface Braid {
  readonly word: Word.Word
  readonly strands: number
}

/** Throws a RangeError where a word may not name so many strands, or crossings disagree about directions. */
export const toBraid = (diagram: Planar.Diagram): Braid => {
  const letters: Array<number> = []
  let strands = 0
  for (const piece of Tangle.pieces(Tangle.of(diagram))) {
    const { word, width } = ofPiece(piece)
    for (const letter of word) letters.push(letter + Math.sign(letter) * strands)
    strands += width
  }
  return { word: Word.of(letters), strands: strands + diagram.circles }
}

const ofPiece = (diagram: Planar.Diagram) => {
  const width = Orientation.seifertCircles(diagram, Orientation.orient(diagram)).length
  let tangle = Tangle.of(diagram)
  for (;;) {
    Interruption.look()
    const circle = circles(tangle)
    const faces = Planar.faces(tangle.mate)
    const pair = incoherent(tangle, faces, circle)
    if (pair === null) return { word: read(tangle, faces, circle), width }
    const used = tangle.crossings
    if (used + 2 > tangle.signs.length) tangle = Tangle.withRoom(tangle, used + 2)
    push(tangle, pair, used)
  }
}

/** By dart: the Seifert circle of its arc. */
const circles = (tangle: Tangle.Tangle): Int32Array => {
  const { mate, signs } = tangle
  const circle = new Int32Array(mate.length).fill(-1)
  let count = 0
  for (let start = 0; start < mate.length; start++) {
    if (signs[start >> 2] === 0 || !Tangle.isOut(tangle, start) || circle[start] >= 0) continue
    for (let dart = start; circle[dart] < 0; ) {
      circle[dart] = circle[mate[dart]] = count
      dart = smoothed(tangle, mate[dart])
    }
    count++
  }
  return circle
}

/** The dart by which a Seifert circle goes on where it comes to a crossing: next to the one by which it came. */
const smoothed = ({ signs }: Tangle.Tangle, end: number): number => {
  const crossing = end & ~3
  const out = signs[end >> 2] > 0 ? 1 : 3
  return (end & 3) === 0 ? crossing + out : crossing + 2
}

/** Two darts of one face, on whose left it is, whose arcs belong to different circles and run the same way round; or null. */
const incoherent = (
  tangle: Tangle.Tangle,
  { rounds }: Planar.Faces,
  circle: Int32Array
): readonly [number, number] | null => {
  for (const round of rounds) {
    if (tangle.signs[round[0] >> 2] === 0) continue
    for (const way of [true, false]) {
      const along = round.filter((dart) => Tangle.isOut(tangle, dart) === way)
      const other = along.find((dart) => circle[dart] !== circle[along[0]])
      if (other !== undefined) return [along[0], other]
    }
  }
  return null
}

/** The arc of the first dart goes below that of the second and comes back, by crossings `free` and `free + 1`. */
const push = (tangle: Tangle.Tangle, [first, second]: readonly [number, number], free: number): void => {
  const { mate } = tangle
  const isAlong = Tangle.isOut(tangle, first)
  Tangle.draw(tangle, isAlong ? first : mate[first], [second], false, [free])
  // Back across the half of the other arc that lies the way the first one runs.
  const half = isAlong ? mate[second] : mate[4 * free + 3]
  Tangle.draw(tangle, 4 * free + 2, [half], false, [free + 1])
}

/** The word, read along circles that lie within one another, from arcs beside one another. */
const read = (
  tangle: Tangle.Tangle,
  { left, rounds }: Planar.Faces,
  circle: Int32Array
): ReadonlyArray<number> => {
  const { mate, signs } = tangle
  const neighbours = neighboursOf(tangle, circle)
  // Of one circle alone, which has no crossing, there is none here.
  const start = neighbours.findIndex((others) => others.size === 1)
  const place = new Int32Array(neighbours.length).fill(-1)
  const at: Array<number> = []
  let dart = circle.findIndex((each, dart) => each === start && hasOnly(rounds[left[dart]], circle, start))
  for (let own = start, i = 0; ; i++) {
    place[own] = i
    at.push(Tangle.isOut(tangle, dart) ? dart : mate[dart])
    const next = [...neighbours[own]].find((other) => place[other] < 0)
    if (next === undefined) break
    // Across the arc into the face between both circles, and to an arc of the other.
    dart = rounds[left[mate[dart]]].find((each) => circle[each] === next)!
    own = next
  }
  // A circle waits where it comes to a crossing until the one beside it comes there, too.
  const waits = new Int32Array(signs.length).fill(-1)
  const letters: Array<number> = []
  const ready = at.map((_, i) => i)
  for (let own = ready.pop(); own !== undefined; own = ready.pop()) {
    const crossing = mate[at[own]] >> 2
    const other = waits[crossing]
    if (other === passed) continue
    if (other < 0) {
      waits[crossing] = own
      continue
    }
    waits[crossing] = passed
    letters.push(signs[crossing] * (1 + Math.min(own, other)))
    for (const each of [own, other]) at[each] = smoothed(tangle, mate[at[each]])
    ready.push(own, other)
  }
  return letters
}

/** What waits at a crossing that has its letter. */
const passed = 2 ** 30

/** By circle: those that it meets at crossings. */
const neighboursOf = ({ signs }: Tangle.Tangle, circle: Int32Array): ReadonlyArray<ReadonlySet<number>> => {
  const neighbours = Array.from({ length: 1 + Math.max(...circle) }, () => new Set<number>())
  for (let crossing = 0; crossing < signs.length; crossing++) {
    if (signs[crossing] === 0) continue
    const [a, b] = [circle[4 * crossing], circle[4 * crossing + 2]]
    neighbours[a].add(b)
    neighbours[b].add(a)
  }
  return neighbours
}

const hasOnly = (round: ReadonlyArray<number>, circle: Int32Array, own: number): boolean =>
  round.every((dart) => circle[dart] === own)
