/**
 * Tangles in a disc as combinations of layered ones, by the relation of the HOMFLY-PT polynomial,
 *
 *   v^-1 (positive crossing) - v (negative crossing) = z (joined as the strands run),   circle = (v^-1 - v) / z.
 *
 * A layered tangle has its strands one above another, each of them a plain arc from an end where it comes in to one where
 * it goes out: which one is all there is to know, so k strands make at most k! of them. The height of a strand goes with the
 * end where it comes in, alike in all tangles of a combination. The order of neighbouring heights is exchanged by the relation
 * itself, as in a Hecke algebra; that is how ends next to each other are joined, and with it crossings.
 *
 * Polynomials are rows of {@link Matchings}: v^(lift + 2 i + r) z^(2 j + r) stands at `(reach + i) stride + (j - lowest)`, where r
 * is the rest of a tangle, 0 or 1, and the even number `lift` follows the writhe, so that i stays small.
 * Source: Freyd, Yetter, Hoste, Lickorish, Millett, Ocneanu (Bull. AMS 12, 1985); Przytycki and Traczyk (1987); descending
 * tangles as a basis: Morton and Traczyk, Knots and algebras (1990).
 */
import * as Interruption from "../interruption.ts"
import * as Matchings from "./matchings.ts"

export interface Scale {
  /** The powers of v reach from -2 reach to 2 reach, beyond the lift. */
  readonly reach: number
  /** Half the lowest power of z. */
  readonly lowest: number
  readonly stride: number
  readonly width: number
  /** Coefficients are residues; infinite for sums of moduli. */
  readonly modulus: number
  /** Instead of polynomials, bounds on the sums of the moduli of their coefficients: one number each, rounded. */
  readonly isBound: boolean
}

export interface Combination {
  readonly scale: Scale
  /** Tangles, as ends that belong together; an end that is not in use is its own partner. */
  now: Matchings.Combination
  next: Matchings.Combination
  readonly ends: number
  readonly partners: Uint8Array
  /** The ends on the boundary, counterclockwise. */
  boundary: Array<number>
  /** The ends where strands come in, by the heights of these: the highest first. */
  heights: Array<number>
  /** Ends that are not in use. */
  readonly free: Array<number>
  /** The sum of the signs of all crossings so far, and the even number that follows it. */
  writhe: number
  lift: number
  /** Whether a sum has left what residues represent, and whether a power of v was beyond the reach: then it was left out. */
  isOut: boolean
  isBeyond: boolean
}

/** The empty tangle. */
export const empty = (scale: Scale, ends: number): Combination => {
  const partners = Uint8Array.from({ length: ends }, (_, end) => end)
  const now = Matchings.make()
  Matchings.clear(now, ends, scale.width)
  Matchings.find(now, partners)
  const place = scale.reach * scale.stride - scale.lowest
  now.low[0] = now.high[0] = place
  now.coefficients[place] = 1
  const free = Array.from({ length: ends }, (_, k) => ends - 1 - k)
  const next = Matchings.make()
  return {
    scale,
    now,
    next,
    ends,
    partners,
    boundary: [],
    heights: [],
    free,
    writhe: 0,
    lift: 0,
    isOut: false,
    isBeyond: false
  }
}

/** Reads the boundary from another place on. */
export const rotate = (of: Combination, from: number): void => {
  of.boundary = [...of.boundary.slice(from), ...of.boundary.slice(0, from)]
}

/**
 * A crossing, at a place of the boundary, its ports counterclockwise from `port` on: a strand below all others comes in by
 * port 0, one above all others by port 3, from the left, if the crossing is positive, else by port 1. Gives the ends by port.
 */
export const cross = (of: Combination, place: number, port: number, sign: number): Array<number> => {
  const { partners } = of
  const ends = [0, 1, 2, 3].map(() => of.free.pop()!)
  of.boundary.splice(place, 0, ...ends.slice(port), ...ends.slice(0, port))
  of.heights.unshift(ends[sign > 0 ? 3 : 1])
  of.heights.push(ends[0])
  of.writhe += sign
  const lift = 2 * Math.floor(of.writhe / 2)
  begin(of)
  for (let a = 0; a < of.now.count; a++) {
    Interruption.look()
    read(of, a)
    for (let k = 0; k < 4; k++) partners[ends[k]] = ends[k ^ 2]
    add(of, of.next, Matchings.find(of.next, partners), a, of.lift - lift, 0, 1)
  }
  of.lift = lift
  finish(of)
  return ends
}

/** Joins two neighbours on the boundary; a circle that this closes is worth 1 if it is `spared`. */
export const join = (of: Combination, a: number, b: number, spared: boolean): void => {
  const [comes, goes] = of.heights.includes(a) ? [a, b] : [b, a]
  draw(of, comes, goes)
  begin(of)
  const { now, next, partners } = of
  for (let tangle = 0; tangle < now.count; tangle++) {
    Interruption.look()
    read(of, tangle)
    const [from, to] = [partners[goes], partners[comes]]
    partners[from] = to
    partners[to] = from
    partners[goes] = goes
    partners[comes] = comes
    const target = Matchings.find(next, partners)
    if (from !== comes || spared) add(of, next, target, tangle, 0, 0, 1)
    else {
      add(of, next, target, tangle, -1, -1, 1)
      add(of, next, target, tangle, 1, -1, -1)
    }
  }
  finish(of)
  of.boundary = of.boundary.filter((end) => end !== a && end !== b)
  of.heights = of.heights.filter((end) => end !== comes)
  of.free.push(a, b)
}

/**
 * Moves the strand that comes in at one end next to the one that goes out at another, in each tangle: up past those between
 * them, or down.
 */
const draw = (of: Combination, comes: number, goes: number): void => {
  const height = of.heights.indexOf(comes)
  for (let h = height - 1; h >= 0; h--) exchange(of, comes, goes, h, -1)
  for (let h = height + 1; h < of.heights.length; h++) exchange(of, comes, goes, h, 1)
}

/** Moves it past the strand of height h in all tangles where the one it goes to is farther that way: up -1, down 1. */
const exchange = (of: Combination, comes: number, goes: number, h: number, way: 1 | -1): void => {
  const { now, heights, boundary, partners, scale } = of
  const passed = heights[h]
  const heightOf = new Int32Array(of.ends)
  heights.forEach((end, height) => {
    heightOf[end] = height
  })
  const place = new Int32Array(of.ends)
  boundary.forEach((end, k) => {
    place[end] = k
  })
  const after = (end: number, from: number) => (place[end] - place[from] + boundary.length) % boundary.length
  for (let a = now.count - 1; a >= 0; a--) {
    const from = now.partners[a * of.ends + goes]
    if (from === comes || (heightOf[from] - h) * way <= 0) continue
    const first = now.partners[a * of.ends + comes]
    const second = now.partners[a * of.ends + passed]
    // The strand passed cuts the disc in two; what comes in counterclockwise of where it does comes from its right.
    const fromRight = after(comes, passed) < after(second, passed)
    if (fromRight === after(first, passed) < after(second, passed)) continue
    Interruption.look()
    // Before, the one passed is above if the way is up. Above, and crossed from the right, is positive.
    const sign = fromRight === way < 0 ? 1 : -1
    read(of, a)
    partners[comes] = second
    partners[second] = comes
    partners[passed] = first
    partners[first] = passed
    // crossing = v^(2 sign) (the other crossing) + sign v^sign z (joined)
    add(of, now, Matchings.find(now, partners), a, sign, 1, sign)
    if (isWithin(of, a, sign * scale.stride)) Matchings.move(now, a, sign * scale.stride)
  }
}

const begin = ({ next, ends, scale }: Combination): void => Matchings.clear(next, ends, scale.width)

const finish = (of: Combination): void => {
  ;[of.now, of.next] = [of.next, of.now]
}

const read = ({ now, ends, partners }: Combination, a: number): void => {
  for (let end = 0; end < ends; end++) partners[end] = now.partners[a * ends + end]
}

/** Adds `sign` v^dv z^dz times the polynomial of tangle a to that of tangle b of `to`. */
const add = (
  of: Combination,
  to: Matchings.Combination,
  b: number,
  a: number,
  dv: number,
  dz: number,
  sign: 1 | -1
): void => {
  const { now, scale } = of
  const { isBound, modulus, stride } = scale
  const rest = (now.rests[a] + dz) & 1
  if (to.high[b] < to.low[b]) to.rests[b] = rest
  const shift = ((now.rests[a] + dv - rest) / 2) * stride + (isBound ? 0 : (now.rests[a] + dz - rest) / 2)
  if (!isWithin(of, a, shift)) return
  const isOut = Matchings.add(to, b, now, a, shift, isBound ? 1 : sign, modulus)
  of.isOut = isOut || of.isOut
}

/** Whether the polynomial of tangle a finds room so many places on. */
const isWithin = (of: Combination, a: number, shift: number): boolean => {
  const { now, scale } = of
  const isWithin = now.low[a] + shift >= 0 && now.high[a] + shift < scale.width
  of.isBeyond ||= !isWithin
  return isWithin
}
