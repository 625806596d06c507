import * as Word from "../braid/word.ts"
import * as Laurent from "./laurent.ts"
import * as Residue from "./residue.ts"
import * as TemperleyLieb from "./temperley-lieb.ts"

/** What a computation would take at most: additions of coefficients, and bytes of working memory. */
export interface Estimate {
  readonly operations: number
  readonly bytes: number
}

/** Where {@link of} refuses: about a minute's work, and a gibibyte. */
export const limit: Estimate = { operations: 2e10, bytes: 2 ** 30 }

/**
 * The Jones polynomial V(t) of the closure of a braid word.
 *
 * Kauffman's bracket in the Temperley-Lieb algebra: with u = A^2 and t = A^-4 = u^-2,
 *   sigma_i = A (1 + u^-1 e_i),  sigma_i^-1 = A^-1 (1 + u e_i),  e_i e_i = d e_i,  d = -(u + 1/u),
 *   V = (-1)^w u^-w  sum over diagrams b of  coefficient(b) d^(loops of b's closure - 1),  w the writhe.
 * A diagram that begins with the cap of e_i is only multiplied: (1 + u^-1 e_i) b = -u^-2 b. The coefficient of b has
 * powers of u of one parity, that of the number of e's in b, so half of them are stored.
 *
 * word: signed generators; the closure of `1 1 1` has V = t + t^3 - t^4. strands: the fewest unless told; each strand
 * without a crossing multiplies V by d. A link with an even number of components has half-integer exponents.
 * Exact: the coefficients' moduli add up to at most 2^(letters + strands), so they fit doubles up to 52 letters and
 * strands; beyond, the same sums are made modulo as many coprime numbers as that bound asks for.
 * Throws a RangeError before it starts if {@link estimate} is beyond {@link limit}.
 * Source: Kauffman, State models and the Jones polynomial (Topology 26, 1987); Jones, Annals 126 (1987).
 * Cost: letters x diagrams reached (at most Catalan(strands)) x letters.
 */
export function of(word: ArrayLike<number>, strands: number = Word.strands(word)): Laurent.Laurent {
  checkStrands(word, strands)
  refuseIfTooLarge(word, strands)
  const bits = word.length + strands
  const basis = basisFor(strands)
  if (bits <= 52) return Laurent.of(lowest(word, strands), trace(word, basis, Number.POSITIVE_INFINITY))
  const moduli = Residue.coprimes(Math.ceil((bits + 2) / 50))
  const residues = moduli.map((modulus) => trace(word, basis, modulus))
  return Laurent.of(lowest(word, strands), Residue.lift(residues, moduli))
}

/**
 * A bound on what {@link of} takes for a word. The diagrams reached after k letters are at most 2^k, and at most the
 * product of Catalan(r + 1) over the runs of r neighbouring generators that occur.
 */
export function estimate(word: ArrayLike<number>, strands: number = Word.strands(word)): Estimate {
  const most = diagrams(word, strands)
  const bits = word.length + strands
  const passes = bits <= 52 ? 1 : Math.ceil((bits + 2) / 50)
  let operations = 0
  for (let k = 0; k < word.length; k++) operations += passes * Math.min(2 ** k, most) * (k + 1)
  const reached = Math.min(2 ** word.length, most)
  return { operations, bytes: reached * (8 * (word.length + 2) + 6 * strands + 200) }
}

function diagrams(word: ArrayLike<number>, strands: number): number {
  const occurs = new Uint8Array(strands + 1)
  for (let k = 0; k < word.length; k++) occurs[Math.abs(word[k])] = 1
  let product = 1
  let run = 0
  for (let g = 1; g <= strands; g++) {
    if (occurs[g] === 1) run++
    else {
      product *= TemperleyLieb.dimension(run + 1)
      run = 0
    }
  }
  return product
}

/** Whether {@link of} would not refuse. */
export function isWithinReach(word: ArrayLike<number>, strands: number = Word.strands(word)): boolean {
  const { operations, bytes } = estimate(word, strands)
  return operations <= limit.operations && bytes <= limit.bytes
}

function refuseIfTooLarge(word: ArrayLike<number>, strands: number): void {
  if (isWithinReach(word, strands)) return
  const { operations, bytes } = estimate(word, strands)
  throw new RangeError(
    `The Jones polynomial of this word of ${word.length} letters on ${strands} strands would take up to ` +
      `${operations.toPrecision(2)} additions and ${(bytes / 2 ** 30).toPrecision(2)} GiB. Reduce the word to fewer ` +
      "strands, or ask for the Alexander polynomial, the determinant and the signature, which take milliseconds."
  )
}

function checkStrands(word: ArrayLike<number>, strands: number): void {
  if (Number.isInteger(strands) && strands >= Word.strands(word)) return
  throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
}

/** Bases of few strands are kept from word to word (Catalan(9) is 4862); of more, made anew and let go. */
const kept: TemperleyLieb.Basis[] = []

function basisFor(strands: number): TemperleyLieb.Basis {
  if (strands > 9) return TemperleyLieb.make(strands)
  kept[strands] ??= TemperleyLieb.make(strands)
  return kept[strands]
}

/** Working memory that is kept from word to word while it is small. */
let scratch = { coefficients: new Float64Array(0), slots: new Int32Array(0) }

/** The exponent of t at the first entry of {@link trace}. */
function lowest(word: ArrayLike<number>, strands: number): number {
  return (Word.writhe(word) - 1 - strands) / 2 - negatives(word)
}

function negatives(word: ArrayLike<number>): number {
  return (word.length - Word.writhe(word)) / 2
}

/** Coefficients of V, from exponent {@link lowest} of t on, as residues modulo `modulus`, or as they are. */
function trace(word: ArrayLike<number>, basis: TemperleyLieb.Basis, modulus: number): Float64Array {
  const letters = word.length
  const half = modulus / 2
  const positives = letters - negatives(word)
  const width = letters + 1
  // Per active diagram: where it is known in the basis, and the range of its powers of u^2, shifted by `positives`.
  const active: number[] = [0]
  const low: number[] = [positives]
  const high: number[] = [positives]
  let { coefficients, slots } = scratch
  if (coefficients.length < 64 * width) coefficients = new Float64Array(64 * width)
  if (slots.length < basis.count) slots = new Int32Array(2 * basis.count).fill(-1)
  coefficients.fill(0, 0, width)
  coefficients[positives] = 1
  slots[0] = 0

  for (let k = 0; k < letters; k++) {
    const g = Math.abs(word[k]) - 1
    const step = word[k] > 0 ? -1 : 1
    const before = active.length
    for (let a = 0; a < before; a++) {
      if (TemperleyLieb.multiply(basis, active[a], g) !== active[a]) continue
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
      const s = active[a]
      const target = TemperleyLieb.multiply(basis, s, g)
      if (target === s) continue
      // u^step u^parity(s) = u^parity(target) u^(2 shift)
      const shift = (step + basis.parity[s] - basis.parity[target]) / 2
      if (target >= slots.length) slots = widen(slots, 2 * basis.count)
      let b = slots[target]
      if (b < 0) {
        b = active.length
        slots[target] = b
        active.push(target)
        low.push(low[a] + shift)
        high.push(high[a] + shift)
        if ((b + 1) * width > coefficients.length) {
          const larger = new Float64Array(2 * coefficients.length)
          larger.set(coefficients)
          coefficients = larger
        }
        coefficients.fill(0, b * width, (b + 1) * width)
      } else {
        low[b] = Math.min(low[b], low[a] + shift)
        high[b] = Math.max(high[b], high[a] + shift)
      }
      const offset = b * width + shift - a * width
      const to = a * width + high[a]
      for (let j = a * width + low[a]; j <= to; j++) {
        let sum = coefficients[j + offset] + coefficients[j]
        if (sum > half) sum -= modulus
        else if (sum < -half) sum += modulus
        coefficients[j + offset] = sum
      }
    }
  }
  const powers = closure(basis, active, low, high, coefficients, width, half)
  for (const s of active) slots[s] = -1
  scratch =
    coefficients.length <= 2 ** 20 ? { coefficients, slots } : { coefficients: new Float64Array(0), slots }
  return reversed(powers, word)
}

/** The sum over diagrams of coefficient times d^(loops - 1), by Horner's rule; entry j belongs to the power
 * j - strands of u, counted from u^(-2 positives). */
function closure(
  basis: TemperleyLieb.Basis,
  active: readonly number[],
  low: readonly number[],
  high: readonly number[],
  coefficients: Float64Array,
  width: number,
  half: number
): Float64Array {
  const strands = basis.strands
  const length = 2 * width + 2 * strands
  let sum = new Float64Array(length)
  const add = (x: number, y: number) => {
    const z = x + y
    if (z > half) return z - 2 * half
    return z < -half ? z + 2 * half : z
  }
  for (let loops = strands; loops >= 1; loops--) {
    const next = new Float64Array(length)
    for (let j = 1; j < length - 1; j++) next[j] = add(-sum[j - 1], -sum[j + 1])
    for (let a = 0; a < active.length; a++) {
      if (basis.loops[active[a]] !== loops) continue
      const at = strands + basis.parity[active[a]]
      for (let j = low[a]; j <= high[a]; j++) {
        next[at + 2 * j] = add(next[at + 2 * j], coefficients[a * width + j])
      }
    }
    sum = next
  }
  return sum
}

/** From powers of u upwards to powers of t upwards, with the sign of the writhe. Loops and parity of a diagram change
 * together, so that only every second power of u occurs. */
function reversed(powers: Float64Array, word: ArrayLike<number>): Float64Array {
  const sign = Word.writhe(word) % 2 === 0 ? 1 : -1
  const last = powers.length / 2 - 1
  return Float64Array.from({ length: last + 1 }, (_, k) => sign * powers[2 * (last - k) + 1])
}

function widen(slots: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length).fill(-1)
  wider.set(slots)
  return wider
}
