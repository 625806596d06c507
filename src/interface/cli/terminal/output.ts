/** Results go to standard output, everything else to standard error. */
import * as Effect from "effect/Effect"

export const print = (text: string): Effect.Effect<void> => Effect.sync(() => void process.stdout.write(text))

/** For programs. */
export const printJson = (value: unknown): Effect.Effect<void> => print(`${JSON.stringify(value, null, 2)}\n`)

export const say = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stderr.write(`${text}\n`))

/** What fits on a line of standard output; a file or a pipe has no end. */
export const width = (): number =>
  process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY
