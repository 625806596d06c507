/** A knot as its group sees it: which stretch passes below which, and in what order stretches follow from one another. */
import * as Planar from "../diagram/planar.ts"

/**
 * Stretch k goes from one pass below to the next, below stretch over[k]; stretch k + 1, or 0,
 * follows. x[k + 1] = x[over[k]]^sign[k] x[k] x[over[k]]^-sign[k].
 */
export interface Passes {
  readonly over: Uint32Array
  readonly sign: Int8Array
}

/** A circle is walked as one with a twist. Throws a RangeError for more than one component. */
export const of = (diagram: Planar.Diagram): Passes => {
  if (Planar.components(diagram) !== 1) throw new RangeError("Only knots are walked pass by pass.")
  const size = diagram.crossings.length
  if (size === 0) return { over: Uint32Array.of(0), sign: Int8Array.of(1) }
  const over = new Uint32Array(size)
  const sign = new Int8Array(size)
  const mate = Planar.mates(diagram)
  /** By crossing: the stretch that passes above it; the one that ends below it; the ports by which they enter. */
  const above = new Uint32Array(size)
  const below = new Uint32Array(size)
  const enters = new Uint8Array(2 * size)
  let stretch = 0
  let out = 2
  do {
    const end = mate[out]
    const crossing = end >> 2
    if ((end & 1) === 0) {
      below[crossing] = stretch
      enters[2 * crossing] = end & 3
      stretch = (stretch + 1) % size
    } else {
      above[crossing] = stretch
      enters[2 * crossing + 1] = end & 3
    }
    out = end ^ 2
  } while (out !== 2)
  for (let crossing = 0; crossing < size; crossing++) {
    over[below[crossing]] = above[crossing]
    const isForward = enters[2 * crossing] === 0
    const isRightward = enters[2 * crossing + 1] === 3
    sign[below[crossing]] = isForward === isRightward ? 1 : -1
  }
  return { over, sign }
}

/** The same knot, walked the other way. */
export const reversed = ({ over, sign }: Passes): Passes => {
  const size = over.length
  return {
    over: over.map((_, k) => size - 1 - over[(2 * size - 2 - k) % size]),
    sign: sign.map((_, k) => sign[(2 * size - 2 - k) % size])
  }
}

/** One step of working out a colouring: what a stretch is once those before it in the plan are known, and what must agree. */
export interface Step {
  readonly target: number
  /** By which pass it follows from a neighbour; -1 where it is free. */
  readonly pass: number
  /** Passes all of whose stretches are known then. */
  readonly checks: ReadonlyArray<number>
}

/** Stretches that decide all others are looked for in sets of at most so many. */
const mostFree = 5

export const plan = ({ over }: Passes): ReadonlyArray<Step> => {
  const size = over.length
  const spread = (free: ReadonlyArray<number>): Array<{ target: number; pass: number }> => {
    const isKnown = new Uint8Array(size)
    const found: Array<{ target: number; pass: number }> = []
    const learn = (target: number, pass: number) => {
      isKnown[target] = 1
      found.push({ target, pass })
    }
    for (const each of free) {
      if (isKnown[each]) continue
      learn(each, -1)
      for (let grows = true; grows; ) {
        grows = false
        for (let pass = 0; pass < size; pass++) {
          const next = (pass + 1) % size
          if (!isKnown[over[pass]] || isKnown[pass] === isKnown[next]) continue
          learn(isKnown[pass] ? next : pass, pass)
          grows = true
        }
      }
    }
    return found
  }
  const choose = (free: ReadonlyArray<number>, count: number): ReadonlyArray<number> | undefined => {
    if (free.length === count) return spread(free).length === size ? free : undefined
    for (let next = (free.at(-1) ?? -1) + 1; next < size; next++) {
      const found = choose([...free, next], count)
      if (found !== undefined) return found
    }
    return undefined
  }
  let free: ReadonlyArray<number> | undefined
  for (let count = 1; free === undefined && count <= mostFree; count++) free = choose([], count)
  // Where a few do not do, as many as are needed: one after the other.
  const order = spread(free ?? Array.from(over, (_, k) => k))
  const place = new Uint32Array(size)
  order.forEach(({ target }, i) => {
    place[target] = i
  })
  const used = new Set(order.map(({ pass }) => pass))
  const checks: Array<Array<number>> = order.map(() => [])
  over.forEach((above, pass) => {
    if (!used.has(pass)) checks[Math.max(place[pass], place[(pass + 1) % size], place[above])].push(pass)
  })
  return order.map((step, i) => ({ ...step, checks: checks[i] }))
}
