/** Server-sent events to one reader. */
import type { ServerResponse } from "node:http"
import type { News, Watch } from "./watch.ts"

/** What a reader that does not read may leave in memory before it is let go; it comes back by itself. */
const mostBytes = 8 * 2 ** 20

/** So that a reader whose machine has gone is noticed, and no proxy in between thinks that nobody is there. */
const beatMilliseconds = 15_000

/** One event; JSON has no line ends of its own. */
export const event = (news: News): string => `event: news\ndata: ${JSON.stringify(news)}\n\n`

/** Until the reader goes away. The head has been written. */
export const serve = (response: ServerResponse, watch: Watch): void => {
  const write = (text: string): void => {
    response.write(text)
    if (response.writableLength > mostBytes) response.destroy()
  }
  write("retry: 2000\n\n")
  const unfollow = watch.follow((news) => write(event(news)))
  const beat = setInterval(() => write(": still here\n\n"), beatMilliseconds)
  response.on("close", () => {
    clearInterval(beat)
    unfollow()
  })
}
