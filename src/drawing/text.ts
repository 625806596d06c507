/** Words and lists as they stand beside pictures, on pages and in lines. */

/**
 * Characters that XML cannot hold, and those that turn the direction of what stands beside a text (the embeddings, overrides
 * and isolates of Unicode's bidirectional algorithm, UAX 9), become U+FFFD.
 */
export const legible = (text: string): string =>
  text.toWellFormed().replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g,
    "\ufffd"
  )

/** At most so many characters. */
export const clipped = (text: string, most: number): string => {
  if (text.length <= most) return text
  // A character has at most two halves.
  const characters = [...text.slice(0, 2 * most + 2)]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`
}

export const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

/** Every k-th entry of the list, so that at most `most` are left. */
export const thinned = <A>(list: ReadonlyArray<A>, most: number): ReadonlyArray<A> => {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]!)
}
