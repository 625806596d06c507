/**
 * The queue of a fleet: a stream of JetStream that gives each errand to one station at a time, and to another one where the
 * first is silent for longer than the lease. It is kept in the server's memory, for it holds nothing that the coordinator does
 * not: a server that has lost it gets it anew.
 */
import type { Connection } from "./connection.ts"
import * as Message from "./message.ts"

export interface Queue {
  /** Makes it where it is not, with room for a session's errands; whether it had to. */
  readonly ensure: (session: string | undefined) => Promise<boolean>
  /** The place of the errand in it. */
  readonly put: (session: string, errand: Uint8Array) => Promise<number>
  /** Takes an errand out of it; one that is out already, too. */
  readonly drop: (place: number) => Promise<void>
  readonly remove: () => Promise<void>
}

/** Errands that wait or are under way: some for each thread of a fleet. */
const mostErrands = 1_000_000

const nanoseconds = 1e9

/** @param lease seconds */
export const make = ({ streams, jetstream }: Connection, run: string, lease: number): Queue => {
  const { stream, queue } = Message.subjectsOf(run)
  let created: string | undefined
  /** The session whose errands stations can take. */
  let consumer: string | undefined

  const find = (): Promise<string | undefined> =>
    streams.streams.info(stream).then(
      ({ created }) => created,
      (cause: unknown) => {
        if (cause instanceof Error && cause.name === "StreamNotFoundError") return undefined
        throw cause
      }
    )

  const add = async (): Promise<string> => {
    const made = await streams.streams.add({
      name: stream,
      subjects: [queue("*")],
      retention: "workqueue",
      storage: "memory",
      max_msgs: mostErrands
    })
    consumer = undefined
    return made.created
  }

  const open = async (session: string): Promise<void> => {
    if (consumer === session) return
    await streams.consumers.add(stream, {
      durable_name: session,
      filter_subject: queue(session),
      ack_policy: "explicit",
      ack_wait: lease * nanoseconds,
      max_ack_pending: mostErrands,
      max_deliver: -1
    })
    consumer = session
  }

  const remove = async (): Promise<void> => {
    await streams.streams.delete(stream).catch(() => {})
  }

  return {
    ensure: async (session) => {
      const found = await find()
      const isThere = found !== undefined && found === created
      // That of a coordinator that was killed: what is left to do, the journal knows.
      if (found !== undefined && !isThere) await remove()
      if (!isThere) created = await add()
      if (session !== undefined) await open(session)
      return !isThere
    },
    put: async (session, errand) => {
      await open(session)
      return (await jetstream.publish(queue(session), errand, { timeout: 5000, retries: 1 })).seq
    },
    drop: async (place) => {
      await streams.streams.deleteMessage(stream, place, false).catch(() => {})
    },
    remove
  }
}
