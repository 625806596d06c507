/**
 * The gpu.js kernel of random networks: written once, read by gpu.js as text and compiled for webgpu, webasm and
 * plain JavaScript. Hence no closures, no variables wider than the 24 bits of an f32, and + - * / sqrt alone: log,
 * cos and exp would be calls out of WebAssembly. A thread is four points of one network.
 */

export interface Constants {
  readonly [name: string]: number
  /** Pairs of normals a network takes, the output bias included. */
  readonly pairs: number
  readonly dimension: number
  readonly slots: number
  readonly width: number
  /** 0 relu, 1 erf, 2 gauss */
  readonly activation: number
  readonly biasStd: number
  readonly outputStd: number
}

interface Thread {
  readonly thread: { readonly x: number; readonly y: number }
  readonly constants: Constants
}

/**
 * sqrt(-2 ln u), u = (word + 1/2) / 2^32, the word as two halves of 16 bits. The upper half of the range goes by
 * 1 - u, which alone holds the digits there; ln f = 2 artanh s by a polynomial, relative error 1.4e-9.
 */
export function radius(high: number, low: number): number {
  let e = 0
  let g = 0
  if (high >= 32768) {
    const t = ((65535 - high) * 65536 + (65535 - low) + 0.5) * 2.3283064365386963e-10
    g = -t
    if (t > 0.2928932) {
      g = 1 - 2 * t
      e = -1
    }
  } else {
    let y = 2 * (high * 65536 + low + 0.5)
    e = -33
    if (y >= 65536) {
      y = y * 0.0000152587890625
      e = e + 16
    }
    if (y >= 256) {
      y = y * 0.00390625
      e = e + 8
    }
    if (y >= 16) {
      y = y * 0.0625
      e = e + 4
    }
    if (y >= 4) {
      y = y * 0.25
      e = e + 2
    }
    if (y >= 1.42) {
      y = y * 0.5
      e = e + 1
    }
    if (y >= 1.42) {
      y = y * 0.5
      e = e + 1
    }
    g = y - 1
  }
  const s = g / (g + 2)
  const z = s * s
  const p = ((0.5985302925 * z + 0.7994951392) * z + 1.333336353) * z + 3.9999999972
  return Math.sqrt(-(e * 1.3862943611198906 + s * p))
}

/** The angle 2 pi word / 2^32 in units of pi / 2, less the multiple of pi that brings it into [-1, 1). */
export function angle(high: number, low: number): number {
  let h = high
  if (h >= 32768) h = h - 32768
  if (h >= 16384) h = h - 32768
  return (h * 65536 + low) * 9.313225746154785e-10
}

/** -1 where {@link angle} left an odd multiple of pi out. */
export function parity(high: number): number {
  let sign = 1
  if (high >= 16384) sign = -1
  if (high >= 49152) sign = 1
  return sign
}

export function cosine(y: number): number {
  const z = y * y
  const p = (((-2.38249185e-5 * z + 9.1772484e-4) * z - 2.08626884e-2) * z + 2.53669323e-1) * z - 1.23370053
  return p * z + 1
}

export function sine(y: number): number {
  const z = y * y
  const p = ((1.50822638e-4 * z - 4.67223292e-3) * z + 7.96884847e-2) * z - 6.45963361e-1
  return y * (p * z + 1.57079629)
}

/** x P(x^2) / Q(x^2) on [-3.7, 3.7], absolute error 1.9e-7. */
export function erf(t: number): number {
  const x = Math.max(-3.7, Math.min(3.7, t))
  const z = x * x
  const p = ((-1.502440611e-6 * z + 2.521226032e-4) * z + 9.688404867e-3) * z + 6.999908521e-2
  const q = ((2.302415224e-3 * z + 2.67901586e-2) * z + 1.7651221404e-1) * z + 6.4321643594e-1
  return (x * ((p * z + 3.496873202e-1) * z + 1.1283775182)) / (q * z + 1)
}

/** e^t, t brought into the range of f32: 2^k, by squaring, times a polynomial on half a unit either side. */
export function exponential(t: number): number {
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: not every mode of gpu.js knows Math.LOG2E
  const x = Math.max(-126, Math.min(127, t * 1.4426950408889634))
  const k = Math.floor(x + 0.5)
  const y = x - k
  const p = ((1.53458123e-4 * y + 1.33999312e-3) * y + 9.61848896e-3) * y + 5.55032878e-2
  let power = ((p * y + 2.40226469e-1) * y + 6.93147206e-1) * y + 1
  let left = Math.abs(k)
  let factor = 2
  if (k < 0) factor = 0.5
  for (let bit = 0; bit < 7; bit++) {
    const half = Math.floor(left * 0.5)
    if (left - 2 * half > 0.5) power = power * factor
    factor = factor * factor
    left = half
  }
  return power
}

export function activate(activation: number, t: number, variance: number): number {
  if (activation < 0.5) return Math.max(t, 0)
  if (activation < 1.5) return erf(t)
  return exponential(t - variance)
}

/** x + y + carry of two halves, without the carry out. */
export function half(x: number, y: number, carry: number): number {
  const sum = x + y + carry
  return sum - 65536 * Math.floor(sum * 0.0000152587890625)
}

export function carry(x: number, y: number): number {
  return Math.floor((x + y) * 0.0000152587890625)
}

/**
 * @param inputs [point][coordinate], scaled by the deviation of a hidden weight, padded to whole fours of points
 * @param variances [point]: Var z
 * @param keys the three key words of Threefry, high and low halves: k0h, k0l, k1h, k1l, k2h, k2l
 * @param fromHigh high half of the first network's number; `fromLow`: the low half
 */
export function networks(
  this: Thread,
  inputs: number[][],
  variances: number[],
  keys: number[],
  fromHigh: number,
  fromLow: number
): [number, number, number, number] {
  const point = this.thread.y * 4
  const low = fromLow + this.thread.x
  const wrapped = Math.floor(low * 0.0000152587890625)
  const iLow = low - wrapped * 65536
  const iHigh = half(fromHigh, wrapped, 0)
  let slot = 0
  let neuron = 0
  let z0 = 0
  let z1 = 0
  let z2 = 0
  let z3 = 0
  let f0 = 0
  let f1 = 0
  let f2 = 0
  let f3 = 0
  let bias = 0
  for (let pair = 0; pair < this.constants.pairs; pair++) {
    const pairHigh = Math.floor(pair * 0.0000152587890625)
    const pairLow = pair - pairHigh * 65536
    let aLow = half(iLow, keys[1], 0)
    let aHigh = half(iHigh, keys[0], carry(iLow, keys[1]))
    let bLow = half(pairLow, keys[3], 0)
    let bHigh = half(pairHigh, keys[2], carry(pairLow, keys[3]))
    for (let round = 0; round < 20; round++) {
      const over = carry(aLow, bLow)
      aLow = half(aLow, bLow, 0)
      aHigh = half(aHigh, bHigh, over)
      // Rotation: 13 15 26 6 17 29 16 24, in turn; by 16 and more, the halves change places first.
      const step = round % 8
      let turn = 8192
      let swap = 0
      if (step === 1) turn = 32768
      if (step === 2) turn = 1024
      if (step === 3) turn = 64
      if (step === 4) turn = 2
      if (step === 5) turn = 8192
      if (step === 6) turn = 1
      if (step === 7) turn = 256
      if (step === 2) swap = 1
      if (step > 3) swap = 1
      let upper = bHigh
      let lower = bLow
      if (swap > 0) {
        upper = bLow
        lower = bHigh
      }
      upper = upper * turn
      lower = lower * turn
      const upperOut = Math.floor(upper * 0.0000152587890625)
      const lowerOut = Math.floor(lower * 0.0000152587890625)
      upper = upper - upperOut * 65536 + lowerOut
      lower = lower - lowerOut * 65536 + upperOut
      bHigh = upper ^ aHigh
      bLow = lower ^ aLow
      if (round % 4 === 3) {
        const injection = (round + 1) / 4
        const first = (injection % 3) * 2
        const second = ((injection + 1) % 3) * 2
        const overA = carry(aLow, keys[first + 1])
        aLow = half(aLow, keys[first + 1], 0)
        aHigh = half(aHigh, keys[first], overA)
        const addend = keys[second + 1] + injection
        const overB = carry(bLow, addend)
        bLow = half(bLow, addend, 0)
        bHigh = half(bHigh, keys[second], overB)
      }
    }
    const r = radius(aHigh, aLow) * parity(bHigh)
    const y = angle(bHigh, bLow)
    for (let which = 0; which < 2; which++) {
      let normal = r * cosine(y)
      if (which > 0) normal = r * sine(y)
      if (neuron >= this.constants.width) {
        if (slot < 0.5) bias = normal * this.constants.biasStd
        slot = slot + 1
      } else {
        if (slot < this.constants.dimension) {
          z0 = z0 + normal * inputs[point][slot]
          z1 = z1 + normal * inputs[point + 1][slot]
          z2 = z2 + normal * inputs[point + 2][slot]
          z3 = z3 + normal * inputs[point + 3][slot]
        }
        if (slot === this.constants.dimension) {
          if (slot < this.constants.slots - 1) {
            z0 = z0 + normal * this.constants.biasStd
            z1 = z1 + normal * this.constants.biasStd
            z2 = z2 + normal * this.constants.biasStd
            z3 = z3 + normal * this.constants.biasStd
          }
        }
        slot = slot + 1
        if (slot === this.constants.slots) {
          f0 = f0 + normal * activate(this.constants.activation, z0, variances[point])
          f1 = f1 + normal * activate(this.constants.activation, z1, variances[point + 1])
          f2 = f2 + normal * activate(this.constants.activation, z2, variances[point + 2])
          f3 = f3 + normal * activate(this.constants.activation, z3, variances[point + 3])
          z0 = 0
          z1 = 0
          z2 = 0
          z3 = 0
          slot = 0
          neuron = neuron + 1
        }
      }
    }
  }
  const scale = this.constants.outputStd
  return [f0 * scale + bias, f1 * scale + bias, f2 * scale + bias, f3 * scale + bias]
}
