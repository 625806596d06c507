/** What a point of the simulation is, as the kernel and the rows see it: everything resolved. */
import * as Seconds from "../../domain/braid/seconds.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import { namedLetters } from "../../domain/invariant/finding.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

/** What the schema cannot say: words that the prior cannot make. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const found: Array<ConfigFault> = []
  const fault: Fault = (parameter, message) => found.push({ path: [parameter], message })
  switch (config.kind) {
    case "knot":
      faultsOfKnots(config, fault)
      return found
    case "unknot":
      faultsOfUnknots(config, fault)
      return found
    default:
      return nothingLeft(config.kind, "kind of word")
  }
}

type Fault = (parameter: keyof Config, message: string) => void

const faultsOfKnots = ({ letters, strands, moves, certify }: Config, fault: Fault): void => {
  if (certify !== undefined)
    fault(
      "certify",
      "Only unknots are made by moves that can be written down and checked: leave certify out."
    )
  if (letters < 3) fault("letters", `SmartCollapse leaves no knot of ${letters} letters: ask for 3 or more.`)
  if (strands === 2 && letters % 2 === 0 && moves < 2)
    fault("moves", "A knot on 2 strands has an odd number of letters: for an even one make 2 moves or more.")
}

const faultsOfUnknots = ({ letters, strands, moves }: Config, fault: Fault): void => {
  if (strands !== undefined)
    fault("strands", "Unknots grow from the empty word, on no set number of strands: leave strands out.")
  if (letters < 4 || letters === 5)
    fault("letters", `SmartCollapse leaves no unknot of ${letters} letters: ask for 4, or for 6 or more.`)
  if (moves < 3) fault("moves", `SmartCollapse undoes ${moves} moves on an unknot: make 3 or more at a time.`)
}

/** Estimated seconds a draw takes on one thread, with the proof of its label. */
export const cost = ({ kind, letters, strands = 2, moves, certify = true }: Config): number => {
  switch (kind) {
    case "unknot":
      return certify ? Seconds.certified({ letters, moves }) : Seconds.unknot({ letters, moves })
    case "knot": {
      const naming = letters < 6 ? 1.5e-5 : letters <= namedLetters ? 6e-5 : 0
      return Seconds.knot({ letters, moves, strands }) + naming
    }
    default:
      return nothingLeft(kind, "kind of word")
  }
}

/** What a draw was once taken to cost, by which grains and tasks are cut. */
export const cut = ({ kind, letters, strands = 0, moves, certify = true }: Config): number => {
  const scrambling = 2e-5 + 4.5e-7 * moves * (letters + moves)
  switch (kind) {
    case "unknot":
      return (certify ? 3 : 0.6) * (scrambling + 5e-9 * letters ** 3 * (1 + 10 / moves))
    case "knot": {
      const proof = 1e-5 + 1e-7 * letters ** 2 * (1 + strands / 15)
      const naming = letters <= 10 ? 3e-5 : letters <= namedLetters ? 6e-4 : 0
      return scrambling + (2e-5 * strands ** 2) / letters + proof + naming
    }
    default:
      return nothingLeft(kind, "kind of word")
  }
}

/** Draws in one call of the kernel: about 30 ms. */
export const grain = (config: Config): number =>
  Math.max(1, Math.min(1024, config.count, Math.round(0.03 / cut(config))))

/** The words that are kept, and what is made of them: a row each, or the forms by which repeats are told. */
export const memory = ({ letters, count, unique, words }: Config): ReadonlyArray<Memory> => [
  ...(unique || words ? [{ parameter: "count", repeat: count * (2 * letters + 4) }] : []),
  ...(unique ? [{ parameter: "count", repeat: count * (4 * letters + 100), objects: true }] : []),
  ...(words ? [{ parameter: "count", repeat: count * (6 * letters + 400), objects: true }] : [])
]
