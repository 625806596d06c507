/** All prime knots up to twelve crossings, as KnotInfo has them. */
import * as Word from "../../braid/word.ts"
import type { Chirality } from "./chirality.ts"
import * as Words from "./knotinfo-words.ts"
import * as Table from "./table.ts"

const set = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/))

/** How a knot that is its own mirror image is that: with a turn of its orientation, without, or either way. */
export type Symmetry = keyof typeof Words.achiral

const symmetries: ReadonlyMap<string, Symmetry> = new Map(
  (["negative", "positive", "fully"] as const).flatMap((symmetry) =>
    [...set(Words.achiral[symmetry])].map((name): [string, Symmetry] => [name, symmetry])
  )
)

/** null for a chiral knot. */
export const symmetryOf = ({ name }: Table.Prime): Symmetry | null => symmetries.get(name) ?? null

const reflected = set(Words.reflectedInKnotAtlas)

/** `3` and `11a` with their words in order. */
const primes: ReadonlyArray<Table.Prime> = Object.entries(Words.words).flatMap(([family, text]) =>
  Table.words(text).map((word, k) => {
    const name = `${family}_${k + 1}`
    return { name, crossings: Number.parseInt(family, 10), word, achiral: symmetries.has(name) }
  })
)

const turned = (prime: Table.Prime): Table.Prime =>
  reflected.has(prime.name) ? { ...prime, word: Word.mirror(prime.word) } : prime

/** By whose chirality. The Knot Atlas has words up to ten crossings; beyond, the chirality is KnotInfo's in either. */
export const tables: Readonly<Record<Chirality, Table.Table>> = {
  knotinfo: Table.of("KnotInfo", primes),
  knotatlas: Table.of("the Knot Atlas", primes.map(turned))
}

export const table: Table.Table = tables.knotinfo
