/**
 * Networks of several hidden layers, four at once, but for gauss, which has one. The values of a layer are kept for all neurons; the
 * weights of the next are drawn in blocks, in the order of the normals, and used as they come.
 */
import { apply, erf, Kind, relu } from "./activation"
import { constant, madd } from "./constant"
import { glance } from "./look"
import {
  activation, biased, biasScale, block, dimension, drawn, factors, fields, outputBias, outputs, points, project,
  scatter, stride, sums, width
} from "./network"
import { normals, seek, span } from "./normal"

let depth: i32 = 1
/** Standard deviation of a weight between two hidden layers. */
let weightStd: f32 = 0
/** Values of a layer and of the next, [point][neuron], four lanes each; points padded to a multiple of 3. */
let values: usize = 0
let next: usize = 0

export function deepen(depth_: i32, weightStd_: f32, values_: usize, next_: usize): void {
  depth = depth_
  weightStd = weightStd_
  values = values_
  next = next_
}

@inline function activate(t: v128): v128 {
  if (activation == Kind.erf) return erf(t)
  if (activation == Kind.relu) return relu(t)
  // Applied to the whole layer afterwards, see `settle`.
  return t
}

/** Replaces inputs by the values of an activation that has no loop of its own. */
function settle(): void {
  if (activation != Kind.erf && activation != Kind.relu)
    apply(activation, values, values + (<usize>(points * width) << 4))
}

/** The next normals, to `drawn`; an even number of pairs unless they are the last of a layer. */
function draw(count: i32): void {
  glance()
  normals(drawn, (count + 1) >> 1)
}

function firstLayer(k0: i32, k1: i32, network: i32, slots: i32): void {
  seek(k0, k1, network, 0)
  for (let j = 0; j < width; j += block) {
    const neurons = min(block, width - j)
    draw(neurons * slots)
    for (let a = 0; a < points; a += 2) {
      project(neurons, a)
      let to = values + (<usize>(a * width + j) << 4)
      const apart = <usize>width << 4
      for (let t = fields, end = fields + (<usize>neurons << 5); t < end; t += 32) {
        v128.store(to, activate(v128.load(t)))
        if (a + 1 < points) v128.store(to + apart, activate(v128.load(t, 16)))
        to += 16
      }
    }
  }
  settle()
}

/** Adds to the sums of points a, a + 1, a + 2 the products of `count` weights with the values from neuron k on. */
@inline function contract(at: usize, count: i32, k: i32, a: i32): void {
  const apart = <usize>width << 4
  const sum = sums + (<usize>a << 4)
  let from = values + (<usize>(a * width + k) << 4)
  let s0 = v128.load(sum), s1 = v128.load(sum, 16), s2 = v128.load(sum, 32)
  for (const end = at + (<usize>count << 4); at < end; at += 16) {
    const w = v128.load(at)
    s0 = madd(w, v128.load(from), s0)
    s1 = madd(w, v128.load(from + apart), s1)
    s2 = madd(w, v128.load(from + 2 * apart), s2)
    from += 16
  }
  v128.store(sum, s0)
  v128.store(sum, s1, 16)
  v128.store(sum, s2, 32)
}

/** From `values` to the next layer, whose first normal has number 2 * pair. */
function furtherLayer(k0: i32, k1: i32, network: i32, pair: i32, capacity: i32): void {
  const row = width + (biased ? 1 : 0)
  const total = width * row
  const sumBytes = <usize>((points + 2) / 3) * 48
  const scale = f32x4.splat(weightStd)
  let j = 0, k = 0
  memory.fill(sums, 0, sumBytes)
  seek(k0, k1, network, pair)
  for (let n = 0; n < total; n += capacity) {
    const some = min(capacity, total - n)
    draw(some)
    let at = drawn
    for (let left = some; left > 0; ) {
      const run = min(width - k, left)
      for (let a = 0; a < points; a += 3) contract(at, run, k, a)
      at += <usize>run << 4
      left -= run
      k += run
      if (k < width || (biased && left == 0)) continue
      let bias = f32x4.splat(0)
      if (biased) {
        bias = f32x4.mul(v128.load(at), f32x4.splat(biasScale))
        at += 16
        left--
      }
      for (let a = 0; a < points; a++) {
        const z = madd(v128.load(sums + (<usize>a << 4)), scale, bias)
        v128.store(next + (<usize>(a * width + j) << 4), activate(z))
      }
      memory.fill(sums, 0, sumBytes)
      j++
      k = 0
    }
  }
  const before = values
  values = next
  next = before
  settle()
}

/** The last hidden layer of four networks, to `values`. */
function hidden(k0: i32, k1: i32, network: i32, slots: i32): void {
  firstLayer(k0, k1, network, slots)
  let pair = span(width * slots + (biased ? 1 : 0))
  for (let layer = 1; layer < depth; layer++) {
    furtherLayer(k0, k1, network, pair, block * slots)
    pair += span(width * (width + (biased ? 1 : 0)))
  }
}

/** As `features`. */
export function deepFeatures(k0: i32, k1: i32, from: i32, count: i32): void {
  const slots = dimension + (biased ? 2 : 1)
  const row = <usize>width << 2
  for (let i = 0; i < count; i += 4) {
    hidden(k0, k1, from + i, slots)
    for (let a = 0; a < points; a++) {
      let to = outputs + (<usize>(a * stride + i) * row)
      const start = values + (<usize>(a * width) << 4)
      for (let at = start; at < start + (<usize>width << 4); at += 16) {
        scatter(to, row, v128.load(at))
        to += 4
      }
    }
  }
}

/** As `sample`. The output weights are drawn once more, after the hidden layers. */
export function deepSample(k0: i32, k1: i32, from: i32, count: i32): void {
  const slots = dimension + (biased ? 2 : 1)
  for (let i = 0; i < count; i += 4) {
    hidden(k0, k1, from + i, slots)
    memory.fill(sums, 0, <usize>points << 4)
    let bias = f32x4.splat(0)
    seek(k0, k1, from + i, 0)
    for (let j = 0; j < width; j += block) {
      const neurons = min(block, width - j)
      const last = j + neurons == width
      draw(neurons * slots + (biased && last ? 1 : 0))
      for (let a = 0; a < points; a++) {
        let sum = v128.load(sums + (<usize>a << 4))
        let at = drawn + (<usize>(slots - 1) << 4)
        const start = values + (<usize>(a * width + j) << 4)
        for (let value = start; value < start + (<usize>neurons << 4); value += 16) {
          sum = madd(v128.load(at), v128.load(value), sum)
          at += <usize>slots << 4
        }
        v128.store(sums + (<usize>a << 4), sum)
      }
      if (biased && last)
        bias = f32x4.mul(v128.load(drawn + (<usize>(neurons * slots) << 4)), f32x4.splat(outputBias))
    }
    let to = outputs + (<usize>i << 2)
    for (let a = 0; a < points; a++) {
      v128.store(to, madd(v128.load(sums + (<usize>a << 4)), constant(factors, a), bias))
      to += <usize>stride << 2
    }
  }
}
