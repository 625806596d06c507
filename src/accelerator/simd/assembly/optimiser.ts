/** What is done to flat parameters between two gradients: domain/learn/adam.ts, the same operations in the same order and width. */

export function heap(): usize {
  return __heap_base
}

/** total += part, `length` bytes, and up to the next 16. */
export function add(total: usize, part: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 16)
    v128.store(total + i, f32x4.add(v128.load(total + i), v128.load(part + i)))
}

/** Two f32 as f64. */
@inline function wide(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at))
}

/** Two f64 stored as f32, and what they are then. */
@inline function rounded(at: usize, x: v128): v128 {
  const narrow = f32x4.demote_f64x2_zero(x)
  v128.store64_lane(at, narrow, 0)
  return f64x2.promote_low_f32x4(narrow)
}

/**
 * In place, two parameters at once, an odd one with the memory behind it. A byte of `decaying` says which of the two f64 at
 * `shrinks` a parameter is multiplied with.
 */
export function adam(
  parameters: usize, mean: usize, square: usize, gradient: usize, decaying: usize, shrinks: usize, count: usize,
  beta1: f64, beta2: f64, epsilon: f64, shorten: f64, ofMean: f64, ofSquare: f64
): void {
  const rest1 = f64x2.splat(1 - beta1)
  const rest2 = f64x2.splat(1 - beta2)
  for (let k: usize = 0; k < count; k += 2) {
    const i = k << 2
    const g = f64x2.mul(wide(gradient + i), f64x2.splat(shorten))
    const m = rounded(mean + i, f64x2.add(f64x2.mul(f64x2.splat(beta1), wide(mean + i)), f64x2.mul(rest1, g)))
    const v = rounded(
      square + i,
      f64x2.add(f64x2.mul(f64x2.splat(beta2), wide(square + i)), f64x2.mul(f64x2.mul(rest2, g), g))
    )
    const root = f64x2.add(f64x2.sqrt(f64x2.mul(v, f64x2.splat(ofSquare))), f64x2.splat(epsilon))
    const move = f64x2.div(f64x2.mul(f64x2.splat(ofMean), m), root)
    let shrink = v128.load64_zero(shrinks + (<usize>load<u8>(decaying + k) << 3))
    shrink = v128.load64_lane(shrinks + (<usize>load<u8>(decaying + k + 1) << 3), shrink, 1)
    rounded(parameters + i, f64x2.sub(f64x2.mul(wide(parameters + i), shrink), move))
  }
}
