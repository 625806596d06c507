/**
 * Lists of integers, and bits behind them, in the characters a-z A-Z 0-9 + -, as SnapPy writes DT codes of more than 26 crossings:
 *
 *     1 digit: characters of each integer, then the number of lists, then of each list its length and its integers; then
 *     the bits, six a character, the lowest first
 *
 * The digits of an integer are to base 64, the highest first; the highest has the sign in its sixth bit.
 */
const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-"

export interface Lists {
  readonly lists: ReadonlyArray<ReadonlyArray<number>>
  readonly bits: ReadonlyArray<number> | undefined
}

/** null where a text is not so written. */
export const read = (text: string): Lists | null => {
  const width = Number(text[0])
  if (!(width >= 1)) return null
  const values = Array.from(text.slice(1), (character) => alphabet.indexOf(character))
  if (values.includes(-1)) return null
  let at = 0
  let isShort = false
  const next = (): number => {
    const [high = 0, ...rest] = values.slice(at, at + width)
    if (at + width > values.length) isShort = true
    at += width
    const size = rest.reduce((sum, digit) => 64 * sum + digit, high & 31)
    return high & 32 ? -size : size
  }
  const count = next()
  const lists: Array<Array<number>> = []
  for (let list = 0; list < count && !isShort; list++) {
    const length = next()
    const members: Array<number> = []
    for (let i = 0; i < length && !isShort; i++) members.push(next())
    lists.push(members)
  }
  const left = values.slice(at)
  const size = lists.reduce((sum, { length }) => sum + length, 0)
  if (isShort || (left.length > 0 && left.length !== Math.ceil(size / 6))) return null
  const bits = Array.from({ length: size }, (_, i) => (left[Math.floor(i / 6)]! >> (i % 6)) & 1)
  return { lists, bits: left.length > 0 ? bits : undefined }
}

export const print = ({ lists, bits = [] }: Lists): string => {
  const numbers = [lists.length, ...lists.flatMap((list) => [list.length, ...list])]
  const largest = Math.max(...numbers.map(Math.abs))
  let width = 1
  while (largest >= 32 * 64 ** (width - 1)) width++
  const digits = (value: number): ReadonlyArray<number> => {
    const found = Array.from(
      { length: width },
      (_, i) => Math.floor(Math.abs(value) / 64 ** (width - 1 - i)) % 64
    )
    if (value < 0) found[0] |= 32
    return found
  }
  const packed = Array.from({ length: Math.ceil(bits.length / 6) }, (_, i) =>
    bits.slice(6 * i, 6 * i + 6).reduce((sum, bit, place) => sum + (bit << place), 0)
  )
  return width + [...numbers.flatMap(digits), ...packed].map((value) => alphabet[value]).join("")
}
