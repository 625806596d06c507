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

export interface Watch {
  /** Calls with all there is, then with what changes. Answers with the end of it. */
  readonly follow: (listener: (news: News) => void) => () => void
}

const intervalMilliseconds = 1000

/** A snapshot that takes long is taken rarely: at most this part of one thread's time. */
const share = 0.1

/** `onFault` hears of snapshots that failed; the next one may succeed. */
export const make = (source: Source, onFault: (cause: unknown) => void): Watch => {
  const listeners = new Set<(news: News) => void>()
  let last: News = { sections: {} }
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
    if (changed.length > 0 || news.title !== undefined) for (const listener of listeners) listener(news)
  }

  const loop = async ({ signal }: AbortController): Promise<void> => {
    while (!signal.aborted) {
      await take().catch(onFault)
      await wait(Math.max(intervalMilliseconds, took / share), undefined, { signal }).catch(() => {})
    }
  }

  return {
    follow: (listener) => {
      if (Object.keys(last.sections).length > 0) listener(last)
      listeners.add(listener)
      if (listeners.size === 1) {
        stop = new AbortController()
        void loop(stop)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop.abort()
      }
    }
  }
}
