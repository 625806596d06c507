/** What a model draws while it trains: rotations of hashed attention, and masks of dropout. */
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"
import { entries, normals } from "./parameter.ts"

export type Shapes = Readonly<Record<string, ReadonlyArray<number>>>

export type Drawn = Readonly<Record<string, Float32Array>>

/** Standard normals of each shape: number i of them is sequence i of the normals of `key`. */
export const rotations = (shapes: Shapes, key: Key): Drawn =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape], i) => [
      name,
      Float32Array.from(normals(key, i, entries(shape), 1))
    ])
  )

/** Of 256 entries, those that dropout at this rate drops: a mask takes one byte of randomness an entry. */
const dropped = (rate: number): number => Math.round(256 * rate)

/** What the entries that stay are multiplied with, so that means stay: one over the share that stays. */
export const keptScale = (rate: number): number => 256 / (256 - dropped(rate))

/**
 * Writes a mask of dropout: 1 where an entry stays, 0 where it is dropped, with probability `rate` rounded to a multiple
 * of 1/256. Mask number `index` of `key` draws from the key's child of that number.
 */
export const mask = (key: Key, index: number, rate: number, out: Uint8Array): void => {
  const [key0, key1] = child(key, index)
  const words = new Uint32Array(2 * Math.ceil(out.length / 8))
  Threefry.fill(key0, key1, 0, 0, words)
  const least = dropped(rate)
  for (let i = 0; i < out.length; i++) out[i] = ((words[i >> 2] >>> (8 * (i & 3))) & 0xff) < least ? 0 : 1
}
