/** Which contents have been seen, and at which place first: of a million texts, eight bytes each are kept. */
import { crc32 } from "node:zlib"

export interface Contents {
  /** The first place that has this content; undefined where it is this one. */
  readonly add: (content: string, place: number) => number | undefined
}

/** @param contentOf of a place that was added: asked for where two hashes are equal, once in some thousand millions */
export const make = (most: number, contentOf: (place: number) => string): Contents => {
  const size = 2 ** Math.ceil(Math.log2(2 * most + 2))
  const hashes = new Uint32Array(size)
  /** One more than the place; 0 where there is none. */
  const places = new Uint32Array(size)
  return {
    add: (content, place) => {
      const hash = crc32(content)
      for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
        const found = places[slot]! - 1
        if (found < 0) {
          hashes[slot] = hash
          places[slot] = place + 1
          return undefined
        }
        if (hashes[slot] === hash && contentOf(found) === content) return found
      }
    }
  }
}
