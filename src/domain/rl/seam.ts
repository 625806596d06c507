/**
 * A braid word as seen from its seam, where the cyclic word begins and ends: what the actions of the game depend on,
 * in as many numbers for any N.
 *
 * Of each of the last and of the first `reach` letters, a at place k, b and c the next ones cyclically:
 *
 *     b, c          3 numbers each: sign(a) sign(b) in the place of equal or neighbouring generators, 1 if they commute
 *     below         4 numbers: 1 for what a rests on, the nearest letter before it, cyclically, that it does not commute
 *                   with: its inverse, its equal, a neighbouring generator of the same sign, or of the other
 *     alone         1 if no other letter has its generator
 *     height        generator / strands
 *
 * and of the whole word: length / 2 N and strands / N; whether the first or the last generator stands alone; of the
 * letters that rest on their inverse, the places where relation 1 fits, and those where relation 2 fits: whether there
 * are any, and 1 / their number; and 1 / (1 + place) of the first place of either relation. A relation that fits at one
 * place alone is a trap: made again it undoes itself.
 *
 * A letter that rests on its inverse cancels with it, and a first or last generator that stands alone goes by
 * destabilisation, so the word says by its numbers whether a collapse would shorten it.
 */
const reach = 12

/** Numbers a letter. */
const each = 12
/** Numbers for the whole. */
const whole = 11

export const features = 2 * reach * each + whole

/** What a pass over a word needs, for words of up to `places` letters. */
export interface Table {
  /** By generator: its last place so far, and how often it occurs. */
  readonly last: Int32Array
  readonly count: Int32Array
  /** By letter: what it rests on, 0 to 3, or -1 where there is nothing. */
  readonly below: Int8Array
}

export const table = (places: number): Table => ({
  last: new Int32Array(places + 2),
  count: new Int32Array(places + 2),
  below: new Int8Array(places)
})

/** Writes the features of the word at words[from], padded to `places` with zeros, to out[to], ... */
export const encode = (
  { last, count, below }: Table,
  places: number,
  words: ArrayLike<number>,
  from: number,
  out: Float32Array,
  to: number
): void => {
  out.fill(0, to, to + features)
  let length = 0
  let strands = 1
  count.fill(0)
  while (length < places && words[from + length] !== 0) {
    const generator = Math.abs(words[from + length++])
    count[generator]++
    if (generator >= strands) strands = generator + 1
  }
  if (length === 0) return
  const inverses = rest(last, below, words, from, length)

  let [first1, first2, fits1, fits2] = [-1, -1, 0, 0]

  const compare = (place: number, a: number, b: number): void => {
    const apart = Math.min(2, Math.abs(Math.abs(a) - Math.abs(b)))
    out[place + apart] = apart === 2 || a > 0 === b > 0 ? 1 : -1
  }

  const write = (seam: number, a: number, b: number, c: number, rests: number): void => {
    const place = to + seam * each
    const generator = Math.abs(a)
    compare(place, a, b)
    compare(place + 3, a, c)
    if (rests >= 0) out[place + 6 + rests] = 1
    out[place + 10] = count[generator] === 1 ? 1 : 0
    out[place + 11] = generator / strands
  }

  for (let k = 0; k < length; k++) {
    const a = words[from + k]
    const second = k + 1 < length ? k + 1 : 0
    const third = second + 1 < length ? second + 1 : 0
    const b = words[from + second]
    const c = words[from + third]
    const apart = Math.abs(Math.abs(a) - Math.abs(b))
    const near = k + 2 < length
    const fit1 = k + 1 < length && apart > 1
    const fit2 = near && apart === 1 && Math.abs(a) === Math.abs(c) && (a > 0 === b > 0 || b > 0 === c > 0)
    if (fit1) {
      fits1++
      if (first1 < 0) first1 = k
    }
    if (fit2) {
      fits2++
      if (first2 < 0) first2 = k
    }
    const seam = k < reach ? k : k >= length - reach ? 2 * reach + k - length : -1
    if (seam < 0) continue
    write(seam, a, b, c, below[k])
    // A short word is seen from both sides at once.
    if (k < reach && k >= length - reach) write(2 * reach + k - length, a, b, c, below[k])
  }

  const at = to + 2 * reach * each
  out[at] = length / places
  out[at + 1] = (2 * strands) / places
  out[at + 2] = count[1] === 1 || count[strands - 1] === 1 ? 1 : 0
  tell(inverses, out, at + 3)
  tell(fits1, out, at + 5)
  tell(fits2, out, at + 7)
  if (fits1 > 0) out[at + 9] = 1 / (1 + first1)
  if (fits2 > 0) out[at + 10] = 1 / (1 + first2)
}

/** Whether there are any, and 1 / their number. */
const tell = (number: number, out: Float32Array, at: number): void => {
  if (number === 0) return
  out[at] = 1
  out[at + 1] = 1 / number
}

/** Fills `below` in two rounds of the word, as the first letters rest on the last; answers how many rest on an inverse. */
const rest = (
  last: Int32Array,
  below: Int8Array,
  words: ArrayLike<number>,
  from: number,
  length: number
): number => {
  let inverses = 0
  last.fill(-1)
  for (let k = 0; k < length; k++) last[Math.abs(words[from + k])] = k
  for (let k = 0; k < length; k++) {
    const a = words[from + k]
    const generator = Math.abs(a)
    const nearest = Math.max(last[generator - 1], last[generator], last[generator + 1])
    const b = words[from + (nearest < length ? nearest : nearest - length)]
    const same = a > 0 === b > 0
    below[k] = nearest === k ? -1 : Math.abs(b) === generator ? (same ? 1 : 0) : same ? 2 : 3
    if (below[k] === 0) inverses++
    last[generator] = length + k
  }
  return inverses
}
