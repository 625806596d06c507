/**
 * Results go to standard output, everything else to standard error. Nothing else in the program writes to either, but for
 * the progress of a run (reporter.ts) and files that are given up (export/sink.ts): what is written is plain text, whoever wrote what it quotes.
 */
import * as Effect from "effect/Effect"
import * as Plain from "../../text/plain.ts"
import * as Columns from "./columns.ts"

/** Lines that are composed already, as `Columns.align` does. */
export const print = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stdout.write(Plain.block(text)))

/** A line each. */
export const printLines = (...lines: ReadonlyArray<string>): Effect.Effect<void> =>
  print(lines.map((line) => `${Plain.line(line)}\n`).join(""))

/** For programs: every value whole. */
export const printJson = (value: unknown): Effect.Effect<void> => print(`${JSON.stringify(value, null, 2)}\n`)

/** At once, a line each; what follows a line break within one is indented. */
export const tell = (...sentences: ReadonlyArray<string>): void =>
  void process.stderr.write(sentences.map((each) => `${Plain.paragraph(each)}\n`).join(""))

/** As {@link tell}, when it is its turn. */
export const say = (...sentences: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(() => tell(...sentences))

/** What fits on a line that is read: a file's or a pipe's reader has some screen, too. */
export const readable = (): number => (process.stdout.isTTY ? process.stdout.columns || 80 : 100)

/** What sentences take of a line: no more than is read with ease, and of a file or a pipe what every terminal shows. */
export const prose = (): number => (process.stdout.isTTY ? Math.min(process.stdout.columns || 80, 100) : 80)

/** Sentences that are longer than a line, on lines of words, all but the first indented. */
export const sayWrapped = (...sentences: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const room = prose() - 2
    return say(...sentences.map((each) => Columns.wrapped(Plain.line(each), room).join("\n")))
  })

/** What fits on a line of standard output; a file or a pipe has no end. */
export const width = (): number =>
  process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY
