/**
 * Kauffman's bracket of a closed braid, strand by strand, in the Temperley-Lieb algebra: with u = A^2,
 *
 *   sigma_i = A (1 + u^-1 e_i),  sigma_i^-1 = A^-1 (1 + u e_i),  e_i e_i = d e_i,  d = -(u + 1/u),
 *   <closure> = A^w  sum over diagrams b of  coefficient(b) d^(loops of b's closure - 1),  w the writhe.
 *
 * A diagram that begins with the cap of e_i is only multiplied: (1 + u^-1 e_i) b = -u^-2 b. The coefficient of b has
 * powers of u of one parity, that of the number of e's in b, so half of them are stored.
 * The closure is taken strand by strand, as soon as no letter touches one any more, with a factor d where a loop
 * comes off (none for the last one); beyond five strands the word is first rotated to keep few strands open.
 * Products of diagrams are kept from word to word, so up to five strands nothing is faster; with more strands open, the scan of
 * the diagram in an order of its own (bracket.ts) is.
 * Source: Kauffman, State models and the Jones polynomial (Topology 26, 1987); Jones, Annals 126 (1987).
 */
import * as Word from "../braid/word.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Interruption from "../interruption.ts"
import type { Bracket, Estimate } from "./bracket.ts"
import * as Residue from "./residue.ts"
import * as Scan from "./scan.ts"
import * as TemperleyLieb from "./temperley-lieb.ts"

/**
 * The bracket of a word's closure. Exact: the coefficients' moduli add up to at most 2^(letters + strands), so they fit doubles
 * up to 52 letters and strands; beyond, the same sums are made modulo as many coprime numbers as that bound asks for.
 * Cost: {@link estimate}.
 *
 * @param steps the word's {@link schedule}
 */
export const of = (
  word: ArrayLike<number>,
  strands: number,
  steps: ReadonlyArray<Scan.Step> = schedule(word, strands)
): Bracket => {
  const w = Word.writhe(word)
  // The coefficient at place j belongs to u^(parity + 2 (j - zero)).
  const zero = (word.length + w) / 2 + strands
  const width = word.length + 2 * strands + 1
  const low = w + 2 * ((strands - 1) % 2) - 4 * zero
  if (word.length + strands <= 52)
    return { low, coefficients: trace(steps, zero, width, Number.POSITIVE_INFINITY) }
  const moduli = Residue.coprimes(Math.ceil((word.length + strands + 2) / 50))
  const residues = moduli.map((modulus) => trace(steps, zero, width, modulus))
  return { low, coefficients: Residue.lift(residues, moduli) }
}

/**
 * A bound on what {@link of} takes for a word. The diagrams after k letters are at most 2^k, and at most Catalan(m) with m
 * strands open.
 */
export const estimate = (
  word: ArrayLike<number>,
  strands: number,
  steps: ReadonlyArray<Scan.Step> = schedule(word, strands)
): Estimate => {
  const passes = word.length + strands <= 52 ? 1 : Math.ceil((word.length + strands + 2) / 50)
  let operations = 0
  let widest = 0
  let made = 0
  for (const { kind, open } of steps) {
    if (kind === "letter") made++
    const reached = Math.min(2 ** made, TemperleyLieb.dimension(open))
    operations += passes * reached * (made + 1)
    widest = Math.max(widest, reached)
  }
  return { operations, bytes: widest * (16 * (word.length + 2 * strands + 1) + 6 * strands + 300) }
}

/**
 * The moduli of all coefficients, added up over the diagrams after each step of the scan and over the steps (rounded
 * beyond 2^53): a measure of how much of the closure does not cancel.
 */
export const weight = (word: ArrayLike<number>, strands: number): number => {
  const width = word.length + 2 * strands + 1
  const zero = (word.length + Word.writhe(word)) / 2 + strands
  let sum = 0
  trace(schedule(word, strands), zero, width, Number.POSITIVE_INFINITY, (now) => {
    for (let a = 0; a < now.active.length; a++) {
      for (let j = now.low[a]; j <= now.high[a]; j++) sum += Math.abs(now.coefficients[a * width + j])
    }
  })
  return sum
}

/** The steps in which a word is scanned: who wants both, the estimate and the bracket, makes them once. */
export const schedule = (word: ArrayLike<number>, strands: number): Array<Scan.Step> => {
  return Scan.steps(strands > 5 ? Scan.bestRotation(word, strands) : word, strands)
}

/** Bases are made on demand; those of few strands (Catalan(9) is 4862) are kept from word to word. */
const bases: Array<TemperleyLieb.Basis> = []
const keptStrands = 9

const basisFor = (strands: number): TemperleyLieb.Basis => {
  bases[strands] ??= TemperleyLieb.make(strands)
  return bases[strands]
}

/** A combination of diagrams: row a of the coefficients belongs to diagram `active[a]`, between places low and high. */
interface Combination {
  active: Array<number>
  low: Array<number>
  high: Array<number>
  coefficients: Float64Array
  /** The row of each diagram of the basis, or -1. */
  slots: Int32Array
}

const empty = (): Combination => ({
  active: [],
  low: [],
  high: [],
  coefficients: new Float64Array(0),
  slots: new Int32Array(0)
})

/** Two of them, which closing a strand exchanges; their memory is kept from word to word while it is small. */
const scratch = [empty(), empty()]

/** The bracket in powers of u^2 without its loop value for the last strand closed, as residues or as it is. */
const trace = (
  steps: ReadonlyArray<Scan.Step>,
  zero: number,
  width: number,
  modulus: number,
  watch?: (now: Combination) => void
): Float64Array => {
  let [now, spare] = scratch
  clear(now)
  const row = claim(now, 0, zero, zero, width)
  now.coefficients[row * width + zero] = 1
  let flip = 0
  steps.forEach(({ kind, strand, sign, open }, k) => {
    const basis = basisFor(open)
    switch (kind) {
      case "letter":
        cross(now, basis, strand, -sign, flip, width, modulus)
        break
      case "open":
        openStrand(now, basis, basisFor(open + 1), strand)
        break
      case "close": {
        const isLast = k === steps.length - 1
        clear(spare)
        closeStrand(now, spare, basis, strand, flip, isLast, width, modulus)
        if (!isLast) flip = 1 - flip
        ;[now, spare] = [spare, now]
        break
      }
      default:
        nothingLeft(kind, "step of a scan")
    }
    watch?.(now)
  })
  const result = now.coefficients.slice(0, width)
  for (const each of scratch) {
    if (each.coefficients.length <= 2 ** 20) continue
    clear(each)
    each.coefficients = new Float64Array(0)
  }
  if (bases.length > keptStrands + 1) {
    // What the widest basis that is kept remembers of the next one goes with that.
    bases[keptStrands].opened.clear()
    bases.length = keptStrands + 1
  }
  return result
}

/** The same combination of diagrams with one more strand, which runs straight through. */
const openStrand = (
  now: Combination,
  basis: TemperleyLieb.Basis,
  wider: TemperleyLieb.Basis,
  strand: number
): void => {
  for (const s of now.active) now.slots[s] = -1
  now.active = now.active.map((s) => TemperleyLieb.open(basis, wider, s, strand))
  now.active.forEach((s, a) => {
    if (s >= now.slots.length) now.slots = widen(now.slots, 2 * s + 16)
    now.slots[s] = a
  })
}

/** Multiplies by 1 + u^step e. A diagram's powers of u have the parity `parity ^ flip`, flip that of the strands closed. */
const cross = (
  now: Combination,
  basis: TemperleyLieb.Basis,
  g: number,
  step: number,
  flip: number,
  width: number,
  modulus: number
): void => {
  const { active, low, high } = now
  const before = active.length
  for (let a = 0; a < before; a++) {
    if (TemperleyLieb.multiply(basis, active[a], g) !== active[a]) continue
    const { coefficients } = now
    const from = a * width + low[a]
    const to = a * width + high[a]
    if (step < 0) {
      for (let j = from; j <= to; j++) coefficients[j - 1] = -coefficients[j]
      coefficients[to] = 0
    } else {
      for (let j = to; j >= from; j--) coefficients[j + 1] = -coefficients[j]
      coefficients[from] = 0
    }
    low[a] += step
    high[a] += step
  }
  for (let a = 0; a < before; a++) {
    Interruption.look()
    const target = TemperleyLieb.multiply(basis, active[a], g)
    if (target === active[a]) continue
    // u^step u^parity(a) = u^parity(target) u^(2 shift)
    const shift = (step + (basis.parity[active[a]] ^ flip) - (basis.parity[target] ^ flip)) / 2
    addRow(now, target, now, a, shift, 1, width, modulus)
  }
}

/** Closes a strand of all diagrams: a loop that comes off multiplies by d = -(u + 1/u), but for the last strand. */
const closeStrand = (
  now: Combination,
  next: Combination,
  basis: TemperleyLieb.Basis,
  strand: number,
  flip: number,
  isLast: boolean,
  width: number,
  modulus: number
): void => {
  const narrower = basisFor(basis.strands - 1)
  now.active.forEach((s, a) => {
    Interruption.look()
    const target = TemperleyLieb.close(basis, narrower, s, strand)
    if (isLast || !TemperleyLieb.closesLoop(basis, s, strand)) {
      addRow(next, target, now, a, 0, 1, width, modulus)
      return
    }
    const lower = (basis.parity[s] ^ flip) - 1
    addRow(next, target, now, a, lower, -1, width, modulus)
    addRow(next, target, now, a, lower + 1, -1, width, modulus)
  })
}

/** Adds `sign` times row a of one combination, shifted, to the row of a diagram of the same or another one. */
const addRow = (
  to: Combination,
  target: number,
  from: Combination,
  a: number,
  shift: number,
  sign: number,
  width: number,
  modulus: number
): void => {
  const low = from.low[a] + shift
  const high = from.high[a] + shift
  const b = claim(to, target, low, high, width)
  const half = modulus / 2
  const source = from.coefficients
  const sink = to.coefficients
  const end = a * width + from.high[a]
  const offset = b * width + shift - a * width
  for (let j = a * width + from.low[a]; j <= end; j++) {
    let sum = sink[j + offset] + sign * source[j]
    if (sum > half) sum -= modulus
    else if (sum < -half) sum += modulus
    sink[j + offset] = sum
  }
}

/** The row of a diagram, made of zeros if it is new, with room between places low and high. */
const claim = (of: Combination, state: number, low: number, high: number, width: number): number => {
  if (state >= of.slots.length) of.slots = widen(of.slots, 2 * state + 16)
  let a = of.slots[state]
  if (a >= 0) {
    of.low[a] = Math.min(of.low[a], low)
    of.high[a] = Math.max(of.high[a], high)
    return a
  }
  a = of.active.length
  of.slots[state] = a
  of.active.push(state)
  of.low.push(low)
  of.high.push(high)
  if ((a + 1) * width > of.coefficients.length) {
    const larger = new Float64Array(Math.max(64 * width, 2 * of.coefficients.length))
    larger.set(of.coefficients)
    of.coefficients = larger
  }
  of.coefficients.fill(0, a * width, (a + 1) * width)
  return a
}

const clear = (combination: Combination): void => {
  for (const s of combination.active) combination.slots[s] = -1
  combination.active = []
  combination.low = []
  combination.high = []
}

const widen = (slots: Int32Array, length: number): Int32Array => {
  const wider = new Int32Array(length).fill(-1)
  wider.set(slots)
  return wider
}
