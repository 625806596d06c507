/** The worker's half: draws words of the prior, each from its own stream, and says of each what it is. */

import type { Backend } from "../../accelerator/backend.ts"
import * as Draft from "../../domain/braid/draft.ts"
import type * as Prior from "../../domain/braid/prior.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Finding from "../../domain/invariant/finding.ts"
import * as Subject from "../../domain/invariant/subject.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import type { SamplingKernel } from "../contract.ts"
import type { Config } from "./config.ts"
import * as Tally from "./tally.ts"

interface Draw {
  readonly finding: Finding.Finding
  /** Good until the next draw. */
  readonly word: Int16Array
}

/** Draws the word of a replicate, by its key. */
const prepare = (config: Config, backend: Backend): ((key: Key) => Draw) => {
  const { kind, certify } = config
  switch (kind) {
    case "knot": {
      const words = backend.prior(config)
      return (key) => {
        const word = words.knot(key)
        return { finding: Finding.ofKnot(Subject.of(word)), word }
      }
    }
    case "unknot":
      return (certify ? certified : constructed)(backend.prior(config))
    default:
      return nothingLeft(kind, "kind of word")
  }
}

/** Unknots whose moves are written down and checked. */
const certified =
  (words: Prior.Sampler) =>
  (key: Key): Draw => {
    const draft = words.traced(key)
    return { finding: Finding.ofUnknot(draft), word: Draft.word(draft) }
  }

const constructed =
  (words: Prior.Sampler) =>
  (key: Key): Draw => ({ finding: Finding.constructed, word: words.unknot(key) })

const kernel: SamplingKernel<Config, Tally.Tally, ReturnType<typeof prepare>> = {
  kind: "sampling",
  prepare,
  empty: Tally.empty,
  combine: Tally.combine,
  sample: (config, { key, from, to }, draw) => {
    const draws: Array<Tally.Tally> = []
    for (let replicate = from; replicate < to; replicate++) {
      Interruption.look()
      const { finding, word } = draw(child(key, replicate))
      const isWanted = (config.unique || config.words) && Tally.isKept(finding, config.kind)
      draws.push(Tally.ofDraw(finding, config.unique, isWanted ? word.slice() : undefined))
    }
    return draws.length === 0 ? Tally.empty : Tally.combineAll(draws)
  }
}

export default kernel
