/** Words and lists as they stand beside pictures, on pages and in lines. */

/** Characters that XML cannot hold become U+FFFD. */
export const legible = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")

/** At most so many characters. */
export const clipped = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`
}

export const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`

/** Every k-th entry of the list, so that at most `most` are left. */
export const thinned = <A>(list: ReadonlyArray<A>, most: number): ReadonlyArray<A> => {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]!)
}
