/** The document of the reproduction, written: a page, sheets of paper, and the files that they link to. */
import { join } from "node:path"
import { makeFolder } from "../../engine/run.ts"
import type { SourceName } from "../../talk/source.ts"
import { json } from "../export/json.ts"
import { csv } from "../export/separated.ts"
import type { Account } from "./content/account.ts"
import * as Content from "./content/content.ts"
import type { Accounts } from "./content/part.ts"
import * as Gather from "./gather.ts"
import * as Manifest from "./manifest.ts"
import * as Page from "./page.ts"
import * as Paper from "./paper/paper.ts"
import type { Judged } from "./runs/judged.ts"
import * as Verdicts from "./verdicts.ts"

/** What there is then: an archive is made of it. */
export interface Written {
  /** That people open. */
  readonly page: string
  readonly judged: Judged
  readonly accounts: Accounts
  /** In the order in which they were written; the documents last. */
  readonly files: ReadonlyArray<Gather.Written>
}

const page = "reproduction.html"
const sheets = "reproduction.pdf"

/** When the last of the runs ended: the same for the same runs. */
export const dateOf = (accounts: Accounts): Date =>
  new Date(
    [...accounts.values()]
      .flatMap(({ found }) => found?.when ?? [])
      .sort()
      .at(-1) ?? 0
  )

/**
 * `reproduction.html` and `reproduction.pdf` in a folder, and what they link to in `reproduction/`. The same runs give the same bytes.
 * Memory: the figures of all of them, and a piece of one table at a time.
 *
 * Rejects with an OwnFile.NotOwn where something else stands at the name of a file, and with what an unreadable run is
 * rejected with.
 */
export const write = async (judged: Judged, place: string): Promise<Written> => {
  makeFolder(place)
  const writer = Gather.writer(place)
  const accounts = new Map<SourceName, Account>()
  for (const [source, run] of Gather.runsOf(judged)) accounts.set(source, await Gather.of(run, writer))
  const verdicts = Verdicts.of(judged)
  const { folder } = Gather
  await writer.write(`${folder}/verdicts.csv`, "Each claim, its verdict and its figures", csv(verdicts))
  await writer.write(`${folder}/verdicts.json`, "The same for programs", json(verdicts))
  await writer.write(`${folder}/manifest.json`, "What computed each study", [Manifest.of(accounts)])
  const content = Content.of(judged, accounts, { folder: `${folder}/`, hasFigures: true, hasJson: true })
  await writer.write(sheets, "All of it on sheets of paper", [await Paper.of(content, dateOf(accounts))])
  await writer.write(page, "All of it on one page", [Page.of(content)])
  return { page: join(place, page), judged, accounts, files: writer.written }
}
