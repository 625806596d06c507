/** What claims of slides come to, as a page says it. */
import type { Row } from "../../src/simulation/table.ts"
import type { Claim } from "../../src/talk/claim.ts"
import * as Judge from "../../src/talk/judgement.ts"
import type { SourceName } from "../../src/talk/source.ts"
import type { Block } from "./block.ts"

/** An item for each claim: what is claimed, the verdict, and why. All of them read this source alone. */
export const of = (from: SourceName, claims: ReadonlyArray<Claim>, tables: ReadonlyArray<string>): Block => ({
  from,
  tables,
  text: (...found: ReadonlyArray<ReadonlyArray<Row>>) =>
    claims
      .map(Judge.byFigures)
      .map(({ says, judge }) => {
        const { verdict, because } = judge((_, table) => found[tables.indexOf(table)] ?? [])
        return `* ${says} **${verdict[0].toUpperCase()}${verdict.slice(1)}.** ${because}`
      })
      .join("\n")
})
