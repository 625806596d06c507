/** What a report about several runs writes: one page about all of them, and the report of each. */
import { basename, dirname, join, relative, sep } from "node:path"
import type { Look } from "../chart/look.ts"
import * as Sink from "../export/sink.ts"
import * as Files from "./files.ts"
import * as Overview from "./overview.ts"
import * as Subject from "./subject.ts"

/** A run, the folder that its own report goes to, and where a command finds its study file. */
export interface Place {
  readonly directory: string
  readonly folder: string
  readonly study: string
}

export interface Report extends Files.Written {
  readonly chapter: Overview.Chapter
  readonly problems: ReadonlyArray<string>
}

/** A path as an address on the page of that file. */
const addressFrom = (page: string, path: string): string =>
  relative(dirname(page), path).split(sep).map(encodeURIComponent).join("/")

/**
 * The report of one of the runs, and what the page about all of them says of it.
 *
 * @param index of the run on that page, from 0
 * @param page the file of that page
 */
export const one = (
  { directory, folder, study }: Place,
  index: number,
  page: string,
  formats: ReadonlyArray<Files.Format>,
  look?: Look
): Promise<Report> =>
  Subject.withSubject(directory, async (subject) => {
    const written = await Files.write(subject, folder, study, formats, look)
    const beside = Files.beside(subject, written.pictures, study, formats)
    const address = (file: string): string => addressFrom(page, join(folder, file))
    const files = {
      formats,
      figure: (name: string, format: string) => {
        const file = beside.figure(name, format)
        return file === undefined ? undefined : address(file)
      }
    }
    const own = address(basename(written.page))
    return {
      ...written,
      chapter: Overview.chapter(subject, written.pictures, index, own, files),
      problems: subject.problems
    }
  })

/** The page about all of them. */
export const page = (file: string, title: string, chapters: ReadonlyArray<Overview.Chapter>): Promise<void> =>
  Sink.toOwnFile([Overview.of(title, chapters)], file)

/** What names have in common at their beginning, up to a `-`, `_` or `.`; undefined where that is nothing. */
export const common = (names: ReadonlyArray<string>): string | undefined => {
  const [first = "", ...others] = names
  let length = 0
  while (length < first.length && others.every((name) => name[length] === first[length])) length++
  return /^(.*[^-_.])[-_.]+[^-_.]*$/s.exec(first.slice(0, length))?.[1]
}
