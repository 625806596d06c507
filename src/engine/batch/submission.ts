/** What was submitted of a run: the folder `batch` in that of the run, with the study, the scripts, the parts and the logs. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import * as Schema from "effect/Schema"
import { names as backends } from "../../accelerator/backend.ts"
import * as Moment from "../moment.ts"
import * as OwnFile from "../own-file.ts"
import { Unfit } from "../unfit.ts"

const Word = Schema.String.check(
  Schema.makeFilter((text) => text.length <= 1000 || "must be at most 1000 characters")
)
const Count = Schema.Natural

const Submission = Schema.Struct({
  /** Of the last array, and of the job that takes its parts in; null until Slurm has given a number. */
  job: Schema.NullOr(Word),
  merge: Schema.NullOr(Word),
  at: Moment.Text,
  study: Word,
  simulation: Word,
  backend: Schema.Literals(backends),
  points: Count,
  /** Of all parts. */
  tasks: Count,
  parts: Count
})
export type Submission = typeof Submission.Type

const isSubmission = Schema.is(Submission)

export const folderIn = (directory: string): string => OwnFile.path(directory, "batch")

const fileIn = (directory: string): string => join(folderIn(directory), "submission.json")

export const exists = (directory: string): boolean => OwnFile.exists(fileIn(directory))

const mostBytes = 2 ** 16

/** Undefined where nothing was submitted. Throws {@link Unfit} for a file that does not say what was. */
export const read = (directory: string): Submission | undefined => {
  const file = fileIn(directory)
  const text = OwnFile.read(file, mostBytes)
  if (text === undefined) return undefined
  const damaged = new Unfit(`${file} is damaged: take it away, and submit the study again; its parts go on`)
  try {
    const found: unknown = JSON.parse(text)
    if (isSubmission(found)) return found
  } catch {
    throw damaged
  }
  throw damaged
}

export const write = (directory: string, submission: Submission): void =>
  OwnFile.write(fileIn(directory), `${JSON.stringify(submission, undefined, 2)}\n`)

/** The study, and the scripts; none of parts where all are complete. */
export interface Files {
  readonly "study.yaml": string
  readonly "parts.sh"?: string
  readonly "merge.sh": string
}

/** The script of a job that looks at many runs, in the folder that has them all. */
export interface Last {
  readonly "document.sh": string
}

/** The study and the scripts, where the jobs find them. Without its folder for logs, Slurm ends a job and says nothing. */
export const prepare = (directory: string, files: Files | Last): void => {
  mkdirSync(directory, { recursive: true })
  OwnFile.check(directory)
  const folder = folderIn(directory)
  OwnFile.makeFolder(folder)
  OwnFile.makeFolder(join(folder, "log"))
  for (const [name, text] of Object.entries(files)) OwnFile.write(join(folder, name), text)
}
