/**
 * What crosses threads and what the journal stores: msgpack, with typed arrays bit for bit.
 *
 * Records are off, so that any msgpack reader understands them. Numbers lose the sign of zero outside typed
 * arrays; the inline pool goes through the same bytes, so that it loses it too.
 */
import { Packr } from "msgpackr"

const packr = new Packr({
  moreTypes: true,
  useRecords: false,
  structuredClone: false,
  int64AsType: "bigint"
})

/** A copy of its own: `Packr.pack` returns a window on a shared buffer, which must not be transferred. */
export const pack = (value: unknown): Uint8Array<ArrayBuffer> => new Uint8Array(packr.pack(value))

/** Of bytes that may be anybody's; undefined where they are none that were packed. What it is, is for the caller to find out. */
export const read = (bytes: Uint8Array): { readonly value: unknown } | undefined => {
  try {
    return { value: packr.unpack(bytes) }
  } catch {
    return undefined
  }
}

/** Of bytes that this program has packed: the caller knows what. */
export const unpack = <A>(bytes: Uint8Array): A => packr.unpack(bytes)
