/** What a document tells of a source's run, and the files that it has of it. */
import type { Manifest } from "../../../engine/manifest.ts"
import type { Paper } from "../../../simulation/paper.ts"
import { sources } from "../../../talk/source.ts"
import type { Picture } from "../../chart/picture.ts"
import type { SourceRun } from "../runs/judged.ts"

/** A table of the run. */
export interface AccountTable {
  readonly name: string
  readonly description: string
  readonly rows: number
  /** Its CSV; undefined where it is left out. */
  readonly file: string | undefined
}

/** What a run says of itself. */
export interface Facts {
  readonly simulation: string
  readonly seed: number
  readonly papers: ReadonlyArray<Paper>
  readonly manifest: Manifest | undefined
  /** The text that the run was asked by; undefined where it is gone. */
  readonly studyText: string | undefined
  /** When it ended, or began: an ISO date and time. */
  readonly when: string | undefined
  /** What speaks against its numbers, or could not be had: sentences. */
  readonly notes: ReadonlyArray<string>
}

/** What has been computed. All files are named from the document's folder on, with slashes. */
export interface Found extends Facts {
  readonly pictures: ReadonlyArray<Picture>
  readonly figure: (name: string, format: string) => string | undefined
  readonly tables: ReadonlyArray<AccountTable>
  /** A page about the run alone. */
  readonly report?: string
  readonly certificates?: { readonly files: ReadonlyArray<string>; readonly count: number } | undefined
  /** One of each point, as far as there is room; `left` out are so many. */
  readonly models?:
    | { readonly folder: string; readonly files: ReadonlyArray<string>; readonly left: number }
    | undefined
}

export interface Account {
  readonly run: SourceRun
  /** Undefined where no point is finished. */
  readonly found: Found | undefined
}

/** Whether nothing larger is asked for: some studies are small enough as they are. */
export const isFull = ({ source, size }: SourceRun): boolean => {
  const { full, small } = sources[source]
  return size === "full" || (full.file === small.file && full.study === small.study)
}

export const isWhole = ({ points, finished }: SourceRun): boolean => points > 0 && finished === points
