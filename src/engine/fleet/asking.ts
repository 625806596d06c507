/** How a station asks its coordinator: again and again until it answers, in parts where it has much to say. */
import { setTimeout } from "node:timers/promises"
import type { Connection } from "./connection.ts"
import * as Message from "./message.ts"
import * as Parcel from "./parcel.ts"
import * as Posted from "./posted.ts"

/** For one answer: a bit proof of the coordinator may be under way. */
const answerMilliseconds = 10_000

/** Between two attempts, while nobody answers. */
const pauseMilliseconds = 300

export type Ask = (message: Message.Told, isOver?: () => boolean) => Promise<Message.Answer>

/**
 * "Gone" for everything once `isOver`. Throws a RangeError for a message that is too large for anybody.
 *
 * @param isOver whether nobody will answer any more
 */
export const make = ({ client }: Connection, run: string, isOver: () => boolean): Ask => {
  const { ask } = Message.subjectsOf(run)
  const request = async (message: Uint8Array, isDone: () => boolean): Promise<Message.Answer> => {
    while (!isDone()) {
      const reply = await client.request(ask, message, { timeout: answerMilliseconds }).catch(() => undefined)
      const answer = reply === undefined ? undefined : Message.answer(reply.data)
      if (answer !== undefined) return answer
      await setTimeout(pauseMilliseconds)
    }
    return { _tag: "Gone" }
  }
  return async (message, isDone = isOver) => {
    const bytes = Message.pack(message)
    const room = Message.roomOf(client.info?.max_payload ?? 2 ** 20)
    if (bytes.length <= room) return request(bytes, isDone)
    if (bytes.length > Message.mostBytes)
      throw new RangeError(
        `a result of ${Math.round(bytes.length / 2 ** 20)} MiB is too large for a fleet, which carries ${Message.mostBytes / 2 ** 20} MiB at the most: run this study on one machine`
      )
    const { session, station } = message
    const parcel = Posted.nameOf()
    let last: Message.Answer = { _tag: "Gone" }
    for (const { offset, bytes: part } of Parcel.cut(bytes, room)) {
      const size = bytes.length
      last = await request(
        Message.pack({ _tag: "Part", session, station, parcel, offset, size, bytes: part }),
        isDone
      )
      if (last._tag !== "On") break
    }
    return last
  }
}
