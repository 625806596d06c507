/** A slide of the talk, or several that belong together, and what of it a computation can test. */
import type { Paper } from "../simulation/paper.ts"
import type { Claim } from "./claim.ts"
import type { SourceName } from "./source.ts"

export interface Slide {
  /** Lower-case letters, digits and hyphens; unique in the talk. `skein reproduce --only` takes it. */
  readonly id: string
  readonly title: string
  /** Where the slide's figures are from: a figure, table or section of a paper; absent: the talk alone. */
  readonly source?: { readonly paper: Paper; readonly where: string }
  readonly claims: ReadonlyArray<Claim>
  /** Our figures that stand beside the slide's, by their simulation's names. */
  readonly figures: ReadonlyArray<{ readonly from: SourceName; readonly figure: string }>
  /** What was chosen here because talk and papers are silent, and what that does to the comparison. */
  readonly ours: ReadonlyArray<string>
}
