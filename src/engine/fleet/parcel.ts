/** Messages that are larger than the server takes: cut into parts, which the coordinator puts together again. */
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
  /** All of the message with its last part; "more" before that, and undefined where a part does not fit to those before. */
  readonly take: (part: Part) => Uint8Array | "more" | undefined
  readonly forget: () => void
}

/** Together they take no more memory than one message may have. */
export const make = (most = Message.mostBytes): Parcels => {
  const begun = new Map<string, Begun>()
  const held = (): number => [...begun.values()].reduce((sum, { length }) => sum + length, 0)
  const forget = (): void => {
    for (const [name, { heard }] of begun)
      if (performance.now() - heard > patienceMilliseconds) begun.delete(name)
  }
  return {
    forget,
    take: ({ station, parcel, offset, size, bytes }) => {
      const name = `${station} ${parcel}`
      if (offset === 0) begun.set(name, { pieces: [], size, length: 0, heard: performance.now() })
      const found = begun.get(name)
      if (found === undefined) return undefined
      // The answer to the part before was lost, and it is sent again.
      if (offset + bytes.length === found.length && bytes.length > 0) return "more"
      const fits = offset === found.length && size === found.size && offset + bytes.length <= size
      if (!fits || size > most || held() + bytes.length > most) {
        begun.delete(name)
        return undefined
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

/** The parts of a message, in order. */
export function* cut(
  bytes: Uint8Array,
  room: number
): Generator<{ readonly offset: number; readonly bytes: Uint8Array }> {
  for (let offset = 0; offset < bytes.length; offset += room)
    yield { offset, bytes: bytes.subarray(offset, offset + room) }
}
