/** What stands between two marks of a page. */
import type { Row } from "../../src/simulation/table.ts"
import type { SourceName } from "../../src/talk/source.ts"

export interface Block {
  readonly from: SourceName
  readonly tables: ReadonlyArray<string>
  /** Markdown of the tables' rows, in their order. */
  readonly text: (...tables: ReadonlyArray<ReadonlyArray<Row>>) => string
}

/** By name. */
export type Blocks = Readonly<Record<string, Block>>
