/** What is kept of a reproduction with the program: verdicts, the tables that decide, what computed them, and all of it to read. */
import * as OwnFile from "../../engine/own-file.ts"
import { makeFolder } from "../../engine/run.ts"
import type { Slide } from "../../talk/slide.ts"
import type { SourceName } from "../../talk/source.ts"
import { csv } from "../export/separated.ts"
import type { Table } from "../export/table.ts"
import * as Subject from "../report/subject.ts"
import type { Account, AccountTable, Facts } from "./content/account.ts"
import { isWhole } from "./content/account.ts"
import * as Content from "./content/content.ts"
import * as Gather from "./gather.ts"
import * as Manifest from "./manifest.ts"
import * as Markdown from "./markdown.ts"
import type { Judged, SourceRun } from "./runs/judged.ts"
import * as Verdicts from "./verdicts.ts"

/** Bytes of a table that is kept: one of moves, unknot by unknot, has a million. */
const mostBytes = 1_500_000

/** Bytes of all of them behind which no table of a figure alone is kept. */
const mostOfAll = 1_400_000

/** By source, the tables that somebody reads. */
export type Reads = ReadonlyMap<SourceName, ReadonlySet<string>>

/** The same slides, and what their judges read of tables once they are judged. */
export const recorded = (
  slides: ReadonlyArray<Slide>
): { readonly slides: ReadonlyArray<Slide>; readonly reads: Reads } => {
  const reads = new Map<SourceName, Set<string>>()
  const add = (source: SourceName, table: string): void => {
    reads.set(source, (reads.get(source) ?? new Set()).add(table))
  }
  const heard = slides.map((slide) => ({
    ...slide,
    claims: slide.claims.map((claim) => ({
      ...claim,
      judge: (rows: Parameters<typeof claim.judge>[0]) =>
        claim.judge((source, table) => {
          add(source, table)
          return rows(source, table)
        })
    }))
  }))
  return { slides: heard, reads }
}

/** With ends of lines as a repository has them; undefined where there is too much of it. */
const text = (table: Table, most = mostBytes): string | undefined => {
  let found = ""
  for (const piece of csv(table)) {
    found += String(piece).replaceAll("\r\n", "\n")
    if (found.length > most) return undefined
  }
  return found
}

/** Tables of the figures that slides show of a source. */
const drawn = (judged: Judged, source: SourceName, { simulation }: Subject.Subject): ReadonlyArray<string> =>
  judged.flatMap(({ slide }) =>
    slide.figures
      .filter(({ from }) => from === source)
      .flatMap(({ figure }) => simulation?.figures?.find(({ name }) => name === figure)?.table ?? [])
  )

/** A table that may be kept. */
interface Candidate extends AccountTable {
  /** Whether somebody reads it, or it is of a figure alone. */
  readonly isRead: boolean
  /** Undefined where it is too long. */
  readonly content: string | undefined
}

interface Read {
  readonly run: SourceRun
  readonly facts: Facts
  readonly candidates: ReadonlyArray<Candidate>
}

const read = (run: SourceRun, judged: Judged, reads: Reads): Promise<Read> =>
  Subject.withSubject(run.directory, async (subject) => {
    const { source } = run
    const wanted = new Set([...(reads.get(source) ?? []), ...drawn(judged, source, subject)])
    const candidates = subject.tables
      .filter(({ name }) => wanted.has(name))
      .map((table) => {
        const { name, description, count } = table
        const isRead = reads.get(source)?.has(name) ?? false
        return { isRead, name, description, rows: count, file: undefined, content: text(table) }
      })
    return { run, facts: Gather.factsOf(subject), candidates }
  })

const bytesOf = ({ content = "" }: Candidate): number => content.length

/** Those that are read, and of figures as many as there is room for, the small ones first. */
const admitted = (candidates: ReadonlyArray<Candidate>): ReadonlySet<Candidate> => {
  const short = candidates.filter(({ content }) => content !== undefined)
  const found = new Set(short.filter(({ isRead }) => isRead))
  let bytes = [...found].reduce((sum, each) => sum + bytesOf(each), 0)
  for (const each of short.toSorted((a, b) => bytesOf(a) - bytesOf(b))) {
    if (found.has(each)) continue
    bytes += bytesOf(each)
    if (bytes > mostOfAll) break
    found.add(each)
  }
  return found
}

interface KeptRun {
  readonly source: string
  readonly size: string
  readonly points: number
  readonly finished: number
}

/** What is kept in a folder as its manifest has it; none where there is no manifest. */
const keptIn = (place: string): ReadonlyArray<KeptRun> => {
  const text = OwnFile.read(OwnFile.path(place, "manifest.json"))
  return text === undefined ? [] : JSON.parse(text).sources
}

/** Sources of which a folder keeps a whole run, and these have none that is as large. */
export const lost = (judged: Judged, place: string): ReadonlyArray<string> => {
  const runs = new Map<string, SourceRun>(Gather.runsOf(judged))
  return keptIn(place)
    .filter(({ points, finished }) => points > 0 && finished === points)
    .filter(({ source, size }) => {
      const run = runs.get(source)
      return run === undefined || !isWhole(run) || (size === "full" && run.size === "small")
    })
    .map(({ source }) => source)
}

/**
 * `README.md`, `verdicts.csv`, `manifest.json` and `tables/SOURCE/TABLE.csv` in a folder. The same runs give the same bytes.
 *
 * @param reads of the judges, see {@link recorded}
 * @returns the paths of what is written, from the folder on
 */
export const write = async (judged: Judged, reads: Reads, place: string): Promise<ReadonlyArray<string>> => {
  makeFolder(place)
  const writer = Gather.writer(place)
  const runs = Gather.runsOf(judged)
  const found = new Map<SourceName, Read>()
  for (const [source, run] of runs) if (isWhole(run)) found.set(source, await read(run, judged, reads))
  const kept = admitted([...found.values()].flatMap(({ candidates }) => candidates))
  const accounts = new Map<SourceName, Account>(
    [...runs].map(([source, run]) => [source, { run, found: undefined }])
  )
  for (const [source, { run, facts, candidates }] of found) {
    const tables: Array<AccountTable> = []
    for (const each of candidates) {
      const { name, description, rows, content } = each
      const path = `tables/${source}/${name}.csv`
      const file = kept.has(each) ? await writer.write(path, description, [content!]) : undefined
      tables.push({ name, description, rows, file })
    }
    accounts.set(source, { run, found: { ...facts, pictures: [], figure: () => undefined, tables } })
  }
  await writer.write("verdicts.csv", "Each claim, its verdict and its figures", [
    text(Verdicts.of(judged), Number.POSITIVE_INFINITY)!
  ])
  await writer.write("manifest.json", "What computed each study", [Manifest.of(accounts)])
  const content = Content.of(judged, accounts, { folder: "", hasFigures: false, hasJson: false })
  await writer.write("README.md", "All of it to read", [Markdown.of(content)])
  return writer.written.map(({ path }) => path)
}
