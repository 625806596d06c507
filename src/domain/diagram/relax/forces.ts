/** What moves the points of a chain. */
import type { Chain } from "./chain.ts"
import { areaOf } from "./chain.ts"

/** Between strands, in lines. */
const room = 1.25
/** Shares of the way that points go in a round; the longest step, in lines. */
const [smoothing, straightening, pushing, longest] = [0.35, 0.25, 0.3, 0.12]
/** The area that a face should have, in squares of lines, and how far it presses in a round at most. */
const [smallest, pressure] = [1.6, 0.12]
/** Along a strand, and by way of a crossing, in lines: points so near to each other do not push. */
const near = 1.9

/**
 * One round, in place.
 *
 * @param scale of steps
 */
export const step = (chain: Chain, scale: number): void => {
  const { crossings, x, y, before, after, visits } = chain
  const count = x.length
  const [dx, dy] = [new Float64Array(count), new Float64Array(count)]
  for (let i = crossings; i < count; i++) {
    dx[i] += smoothing * ((x[before[i]] + x[after[i]]) / 2 - x[i])
    dy[i] += smoothing * ((y[before[i]] + y[after[i]]) / 2 - y[i])
  }
  for (const [at, a, b] of visits) {
    const [mx, my] = [(x[a] + x[b]) / 2 - x[at], (y[a] + y[b]) / 2 - y[at]]
    dx[at] += (smoothing / 2) * mx
    dy[at] += (smoothing / 2) * my
    for (const arm of [a, b]) {
      dx[arm] -= straightening * mx
      dy[arm] -= straightening * my
    }
  }
  spread(chain, dx, dy)
  inflate(chain, dx, dy)
  push(chain, dx, dy)
  for (let i = 0; i < count; i++) {
    const length = Math.hypot(dx[i], dy[i])
    const share = scale * Math.min(1, longest / Math.max(length, 1e-12))
    x[i] += share * dx[i]
    y[i] += share * dy[i]
  }
}

/** Points of different strands push each other off. They are looked for in the squares around, as large as `room`. */
const push = (chain: Chain, dx: Float64Array, dy: Float64Array): void => {
  const { x, y } = chain
  const count = x.length
  let [left, right, low] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let i = 0; i < count; i++) {
    left = Math.min(left, x[i])
    right = Math.max(right, x[i])
    low = Math.min(low, y[i])
  }
  const columns = Math.floor((right - left) / room) + 3
  /** The last point so far of each square, and for each point the one before it there. */
  const last = new Map<number, number>()
  const next = new Int32Array(count).fill(-1)
  for (let i = 0; i < count; i++) {
    const square = (Math.floor((y[i] - low) / room) + 1) * columns + Math.floor((x[i] - left) / room) + 1
    for (let row = -columns; row <= columns; row += columns)
      for (let near = square + row - 1; near <= square + row + 1; near++)
        for (let j = last.get(near) ?? -1; j >= 0; j = next[j]) {
          const ax = x[i] - x[j]
          const ay = y[i] - y[j]
          const d = Math.sqrt(ax * ax + ay * ay)
          if (d >= room || d < 1e-6 || isNear(chain, j, i)) continue
          const share = (pushing * (room - d)) / d / 2
          dx[i] += share * ax
          dy[i] += share * ay
          dx[j] -= share * ax
          dy[j] -= share * ay
        }
    next[i] = last.get(square) ?? -1
    last.set(square, i)
  }
}

/** The arms of a crossing, pushed to where right angles are between them. */
const spread = ({ arms, x, y }: Chain, dx: Float64Array, dy: Float64Array): void => {
  arms.forEach((around, at) => {
    around.forEach((arm, k) => {
      const next = around[(k + 1) % around.length]
      const [ax, ay] = [x[arm] - x[next], y[arm] - y[next]]
      const d = Math.hypot(ax, ay)
      const right = Math.hypot(
        Math.hypot(x[arm] - x[at], y[arm] - y[at]),
        Math.hypot(x[next] - x[at], y[next] - y[at])
      )
      if (d >= right || d < 1e-6) return
      const push = (0.25 * (right - d)) / d
      dx[arm] += push * ax
      dy[arm] += push * ay
      dx[next] -= push * ax
      dy[next] -= push * ay
    })
  })
}

/** Faces that are too small press on what is around them. */
const inflate = ({ faces, x, y }: Chain, dx: Float64Array, dy: Float64Array): void => {
  for (const points of faces) {
    const lack = Math.min(1, (smallest - areaOf({ x, y }, points)) / smallest)
    if (lack <= 0) continue
    points.forEach((at, k) => {
      const [before, after] = [
        points[(k + points.length - 1) % points.length],
        points[(k + 1) % points.length]
      ]
      const [tx, ty] = [x[after] - x[before], y[after] - y[before]]
      const length = Math.sqrt(tx * tx + ty * ty)
      if (length < 1e-6) return
      dx[at] += (pressure * lack * ty) / length
      dy[at] -= (pressure * lack * tx) / length
    })
  }
}

/** Whether two points belong together: along one strand, or about one crossing. */
const isNear = ({ crossings, edge, along, ends }: Chain, i: number, j: number): boolean => {
  if (i < crossings && j < crossings) return false
  if (i < crossings) {
    const [from, to, length] = ends[edge[j]]
    return (from === i && along[j] < near) || (to === i && length - along[j] < near)
  }
  const [e, f] = [edge[i], edge[j]]
  if (e === f && Math.abs(along[i] - along[j]) < near) return true
  const [a, b, length] = ends[e]
  const [c, d, other] = ends[f]
  const [toA, toB, toC, toD] = [along[i], length - along[i], along[j], other - along[j]]
  return (
    (a === c && toA + toC < near) ||
    (a === d && toA + toD < near) ||
    (b === c && toB + toC < near) ||
    (b === d && toB + toD < near)
  )
}
