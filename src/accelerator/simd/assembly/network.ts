/**
 * Outputs of four random networks at once: a block of neurons is drawn to memory that stays in the first-level
 * cache, then evaluated on two points at a time. All scales are folded into the inputs beforehand, or into the sum
 * afterwards. The caller lays out the memory; see the host side for what the numbers mean.
 */
import { erf, exp2, relu } from "./activation"
import { constant, madd } from "./constant"
import { normals } from "./normal"
import { words } from "./threefry"

const RELU: i32 = 0
const ERF: i32 = 1

let activation: i32 = 0
let dimension: i32 = 0
let points: i32 = 0
let width: i32 = 0
/** Neurons in a block; even, so that a block begins with a pair of normals. */
let block: i32 = 0
let biased: bool = false
let biasScale: f32 = 0
let outputBias: f32 = 0
let outputScale: f32 = 0

/** f32 [point][coordinate], padded to an even number of points. */
let inputs: usize = 0
/** f32 [point]: added to the input of the activation. */
let shifts: usize = 0
/** Normals of a block, four lanes each. */
let drawn: usize = 0
/** Inputs of the activation for two points, [neuron][point], four lanes each; used from two coordinates on. */
let fields: usize = 0
/** Sums over the neurons, [point], four lanes each. */
let sums: usize = 0
/** f32 [point][network], `stride` networks a point. */
let outputs: usize = 0
let stride: i32 = 0

export function configure(
  activation_: i32, dimension_: i32, points_: i32, width_: i32, block_: i32, biased_: bool,
  biasScale_: f32, outputBias_: f32, outputScale_: f32
): void {
  activation = activation_
  dimension = dimension_
  points = points_
  width = width_
  block = block_
  biased = biased_
  biasScale = biasScale_
  outputBias = outputBias_
  outputScale = outputScale_
}

/** The first byte that the module does not use itself. */
export function heap(): usize {
  return __heap_base
}

export function place(inputs_: usize, shifts_: usize, drawn_: usize, fields_: usize, sums_: usize, outputs_: usize, stride_: i32): void {
  inputs = inputs_
  shifts = shifts_
  drawn = drawn_
  fields = fields_
  sums = sums_
  outputs = outputs_
  stride = stride_
}

// @ts-ignore: a decorator of a function
@inline function activate(kind: i32, t: v128): v128 {
  if (kind == RELU) return relu(t)
  if (kind == ERF) return erf(t)
  return exp2(t)
}

// @ts-ignore: a decorator of a function
@inline function addTo(at: usize, first: v128, second: v128): void {
  v128.store(at, f32x4.add(v128.load(at), first))
  v128.store(at, f32x4.add(v128.load(at, 16), second), 16)
}

/** Points a and a + 1 for inputs of one coordinate: all in registers. `kind` and `bias` are known when compiling. */
// @ts-ignore: a decorator of a function
@inline function line(kind: i32, bias: bool, neurons: i32, a: i32): void {
  const x0 = constant(inputs, a), x1 = constant(inputs, a + 1)
  const q0 = constant(shifts, a), q1 = constant(shifts, a + 1)
  const scale = f32x4.splat(biasScale)
  const step: usize = bias ? 48 : 32
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0)
  for (let at = drawn, end = drawn + <usize>neurons * step; at < end; at += step) {
    const w = v128.load(at)
    const v = bias ? v128.load(at, 32) : v128.load(at, 16)
    let t0 = q0, t1 = q1
    if (bias) {
      const b = v128.load(at, 16)
      t0 = madd(b, scale, q0)
      t1 = madd(b, scale, q1)
    }
    s0 = madd(v, activate(kind, madd(w, x0, t0)), s0)
    s1 = madd(v, activate(kind, madd(w, x1, t1)), s1)
  }
  addTo(sums + (<usize>a << 4), s0, s1)
}

/** Points a and a + 1 for inputs of any dimension, `fields` given. */
// @ts-ignore: a decorator of a function
@inline function space(kind: i32, neurons: i32, a: i32): void {
  const step = <usize>(dimension + (biased ? 2 : 1)) << 4
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0)
  let at = drawn + step - 16
  for (let t = fields, end = fields + (<usize>neurons << 5); t < end; t += 32) {
    const v = v128.load(at)
    s0 = madd(v, activate(kind, v128.load(t)), s0)
    s1 = madd(v, activate(kind, v128.load(t, 16)), s1)
    at += step
  }
  addTo(sums + (<usize>a << 4), s0, s1)
}

/** Writes w . x + b + shift of every neuron for points a and a + 1. */
function project(neurons: i32, a: i32): void {
  const d = dimension
  const step = <usize>(d + (biased ? 2 : 1)) << 4
  const x0 = inputs + (<usize>(a * d) << 2), x1 = x0 + (<usize>d << 2)
  const q0 = constant(shifts, a), q1 = constant(shifts, a + 1)
  const scale = f32x4.splat(biasScale)
  let at = drawn
  for (let t = fields, end = fields + (<usize>neurons << 5); t < end; t += 32) {
    let t0 = q0, t1 = q1
    if (biased) {
      const b = v128.load(at + (<usize>d << 4))
      t0 = madd(b, scale, q0)
      t1 = madd(b, scale, q1)
    }
    for (let c = 0; c < d; c++) {
      const w = v128.load(at + (<usize>c << 4))
      t0 = madd(w, constant(x0, c), t0)
      t1 = madd(w, constant(x1, c), t1)
    }
    v128.store(t, t0)
    v128.store(t, t1, 16)
    at += step
  }
}

/**
 * ReLU of one coordinate without bias: relu(w x) = x max(w, 0) for x > 0 and x min(w, 0) for x < 0, so two sums
 * serve all points.
 */
function ray(neurons: i32): void {
  const zero = f32x4.splat(0)
  let up = zero, down = zero
  for (let at = drawn, end = drawn + (<usize>neurons << 5); at < end; at += 32) {
    const w = v128.load(at)
    const v = v128.load(at, 16)
    up = madd(v, f32x4.pmax(w, zero), up)
    down = madd(v, f32x4.pmin(w, zero), down)
  }
  addTo(sums, up, down)
}

function evaluate(neurons: i32): void {
  if (dimension == 1) {
    if (activation == RELU && !biased) ray(neurons)
    else if (activation == RELU) for (let a = 0; a < points; a += 2) line(0, true, neurons, a)
    else if (activation == ERF && biased) for (let a = 0; a < points; a += 2) line(1, true, neurons, a)
    else if (activation == ERF) for (let a = 0; a < points; a += 2) line(1, false, neurons, a)
    else if (biased) for (let a = 0; a < points; a += 2) line(2, true, neurons, a)
    else for (let a = 0; a < points; a += 2) line(2, false, neurons, a)
  } else {
    for (let a = 0; a < points; a += 2) {
      project(neurons, a)
      if (activation == RELU) space(0, neurons, a)
      else if (activation == ERF) space(1, neurons, a)
      else space(2, neurons, a)
    }
  }
}

/** Networks from, from + 1, ... from + count - 1 (count rounded up to a multiple of 4) to `outputs`. */
export function sample(k0: i32, k1: i32, from: i32, count: i32): void {
  const slots = dimension + (biased ? 2 : 1)
  const rays = activation == RELU && dimension == 1 && !biased
  for (let i = 0; i < count; i += 4) {
    memory.fill(sums, 0, <usize>(points + 1) << 4)
    let neurons = 0
    for (let j = 0; j < width; j += block) {
      neurons = min(block, width - j)
      const pair = (j >> 1) * slots
      const pairs = (neurons * slots + (biased && j + neurons == width ? 2 : 1)) >> 1
      words(k0, k1, from + i, pair, pairs, drawn)
      normals(drawn, pairs)
      evaluate(neurons)
    }
    const scale = f32x4.splat(outputScale)
    let bias = f32x4.splat(0)
    if (biased) bias = f32x4.mul(v128.load(drawn + (<usize>(neurons * slots) << 4)), f32x4.splat(outputBias))
    let to = outputs + (<usize>i << 2)
    for (let a = 0; a < points; a++) {
      let sum = v128.load(sums + (<usize>a << 4))
      if (rays) {
        const x = load<f32>(inputs + (<usize>a << 2))
        sum = f32x4.mul(f32x4.splat(x), v128.load(sums, 0))
        if (x < 0) sum = f32x4.mul(f32x4.splat(x), v128.load(sums, 16))
      }
      v128.store(to, madd(sum, scale, bias))
      to += <usize>stride << 2
    }
  }
}
