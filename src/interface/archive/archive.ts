/** A run as a zip file that a repository of research data takes as it is, and that a stranger can read in ten years. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as OwnFile from "../../engine/own-file.ts"
import { parquet } from "../export/parquet.ts"
import { csv } from "../export/separated.ts"
import * as Zip from "../export/zip.ts"
import * as Files from "../report/files.ts"
import * as Page from "../report/page.ts"
import type { Subject } from "../report/subject.ts"
import * as CitationFile from "./citation-file.ts"
import * as Crate from "./crate.ts"
import * as Readme from "./readme.ts"

interface Part extends Zip.Entry {
  readonly description: string
}

/** A file of the run's folder as it stands; none where there is none. */
const filePart = (directory: string, path: OwnFile.Name, description: string): ReadonlyArray<Part> => {
  const file = OwnFile.path(directory, path)
  return OwnFile.exists(file) ? [{ path, description, chunks: OwnFile.pieces(file) }] : []
}

/** The run's file at the moment when its bytes are asked for: a run that goes on writes to its own. */
function* runFile({ copyTo }: Subject): Generator<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "skein-archive-"))
  const file = join(folder, "run.sqlite")
  try {
    copyTo(file)
    yield* OwnFile.pieces(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const partsOf = async (
  subject: Subject,
  publication: CitationFile.Publication
): Promise<ReadonlyArray<Part>> => {
  const pictures = subject.pictures()
  const drawings = await Files.drawings(subject, pictures)
  const names = Files.fileNames(subject.tables.map(({ name }) => name))
  const page = Page.of(subject, pictures, Files.beside(subject, pictures, "study.yaml"))
  const text = (path: string, description: string, content: string): Part => ({
    path,
    description,
    chunks: [content]
  })
  const parts = [
    text("CITATION.cff", "How to cite it", CitationFile.of(subject, publication)),
    ...(subject.studyText === undefined ? [] : [text("study.yaml", "What was asked", subject.studyText)]),
    ...filePart(
      subject.directory,
      "points.ndjson",
      "Every point, with nothing left to expand, draw or default"
    ),
    ...filePart(
      subject.directory,
      "manifest.json",
      "What computed it: versions, commit, machine, seed, times"
    ),
    {
      path: "run.sqlite",
      description: "The run itself, for Skein and for any SQLite client",
      chunks: runFile(subject)
    },
    text("report.html", "All of it on one page", page),
    ...drawings.map(({ file, title, content }) => ({
      path: `figures/${file}`,
      description: title,
      chunks: [content]
    })),
    ...subject.tables.flatMap((table) => [
      { path: `tables/${names.get(table.name)}.csv`, description: table.description, chunks: csv(table) },
      {
        path: `tables/${names.get(table.name)}.parquet`,
        description: table.description,
        chunks: parquet(table)
      }
    ])
  ]
  const readme = Readme.of(
    subject,
    names,
    parts.map(({ path }) => path)
  )
  return [text("README.md", "What is here, what the columns mean, and how to run it again", readme), ...parts]
}

/** The bytes of the zip file. Memory: the figures, and a piece of one table at a time. */
export const of = async (
  subject: Subject,
  publication: CitationFile.Publication
): Promise<Iterable<Uint8Array>> => {
  const parts = await partsOf(subject, publication)
  const contents: Array<Crate.Content> = []
  const description = new Map(parts.map((part) => [part.path, part.description]))
  function* entries(): Generator<Zip.Entry> {
    yield* parts
    // Last: it says how large the others are.
    yield { path: "ro-crate-metadata.json", chunks: [Crate.of(subject, publication, contents)] }
  }
  const written = (path: string, bytes: number): void => {
    contents.push({ path, bytes, description: description.get(path) ?? "" })
  }
  return Zip.zipped(entries(), Files.dateOf(subject), written)
}
