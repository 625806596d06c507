/**
 * What a network sees of a padded word (letters, then zeros): numbers about 1 in size, by one of
 *
 *     integers    letter / N: 2 N numbers
 *     relations   for each place and each of its next two neighbours, cyclically in the word: what the relations look at
 *     seam        the neighbourhood of the beginning and the end, and sums over the word: as many for any N (seam.ts)
 *
 * The paper feeds the padded word; how it scales it is not said. The other two are ours.
 *
 * `relations` gives, for letters a and b at the places k and k + d, d = 1, 2,
 *
 *     sign(a) sign(b) if |a| = |b|, else 0        their sameness: -1 is a pair that cancels
 *     sign(a) sign(b) if ||a| - |b|| = 1, else 0  neighbours, which relation 2 needs
 *     1 if they commute, else 0                   which relation 1 needs
 *
 * then |a| / N for each place, and the word's length / 2 N. It does not change when all generators grow by one, which
 * changes no relation, but for the |a| / N.
 */
import * as Seam from "./seam.ts"

export type Encoding = "integers" | "relations" | "seam"

/** Numbers for a word padded to `places`. */
export const features = (encoding: Encoding, places: number): number =>
  encoding === "integers" ? places : encoding === "relations" ? 7 * places + 1 : Seam.features

/** Writes the features of row after row of `words` (rows of `places` letters) to `out`. */
export const encode = (
  encoding: Encoding,
  places: number,
  words: ArrayLike<number>,
  rows: number,
  out: Float32Array
): void => {
  switch (encoding) {
    case "integers":
      for (let k = 0; k < rows * places; k++) out[k] = (2 * words[k]) / places
      break
    case "relations":
      for (let row = 0; row < rows; row++) relations(places, words, row, out)
      break
    case "seam": {
      const table = Seam.table(places)
      for (let row = 0; row < rows; row++)
        Seam.encode(table, places, words, row * places, out, row * Seam.features)
    }
  }
}

const relations = (places: number, words: ArrayLike<number>, row: number, out: Float32Array): void => {
  const from = row * places
  const width = features("relations", places)
  const to = row * width
  out.fill(0, to, to + width)
  let length = 0
  while (length < places && words[from + length] !== 0) length++
  for (let k = 0; k < length; k++) {
    const a = words[from + k]
    for (let d = 1; d <= 2 && d < length; d++) {
      const b = words[from + ((k + d) % length)]
      const apart = Math.abs(Math.abs(a) - Math.abs(b))
      const at = to + (3 * (d - 1) + Math.min(apart, 2)) * places + k
      out[at] = apart > 1 || a > 0 === b > 0 ? 1 : -1
    }
    out[to + 6 * places + k] = (2 * Math.abs(a)) / places
  }
  out[to + 7 * places] = length / places
}
