/** Whoever says to a coordinator what is no message of this version: each is told of once. */
import type { Event } from "../event.ts"
import * as Message from "./message.ts"

/** Names that are remembered: beyond that nobody new is told of. */
const most = 1000

const why = "it says what is no message of this version of Skein: install the same on both"

export const make = (tell: (event: Event) => void) => {
  const known = new Set<string>()
  return {
    meet: (bytes: Uint8Array): Message.Answer => {
      const station = Message.signature(bytes).host ?? "without a name"
      if (known.size < most && !known.has(station)) {
        known.add(station)
        tell({ _tag: "StationRefused", station, why })
      }
      return { _tag: "Refused", why }
    }
  }
}
