/**
 * Many maps with few names, such as the configs of a million points: of each name the values that there are, each once, and
 * which of them each map has. A name that all maps have the same value of takes nothing a map; a number that is another in
 * each, twelve bytes.
 */
import type { Json } from "./study.ts"

type Entries = Readonly<Record<string, Json>>

export interface Packed {
  readonly add: (entries: Entries) => void
  /** The map that was added so many maps after the first. Made anew; its values are shared. Names are in the order of canonical JSON. */
  readonly at: (index: number) => Entries
}

/** Values of a name that are found again. */
const mostKnown = 50_000

/** The values of one name. */
class Column {
  private readonly values: Array<Json> = []
  private readonly known = new Map<unknown, number>()
  /** Of each map one more than the place of its value; 0 where it has none. Absent: all have the first. */
  private places: Uint32Array | undefined
  private count = 0

  /** @param before maps that came before and have no such name */
  constructor(before: number) {
    if (before > 0) this.places = new Uint32Array(2 * before)
    this.count = before
  }

  add(value: Json | undefined): void {
    const place = value === undefined ? 0 : this.placeOf(value)
    if (this.places === undefined && place !== 1)
      this.places = new Uint32Array(2 * this.count + 16).fill(1, 0, this.count)
    if (this.places !== undefined) {
      if (this.count === this.places.length) {
        const longer = new Uint32Array(2 * this.count)
        longer.set(this.places)
        this.places = longer
      }
      this.places[this.count] = place
    }
    this.count++
  }

  at(index: number): Json | undefined {
    const place = this.places === undefined ? 1 : this.places[index]!
    return place === 0 ? undefined : this.values[place - 1]
  }

  private placeOf(value: Json): number {
    // No text that a study writes begins with the zero: a list is not taken for a text that looks like it.
    const key = typeof value === "object" && value !== null ? `\u0000${JSON.stringify(value)}` : value
    const before = this.known.get(key)
    if (before !== undefined) return before
    const place = this.values.push(value)
    if (this.known.size < mostKnown) this.known.set(key, place)
    return place
  }
}

export const make = (): Packed => {
  const columns = new Map<string, Column>()
  let sorted: ReadonlyArray<readonly [string, Column]> = []
  let count = 0
  return {
    add: (entries) => {
      for (const name of Object.keys(entries)) {
        if (columns.has(name)) continue
        columns.set(name, new Column(count))
        sorted = [...columns].sort(([a], [b]) => (a < b ? -1 : 1))
      }
      for (const [name, column] of columns)
        column.add(Object.hasOwn(entries, name) ? entries[name] : undefined)
      count++
    },
    at: (index) => {
      const entries: Array<readonly [string, Json]> = []
      for (const [name, column] of sorted) {
        const value = column.at(index)
        if (value !== undefined) entries.push([name, value])
      }
      return Object.fromEntries(entries)
    }
  }
}
