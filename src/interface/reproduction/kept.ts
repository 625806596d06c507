/** What is kept of a reproduction with the program: verdicts, the tables that decide, what computed them, and all of it to read. */
import { makeFolder } from "../../engine/run.ts"
import type { Slide } from "../../talk/slide.ts"
import type { SourceName } from "../../talk/source.ts"
import { csv } from "../export/separated.ts"
import type { Table } from "../export/table.ts"
import * as Subject from "../report/subject.ts"
import type { Account, AccountTable } from "./account.ts"
import { isWhole } from "./account.ts"
import * as Content from "./content/content.ts"
import * as Gather from "./gather.ts"
import type { Judged, SourceRun } from "./judged.ts"
import * as Manifest from "./manifest.ts"
import * as Markdown from "./markdown.ts"
import * as Verdicts from "./verdicts.ts"

/** Bytes of a table that is kept: one of moves, unknot by unknot, has a million. */
const mostBytes = 1_500_000

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

const accountOf = async (
  run: SourceRun,
  judged: Judged,
  reads: Reads,
  { write }: Gather.Writer
): Promise<Account> => {
  if (!isWhole(run)) return { run, found: undefined }
  return Subject.withSubject(run.directory, async (subject) => {
    const { source } = run
    const wanted = new Set([...(reads.get(source) ?? []), ...drawn(judged, source, subject)])
    const tables: Array<AccountTable> = []
    for (const table of subject.tables) {
      const { name, description, count } = table
      if (!wanted.has(name)) continue
      const content = text(table)
      const file =
        content === undefined
          ? undefined
          : await write(`tables/${source}/${name}.csv`, description, [content])
      tables.push({ name, description, rows: count, file })
    }
    return { run, found: { ...Gather.factsOf(subject), pictures: [], figure: () => undefined, tables } }
  })
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
  const accounts = new Map<SourceName, Account>()
  for (const [source, run] of Gather.runsOf(judged))
    accounts.set(source, await accountOf(run, judged, reads, writer))
  await writer.write("verdicts.csv", "Each claim, its verdict and its figures", [
    text(Verdicts.of(judged), Number.POSITIVE_INFINITY)!
  ])
  await writer.write("manifest.json", "What computed each study", [Manifest.of(accounts)])
  const content = Content.of(judged, accounts, { folder: "", hasFigures: false, hasJson: false })
  await writer.write("README.md", "All of it to read", [Markdown.of(content)])
  return writer.written.map(({ path }) => path)
}
