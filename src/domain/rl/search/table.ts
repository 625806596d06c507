/**
 * The words that a search has seen, each once, and how it came to them: numbers from 0 in the order of coming, words
 * in one array, found again by hashing. It grows as needed.
 */
export interface Table {
  count: number
  letters: Int16Array
  /** Where in `letters` word k begins; it ends where word k + 1 begins. */
  start: Int32Array
  strands: Int16Array
  parent: Int32Array
  /** The move from the parent. */
  code: Int32Array
  hash: Int32Array
  /** Open addressing: numbers of words plus one. */
  slots: Int32Array
}

export const make = (): Table => ({
  count: 0,
  letters: new Int16Array(1 << 12),
  start: new Int32Array(256),
  strands: new Int16Array(256),
  parent: new Int32Array(256),
  code: new Int32Array(256),
  hash: new Int32Array(256),
  slots: new Int32Array(1024)
})

/** The number of a word that is new, which it gets here; -1 for one that is there. */
export const add = (
  table: Table,
  word: Int16Array,
  length: number,
  strands: number,
  parent: number,
  code: number
): number => {
  const hash = hashOf(word, length, strands)
  let slot = hash & (table.slots.length - 1)
  for (let other = table.slots[slot]; other !== 0; other = table.slots[slot]) {
    if (table.hash[other - 1] === hash && isWord(table, other - 1, word, length, strands)) return -1
    slot = (slot + 1) & (table.slots.length - 1)
  }
  const k = table.count++
  const from = table.start[k]
  if (k + 1 >= table.start.length) growColumns(table)
  if (from + length > table.letters.length) table.letters = grown(table.letters, from + length)
  for (let at = 0; at < length; at++) table.letters[from + at] = word[at]
  table.start[k + 1] = from + length
  table.strands[k] = strands
  table.parent[k] = parent
  table.code[k] = code
  table.hash[k] = hash
  table.slots[slot] = k + 1
  if (2 * table.count > table.slots.length) rehash(table)
  return k
}

/** Writes word k to the front of an array; answers its length. */
export const copyWord = (table: Table, k: number, out: Int16Array): number => {
  const from = table.start[k]
  const length = table.start[k + 1] - from
  for (let at = 0; at < length; at++) out[at] = table.letters[from + at]
  return length
}

export const lengthOf = (table: Table, k: number): number => table.start[k + 1] - table.start[k]

/** The moves from word 0 to word k. */
export const route = (table: Table, k: number): Array<number> => {
  const codes: Array<number> = []
  for (let at = k; table.parent[at] >= 0; at = table.parent[at]) codes.push(table.code[at])
  return codes.reverse()
}

/** FNV-1a over the letters, then the finaliser of MurmurHash3. */
const hashOf = (word: Int16Array, length: number, strands: number): number => {
  let h = 0x811c9dc5 ^ strands
  for (let at = 0; at < length; at++) h = Math.imul(h ^ (word[at] & 0xffff), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const isWord = (table: Table, k: number, word: Int16Array, length: number, strands: number): boolean => {
  const from = table.start[k]
  if (table.start[k + 1] - from !== length || table.strands[k] !== strands) return false
  for (let at = 0; at < length; at++) if (table.letters[from + at] !== word[at]) return false
  return true
}

const growColumns = (table: Table): void => {
  const size = 2 * table.start.length
  table.start = grown(table.start, size)
  table.strands = grown(table.strands, size)
  table.parent = grown(table.parent, size)
  table.code = grown(table.code, size)
  table.hash = grown(table.hash, size)
}

const grown = <A extends Int16Array | Int32Array>(array: A, size: number): A => {
  const larger = new (array.constructor as new (size: number) => A)(Math.max(size, 2 * array.length))
  larger.set(array)
  return larger
}

const rehash = (table: Table): void => {
  const slots = new Int32Array(2 * table.slots.length)
  for (let k = 0; k < table.count; k++) {
    let slot = table.hash[k] & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = k + 1
  }
  table.slots = slots
}
