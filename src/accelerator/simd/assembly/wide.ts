/**
 * The layer of cos (domain/field/wide/cos.ts) for moderate variances, two pairs at once: the same operations in the same
 * order, so the same bits.
 */

/** f64 [column]: covariances, Theta, and from `variances` on those of the columns before each layer. */
let covariances: usize = 0
let Theta: usize = 0

export function place(count: i32): usize {
  covariances = (__heap_base + 15) & ~15
  // An odd pair at the end has one beside it.
  const row = 8 * ((<usize>count + 1) & ~1)
  Theta = covariances + row
  const variances = Theta + row
  const pages = <i32>((variances + row + 0xffff) >>> 16) - memory.size()
  if (pages > 0) memory.grow(pages)
  return covariances
}

/** By k below 32: 2^(-k / 32); the host writes them. */
const steps: usize = memory.data(8 * 32, 16)

export function table(): usize {
  return steps
}

/** In both lanes: 32 / log 2, log 2 / 32 in two parts, and what the series is divided by. */
const constants: usize = memory.data<f64>(
  [32 / 0.6931471805599453, 32 / 0.6931471805599453, 0.02166084937925916, 0.02166084937925916,
    1.3239129268154012e-11, 1.3239129268154012e-11, 720, 720, 1 / 120.0, 1 / 120.0, 1 / 24.0, 1 / 24.0, 1 / 6.0, 1 / 6.0],
  16
)

/** 2^52: its sum with a whole number has that number in its lowest bits. */
const whole: f64 = 4503599627370496

/** exp(-x) for x from 0 to 100 (domain/field/wide/exponential.ts). */
@inline
function exponential(x: v128): v128 {
  const half = f64x2.splat(0.5)
  const n = f64x2.floor(f64x2.add(f64x2.mul(x, v128.load(constants)), half))
  const y = f64x2.add(
    f64x2.sub(f64x2.mul(n, v128.load(constants, 16)), x),
    f64x2.mul(n, v128.load(constants, 32))
  )
  let tail = f64x2.add(v128.load(constants, 64), f64x2.div(y, v128.load(constants, 48)))
  tail = f64x2.add(v128.load(constants, 80), f64x2.mul(y, tail))
  tail = f64x2.add(v128.load(constants, 96), f64x2.mul(y, tail))
  tail = f64x2.add(half, f64x2.mul(y, tail))
  tail = f64x2.mul(f64x2.mul(y, y), tail)
  const k = f64x2.add(n, f64x2.splat(whole))
  const at = i64x2.shl(v128.and(k, i64x2.splat(31)), 3)
  const part = v128.load64_lane(
    steps + <usize>i64x2.extract_lane(at, 1),
    v128.load64_zero(steps + <usize>i64x2.extract_lane(at, 0)),
    1
  )
  // Times 2^-(k >> 5), by the exponent.
  const step = i64x2.sub(part, i64x2.shl(i64x2.shr_u(k, 5), 52))
  return f64x2.add(step, f64x2.mul(step, f64x2.add(y, tail)))
}

/** The first `count` pairs of a point of variance `q`. */
export function cos(q: f64, weight: f64, bias: f64, count: i32): void {
  const variances = Theta + (Theta - covariances)
  const zero = f64x2.splat(0)
  const one = f64x2.splat(1)
  const two = f64x2.splat(2)
  const half = f64x2.splat(0.5)
  const own = f64x2.splat(q)
  const sign = i64x2.splat(0x8000000000000000)
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    const covariance = v128.load(covariances + at)
    const along = f64x2.abs(covariance)
    const sum = f64x2.mul(f64x2.add(own, v128.load(variances + at)), half)
    const most = exponential(f64x2.max(zero, f64x2.sub(sum, along)))
    const share = f64x2.mul(f64x2.mul(f64x2.splat(weight), most), half)
    const less = exponential(f64x2.mul(two, along))
    const K = f64x2.add(f64x2.splat(bias), f64x2.mul(share, f64x2.add(one, less)))
    const odd = v128.xor(f64x2.sub(one, less), v128.and(f64x2.lt(covariance, zero), sign))
    v128.store(covariances + at, K)
    v128.store(Theta + at, f64x2.add(K, f64x2.mul(f64x2.mul(share, odd), v128.load(Theta + at))))
  }
}
