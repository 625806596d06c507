/** How a station asks its coordinator: again and again until it answers, in parts where it has much to say. */
import { setTimeout } from "node:timers/promises"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Connection } from "./connection.ts"
import * as Message from "./message.ts"
import * as Posted from "./posted.ts"
import type { Waiting } from "./waiting.ts"

/** For one answer: a bit proof of the coordinator may be under way. */
const answerMilliseconds = 10_000

const pauseMilliseconds = 300

export type Ask = (message: Message.Told, isOver?: () => boolean) => Promise<Message.Answer>

/**
 * "Gone" for everything once `isOver`. Throws a RangeError for a message that is too large for anybody.
 *
 * @param isOver whether nobody will answer any more
 * @param pause milliseconds between two attempts, while nobody answers
 */
export const make = (
  { client, limit }: Pick<Connection, "client" | "limit">,
  run: string,
  isOver: () => boolean,
  waiting: Waiting,
  pause = pauseMilliseconds
): Ask => {
  const { ask } = Message.subjectsOf(run)
  const room = Message.roomOf(limit)
  const request = async (message: Uint8Array, isDone: () => boolean): Promise<Message.Answer> => {
    while (!isDone()) {
      const asked = client.request(ask, message, { timeout: answerMilliseconds })
      const reply = await waiting.on(asked, isDone).catch(() => undefined)
      if (reply !== undefined)
        return (
          Message.answer(reply.data) ?? {
            _tag: "Refused",
            why: "its coordinator has another version of Skein: install the same on both"
          }
        )
      await setTimeout(pause)
    }
    return { _tag: "Gone" }
  }
  return async (message, isDone = isOver) => {
    const bytes = Message.pack(message)
    if (bytes.length <= room) return request(bytes, isDone)
    if (bytes.length > Message.mostBytes)
      throw new RangeError(
        `a result of ${Math.round(bytes.length / 2 ** 20)} MiB is too large for a fleet, which carries ${Message.mostBytes / 2 ** 20} MiB at the most: run this study on one machine`
      )
    const { session, station } = message
    const parcel = Posted.nameOf()
    const size = bytes.length
    for (let offset = 0; ; ) {
      const part = bytes.subarray(offset, offset + room)
      const answer = await request(
        Message.pack({ _tag: "Part", session, station, parcel, offset, size, bytes: part }),
        isDone
      )
      switch (answer._tag) {
        case "On":
          offset += part.length
          if (offset === size) return answer
          break
        case "Again":
          offset = 0
          await setTimeout(pause)
          break
        case "Full":
          await setTimeout(pause)
          break
        case "Prove":
        case "Welcome":
        case "Refused":
        case "Wait":
        case "Stranger":
        case "Go":
        case "Later":
        case "Gone":
        case "Bytes":
          return answer
        default:
          return nothingLeft(answer, "answer of a coordinator")
      }
    }
  }
}

/** What the coordinator has at a name, in pieces; undefined where it has it no longer, or never had. */
export const pieces = async (
  ask: Ask,
  from: { readonly session: string; readonly station: string; readonly errand: string },
  size: number
): Promise<Uint8Array | undefined> => {
  if (size > Message.mostBytes) return undefined
  const found: Array<Uint8Array> = []
  for (let offset = 0; offset < size; ) {
    const answer = await ask({ _tag: "Piece", ...from, offset })
    if (answer._tag !== "Bytes" || answer.bytes.length === 0) return undefined
    found.push(answer.bytes)
    offset += answer.bytes.length
  }
  return Buffer.concat(found)
}
