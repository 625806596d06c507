/**
 * What readers have been sent and have not taken yet. Bounded for all of them together, and in time for each: whoever reads
 * too slowly is cut off, those who have waited longest first. Bytes that several readers are sent count once.
 */
import type { ServerResponse } from "node:http"

export interface Limits {
  readonly bytes: number
  /** For one message. */
  readonly seconds: number
}

export interface Outbox {
  /** `taken` is called when the operating system has all of it; never for a reader who is cut off. */
  readonly write: (response: ServerResponse, bytes: Buffer, taken?: () => void) => void
  /** Cuts off whoever has waited longest; false where everybody has taken all. */
  readonly cut: () => boolean
}

interface Sent {
  readonly response: ServerResponse
  readonly bytes: Buffer
  readonly timer: NodeJS.Timeout
}

export const make = ({ bytes: most, seconds }: Limits): Outbox => {
  /** In the order of their sending. */
  const waiting = new Set<Sent>()
  const holders = new Map<Buffer, number>()
  let total = 0

  const hold = (sent: Sent): void => {
    const { bytes } = sent
    const before = holders.get(bytes) ?? 0
    if (before === 0) total += bytes.length
    holders.set(bytes, before + 1)
    waiting.add(sent)
  }

  const release = (sent: Sent): void => {
    if (!waiting.delete(sent)) return
    const { bytes, timer } = sent
    clearTimeout(timer)
    const left = holders.get(bytes)! - 1
    if (left > 0) holders.set(bytes, left)
    else {
      holders.delete(bytes)
      total -= bytes.length
    }
  }

  const cutOff = (sent: Sent): void => {
    release(sent)
    // Rather than the response's own, which one that waits for another before it has not got yet.
    sent.response.req.socket.destroy()
  }

  const cut = (): boolean => {
    const [oldest] = waiting
    if (oldest !== undefined) cutOff(oldest)
    return oldest !== undefined
  }

  return {
    write: (response, bytes, taken) => {
      const timer = setTimeout(() => cutOff(sent), 1000 * seconds)
      const sent: Sent = { response, bytes, timer }
      const gone = () => release(sent)
      hold(sent)
      response.once("close", gone)
      response.write(bytes, (failure) => {
        response.off("close", gone)
        release(sent)
        if (!failure) taken?.()
      })
      while (total > most && cut());
    },
    cut
  }
}
