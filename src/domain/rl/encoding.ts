/**
 * What a network sees of a padded word (letters, then zeros): numbers about 1 in size, by one of
 *
 *     integers    letter / N: 2 N numbers
 *     seam        the neighbourhood of the beginning and the end, and sums over the word: as many for any N (seam.ts)
 *     outlook     of a rectangular diagram, each exchange as seen from its place: 2 N times as many (outlook.ts)
 *
 * The paper feeds the padded word; how it scales it is not said. The seam is ours.
 */
import { nothingLeft } from "../exhaustive.ts"
import * as Outlook from "./outlook.ts"
import * as Seam from "./seam.ts"

/** Those of words, among which one may choose. */
export const names = ["integers", "seam"] as const
export type Encoding = (typeof names)[number] | "outlook"

/** Numbers for a word padded to `places`. */
export const features = (encoding: Encoding, places: number): number => {
  switch (encoding) {
    case "integers":
      return places
    case "seam":
      return Seam.features
    case "outlook":
      return places * Outlook.features
    default:
      return nothingLeft(encoding, "encoding of words")
  }
}

/** Writes the features of row after row of `words` (rows of `places` letters) to `out`. */
export type Encoder = (words: ArrayLike<number>, rows: number, out: Float32Array) => void

/** For words padded to `places`. It keeps what a pass over a word needs: one for each thread, made once. */
export const encoder = (encoding: Encoding, places: number): Encoder => {
  switch (encoding) {
    case "integers": {
      // Rounded to f32 it is the quotient: no quotient of numbers as small is as near to the middle of two of f32.
      const unit = 2 / places
      return (words, rows, out) => {
        for (let k = 0; k < rows * places; k++) out[k] = words[k] * unit
      }
    }
    case "seam": {
      const table = Seam.table(places)
      return (words, rows, out) => {
        for (let row = 0; row < rows; row++)
          Seam.encode(table, places, words, row * places, out, row * Seam.features)
      }
    }
    case "outlook": {
      const encode = Outlook.encoder(places / 2)
      const width = places * Outlook.features
      return (diagrams, rows, out) => {
        for (let row = 0; row < rows; row++) encode(diagrams, row * places, out, row * width)
      }
    }
    default:
      return nothingLeft(encoding, "encoding of words")
  }
}
