/**
 * Waiting for answers that may never come: a server that is lost, and a coordinator that is killed, take what they were asked with
 * them, and nobody says so; and what is asked while there is no server, the client throws away. What is known of them otherwise
 * ends the waiting, and not the longest time that an answer may take.
 */

export interface Waiting {
  /** The answer; undefined where it is not waited for any more. Rejects as it does. */
  readonly on: <A>(answer: Promise<A>, isOver?: () => boolean) => Promise<A | undefined>
  /** Ends the waiting that is over; to be called now and then. */
  readonly look: () => void
  /** Ends all of it: what was asked so far is lost. When the server is, and again when it is back. */
  readonly end: () => void
}

export const make = (): Waiting => {
  const waiting = new Map<() => void, () => boolean>()
  return {
    on: (answer, isOver = () => false) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          waiting.delete(end)
          resolve(undefined)
        }
        waiting.set(end, isOver)
        answer.then(resolve, reject).finally(() => waiting.delete(end))
      }),
    look: () => {
      for (const [end, isOver] of waiting) if (isOver()) end()
    },
    end: () => {
      for (const end of waiting.keys()) end()
    }
  }
}
