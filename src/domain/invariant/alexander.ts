import * as Word from "../braid/word.ts"
import * as Planar from "../diagram/planar.ts"
import * as Burau from "./burau.ts"
import * as Invariant from "./invariant.ts"
import * as Laurent from "./laurent.ts"
import * as Residue from "./residue.ts"
import * as Roots from "./roots.ts"
import * as States from "./states.ts"
import * as Subject from "./subject.ts"

/** About a minute's work; {@link of} refuses beyond it. */
export const limit = 2e10

/**
 * The Alexander polynomial of the closure of a braid word in Conway's normalisation: symmetric, D(1/t) = D(t), and
 * D(1) = 1 for a knot; for a link of c components D(1/t) = (-1)^(c-1) D(t), D(1) = 0, and the sign is Conway's
 * (D is the Conway polynomial at z = t^(1/2) - t^(-1/2), +z for `1 1`). A split link has 0.
 *
 *   D(t) = (-t^(-1/2))^(w - n + 1)  (1 - t) / (1 - t^n)  det(1 - Burau(word)),  w the writhe, n the strands.
 *
 * Exact: D is computed at roots of unity of a prime order m modulo primes and transformed back. Seifert's surface
 * gives D a span of at most letters - n + 1 < m, and D(1/t) halves the points. D is a sum of +-t^k over the states of
 * the diagram, and these are the spanning trees of either checkerboard graph: at most the product of the vertex
 * degrees without the largest one (Hadamard), and at most 2^(letters - 1). The primes outweigh twice that bound.
 * Where strands are many the word's planar diagram takes less (states.ts), and is taken instead.
 * Throws a RangeError if the word needs more strands than given, or the work is beyond {@link limit}.
 * Source: Burau (1935); Kauffman, Formal Knot Theory (1983) for the states.
 * Cost: see {@link estimate}.
 */
export const of = (word: ArrayLike<number>, strands: number = Word.strands(word)): Laurent.Laurent => {
  if (!Number.isInteger(strands) || strands < Word.strands(word)) {
    throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
  }
  const found = within(word, strands)
  if (found !== null) return found
  throw new RangeError(
    `The Alexander polynomial of this word of ${word.length} letters on ${strands} strands would take about ` +
      `${estimate(word, strands).toPrecision(2)} products. Reduce the word to fewer strands first.`
  )
}

/** The Alexander polynomial of a planar diagram, normalised as {@link of} has it; null beyond the {@link limit}. */
export const ofDiagram = (diagram: Planar.Diagram): Laurent.Laurent | null =>
  States.work(diagram) > limit ? null : States.alexander(diagram)

/** That of a subject, null where it is out of reach. */
export const polynomial = Subject.fact((subject) => {
  if (!("word" in subject.given)) return ofDiagram(Subject.reduced(subject))
  const { word, strands } = Subject.reduction(subject)
  return within(word, strands)
})

/** How long it may take beyond milliseconds; 0 where it is out of reach. Measured: 1 to 2 ns a product. */
export const seconds = (subject: Subject.Subject): number => {
  const isWord = "word" in subject.given
  const { word, strands } = isWord ? Subject.reduction(subject) : { word: [], strands: 1 }
  const products = isWord ? estimate(word, strands) : States.work(Subject.reduced(subject))
  return products <= limit ? 1.5e-9 * products : 0
}

export const invariant: Invariant.Invariant = {
  name: "alexander",
  title: "Alexander",
  effort: "quick",
  seconds,
  show: (subject) => Invariant.shown(polynomial(subject), Laurent.print, Laurent.toJson)
}

/** null beyond the {@link limit}. */
const within = (word: ArrayLike<number>, strands: number): Laurent.Laurent | null => {
  const bits = coefficientBits(word, strands)
  if (bits < 0) return Laurent.zero
  if (strands === 1) return Laurent.one
  const ownWork = work(bits, word.length, strands)
  if (ownWork > limit || ownWork > statesWork(bits, word.length, strands))
    return ofDiagram(Planar.ofBraid(Word.of(word), strands))
  const span = word.length - strands + 1
  // 1 + t + ... + t^(strands-1) is zero at none of the roots, whose order is prime and above the strands.
  const grids = Roots.grids(Math.max(span + 1, strands + 1), bits)
  return Roots.symmetric(
    span,
    grids,
    grids.map((grid) => normalised(word, strands, grid))
  )
}

/** About how many products of residues {@link of} takes for a word. */
export const estimate = (word: ArrayLike<number>, strands: number = Word.strands(word)): number => {
  const bits = coefficientBits(word, strands)
  if (bits < 0) return 0
  return Math.min(work(bits, word.length, strands), statesWork(bits, word.length, strands))
}

/** What the sum over the states of the word's diagram takes. */
const statesWork = (bits: number, letters: number, strands: number): number =>
  States.workOf(letters, letters - strands + 1, bits)

const work = (bits: number, letters: number, strands: number): number => {
  const points = (letters - strands + 3) / 2
  return Math.ceil((bits + 2) / 25.99) * points * (letters * strands + strands ** 3 / 3)
}

/**
 * log2 of a bound on the sum of the coefficients' moduli, from vertex degrees; -1 for a disconnected diagram.
 * The faces of the closed braid lie in columns 0 to n; sigma_i has corners in columns i-1, i (two of them) and i+1.
 */
const coefficientBits = (word: ArrayLike<number>, strands: number): number => {
  const occurrences = new Uint16Array(strands + 1)
  for (let k = 0; k < word.length; k++) occurrences[Math.abs(word[k])]++
  for (let i = 1; i < strands; i++) if (occurrences[i] === 0) return -1
  const sums = [0, 0]
  const largest = [0, 0]
  const face = (column: number, degree: number) => {
    const size = Math.log2(Math.max(1, degree))
    sums[column % 2] += size
    largest[column % 2] = Math.max(largest[column % 2], size)
  }
  face(0, occurrences[1])
  face(strands, occurrences[strands - 1])
  // Corners on the sides of the faces that are open in each column, and of the one that was open at the start.
  const open = new Int32Array(strands + 2).fill(2)
  const start = new Int32Array(strands + 2).fill(-1)
  for (let k = 0; k < word.length; k++) {
    const i = Math.abs(word[k])
    if (start[i] < 0) start[i] = open[i]
    else face(i, open[i])
    open[i] = 2
    open[i - 1]++
    open[i + 1]++
  }
  for (let i = 1; i < strands; i++) face(i, start[i] + open[i] - 2)
  return Math.max(0, Math.min(word.length - 1, sums[0] - largest[0], sums[1] - largest[1]))
}

/** D at the grid's points. All denominators are inverted with one inversion. */
const normalised = (word: ArrayLike<number>, strands: number, grid: Roots.Grid): Float64Array => {
  const { prime, roots } = grid
  const m = roots.length
  const reciprocal = 1 / prime
  const { numerators, denominators } = Burau.characteristic(word, strands, Roots.points(grid))
  const e = Word.writhe(word) - strands + 1
  const sign = e % 2 === 0 ? 1 : -1
  const before = new Float64Array(numerators.length)
  let all = 1
  for (let j = 0; j < numerators.length; j++) {
    const unit = roots[(((-j * e * ((m + 1) / 2)) % m) + m) % m]
    const over = j === 0 ? 1 : 1 - roots[j]
    const under = j === 0 ? strands : 1 - roots[(j * strands) % m]
    numerators[j] = Residue.reduce(
      numerators[j] * Residue.reduce(sign * unit * over, prime, reciprocal),
      prime,
      reciprocal
    )
    denominators[j] = Residue.reduce(denominators[j] * under, prime, reciprocal)
    before[j] = all
    all = Residue.reduce(all * denominators[j], prime, reciprocal)
  }
  let inverse = Residue.invert(all, prime)
  for (let j = numerators.length - 1; j >= 0; j--) {
    const own = Residue.reduce(inverse * before[j], prime, reciprocal)
    numerators[j] = Residue.reduce(numerators[j] * own, prime, reciprocal)
    inverse = Residue.reduce(inverse * denominators[j], prime, reciprocal)
  }
  return numerators
}
