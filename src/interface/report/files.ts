/** What a report writes into its run's folder: the page, the figures, the tables. */
import { join } from "node:path"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as OwnFile from "../../engine/own-file.ts"
import type { Look } from "../chart/look.ts"
import type { Picture } from "../chart/picture.ts"
import { csv } from "../export/separated.ts"
import * as Sink from "../export/sink.ts"
import * as Citation from "./citation.ts"
import * as Page from "./page.ts"
import type { Subject } from "./subject.ts"

/**
 * A name that every file system takes; names that become the same are numbered.
 *
 * @param said what the name is made of; absent: itself
 */
export const fileNames = (
  names: ReadonlyArray<string>,
  said = (name: string): string => name
): ReadonlyMap<string, string> => {
  const taken = new Set<string>()
  return new Map(
    names.map((name) => {
      const safe =
        said(name)
          .replace(/[^A-Za-z0-9_-]+/g, "_")
          .slice(0, 80) || "_"
      let free = safe
      for (let k = 2; taken.has(free.toLowerCase()); k++) free = `${safe}-${k}`
      taken.add(free.toLowerCase())
      return [name, free]
    })
  )
}

/** A file of its own: dark on light, whatever page shows it. */
export const standalone = (svg: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace("<svg ", '<svg color="#111111" style="background: white" ')}\n`

/** Paths, in the order in which they are written, and the figures as the page shows them. */
export interface Written {
  readonly page: string
  readonly pictures: ReadonlyArray<Picture>
  readonly figures: ReadonlyArray<string>
  readonly tables: ReadonlyArray<string>
}

/** When the run ended, for files that carry a date; the same for the same run. */
export const dateOf = (subject: Subject): Date => new Date(Citation.when(subject) ?? 0)

export interface Drawing {
  /** With its ending, without a folder. */
  readonly file: string
  readonly title: string
  readonly content: string | Uint8Array
}

/** What a figure may be written as. */
export const formats = ["svg", "pdf", "png"] as const
export type Format = (typeof formats)[number]

/** Those that a page links to, and an archive has. */
const usual: ReadonlyArray<Format> = ["svg", "pdf"]

/** What a file of a picture holds. */
export const drawn = async (
  format: Format,
  svg: string,
  title: string,
  made: Date
): Promise<string | Uint8Array> => {
  switch (format) {
    case "svg":
      return standalone(svg)
    case "pdf":
      return (await import("./pdf.ts")).of(svg, title, made)
    case "png":
      return (await import("./png.ts")).of(svg)
    default:
      return nothingLeft(format, "format")
  }
}

/** Each figure that there is something to draw of, in these formats. */
export const drawings = async (
  subject: Subject,
  pictures: ReadonlyArray<Picture>,
  formats: ReadonlyArray<Format> = usual
): Promise<ReadonlyArray<Drawing>> => {
  const names = fileNames(pictures.map(({ name }) => name))
  const found: Array<Drawing> = []
  for (const { name, title, svg } of pictures) {
    if (svg === undefined) continue
    for (const format of formats)
      found.push({
        file: `${names.get(name)}.${format}`,
        title,
        content: await drawn(format, svg, title, dateOf(subject))
      })
  }
  return found
}

/** The page's view of the files beside it. */
export const beside = (
  subject: Subject,
  pictures: ReadonlyArray<Picture>,
  study: string,
  formats: ReadonlyArray<Format> = usual
): Page.Files => {
  const figures = fileNames(pictures.map(({ name }) => name))
  const tables = fileNames(subject.tables.map(({ name }) => name))
  return {
    formats,
    figure: (name, format) => `figures/${figures.get(name)}.${format}`,
    table: (name) => `tables/${tables.get(name)}.csv`,
    study
  }
}

/**
 * `report.html`, figures in `figures/` and `tables/*.csv` in `directory`, each whole or not at all.
 *
 * @param study where a command finds the study file
 * @param look of the figures' files; those of the page are as they are
 */
export const write = async (
  subject: Subject,
  directory: string,
  study: string,
  formats: ReadonlyArray<Format> = usual,
  look?: Look
): Promise<Written> => {
  OwnFile.checkWritable(directory)
  const pictures = subject.pictures()
  const all = await drawings(subject, look === undefined ? pictures : subject.pictures(look), formats)
  const names = fileNames(subject.tables.map(({ name }) => name))
  const folderOfFigures = OwnFile.path(directory, "figures")
  const folderOfTables = OwnFile.path(directory, "tables")
  const page = OwnFile.path(directory, "report.html")
  const figures = all.map(({ file }) => join(folderOfFigures, file))
  const tables = subject.tables.map(({ name }) => join(folderOfTables, `${names.get(name)}.csv`))
  if (all.length > 0) OwnFile.makeFolder(folderOfFigures)
  OwnFile.makeFolder(folderOfTables)
  // Before the first of them is written.
  for (const file of [...figures, ...tables, page]) OwnFile.checkFile(file)
  for (const [i, { content }] of all.entries()) await Sink.toOwnFile([content], figures[i]!)
  for (const [i, table] of subject.tables.entries()) await Sink.toOwnFile(csv(table), tables[i]!)
  await Sink.toOwnFile([Page.of(subject, pictures, beside(subject, pictures, study, formats))], page)
  return { page, pictures, figures, tables }
}
