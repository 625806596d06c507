/** Networks that decide the unknot, what is hard for them, and what they have learned of Jones. */
import { easily } from "./decisions/easy.ts"
import { hardness } from "./decisions/hardness.ts"
import { hashes } from "./decisions/hashes.ts"
import { histogram } from "./decisions/histogram.ts"
import { jones } from "./decisions/jones.ts"
import { lengths } from "./decisions/lengths.ts"
import { models } from "./decisions/models.ts"
import { reformers } from "./decisions/reformers.ts"
import type { Slide } from "./slide.ts"

export const decisions: ReadonlyArray<Slide> = [
  reformers,
  hashes,
  models,
  lengths,
  easily,
  histogram,
  hardness,
  jones
]
