/**
 * Where the strands of a braid run, before anything is drawn. The plane is (u, s): u grows along the braid, one unit
 * a column of crossings; s is the place of a strand, 0 at the first. Crossings that do not touch share a column.
 *
 * Letter +i: the strand that goes from place i to i+1 (s grows) is over. With u to the right and s downwards, both
 * strands running to the right, that is a positive crossing. A projection to the page that keeps the orientation of
 * (u right, s down) keeps the sign; one that flips it would draw the mirror image.
 */
export type Point = readonly [u: number, s: number]

/** What one strand shows from the beginning of the braid to its end: broken where it passes under another one. */
export interface Strand {
  readonly from: number
  readonly to: number
  /** Components of the closure, numbered from 0 in the order of their first strands. */
  readonly component: number
  /** At least one; the first begins at u = 0 and the last ends at u = columns. */
  readonly runs: ReadonlyArray<ReadonlyArray<Point>>
}

export interface Geometry {
  readonly columns: number
  readonly strands: ReadonlyArray<Strand>
}

export interface Options {
  /** Strands, if more than the word needs. */
  readonly strands?: number | undefined
  /** Columns, if more than the crossings need; those at the end stay empty. */
  readonly columns?: number | undefined
  /** Points a column, beside its first. */
  readonly samples: number
  /** How far on both sides of a crossing between places s and s+1 the lower strand is left out, in columns. */
  readonly gap: (s: number) => number
}

/** What the strand at a place does in a column: nothing, or go to a neighbouring place, over or under. */
interface Passage {
  readonly step: 0 | 1 | -1
  readonly isUnder: boolean
}

const straight: Passage = { step: 0, isUnder: false }

/** The strands of a word. */
export const of = (word: ArrayLike<number>, options: Options): Geometry => {
  const columns = arrange(word, countStrands(word, options.strands))
  while (columns.length < (options.columns ?? 1)) columns.push(columns[0].map(() => straight))
  const strands = columns[0].map((_, from) => follow(columns, from, options))
  const component = components(strands.map((strand) => strand.to))
  return {
    columns: columns.length,
    strands: strands.map((strand, k) => ({ ...strand, component: component[k] }))
  }
}

/** The fewest strands the word can stand on, or more if told. */
export const countStrands = (word: ArrayLike<number>, atLeast = 1): number =>
  Array.from(word).reduce((most, letter) => Math.max(most, Math.abs(letter) + 1), atLeast)

/** How many columns the crossings take, at least one. */
export const countColumns = (word: ArrayLike<number>): number => arrange(word, countStrands(word)).length

const arrange = (word: ArrayLike<number>, count: number): Array<Array<Passage>> => {
  const filled = new Array<number>(count).fill(0)
  const columns: Array<Array<Passage>> = [new Array<Passage>(count).fill(straight)]
  for (const letter of Array.from(word)) {
    const i = Math.abs(letter)
    const column = Math.max(filled[i - 1], filled[i])
    if (column === columns.length) columns.push(new Array<Passage>(count).fill(straight))
    columns[column][i - 1] = { step: 1, isUnder: letter < 0 }
    columns[column][i] = { step: -1, isUnder: letter > 0 }
    filled[i - 1] = filled[i] = column + 1
  }
  return columns
}

const follow = (
  columns: ReadonlyArray<ReadonlyArray<Passage>>,
  from: number,
  { samples, gap }: Options
): Omit<Strand, "component"> => {
  const runs: Array<Array<Point>> = [[[0, from]]]
  let place = from
  for (const [column, passages] of columns.entries()) {
    const { step, isUnder } = passages[place]
    const at = (t: number): Point => [column + t, place + step * t * t * (3 - 2 * t)]
    const hidden = isUnder ? gap(Math.min(place, place + step)) : 0
    const times = Array.from({ length: samples }, (_, k) => (k + 1) / samples)
    if (isUnder) {
      runs.at(-1)!.push(...times.filter((t) => t < 0.5 - hidden).map(at), at(0.5 - hidden))
      runs.push([at(0.5 + hidden), ...times.filter((t) => t > 0.5 + hidden).map(at)])
    } else {
      runs.at(-1)!.push(...times.map(at))
    }
    place += step
  }
  return { from, to: place, runs }
}

/** The cycle each strand lies on if the strand after k is the one that begins where k ends. */
const components = (next: ReadonlyArray<number>): Array<number> => {
  const component = new Array<number>(next.length).fill(-1)
  let found = 0
  for (const start of next.keys()) {
    if (component[start] >= 0) continue
    for (let k = start; component[k] < 0; k = next[k]) component[k] = found
    found++
  }
  return component
}
