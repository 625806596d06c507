/**
 * Four random networks at once that learn by gradient descent, as domain/field/learning/descent.ts has them: drawn, stepped, and
 * asked. The caller lays out the memory; see the host side for what the numbers mean.
 */
import { Kind } from "../activation"
import { constant, madd } from "../constant"
import { glance, look } from "../look"
import { normals, seek, span } from "../normal"
import { askFirst, stepDeep, stepShallow } from "./first"
import { askSecond, stepSecond } from "./second"
import {
  biased, biasStd, deepStd, learned, outputs, parameters, points, rate, residuals, slots, targets, values, values2, weights,
  width
} from "./state"

export { Kind }
export { configure, heap, place } from "./state"

let deep: bool = false

/** Pairs of normals drawn between two looks. */
const most: i32 = 1 << 14

/** Normals 2 `pair`, … of four networks, to `at`. */
function draw(k0: i32, k1: i32, network: i32, pair: i32, count: i32, at: usize): void {
  const pairs = (count + 1) >> 1
  seek(k0, k1, network, pair)
  for (let done = 0; done < pairs; done += most) {
    look()
    const some = min(most, pairs - done)
    normals(at, some)
    at += <usize>some << 5
  }
}

/** f at points `from` to `to`, from the values of the last layer. */
function output(from: i32, to: i32): void {
  const bias = biased
    ? f32x4.mul(v128.load(parameters + (<usize>(width * slots) << 4)), f32x4.splat(biasStd))
    : f32x4.splat(0)
  const scale = f32x4.splat(deepStd)
  const stride = <usize>points << 4
  const bytes = <usize>slots << 4
  for (let a = from; a < to; a++) {
    let sum = f32x4.splat(0)
    let value = (deep ? values2 : values) + (<usize>a << 4)
    let v = parameters + bytes - 16
    for (const end = v + <usize>width * bytes; v < end; v += bytes) {
      sum = madd(v128.load(v), v128.load(value), sum)
      value += stride
    }
    v128.store(outputs + (<usize>a << 4), madd(sum, scale, bias))
  }
}

function forward(from: i32, to: i32): void {
  askFirst(from, to)
  if (deep) askSecond(from, to)
  output(from, to)
}

/** f less its target, of the first `count` points; what is padded keeps its zero. */
function judge(count: i32): void {
  for (let a = 0; a < count; a++) {
    const here = <usize>a << 4
    v128.store(residuals + here, f32x4.sub(v128.load(outputs + here), constant(targets, a)))
  }
}

/** Draws the networks from number `network` on, with one or two layers, and asks them at the points learned from. */
export function start(k0: i32, k1: i32, network: i32, depth: i32): void {
  deep = depth == 2
  const first = width * slots + (biased ? 1 : 0)
  draw(k0, k1, network, 0, first, parameters)
  if (deep) draw(k0, k1, network, span(first), width * (width + (biased ? 1 : 0)), weights)
  forward(0, learned)
}

/** Makes so many steps by `count` points. */
export function descend(steps: i32, count: i32): void {
  for (let step = 0; step < steps; step++) {
    glance()
    judge(count)
    let sum = f32x4.splat(0)
    for (let a = 0; a < count; a++) sum = f32x4.add(sum, v128.load(residuals + (<usize>a << 4)))
    if (biased) {
      const at = parameters + (<usize>(width * slots) << 4)
      v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(f32x4.splat(rate * biasStd), sum)))
    }
    if (deep) {
      stepSecond()
      stepDeep()
      askSecond(0, learned)
      output(0, learned)
    } else {
      memory.fill(outputs, 0, <usize>learned << 4)
      stepShallow()
      const bias = biased
        ? f32x4.mul(v128.load(parameters + (<usize>(width * slots) << 4)), f32x4.splat(biasStd))
        : f32x4.splat(0)
      const scale = f32x4.splat(deepStd)
      for (let at = outputs, end = outputs + (<usize>learned << 4); at < end; at += 16)
        v128.store(at, madd(v128.load(at), scale, bias))
    }
  }
}

/** f at the points asked; at those learned from it is known. */
export function ask(): void {
  forward(learned, points)
}
