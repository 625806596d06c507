/**
 * Messages of a queue as a station takes them, one at a time. The client's own way has several timers for each of them, which takes
 * longer than the rest; the protocol is one request to the server, whose answer is the message, under the subject of the queue: so it
 * needs an inbox of its own.
 */
import type { Connection } from "./connection.ts"
import * as Message from "./message.ts"
import * as Posted from "./posted.ts"
import type { Waiting } from "./waiting.ts"

export interface Delivered {
  readonly bytes: Uint8Array
  /** Somebody had it before. */
  readonly isRedelivered: boolean
  /** It is under way: the lease begins anew. */
  readonly working: () => void
  /** It is done, or is nobody's any more. */
  readonly drop: () => void
  /** Not now: somebody may have it again after so many seconds. */
  readonly later: (seconds: number) => void
}

/** Beyond what the server was told to wait: an answer that comes later would be lost, and be taken for a death. */
const marginMilliseconds = 5000

/** How often it was delivered, by the subject that answers go to: `$JS.ACK.`, in later versions two more words, stream, consumer, the count. */
const deliveries = (subject: string): number => {
  const words = subject.split(".")
  return Number(words[words.length > 9 ? 6 : 4])
}

/**
 * The next message, or undefined where none comes in time. Rejects where there is no such queue, or no server.
 *
 * @param milliseconds how long the server waits for one
 */
export const next = async (
  { client }: Connection,
  { run, session }: { readonly run: string; readonly session: string },
  milliseconds: number,
  waiting: Waiting
): Promise<Delivered | undefined> => {
  const { stream } = Message.subjectsOf(run)
  const asked = JSON.stringify({ batch: 1, expires: milliseconds * 1e6 })
  const timeout = milliseconds + marginMilliseconds
  const message = await waiting.on(
    client.request(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${session}`, asked, {
      timeout,
      noMux: true,
      reply: `_INBOX.${Posted.nameOf()}`
    })
  )
  if (message === undefined) return undefined
  const { data, headers, reply } = message
  // A status: none came, or the queue is gone.
  if (reply === undefined || reply === "" || (headers?.code ?? 0) > 0) return undefined
  const say = (word: string) => (): void => client.publish(reply, word)
  return {
    bytes: data,
    isRedelivered: deliveries(reply) > 1,
    working: say("+WPI"),
    drop: say("+TERM"),
    later: (seconds) => say(`-NAK {"delay": ${seconds * 1e9}}`)()
  }
}
