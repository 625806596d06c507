/**
 * Values of activations and their slopes: s(z) and s'(z). Where the slope follows from the value it is not kept.
 */
import { cos, erf, exp2, Kind, relu, tanh } from "../activation"
import { madd } from "../constant"
import { activation } from "./state"

@inline function half(): v128 {
  return f32x4.splat(0.5)
}

/** factor exp(-square). */
@inline function bell(square: v128, factor: f32): v128 {
  return f32x4.mul(exp2(f32x4.mul(square, f32x4.splat(-1.4426950408889634)), false), f32x4.splat(factor))
}

/** Writes s(z) to `value` and, where `pull` reads it, s'(z) to `slope`. `kind` is known when compiling. */
@inline export function settle(kind: i32, z: v128, value: usize, slope: usize): v128 {
  let s = z
  if (kind == Kind.relu) s = relu(z)
  else if (kind == Kind.tanh) s = tanh(z)
  else if (kind == Kind.erf) {
    s = erf(z)
    v128.store(slope, bell(f32x4.mul(z, z), 1.1283791670955126))
  } else if (kind == Kind.gelu) {
    const phi = madd(erf(f32x4.mul(z, f32x4.splat(0.70710678118654752))), half(), half())
    s = f32x4.mul(z, phi)
    v128.store(slope, madd(z, bell(f32x4.mul(f32x4.mul(z, z), half()), 0.3989422804014327), phi))
  } else if (kind == Kind.cos) {
    s = cos(z)
    v128.store(slope, cos(f32x4.add(z, f32x4.splat(1.5707963267948966))))
  }
  v128.store(value, s)
  return s
}

/** r s'(z) of what `settle` wrote, `s` being the value. */
@inline export function pull(kind: i32, r: v128, s: v128, slope: usize): v128 {
  if (kind == Kind.linear) return r
  if (kind == Kind.relu) return v128.and(r, f32x4.gt(s, f32x4.splat(0)))
  if (kind == Kind.tanh) return f32x4.sub(r, f32x4.mul(f32x4.mul(r, s), s))
  return f32x4.mul(r, v128.load(slope))
}

@inline function settleAll(kind: i32, value: usize, slope: usize, count: i32): void {
  for (const end = value + (<usize>count << 4); value < end; value += 16) {
    settle(kind, v128.load(value), value, slope)
    slope += 16
  }
}

/** Replaces `count` inputs of a neuron by what `settle` writes. */
export function settleRow(value: usize, slope: usize, count: i32): void {
  switch (activation) {
    case Kind.relu: return settleAll(Kind.relu, value, slope, count)
    case Kind.erf: return settleAll(Kind.erf, value, slope, count)
    case Kind.tanh: return settleAll(Kind.tanh, value, slope, count)
    case Kind.gelu: return settleAll(Kind.gelu, value, slope, count)
    case Kind.cos: return settleAll(Kind.cos, value, slope, count)
    case Kind.linear: return
    default: unreachable()
  }
}

@inline function pullAll(kind: i32, r: usize, value: usize, slope: usize, to: usize, count: i32): void {
  for (const end = to + (<usize>count << 4); to < end; to += 16) {
    v128.store(to, pull(kind, v128.load(r), v128.load(value), slope))
    r += 16
    value += 16
    slope += 16
  }
}

/** `pull` of `count` numbers from r on, to `to`. */
export function pullRow(r: usize, value: usize, slope: usize, to: usize, count: i32): void {
  switch (activation) {
    case Kind.relu: return pullAll(Kind.relu, r, value, slope, to, count)
    case Kind.tanh: return pullAll(Kind.tanh, r, value, slope, to, count)
    case Kind.linear: return pullAll(Kind.linear, r, value, slope, to, count)
    case Kind.erf:
    case Kind.gelu:
    case Kind.cos:
      return pullAll(Kind.erf, r, value, slope, to, count)
    default: unreachable()
  }
}
