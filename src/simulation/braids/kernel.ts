/** The worker's half: draws words of the prior, each from its own stream, and says of each what it is. */
import * as Draft from "../../domain/braid/draft.ts"
import * as Prior from "../../domain/braid/prior.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import type { SamplingKernel } from "../contract.ts"
import type { Config } from "./config.ts"
import * as Finding from "./finding.ts"
import * as Tally from "./tally.ts"

/** Draws the word of one replicate into the draft. */
const draw = (draft: Draft.Draft, stream: Stream.Stream, config: Config): Finding.Finding => {
  const { kind, letters, moves, strands } = config
  if (kind === "unknot") {
    draft.trace = []
    Prior.randomUnknot(draft, stream, { letters, moves })
    return Finding.ofUnknot(draft)
  }
  Prior.randomKnot(draft, stream, { letters, moves, strands: strands! })
  return Finding.ofKnot(Draft.word(draft))
}

const kernel: SamplingKernel<Config, Tally.Tally> = {
  kind: "sampling",
  empty: Tally.empty,
  combine: Tally.combine,
  sample: (config, { key, from, to }) => {
    const draft = Prior.draft(config)
    const stream = Stream.make(key)
    const draws: Array<Tally.Tally> = []
    for (let replicate = from; replicate < to; replicate++) {
      Stream.restart(stream, child(key, replicate))
      const finding = draw(draft, stream, config)
      const isWanted = (config.unique || config.words) && Tally.isKept(finding, config.kind)
      draws.push(Tally.ofDraw(finding, config.unique, isWanted ? Draft.word(draft) : undefined))
    }
    return draws.length === 0 ? Tally.empty : Tally.combineAll(draws)
  }
}

export default kernel
