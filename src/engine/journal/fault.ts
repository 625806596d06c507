/** What can be wrong with a run's file, as errors whose messages are sentences. */
import * as Program from "../program.ts"
import { reasonOf } from "../reason.ts"

/** It does not say what was written to it. */
export class Damaged extends RangeError {
  override readonly name = "Damaged"
}

/** It has tables, views or triggers that no run makes: somebody altered it. */
export class Altered extends Damaged {}

/** It is another program's, or that of a newer version. */
export class Foreign extends RangeError {
  override readonly name = "Foreign"
}

/** Another program holds it. */
export class Held extends RangeError {
  override readonly name = "Held"
}

/** SQLite's primary result code; the extended ones have more in the bits above. */
const codeOf = (cause: unknown): number | undefined =>
  cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : undefined

/** SQLITE_BUSY and SQLITE_LOCKED. */
export const isHeld = (cause: unknown): boolean =>
  cause instanceof Held || codeOf(cause) === 5 || codeOf(cause) === 6

/** Whether it is of a run's file, and no bug. */
export const isOfFile = (cause: unknown): boolean =>
  cause instanceof Held || cause instanceof Damaged || cause instanceof Foreign || codeOf(cause) !== undefined

/** Whether it is a file that whoever brought it must change. */
export const isRefused = (cause: unknown): cause is Altered | Foreign =>
  cause instanceof Altered || cause instanceof Foreign

/** SQLITE_CANTOPEN and SQLITE_READONLY. */
export const cannotOpen = (cause: unknown): boolean => codeOf(cause) === 14 || codeOf(cause) === 8

/** SQLITE_FULL and SQLITE_IOERR. */
export const isFull = (cause: unknown): boolean => codeOf(cause) === 13 || codeOf(cause) === 10

/**
 * Codes that say nothing about what is in the file: PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN,
 * AUTH. What is left, SQLITE_ERROR included, comes of a file that is not as our statements expect it.
 */
const worldly: ReadonlySet<number> = new Set([3, 5, 6, 7, 8, 9, 10, 13, 14, 23])

/** A read beyond the end of the file. */
const shortRead = 522

/** What comes of a file that does not say what was written to it. */
export const isDamage = (cause: unknown): boolean => {
  const code = codeOf(cause)
  if (code !== undefined)
    return !worldly.has(code) || (cause as Error & { readonly errcode: number }).errcode === shortRead
  // Text that is no JSON, an integer beyond 2^53, a name that is not there: nobody wrote that.
  return (
    cause instanceof SyntaxError ||
    cause instanceof TypeError ||
    (cause instanceof RangeError && "code" in cause && cause.code === "ERR_OUT_OF_RANGE")
  )
}

/** What a run's file does to those who read or write it, as one of these errors; others stay as they are. */
export const told = (cause: unknown, directory: string): unknown => {
  if (cause instanceof Held) return cause
  if (isHeld(cause)) return new Held(heldSentence(`${directory}/run.sqlite`))
  if (cause instanceof Altered)
    return new Altered(
      `run.sqlite was altered: ${reasonOf(cause)}. Undo that, if it was you; ${Program.command("repair", directory)} keeps what is known to be intact`
    )
  if (cause instanceof Damaged || isDamage(cause))
    return new Damaged(
      `run.sqlite is damaged (${reasonOf(cause)}). ${Program.command("repair", directory)} saves what is intact`
    )
  return cause
}

export const heldSentence = (file: string): string =>
  `another program holds ${file} (a database browser, an open transaction, a copy being made)`

/** Runs `read`, and tells what it throws. */
export const telling = <A>(directory: string, read: () => A): A => {
  try {
    return read()
  } catch (cause) {
    throw told(cause, directory)
  }
}
