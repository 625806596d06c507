/** The models, and the parameters that each has of its own. */
import type * as Position from "../../domain/learn/position.ts"

const attention = { width: 64, heads: 4, positions: "learned" } as const

/** The largest power of two up to half of the letters, and up to 16. */
const usualBucket = (letters: number): number =>
  2 ** Math.floor(Math.log2(Math.min(16, Math.max(1, letters / 2))))

/** What is their own, with what it is where a study says nothing, for words of so many letters. */
const all = {
  "feed-forward": () => ({ width: 256, embedding: 16 }),
  transformer: () => ({ ...attention, shared: false }),
  reformer: (letters: number) => ({
    ...attention,
    hashes: 2,
    bucket: usualBucket(letters),
    reversible: false
  })
} as const

export type Name = keyof typeof all

export const names = Object.keys(all) as ReadonlyArray<Name>

/** Of the model's own parameters, those that it has. */
export interface Own {
  readonly width: number
  readonly embedding?: number
  readonly heads?: number
  readonly positions?: Position.Kind
  readonly shared?: boolean
  readonly hashes?: number
  readonly bucket?: number
  readonly reversible?: boolean
}

export const own = (name: Name, letters: number): Own => all[name](letters)

/** The models that have the parameter. */
export const having = (parameter: string): ReadonlyArray<Name> =>
  names.filter((name) => parameter in own(name, 1))

/** What some models have and others have not. */
export const parameters = [...new Set(names.flatMap((name) => Object.keys(own(name, 1))))].filter(
  (parameter) => having(parameter).length < names.length
)
