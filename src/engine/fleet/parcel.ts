/**
 * Messages that are larger than the server takes: cut into parts, which the coordinator puts together again. What is lost
 * between them is sent again, from the beginning.
 */
import * as Message from "./message.ts"

type Part = Extract<Message.Told, { readonly _tag: "Part" }>

/** Parts of a station that stopped in the middle are kept so long. */
const patienceMilliseconds = 60_000

interface Begun {
  readonly pieces: Array<Uint8Array>
  readonly size: number
  length: number
  heard: number
}

export interface Parcels {
  /**
   * All of the message with its last part, and "more" before that; "again" where a part does not fit to those before; "full"
   * where there is no room for the message now.
   */
  readonly take: (part: Part) => Uint8Array | "more" | "again" | "full"
  readonly forget: () => void
}

/** What the coordinator says to a part. */
export const said = { more: "On", again: "Again", full: "Full" } as const

/** Together they take no more memory than one message may have. */
export const make = (most = Message.mostBytes): Parcels => {
  const begun = new Map<string, Begun>()
  const claimed = (): number => [...begun.values()].reduce((sum, { size }) => sum + size, 0)
  const forget = (): void => {
    for (const [name, { heard }] of begun)
      if (performance.now() - heard > patienceMilliseconds) begun.delete(name)
  }
  return {
    forget,
    take: ({ station, parcel, offset, size, bytes }) => {
      const name = `${station} ${parcel}`
      if (offset === 0) {
        begun.delete(name)
        if (claimed() + size > most) return "full"
        begun.set(name, { pieces: [], size, length: 0, heard: performance.now() })
      }
      const found = begun.get(name)
      if (found === undefined) return "again"
      // The answer to the part before was lost, and it is sent again.
      if (offset + bytes.length === found.length && bytes.length > 0) return "more"
      if (offset !== found.length || size !== found.size || offset + bytes.length > size) {
        begun.delete(name)
        return "again"
      }
      found.pieces.push(new Uint8Array(bytes))
      found.length += bytes.length
      found.heard = performance.now()
      if (found.length < size) return "more"
      begun.delete(name)
      return Buffer.concat(found.pieces)
    }
  }
}
