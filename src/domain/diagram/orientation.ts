/**
 * Which way the components of a diagram run, as its PD code says it: port 0 of a crossing is where the strand below comes
 * in. A component that passes nowhere below runs the way in which the numbers of its arcs grow; of two arcs, the lower one
 * leaves the first of their two crossings, as SnapPy reads it.
 *
 * A crossing is positive where the strand above enters by port 3, from the left of the one below: that of the letter +i.
 */
import * as Planar from "./planar.ts"

export interface Oriented {
  /** The arcs of each component in the order in which it runs, from its lowest; lowest arcs first. Circles are not among them. */
  readonly components: ReadonlyArray<ReadonlyArray<number>>
  /** By arc: the component that it belongs to. */
  readonly component: Int32Array
  /** By arc: the dart by which it leaves a crossing, and that by which it comes to the next one. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** By crossing: 1 or -1. */
  readonly signs: Int8Array
}

/** Throws a RangeError with a sentence where crossings disagree about the way in which a component runs. */
export const orient = (diagram: Planar.Diagram): Oriented => {
  const { crossings } = diagram
  const mate = Planar.mates(diagram)
  const arcs = 2 * crossings.length
  const component = new Int32Array(arcs).fill(-1)
  const from = new Uint32Array(arcs)
  const to = new Uint32Array(arcs)
  const components = [...loops(diagram, mate)].map((darts, index) => {
    const forward = runsAsWalked(diagram, mate, darts) ? darts : darts.map((dart) => mate[dart]).reverse()
    const list = forward.map((dart) => arcOf(diagram, dart))
    const least = list.indexOf(Math.min(...list))
    forward.forEach((dart, i) => {
      component[list[i]] = index
      from[list[i]] = dart
      to[list[i]] = mate[dart]
    })
    return [...list.slice(least), ...list.slice(0, least)]
  })
  const signs = Int8Array.from(crossings, ([, , , fromLeft], i) => (to[fromLeft] === 4 * i + 3 ? 1 : -1))
  return { components, component, from, to, signs }
}

/**
 * The same diagram with every crossing named from where its lower strand comes in, each component running as the first
 * crossing says where it passes below: for codes that name crossings from either end. One that agrees with itself stays.
 */
export const straighten = (diagram: Planar.Diagram): Planar.Diagram => {
  const mate = Planar.mates(diagram)
  const turned = new Uint8Array(diagram.crossings.length)
  for (const darts of loops(diagram, mate)) {
    const below = darts.filter((dart) => (dart & 1) === 0)
    const first = below.reduce((best, dart) => (dart >> 2 < best >> 2 ? dart : best), below[0])
    for (const dart of below) turned[dart >> 2] = dart % 4 === first % 4 ? 0 : 1
  }
  return {
    crossings: diagram.crossings.map((crossing, i) => {
      const [a, b, c, d] = crossing
      return turned[i] ? [c, d, a, b] : crossing
    }),
    circles: diagram.circles
  }
}

/** The sum of the signs of all crossings. */
export const writhe = ({ signs }: Oriented): number => signs.reduce((sum, sign) => sum + sign, 0)

/**
 * Linking numbers of components, as a symmetric matrix: half the signs of the crossings where two meet; on the diagonal the
 * signs of those where one meets itself, its writhe.
 */
export const linking = (
  diagram: Planar.Diagram,
  { components, component, signs }: Oriented
): Array<Array<number>> => {
  const matrix = components.map(() => components.map(() => 0))
  diagram.crossings.forEach(([below, above], i) => {
    const [a, b] = [component[below], component[above]]
    matrix[a][b] += signs[i] / 2
    matrix[b][a] += signs[i] / 2
  })
  return matrix
}

/** The circles that are left where every crossing is smoothed along its strands, as lists of arcs; circles are not among them. */
export const seifertCircles = (
  { crossings }: Planar.Diagram,
  { from, to, signs }: Oriented
): ReadonlyArray<ReadonlyArray<number>> => {
  const seen = new Uint8Array(from.length)
  const circles: Array<Array<number>> = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start]) continue
    const circle: Array<number> = []
    for (let arc = start; !seen[arc]; ) {
      seen[arc] = 1
      circle.push(arc)
      const crossing = to[arc] >> 2
      // From port 0 to the port above that goes out, and from the one that comes in to port 2.
      const leaves = (to[arc] & 3) === 0 ? (signs[crossing] > 0 ? 1 : 3) : 2
      arc = crossings[crossing][leaves]
    }
    circles.push(circle)
  }
  return circles
}

const arcOf = ({ crossings }: Planar.Diagram, dart: number): number => crossings[dart >> 2][dart & 3]

/** The components, each as the darts by which a walk leaves its crossings, begun at its lowest arc. */
const loops = function* (diagram: Planar.Diagram, mate: Uint32Array): Generator<ReadonlyArray<number>> {
  const seen = new Uint8Array(mate.length)
  const starts: Array<number> = []
  for (let dart = 0; dart < mate.length; dart++) starts[arcOf(diagram, dart)] ??= dart
  for (const start of starts) {
    if (seen[start]) continue
    const darts: Array<number> = []
    for (let dart = start; !seen[dart]; dart = mate[dart] ^ 2) {
      seen[dart] = seen[mate[dart]] = 1
      darts.push(dart)
    }
    yield darts
  }
}

/** Whether a component runs as its darts were walked, and not the other way. */
const runsAsWalked = (diagram: Planar.Diagram, mate: Uint32Array, darts: ReadonlyArray<number>): boolean => {
  const below = darts.filter((dart) => (dart & 1) === 0)
  if (below.length > 0) {
    const against = below.filter((dart) => (dart & 3) === 0)
    if (against.length > 0 && against.length < below.length) {
      const other = below.find((dart) => (dart & 3) !== (below[0] & 3))!
      throw new RangeError(
        `Crossings ${1 + (below[0] >> 2)} and ${1 + (other >> 2)} disagree about the way in which a component runs: ` +
          "the first arc of a crossing is the one by which the strand below comes in."
      )
    }
    return against.length === 0
  }
  const arcs = darts.map((dart) => arcOf(diagram, dart))
  if (arcs.length === 2) return darts[0] >> 2 < mate[darts[0]] >> 2
  const falls = arcs.filter((arc, i) => arcs[(i + 1) % arcs.length] < arc)
  return 2 * falls.length < arcs.length
}
