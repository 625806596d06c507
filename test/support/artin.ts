/**
 * Artin's action of the braid group on the free group with generators x_1 ... x_n:
 *
 *     sigma_i: x_i -> x_i x_(i+1) x_i^-1,  x_(i+1) -> x_i,  the others stay
 *
 * It is faithful, so two words are the same braid exactly when they act equally: the witness for braid relations.
 * Source: E. Artin, "Theory of braids" (1947), theorem 14. Free words are lists of signed generators.
 */
type Free = ReadonlyArray<number>

/** The images of x_1 ... x_n under the word, as one comparable text. */
export const action = (word: ArrayLike<number>, strands: number): string => {
  let images: Array<Free> = Array.from({ length: strands }, (_, i) => [i + 1])
  for (const letter of Array.from(word)) {
    const i = Math.abs(letter) - 1
    const [a, b] = [images[i], images[i + 1]]
    images = images.slice()
    if (letter > 0) {
      images[i] = reduce([...a, ...b, ...invert(a)])
      images[i + 1] = a
    } else {
      images[i] = b
      images[i + 1] = reduce([...invert(b), ...a, ...b])
    }
  }
  return images.map((image) => image.join(" ")).join(" | ")
}

const invert = (word: Free): Free => {
  return word.map((x) => -x).reverse()
}

const reduce = (word: Free): Free => {
  const stack: Array<number> = []
  for (const x of word) {
    if (stack.at(-1) === -x) stack.pop()
    else stack.push(x)
  }
  return stack
}
