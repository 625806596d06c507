/**
 * How long computations hear that they are wanted no more: in a loop whose turns may take long together they call
 * {@link look}, which throws once whoever waits for the thread says so. Nothing is kept of what was under way; a pure
 * function is asked again later, and gives the same.
 *
 * One computation at a time on a thread. Where nobody has said how to ask, a look costs nothing and finds nothing.
 */

/** What was under way is wanted no more. No fault of anyone's. */
export class Stopped extends Error {
  override readonly name = "Stopped"
}

let isStopped = (): boolean => false

/**
 * To be called some times in a tenth of a second, or oftener: it costs some nanoseconds.
 *
 * @throws Stopped
 */
export const look = (): void => {
  if (isStopped()) throw new Stopped("The computation was stopped.")
}

/** Does the work, in which looks ask `asked`. */
export const during = async <A>(asked: () => boolean, work: () => Promise<A>): Promise<A> => {
  const before = isStopped
  isStopped = asked
  try {
    return await work()
  } finally {
    isStopped = before
  }
}

/** What the work gives; undefined where it was stopped. */
export const orNothing = async <A>(
  work: () => A | Promise<A>
): Promise<{ readonly value: A } | undefined> => {
  try {
    return { value: await work() }
  } catch (cause) {
    if (cause instanceof Stopped) return undefined
    throw cause
  }
}
