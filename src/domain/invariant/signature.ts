import * as Word from "../braid/word.ts"
import * as Planar from "../diagram/planar.ts"
import * as Interruption from "../interruption.ts"
import * as Goeritz from "./goeritz.ts"
import * as Invariant from "./invariant.ts"
import * as Subject from "./subject.ts"

/** Letters of which Seifert's matrix, full as it is, takes less than Goeritz's form. */
const few = 60

/**
 * The signature of the closure of a braid word: that of V + V^T, V a Seifert matrix. The closure of `1 1 1`, whose
 * crossings are positive, has signature -2; the mirror image has the opposite sign; connected sums and split unions
 * add. Exact. Cost: (letters - strands)^3 / 3 products of bigints; of many letters, that of {@link ofDiagram}.
 * Source: Trotter (1962), Murasugi (1965); Gordon and Litherland (1978).
 */
export const of = (word: ArrayLike<number>): number =>
  word.length <= few ? signature(symmetrisedSeifert(word)) : ofDiagram(Planar.ofBraid(Word.of(word)))

/** The same of a planar diagram, by the form of Goeritz: 1000 crossings take some 50 ms. */
export const ofDiagram = (diagram: Planar.Diagram): number => Goeritz.signature(diagram)

/** The signature of a subject. */
export const value = Subject.fact((subject) =>
  "word" in subject.given ? of(Subject.reduction(subject).word) : ofDiagram(Subject.reduced(subject))
)

export const invariant: Invariant.Invariant = {
  name: "signature",
  title: "signature",
  effort: "quick",
  seconds: () => 0,
  show: (subject) => Invariant.shown(value(subject), String, (signature) => signature)
}

/**
 * V + V^T of the surface that Seifert's algorithm gives for a closed braid: a disc a strand, a band a letter, and a
 * loop for two letters of one generator with none of it between. Loops are ordered by their second letter.
 *
 *   diagonal: minus the two signs; loops that share a letter: its sign;
 *   loops (p, q) of sigma_i and (r, s) of sigma_(i+1): -1 for p < r < q < s, +1 for r < p < s < q, otherwise 0.
 *
 * Source: Collins, An algorithm for computing the Seifert matrix of a link from a braid representation (2016).
 */
export const symmetrisedSeifert = (word: ArrayLike<number>): Array<Array<number>> => {
  interface Loop {
    readonly generator: number
    readonly from: number
    readonly to: number
  }
  const loops: Array<Loop> = []
  const last = new Int32Array(Word.strands(word) + 1).fill(-1)
  for (let to = 0; to < word.length; to++) {
    const generator = Math.abs(word[to])
    if (last[generator] >= 0) loops.push({ generator, from: last[generator], to })
    last[generator] = to
  }
  const pairing = (a: Loop, b: Loop): number => {
    if (a.generator === b.generator) {
      if (a.from === b.from) return -Math.sign(word[a.from]) - Math.sign(word[a.to])
      if (a.to === b.from) return Math.sign(word[a.to])
      return a.from === b.to ? Math.sign(word[a.from]) : 0
    }
    if (b.generator === a.generator - 1) return pairing(b, a)
    if (b.generator !== a.generator + 1) return 0
    if (a.from < b.from && b.from < a.to && a.to < b.to) return -1
    return b.from < a.from && a.from < b.to && b.to < a.to ? 1 : 0
  }
  return loops.map((a) => loops.map((b) => pairing(a, b)))
}

/**
 * Positive minus negative eigenvalues of a symmetric integer matrix, zeros not counted.
 * By Bareiss's elimination with symmetric pivoting: the pivots are the leading minors, and each change of sign
 * between neighbours is a negative eigenvalue. If every diagonal entry left is zero, adding row and column j to row and
 * column i, where entry ij is not zero, makes one that is not and changes no minor that counts.
 */
export const signature = (matrix: ReadonlyArray<ReadonlyArray<number>>): number => {
  const a = matrix.map((row) => row.map(BigInt))
  const size = a.length
  let sum = 0
  let before = 1n
  for (let k = 0; k < size; k++) {
    if (!bringPivot(a, k)) return sum
    const pivot = a[k][k]
    sum += pivot > 0n === before > 0n ? 1 : -1
    for (let i = k + 1; i < size; i++) {
      Interruption.look()
      const entry = a[i][k]
      for (let j = k + 1; j <= i; j++) {
        const product = a[i][j] === 0n ? 0n : a[i][j] * pivot
        const fill = entry === 0n || a[j][k] === 0n ? 0n : entry * a[j][k]
        if (product === 0n && fill === 0n) continue
        a[i][j] = (product - fill) / before
      }
    }
    for (let i = k + 1; i < size; i++) for (let j = k + 1; j < i; j++) a[j][i] = a[i][j]
    before = pivot
  }
  return sum
}

/** Makes a[k][k] a pivot by a symmetric change of rows and columns from k on; false if only zeros are left. */
const bringPivot = (a: Array<Array<bigint>>, k: number): boolean => {
  for (let i = k; i < a.length; i++) {
    if (a[i][i] === 0n) continue
    if (i === k) return true
    const row = a[i]
    a[i] = a[k]
    a[k] = row
    for (const each of a) {
      const entry = each[i]
      each[i] = each[k]
      each[k] = entry
    }
    return true
  }
  for (let i = k; i < a.length; i++) {
    const j = a[i].findIndex((entry, column) => column > i && entry !== 0n)
    if (j < 0) continue
    for (let c = k; c < a.length; c++) a[i][c] += a[j][c]
    for (let r = k; r < a.length; r++) a[r][i] += a[r][j]
    return bringPivot(a, k)
  }
  return false
}
