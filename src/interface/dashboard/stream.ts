/** Server-sent events to one reader. */
import type { ServerResponse } from "node:http"
import type { Outbox } from "./outbox.ts"
import type { Watch } from "./watch.ts"

/** So that a reader whose machine has gone is noticed, and no proxy in between thinks that nobody is there. */
const beatMilliseconds = 15_000

/**
 * Until the reader goes away. The head has been written. One message at a time: while it is on its way others are left out,
 * and all that there is comes next.
 */
export const serve = (response: ServerResponse, watch: Watch, outbox: Outbox): void => {
  let busy = false
  let behind = false
  const write = (event: Buffer): void => {
    busy = true
    outbox.write(response, event, () => {
      busy = false
      if (behind) {
        behind = false
        write(watch.whole())
      }
    })
  }
  response.write("retry: 2000\n\n")
  const unfollow = watch.follow((event) => {
    if (busy) behind = true
    else write(event)
  })
  const beat = setInterval(() => {
    if (!busy) response.write(": still here\n\n")
  }, beatMilliseconds)
  response.on("close", () => {
    clearInterval(beat)
    unfollow()
  })
}
