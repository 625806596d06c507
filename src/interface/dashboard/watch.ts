/** One snapshot for all who watch: taken again and again while somebody does, and says which sections have changed. */
import { setTimeout as wait } from "node:timers/promises"

/** Printed, by the id of the element that holds each. */
type Sections = Readonly<Record<string, string>>

export interface News {
  readonly title?: string
  readonly sections: Sections
}

/** Answers with all sections, or with undefined when nothing can have changed since the last call. */
export type Source = () => Promise<News | undefined>

/** Events are made once for all who watch, so that any number of them hold one copy. */
export interface Watch {
  /** Calls with an event of all there is, then with those of what changes. Answers with the end of it. */
  readonly follow: (listener: (event: Buffer) => void) => () => void
  /** The event of all there is. */
  readonly whole: () => Buffer
}

/** A server-sent event; JSON has no line ends of its own. */
const eventOf = (news: News): Buffer => Buffer.from(`event: news\ndata: ${JSON.stringify(news)}\n\n`)

const intervalMilliseconds = 1000

/** A snapshot that takes long is taken rarely: at most this part of one thread's time. */
const share = 0.1

/** `onFault` hears of snapshots that failed; the next one may succeed. */
export const make = (source: Source, onFault: (cause: unknown) => void): Watch => {
  const listeners = new Set<(event: Buffer) => void>()
  let last: News = { sections: {} }
  let all: Buffer | undefined
  let took = 0
  let stop = new AbortController()

  const take = async (): Promise<void> => {
    const began = performance.now()
    const found = await source()
    took = performance.now() - began
    if (found === undefined) return
    const changed = Object.entries(found.sections).filter(([id, text]) => last.sections[id] !== text)
    const news: News = {
      ...(found.title === undefined || found.title === last.title ? {} : { title: found.title }),
      sections: Object.fromEntries(changed)
    }
    last = found
    if (changed.length === 0 && news.title === undefined) return
    all = undefined
    const event = eventOf(news)
    for (const listener of listeners) listener(event)
  }

  const whole = (): Buffer => {
    all ??= eventOf(last)
    return all
  }

  const loop = async ({ signal }: AbortController): Promise<void> => {
    while (!signal.aborted) {
      await take().catch(onFault)
      await wait(Math.max(intervalMilliseconds, took / share), undefined, { signal }).catch(() => {})
    }
  }

  return {
    follow: (listener) => {
      if (Object.keys(last.sections).length > 0) listener(whole())
      listeners.add(listener)
      if (listeners.size === 1) {
        stop = new AbortController()
        void loop(stop)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop.abort()
      }
    },
    whole
  }
}
