/** Pieces of what a document says. */

import type { SourceName } from "../../../talk/source.ts"
import type { Account } from "./account.ts"
import type { Block, Inline, Text } from "./block.ts"

export type Accounts = ReadonlyMap<SourceName, Account>

/** What there is beside the document. */
export interface Form {
  /** Of the tables of verdicts and the manifest, from the document on, with a slash behind it; empty: beside it. */
  readonly folder: string
  readonly hasFigures: boolean
  /** Whether the verdicts are there as JSON, too. */
  readonly hasJson: boolean
}

export const paragraph = (...text: Text): Block => ({ kind: "paragraph", text })
export const aside = (...text: Text): Block => ({ kind: "aside", text })
export const heading = (text: string): Block => ({ kind: "heading", text })
export const link = (text: string, to: string): Inline => ({ kind: "link", text, to })

export const between = (parts: ReadonlyArray<Inline>, separator: string): Text =>
  parts.flatMap((part, k) => (k === 0 ? [part] : [separator, part]))
