/**
 * All that a coordinator asks of a server, done once before anything is computed: what it may not do there, and a server that has no
 * room for a queue, are found out then, not hours later.
 */
import type { Connection } from "./connection.ts"
import * as Message from "./message.ts"
import * as Posted from "./posted.ts"
import type { Queue } from "./queue.ts"

/** Names no session. */
const none = "none"

/** Rejects with NoServer, or as the server does. What a coordinator that was killed has left there is gone then. */
export const hold = async ({ client, settled }: Connection, run: string, queue: Queue): Promise<void> => {
  // Of no errand: it stops nothing.
  client.publish(Message.calls, Message.pack({ _tag: "Stop", run, session: none, errand: none }))
  // As answers to stations go.
  client.publish(`_INBOX.${Posted.nameOf()}`)
  await queue.ensure(none)
  await queue.drop(await queue.put(none, new Uint8Array()))
  await queue.remove()
  await settled()
  await queue.ensure(undefined)
}
