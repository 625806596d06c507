/**
 * The gpu.js kernel of random networks: written once, read by gpu.js as text and compiled for webgpu, webasm and
 * plain JavaScript. Hence no variables wider than the 24 bits of an f32, and + - * / sqrt alone: log, cos and exp
 * would be calls out of WebAssembly. It is put together from pieces of text because webasm takes a vector apart for
 * every call of a function, and loops over rotations cost more than the rotations. A thread is four points of one
 * network, or of one neuron.
 */

import * as Activation from "../../domain/field/activation/list.ts"
import { segment } from "../../domain/random/sequence.ts"

export interface Constants {
  readonly [name: string]: number
  /** Pairs of normals a network takes, the output bias included. */
  readonly pairs: number
  /** Pairs at most that a neuron has a part in. */
  readonly neuronPairs: number
  readonly dimension: number
  readonly slots: number
  readonly width: number
  readonly biasStd: number
  readonly outputStd: number
}

const four = [0, 1, 2, 3]
const each = (text: (k: number) => string): string => four.map(text).join("\n")
const declare = (names: string): string =>
  names
    .split(" ")
    .map((name) => `let ${name} = 0`)
    .join("\n")

/** Adds to a word of two halves of 16 bits. The low half of the addend may be a sum below 2^17. */
const add = (word: string, high: string, low: string): string => `
  ${word}Low = ${word}Low + ${low}
  over = Math.floor(${word}Low * 0.0000152587890625)
  ${word}Low = ${word}Low - over * 65536
  ${word}High = ${word}High + ${high} + over
  ${word}High = ${word}High - Math.floor(${word}High * 0.0000152587890625) * 65536`

/** a += b; b = rotl(b, r) ^ a. By 16 and more, the halves change places first. */
const round = (r: number): string => {
  const [high, low] = r < 16 ? ["bHigh", "bLow"] : ["bLow", "bHigh"]
  const turn = (x: string, y: string): string =>
    r === 16 ? x : `(((${x} << ${r % 16}) | (${y} >> ${16 - (r % 16)})) & 65535)`
  return `${add("a", "bHigh", "bLow")}
  over = ${turn(high, low)} ^ aHigh
  bLow = ${turn(low, high)} ^ aLow
  bHigh = over`
}

/** Key words 0, 1 and 2 come as six halves. */
const inject = (n: number): string => {
  const [first, second] = [n % 3, (n + 1) % 3].map((word) => [`keys[${2 * word}]`, `keys[${2 * word + 1}]`])
  return `${add("a", first[0], first[1])}${add("b", second[0], `${second[1]} + ${n}`)}`
}

const rotations = [13, 15, 26, 6, 17, 29, 16, 24]
const threefry = Array.from(
  { length: 20 },
  (_, n) => round(rotations[n % 8]) + (n % 4 === 3 ? inject((n + 1) / 4) : "")
).join("\n")

/** x as a number from -2^31 to 2^31, of a word's halves: the nearest f32. */
const signed = (high: string, low: string): string => `
  y = ${high}
  if (y >= 32768) y = y - 65536
  y = Math.fround(y * 65536 + ${low})`

const scaleDown = (limit: number, bits: number): string => `
  if (y >= ${limit}) {
    y = y * ${2 ** -bits}
    e = e + ${bits}
  }`

/**
 * r = sqrt(-ln u^2), u^2 = (x^2 + 1/4) / 2^62, x the first word, whose sign it takes; ln f = 2 artanh s by a polynomial,
 * relative error 1.4e-9.
 */
const radius = `
  ${signed("t1", "t0")}
  y = 4 * Math.fround(y * y + 0.25)
  e = -64
  ${scaleDown(2 ** 32, 32)}${scaleDown(65536, 16)}${scaleDown(256, 8)}${scaleDown(16, 4)}${scaleDown(4, 2)}${scaleDown(1.42, 1)}${scaleDown(1.42, 1)}
  g = y - 1
  s = g / (g + 2)
  z = s * s
  p = ((0.2992651459 * z + 0.3997475678) * z + 0.6666681637) * z + 1.999999999
  r = Math.sqrt(-(e * 0.6931471805599453 + s * p))
  if (t1 >= 32768) r = -r`

/** first = r cos(pi y / 2), second = r sin(pi y / 2), y of the second word, from -1 to 1. */
const angle = `
  ${signed("t3", "t2")}
  y = y * 4.656612873077393e-10
  z = y * y
  p = (((-0.0000238249185 * z + 0.00091772484) * z - 0.0208626884) * z + 0.253669323) * z - 1.23370053
  first = r * (p * z + 1)
  p = ((0.000150822638 * z - 0.00467223292) * z + 0.0796884847) * z - 0.645963361
  second = r * y * (p * z + 1.57079629)`

/** x P(x^2) / Q(x^2) on [-3.92, 3.92], relative error 5e-8; lifted above 1 near the ends, and cut there. */
const erf = (k: number): string => `
  y = Math.max(-3.92, Math.min(3.92, z${k}))
  z = y * y
  p = ((0.00000001996583908 * z - 0.000001959401028) * z + 0.0001417834437) * z + 0.003696174027
  p = ((p * z + 0.05055574975) * z + 0.1997805493) * z + 1.128379109
  g = ((0.0009549083513 * z + 0.01434181638) * z + 0.1149402811) * z + 0.5103825615
  f${k} = f${k} + normal * Math.max(-1, Math.min(1, (y * p) / (g * z + 1)))`

/** e^(z - q), brought into the range of f32: 2^e by squaring, times a polynomial on half a unit either side. */
const gauss = (k: number): string => `
  y = Math.max(-126, Math.min(127, (z${k} - variances[point + ${k}]) * 1.4426950408889634))
  e = Math.floor(y + 0.5)
  z = y - e
  p = ((0.000153458123 * z + 0.00133999312) * z + 0.00961848896) * z + 0.0555032878
  p = ((p * z + 0.240226469) * z + 0.693147206) * z + 1
  g = 2
  if (e < 0) g = 0.5
  e = Math.abs(e)
  ${[0, 1, 2, 3, 4, 5, 6]
    .map(
      () => `
  s = Math.floor(e * 0.5)
  if (e - 2 * s > 0.5) p = p * g
  g = g * g
  e = s`
    )
    .join("")}
  f${k} = f${k} + normal * p`

/** Carries what a quarter has beyond 16 bits to the next. */
const carry = (quarter: string, next = ""): string => `
  over = Math.floor(${quarter} * 0.0000152587890625)
  ${quarter} = ${quarter} - over * 65536
  ${next === "" ? "" : `${next} = ${next} + over`}`
const carries = (word: string): string =>
  each((k) => (k < 3 ? carry(`${word}${k}`, `${word}${k + 1}`) : carry(`${word}${k}`)))

/** The state of SFC64, 64-bit words u, v, w in quarters, for the segment whose first counter is `counter`, and the next counter. */
const seed = `
  for (let word = 0; word < 3; word++) {
    aHigh = iHigh
    aLow = iLow
    bHigh = Math.floor(counter * 0.0000152587890625)
    bLow = counter - bHigh * 65536
    ${add("a", "keys[0]", "keys[1]")}
    ${add("b", "keys[2]", "keys[3]")}
    ${threefry}
    ${each((k) => `u${k} = v${k}\nv${k} = w${k}`)}
    w0 = aLow
    w1 = aHigh
    w2 = bLow
    w3 = bHigh
    counter = counter + 1
  }
  turn = 1
  left = ${segment}`

/** One step of SFC64: t is its number. Begins the next segment where none is left. */
const step = `
  if (left < 0.5) {
    ${seed}
  }
  left = left - 1
  ${each((k) => `t${k} = u${k} + v${k}`)}
  t0 = t0 + turn
  turn = turn + 1
  ${carries("t")}
  ${each((k) => (k < 3 ? `u${k} = v${k} ^ ((v${k} >> 11) | ((v${k + 1} << 5) & 65535))` : "u3 = v3 ^ (v3 >> 11)"))}
  ${each((k) => `v${k} = 9 * w${k}`)}
  ${carries("v")}
  over = ((w2 << 8) & 65535) | (w1 >> 8)
  y = ((w1 << 8) & 65535) | (w0 >> 8)
  z = ((w0 << 8) & 65535) | (w3 >> 8)
  w0 = (((w3 << 8) & 65535) | (w2 >> 8)) + t0
  w1 = z + t1
  w2 = y + t2
  w3 = over + t3
  ${carries("w")}`

/** The next pair of normals: `first`, `second`. */
const draw = `
  ${step}
  ${radius}
  ${angle}`

/** Number i of the network, and all variables. */
const begin = `
  ${declare("iHigh iLow over aHigh aLow bHigh bLow y e g s z p r first second normal slot neuron bias")}
  ${declare("u0 u1 u2 u3 v0 v1 v2 v3 w0 w1 w2 w3 t0 t1 t2 t3 counter left turn")}
  ${declare("z0 z1 z2 z3 f0 f1 f2 f3")}
  iHigh = fromHigh
  iLow = fromLow
  ${add("i", "0", "this.thread.x")}`

/** Adds to the inputs of the activation what slot number `slot` of a neuron gives. */
const gather = `
  if (slot < this.constants.dimension) {
    ${each((k) => `z${k} = z${k} + normal * inputs[point + ${k}][slot]`)}
  } else {
    if (slot < this.constants.slots - 1) {
      ${each((k) => `z${k} = z${k} + normal * this.constants.biasStd`)}
    }
  }`

const relu = (k: number): string => `f${k} = f${k} + normal * Math.max(z${k}, 0)`

/** Written out for all four points, where a call of a function is not fast enough. */
const terms: { readonly [name in Activation.Name]?: (k: number) => string } = { relu, erf, gauss }

/** Adds `normal` times the values of the neuron to f0 ... f3. */
const activate = (name: Activation.Name): string =>
  each(terms[name] ?? ((k) => `f${k} = f${k} + normal * activation(z${k})`))

/**
 * The functions that the kernel of an activation calls: its own, which is an arrow here, as gpu.js wants one.
 *
 * @throws RangeError where the activation has none
 */
export const functions = (name: Activation.Name): ReadonlyArray<string> => {
  if (terms[name] !== undefined) return []
  const { single } = Activation.of(name)
  if (single === undefined)
    throw new RangeError(`The backends of gpu.js know no activation ${JSON.stringify(name)}.`)
  const [, argument, body] = /^\(?\s*(\w+)\s*\)?\s*=>\s*(.*)$/s.exec(String(single))!
  return [`function activation(${argument}) ${body.startsWith("{") ? body : `{ return ${body} }`}`]
}

/**
 * Outputs. Arguments: inputs [point][coordinate], scaled by the deviation of a hidden weight, padded to whole fours of
 * points; variances [point], Var z; the halves of the key words, high and low in turn; the halves of the first
 * network's number.
 */
export const sample = (
  name: Activation.Name
): string => `function (inputs, variances, keys, fromHigh, fromLow) {
  const point = this.thread.y * 4
  ${begin}
  for (let n = 0; n < this.constants.pairs; n++) {
    ${draw}
    for (let which = 0; which < 2; which++) {
      normal = first
      if (which > 0) normal = second
      if (neuron >= this.constants.width) {
        if (slot < 0.5) bias = normal * this.constants.biasStd
      } else {
        ${gather}
      }
      slot = slot + 1
      if (slot === this.constants.slots) {
        if (neuron < this.constants.width) {
          ${activate(name)}
          ${each((k) => `z${k} = 0`)}
          slot = 0
          neuron = neuron + 1
        }
      }
    }
  }
  return [${four.map((k) => `f${k} * this.constants.outputStd + bias`).join(", ")}]
}`

/** Values of one neuron, with the same arguments: a thread goes through its segment up to the pairs
 * that its neuron has a part in, which is long in wide networks. */
export const features = (
  name: Activation.Name
): string => `function (inputs, variances, keys, fromHigh, fromLow) {
  const point = this.thread.z * 4
  ${begin}
  const pair = Math.floor(this.thread.y * this.constants.slots * 0.5)
  const skipped = pair - Math.floor(pair / ${segment}) * ${segment}
  counter = 3 * Math.floor(pair / ${segment})
  slot = 2 * pair - this.thread.y * this.constants.slots
  for (let n = 0; n < skipped; n++) {
    ${step}
  }
  for (let n = 0; n < this.constants.neuronPairs; n++) {
    ${draw}
    for (let which = 0; which < 2; which++) {
      normal = first
      if (which > 0) normal = second
      if (slot > -0.5) {
        ${gather}
      }
      slot = slot + 1
    }
  }
  normal = 1
  ${activate(name)}
  return [${four.map((k) => `f${k}`).join(", ")}]
}`
