/** Of a source's run all that the document tells, and the files that it links to, written. */
import { join } from "node:path"
import type * as Reader from "../../engine/journal/reader.ts"
import * as OwnFile from "../../engine/own-file.ts"
import { reasonOf } from "../../engine/reason.ts"
import type { SourceName } from "../../talk/source.ts"
import { csv } from "../export/separated.ts"
import * as Sink from "../export/sink.ts"
import type { Chunk } from "../export/table.ts"
import * as Citation from "../report/citation.ts"
import * as Files from "../report/files.ts"
import * as Page from "../report/page.ts"
import * as Subject from "../report/subject.ts"
import * as Folder from "../run/folder.ts"
import type { ResultTable } from "../run/table.ts"
import * as Trained from "../run/trained.ts"
import type { Account, AccountTable, Facts, Found } from "./content/account.ts"
import type { Judged, SourceRun } from "./runs/judged.ts"

/** Below the document's folder. */
export const folder = "reproduction"

/** Cells of a table that is written; some 20 MB of CSV. */
const mostCells = 2e6

/** Bytes of the models of a run. */
const mostModels = 32 * 2 ** 20

/** Bytes of a file of certificates, which is less than `skein verify` reads. */
const mostProofs = 32 * 2 ** 20

/** Each source once, in the order of the slides. */
export const runsOf = (judged: Judged): ReadonlyMap<SourceName, SourceRun> =>
  new Map(judged.flatMap(({ runs }) => runs).map((run) => [run.source, run]))

/** A file of the document. */
export interface Written {
  /** From the document's folder on, with slashes. */
  readonly path: string
  readonly description: string
}

/** Writes files of the document, and keeps count of them. */
export interface Writer {
  readonly write: (path: string, description: string, chunks: Iterable<Chunk>) => Promise<string>
  readonly written: ReadonlyArray<Written>
}

/**
 * Each whole or not there, in folders that are made. Throws an {@link OwnFile.NotOwn} where something else stands in a file's way.
 *
 * @param place the document's folder, which is there
 */
export const writer = (place: string): Writer => {
  const written: Array<Written> = []
  const write: Writer["write"] = async (path, description, chunks) => {
    const folders = path.split("/").slice(0, -1)
    for (const k of folders.keys()) OwnFile.makeFolder(join(place, ...folders.slice(0, k + 1)))
    await Sink.toOwnFile(chunks, join(place, ...path.split("/")))
    written.push({ path, description })
    return path
  }
  return { write, written }
}

const isHuge = ({ count, columns }: ResultTable): boolean => count * Object.keys(columns).length > mostCells

/** Proofs of the run's table of them, one a line, in files that `skein verify` reads. */
const certificates = async (
  source: string,
  table: ResultTable | undefined,
  { write }: Writer
): Promise<Found["certificates"]> => {
  if (table === undefined) return undefined
  const files: Array<string> = []
  let lines: Array<string> = []
  let bytes = 0
  let count = 0
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return
    const path = `${folder}/certificates/${source}-${files.length + 1}.ndjson`
    files.push(await write(path, `Proofs of ${source}, one a line, for skein verify`, lines))
    lines = []
    bytes = 0
  }
  for (const { certificate } of table.rows) {
    if (typeof certificate !== "string") continue
    const line = `${certificate}\n`
    if (bytes + line.length > mostProofs) await flush()
    lines.push(line)
    bytes += line.length
    count++
  }
  await flush()
  return count === 0 ? undefined : { files, count }
}

/** What the first training of each point has learned; what there is no room for is counted. */
const written = async (
  { source }: SourceRun,
  reader: Reader.Reader,
  { write }: Writer
): Promise<Found["models"]> => {
  const artefacts = await Trained.artefacts(reader)
  if (artefacts === undefined) return undefined
  const own = `${folder}/models/${source}/`
  const files: Array<string> = []
  let bytes = 0
  let left = 0
  for await (const { point, repeat, config, state } of Trained.trainings(reader)) {
    if (repeat > 0 || bytes > mostModels) {
      left++
      continue
    }
    for (const artefact of await artefacts(config, state)) {
      const path = `${own}${point}.${repeat}/${artefact.name}`
      files.push(await write(path, `What point ${point} of ${source} has learned`, [artefact.bytes]))
      bytes += artefact.bytes.length
    }
  }
  return { folder: own, files, left }
}

/** Its tables are there even where its simulation does not load, or takes its points no more. */
const models = async (
  run: SourceRun,
  writer: Writer
): Promise<{ readonly models: Found["models"]; readonly notes: ReadonlyArray<string> }> => {
  try {
    return {
      models: await Folder.reading(run.directory, (reader) => written(run, reader, writer)),
      notes: []
    }
  } catch (cause) {
    if (cause instanceof OwnFile.NotOwn) throw cause
    return { models: undefined, notes: [`Its models could not be had: ${reasonOf(cause)}`] }
  }
}

const tables = async (source: string, { tables }: Subject.Subject, { write }: Writer) => {
  const names = Files.fileNames(tables.map(({ name }) => name))
  const found: Array<AccountTable> = []
  for (const table of tables) {
    const { name, description, count } = table
    const path = `${folder}/tables/${source}/${names.get(name)}.csv`
    const file = isHuge(table) ? undefined : await write(path, description, csv(table))
    found.push({ name, description, rows: count, file })
  }
  return found
}

/** What a run says against itself. */
const notesOf = ({ problems, cautions, missed }: Subject.Subject): ReadonlyArray<string> => [
  ...problems,
  ...cautions,
  ...(missed === undefined ? [] : [`${missed.heading}: ${missed.lines.join("; ")}`])
]

/** Files of a run that are taken as they are. */
const own = [
  ["points.ndjson", "Every point, with nothing left to expand, draw or default"],
  ["manifest.json", "What computed it: versions, commit, machine, seed, times"]
] as const

export const factsOf = (subject: Subject.Subject): Facts => {
  const { study, manifest, studyText, simulation } = subject
  return {
    simulation: study.simulation,
    seed: study.seed,
    papers: simulation?.papers ?? [],
    manifest,
    studyText,
    when: Citation.when(subject),
    notes: notesOf(subject)
  }
}

const found = (run: SourceRun, writer: Writer): Promise<Found> =>
  Subject.withSubject(run.directory, async (subject) => {
    const { source } = run
    const { studyText } = subject
    const pictures = subject.pictures()
    const drawings = await Files.drawings(subject, pictures)
    for (const { file, title, content } of drawings)
      await writer.write(`${folder}/figures/${source}/${file}`, title, [content])
    const tabled = await tables(source, subject, writer)
    const names = Files.fileNames(pictures.map(({ name }) => name))
    const figure = (name: string, format: string): string | undefined =>
      names.has(name) ? `${folder}/figures/${source}/${names.get(name)}.${format}` : undefined
    const asked = studyText === undefined ? run.file : `${folder}/runs/${source}/study.yaml`
    if (studyText !== undefined) await writer.write(asked, `What ${run.study} asked`, [studyText])
    for (const [name, description] of own) {
      const file = OwnFile.path(run.directory, name)
      if (!OwnFile.exists(file)) continue
      await writer.write(`${folder}/runs/${source}/${name}`, description, OwnFile.pieces(file))
    }
    // The page stands in a folder of its own.
    const up = (path: string | undefined): string | undefined =>
      path === undefined ? undefined : `../../${path.slice(folder.length + 1)}`
    const page = Page.of(subject, pictures, {
      formats: ["svg", "pdf"],
      figure: (name, format) => up(figure(name, format)),
      table: (name) => up(tabled.find((each) => each.name === name)?.file),
      study: run.file
    })
    const report = await writer.write(`${folder}/runs/${source}/report.html`, `All of the run ${run.study}`, [
      page
    ])
    const trained = await models(run, writer)
    return {
      ...factsOf(subject),
      pictures,
      figure,
      tables: tabled,
      report,
      certificates: await certificates(
        source,
        subject.tables.find(({ name }) => name === "certificates"),
        writer
      ),
      models: trained.models,
      notes: [...notesOf(subject), ...trained.notes]
    }
  })

/** Rejects with what an unreadable run is rejected with. Of a run without a finished point there is nothing to tell. */
export const of = async (run: SourceRun, writer: Writer): Promise<Account> => ({
  run,
  found: run.finished > 0 ? await found(run, writer) : undefined
})
