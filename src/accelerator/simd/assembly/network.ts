/**
 * Outputs of four random networks at once, or the values of their neurons: a block of neurons is drawn to memory that
 * stays in the first-level cache, then evaluated on two points at a time. All scales are folded into the inputs beforehand, or into the sum
 * afterwards. The caller lays out the memory; see the host side for what the numbers mean.
 */
import { apply, erf, exp2, exp2Near, Kind, relu, within } from "./activation"
import { constant, madd, table } from "./constant"
import { glance } from "./look"
import { normals, seek } from "./normal"

export let activation: i32 = 0
export let dimension: i32 = 0
export let points: i32 = 0
export let width: i32 = 0
/** Neurons in a block; a multiple of four, so that a block ends with an even pair of normals. */
export let block: i32 = 0
export let biased: bool = false
export let biasScale: f32 = 0
export let outputBias: f32 = 0
/** Distance of neighbouring points, for the ladder. */
let spacing: f32 = 0
/** Whether no exponent of a factor of the ladder leaves [-1/16, 1/16]. */
let near: bool = false

/** f32 [point][coordinate], padded like all that goes by points to a multiple of 6 points. */
let inputs: usize = 0
/** f32 [point]: added to the input of the activation. */
let shifts: usize = 0
/** f32 [point]: what a sum is multiplied by to give an output. */
export let factors: usize = 0
/** Normals of a block, four lanes each. */
export let drawn: usize = 0
/** Inputs of the activation for two points, [neuron][point], four lanes each; used from two coordinates on. */
export let fields: usize = 0
/** Sums over the neurons, [point], four lanes each. */
export let sums: usize = 0
/** f32 [point][network], `stride` networks a point; of neurons, [point][network][neuron]. */
export let outputs: usize = 0
export let stride: i32 = 0

export function configure(
  activation_: i32, dimension_: i32, points_: i32, width_: i32, block_: i32, biased_: bool,
  biasScale_: f32, outputBias_: f32, spacing_: f32, near_: bool
): void {
  activation = activation_
  dimension = dimension_
  points = points_
  width = width_
  block = block_
  biased = biased_
  biasScale = biasScale_
  outputBias = outputBias_
  spacing = spacing_
  near = near_
}

/** The first byte that the module does not use itself. */
export function heap(): usize {
  return __heap_base
}

export function place(
  inputs_: usize, shifts_: usize, factors_: usize, drawn_: usize, fields_: usize, sums_: usize,
  outputs_: usize, stride_: i32
): void {
  inputs = inputs_
  shifts = shifts_
  factors = factors_
  drawn = drawn_
  fields = fields_
  sums = sums_
  outputs = outputs_
  stride = stride_
}

@inline function activate(kind: i32, t: v128): v128 {
  if (kind == Kind.relu) return relu(t)
  if (kind == Kind.erf) return erf(t)
  if (kind == Kind.gauss) return exp2(t, false)
  // Applied to all at once beforehand, see `settle`.
  return t
}

@inline function addTo(at: usize, first: v128, second: v128): void {
  v128.store(at, f32x4.add(v128.load(at), first))
  v128.store(at, f32x4.add(v128.load(at, 16), second), 16)
}

/** Points a and a + 1 for inputs of one coordinate: all in registers. `kind` and `bias` are known when compiling. */
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
      const b = f32x4.mul(v128.load(at, 16), scale)
      t0 = kind == Kind.gauss ? f32x4.add(b, q0) : b
      t1 = kind == Kind.gauss ? f32x4.add(b, q1) : b
    }
    s0 = madd(v, activate(kind, madd(w, x0, t0)), s0)
    s1 = madd(v, activate(kind, madd(w, x1, t1)), s1)
  }
  addTo(sums + (<usize>a << 4), s0, s1)
}

/**
 * erf at points a, a + 1, a + 2 of one coordinate, see activation.ts, but the factor in front waits for the sum. Two neurons at a
 * time, 0 to 2 and 3 to 5, so that there is enough to do while results are on their way, and a constant is loaded once for all.
 */
@inline function erfLine(bias: bool, neurons: i32, a: i32): void {
  const list = table.erf
  const unit = constant(list, 0)
  const X0 = f32x4.mul(constant(inputs, a), unit)
  const X1 = f32x4.mul(constant(inputs, a + 1), unit)
  const X2 = f32x4.mul(constant(inputs, a + 2), unit)
  const scale = f32x4.mul(f32x4.splat(biasScale), unit)
  const step: usize = bias ? 48 : 32
  const zero = f32x4.splat(0)
  let s0 = zero, s1 = zero, s2 = zero
  for (let at = drawn, end = drawn + <usize>neurons * step; at < end; at += 2 * step) {
    const u = v128.load(at), w = v128.load(at + step)
    const b = bias ? f32x4.mul(v128.load(at, 16), scale) : zero
    const c = bias ? f32x4.mul(v128.load(at + step, 16), scale) : zero
    let k = constant(list, 1), l = constant(list, 2)
    let x0 = within(madd(u, X0, b), k, l), x1 = within(madd(u, X1, b), k, l), x2 = within(madd(u, X2, b), k, l)
    let x3 = within(madd(w, X0, c), k, l), x4 = within(madd(w, X1, c), k, l), x5 = within(madd(w, X2, c), k, l)
    let z0 = f32x4.mul(x0, x0), z1 = f32x4.mul(x1, x1), z2 = f32x4.mul(x2, x2)
    let z3 = f32x4.mul(x3, x3), z4 = f32x4.mul(x4, x4), z5 = f32x4.mul(x5, x5)
    k = constant(list, 3)
    l = constant(list, 4)
    let p0 = madd(f32x4.add(z0, k), z0, l), p1 = madd(f32x4.add(z1, k), z1, l), p2 = madd(f32x4.add(z2, k), z2, l)
    let p3 = madd(f32x4.add(z3, k), z3, l), p4 = madd(f32x4.add(z4, k), z4, l), p5 = madd(f32x4.add(z5, k), z5, l)
    k = constant(list, 5)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k); p2 = madd(p2, z2, k)
    p3 = madd(p3, z3, k); p4 = madd(p4, z4, k); p5 = madd(p5, z5, k)
    k = constant(list, 6)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k); p2 = madd(p2, z2, k)
    p3 = madd(p3, z3, k); p4 = madd(p4, z4, k); p5 = madd(p5, z5, k)
    k = constant(list, 7)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k); p2 = madd(p2, z2, k)
    p3 = madd(p3, z3, k); p4 = madd(p4, z4, k); p5 = madd(p5, z5, k)
    k = constant(list, 8)
    p0 = madd(p0, z0, k); p1 = madd(p1, z1, k); p2 = madd(p2, z2, k)
    p3 = madd(p3, z3, k); p4 = madd(p4, z4, k); p5 = madd(p5, z5, k)
    x0 = f32x4.mul(x0, p0); x1 = f32x4.mul(x1, p1); x2 = f32x4.mul(x2, p2)
    x3 = f32x4.mul(x3, p3); x4 = f32x4.mul(x4, p4); x5 = f32x4.mul(x5, p5)
    z0 = f32x4.mul(x0, x0); z1 = f32x4.mul(x1, x1); z2 = f32x4.mul(x2, x2)
    z3 = f32x4.mul(x3, x3); z4 = f32x4.mul(x4, x4); z5 = f32x4.mul(x5, x5)
    k = constant(list, 9)
    l = constant(list, 10)
    p0 = f32x4.mul(x0, madd(f32x4.add(z0, k), z0, l)); p1 = f32x4.mul(x1, madd(f32x4.add(z1, k), z1, l)); p2 = f32x4.mul(x2, madd(f32x4.add(z2, k), z2, l))
    p3 = f32x4.mul(x3, madd(f32x4.add(z3, k), z3, l)); p4 = f32x4.mul(x4, madd(f32x4.add(z4, k), z4, l)); p5 = f32x4.mul(x5, madd(f32x4.add(z5, k), z5, l))
    k = bias ? v128.load(at, 32) : v128.load(at, 16)
    l = bias ? v128.load(at + step, 32) : v128.load(at + step, 16)
    s0 = madd(l, p3, madd(k, p0, s0)); s1 = madd(l, p4, madd(k, p1, s1)); s2 = madd(l, p5, madd(k, p2, s2))
  }
  const lead = constant(list, 11)
  const to = sums + (<usize>a << 4)
  addTo(to, f32x4.mul(s0, lead), f32x4.mul(s1, lead))
  addTo(to + 32, f32x4.mul(s2, lead), zero)
}

/**
 * gauss at points a to a + 5 of an evenly spaced line: phi grows by one factor exp(w step) from each to the next. The
 * shifts of all points but point a are left to the end. No exponent leaves [-126, 127] here, the caller vouches; where it is
 * `near`, that of the factor does not leave [-1/16, 1/16] either. Two neurons at a time.
 */
@inline function ladder(bias: bool, near: bool, neurons: i32, a: i32): void {
  const x = constant(inputs, a)
  const q = constant(shifts, a)
  const scale = f32x4.splat(biasScale)
  const pace = f32x4.splat(spacing)
  const step: usize = bias ? 48 : 32
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
  for (let at = drawn, end = drawn + <usize>neurons * step; at < end; at += 2 * step) {
    const w0 = v128.load(at), w1 = v128.load(at + step)
    const b0 = bias ? madd(v128.load(at, 16), scale, q) : q, b1 = bias ? madd(v128.load(at + step, 16), scale, q) : q
    const v0 = bias ? v128.load(at, 32) : v128.load(at, 16)
    const v1 = bias ? v128.load(at + step, 32) : v128.load(at + step, 16)
    const y0 = f32x4.mul(w0, pace), y1 = f32x4.mul(w1, pace)
    const factor0 = near ? exp2Near(y0) : exp2(y0, true), factor1 = near ? exp2Near(y1) : exp2(y1, true)
    let e0 = f32x4.mul(v0, exp2(madd(w0, x, b0), true)), e1 = f32x4.mul(v1, exp2(madd(w1, x, b1), true))
    s0 = f32x4.add(s0, f32x4.add(e0, e1))
    e0 = f32x4.mul(e0, factor0); e1 = f32x4.mul(e1, factor1)
    s1 = f32x4.add(s1, f32x4.add(e0, e1))
    e0 = f32x4.mul(e0, factor0); e1 = f32x4.mul(e1, factor1)
    s2 = f32x4.add(s2, f32x4.add(e0, e1))
    e0 = f32x4.mul(e0, factor0); e1 = f32x4.mul(e1, factor1)
    s3 = f32x4.add(s3, f32x4.add(e0, e1))
    e0 = f32x4.mul(e0, factor0); e1 = f32x4.mul(e1, factor1)
    s4 = f32x4.add(s4, f32x4.add(e0, e1))
    s5 = madd(e1, factor1, madd(e0, factor0, s5))
  }
  const to = sums + (<usize>a << 4)
  addTo(to, s0, s1)
  addTo(to + 32, s2, s3)
  addTo(to + 64, s4, s5)
}

/** Points a and a + 1 for inputs of any dimension, `fields` given. */
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
export function project(neurons: i32, a: i32): void {
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
 * serve all points. Two neurons at a time, because a sum waits for itself.
 */
function ray(neurons: i32): void {
  const zero = f32x4.splat(0)
  let up0 = zero, up1 = zero, down0 = zero, down1 = zero
  for (let at = drawn, end = drawn + (<usize>neurons << 5); at < end; at += 64) {
    let w = v128.load(at), v = v128.load(at, 16)
    up0 = madd(v, f32x4.pmax(w, zero), up0)
    down0 = madd(v, f32x4.pmin(w, zero), down0)
    w = v128.load(at, 32)
    v = v128.load(at, 48)
    up1 = madd(v, f32x4.pmax(w, zero), up1)
    down1 = madd(v, f32x4.pmin(w, zero), down1)
  }
  addTo(sums, f32x4.add(up0, up1), f32x4.add(down0, down1))
}

/** Replaces what `project` wrote by the values of an activation that has no loop of its own. */
function settle(neurons: i32): void {
  apply(activation, fields, fields + (<usize>neurons << 5))
}

function spaces(neurons: i32): void {
  for (let a = 0; a < points; a += 2) {
    project(neurons, a)
    if (activation == Kind.relu) space(Kind.relu, neurons, a)
    else if (activation == Kind.erf) space(Kind.erf, neurons, a)
    else if (activation == Kind.gauss) space(Kind.gauss, neurons, a)
    else {
      settle(neurons)
      space(Kind.linear, neurons, a)
    }
  }
}

@inline function ladders(bias: bool, neurons: i32): void {
  for (let a = 0; a < points; a += 6) {
    if (near) ladder(bias, true, neurons, a)
    else ladder(bias, false, neurons, a)
  }
}

/** Of an even number of neurons. */
function evaluate(neurons: i32): void {
  if (dimension == 1) {
    if (activation == Kind.relu && !biased) ray(neurons)
    else if (activation == Kind.relu) for (let a = 0; a < points; a += 2) line(Kind.relu, true, neurons, a)
    else if (activation == Kind.erf && biased) for (let a = 0; a < points; a += 3) erfLine(true, neurons, a)
    else if (activation == Kind.erf) for (let a = 0; a < points; a += 3) erfLine(false, neurons, a)
    else if (activation == Kind.ladder && biased) ladders(true, neurons)
    else if (activation == Kind.ladder) ladders(false, neurons)
    else if (activation == Kind.gauss && biased) for (let a = 0; a < points; a += 2) line(Kind.gauss, true, neurons, a)
    else if (activation == Kind.gauss) for (let a = 0; a < points; a += 2) line(Kind.gauss, false, neurons, a)
    else spaces(neurons)
  } else spaces(neurons)
}

/** Networks from, from + 1, ... from + count - 1 (count rounded up to a multiple of 4) to `outputs`. */
export function sample(k0: i32, k1: i32, from: i32, count: i32): void {
  const slots = dimension + (biased ? 2 : 1)
  const isRays = activation == Kind.relu && dimension == 1 && !biased
  for (let i = 0; i < count; i += 4) {
    memory.fill(sums, 0, <usize>((points + 5) / 6) * 96)
    let bias = f32x4.splat(0)
    seek(k0, k1, from + i, 0)
    for (let j = 0; j < width; j += block) {
      glance()
      const neurons = min(block, width - j)
      const last = j + neurons == width
      normals(drawn, (neurons * slots + (biased && last ? 2 : 1)) >> 1)
      const end = drawn + (<usize>(neurons * slots) << 4)
      if (biased && last) bias = f32x4.mul(v128.load(end), f32x4.splat(outputBias))
      // One that says nothing makes them even.
      if (neurons & 1) memory.fill(end, 0, <usize>slots << 4)
      evaluate((neurons + 1) & ~1)
    }
    let to = outputs + (<usize>i << 2)
    for (let a = 0; a < points; a++) {
      const factor = constant(factors, a)
      let sum = sums + (<usize>a << 4)
      if (isRays) sum = load<f32>(factors + (<usize>a << 2)) > 0 ? sums : sums + 16
      v128.store(to, madd(v128.load(sum), factor, bias))
      to += <usize>stride << 2
    }
  }
}

/** A float of each lane to four networks, whose values are `row` bytes apart. */
@inline export function scatter(to: usize, row: usize, values: v128): void {
  v128.store32_lane(to, values, 0)
  v128.store32_lane(to + row, values, 1)
  v128.store32_lane(to + 2 * row, values, 2)
  v128.store32_lane(to + 3 * row, values, 3)
}

/** Values at two points, `fields` given. */
@inline function spill(kind: i32, neurons: i32, to: usize): void {
  const row = <usize>width << 2
  const next = <usize>stride * row
  for (let t = fields, end = fields + (<usize>neurons << 5); t < end; t += 32) {
    scatter(to, row, activate(kind, v128.load(t)))
    scatter(to + next, row, activate(kind, v128.load(t, 16)))
    to += 4
  }
}

/** Neurons of networks from, from + 1, ... from + count - 1 (rounded up to a multiple of 4) to `outputs`. */
export function features(k0: i32, k1: i32, from: i32, count: i32): void {
  const slots = dimension + (biased ? 2 : 1)
  for (let i = 0; i < count; i += 4) {
    seek(k0, k1, from + i, 0)
    for (let j = 0; j < width; j += block) {
      glance()
      const neurons = min(block, width - j)
      normals(drawn, (neurons * slots + 1) >> 1)
      for (let a = 0; a < points; a += 2) {
        project(neurons, a)
        const to = outputs + ((<usize>(a * stride + i) * <usize>width + <usize>j) << 2)
        if (activation == Kind.relu) spill(Kind.relu, neurons, to)
        else if (activation == Kind.erf) spill(Kind.erf, neurons, to)
        else if (activation == Kind.gauss) spill(Kind.gauss, neurons, to)
        else {
          settle(neurons)
          spill(Kind.linear, neurons, to)
        }
      }
    }
  }
}
