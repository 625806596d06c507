/** From the tallies of a point's repeats to the rows of its tables. */
import * as Word from "../../domain/braid/word.ts"
import * as Split from "../../domain/decision/split.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Finding } from "../../domain/invariant/finding.ts"
import type { Row } from "../table.ts"
import type { Config } from "./config.ts"
import * as Tally from "./tally.ts"

/** What kind of knot a name says. */
export const familyOf = ({ label, name, prime }: Finding): string | null => {
  if (label !== "knot") return null
  if (name === null) return "unnamed"
  return prime === null ? "ambiguous" : prime ? "prime" : "composite"
}

/** Of a share of independent draws, sqrt(p (1 - p) / n); words left after dropping repeats are not independent. */
const binomial = (count: number, n: number, unique: boolean): number | null =>
  unique || n === 0 ? null : Math.sqrt(((count / n) * (1 - count / n)) / n)

/** Sums of counts by the columns that `describe` gives a finding, the largest first. */
const grouped = (
  tally: Tally.Tally,
  describe: (finding: Finding) => Row | undefined
): Array<readonly [row: Row, count: number]> => {
  const groups = new Map<string, [Row, number]>()
  tally.findings.forEach((finding, k) => {
    const row = describe(finding)
    const count = tally.counts[k]
    if (row === undefined || count === 0) return
    const key = JSON.stringify(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row, count])
    else group[1] += count
  })
  return [...groups.values()].sort((a, b) => b[1] - a[1])
}

/** The rows of the three tables. */
export const rows = (
  config: Config,
  repeats: ReadonlyArray<Tally.Tally>
): Readonly<Record<"knots" | "labels" | "words", ReadonlyArray<Row>>> => {
  const { kind, unique } = config
  const tally = repeats.reduce(Tally.combine, Tally.empty)
  const { draws } = tally
  const isKept = (finding: Finding) => Tally.isKept(finding, kind)
  const kept = tally.counts.reduce((sum, count, k) => sum + (isKept(tally.findings[k]) ? count : 0), 0)

  const knots = grouped(tally, (finding) => {
    const { name, mirror, prime, complete, crossings } = finding
    return isKept(finding) ? { name, mirror, prime, crossings, complete } : undefined
  }).map(([what, count]) => ({
    ...what,
    count,
    share: count / kept,
    standardError: binomial(count, kept, unique),
    shareOfDraws: count / draws,
    standardErrorOfDraws: binomial(count, draws, unique)
  }))

  const outcome = ({ label }: Finding) => {
    switch (label) {
      case "undecided":
        return "undecided"
      case "knot":
      case "unknot":
        return label === kind ? "kept" : "dropped"
      default:
        return nothingLeft(label, "label")
    }
  }
  const share = (count: number) => ({
    count,
    share: count / draws,
    standardError: binomial(count, draws, unique)
  })
  const labels: Array<Row> = grouped(tally, (finding) => ({
    outcome: outcome(finding),
    label: finding.label,
    proof: finding.proof,
    family: familyOf(finding)
  })).map(([what, count]) => ({ ...what, ...share(count) }))
  if (unique) {
    const what = { outcome: "repeated", label: kind, proof: null, family: null }
    labels.push({ ...what, ...share(tally.repeated) })
  }

  const words = config.words ? Array.from(tally.of, (place, k) => lineOf(tally, place, k)) : []
  return { knots, labels, words }
}

/** Nobody stops early here, so the words that say when are for training. */
const splits = { train: "train", validation: "train", test: "test" } as const

const lineOf = (tally: Tally.Tally, place: number, k: number): Row => {
  const { label, proof, name, mirror, complete, jonesLow, jonesHigh } = tally.findings[place]
  const word = Tally.word(tally, k)
  return {
    word: Word.print(word),
    label,
    proof,
    split: splits[Split.of(word)],
    wordStrands: Word.strands(word),
    writhe: Word.writhe(word),
    name,
    mirror,
    complete,
    jonesLow,
    jonesHigh,
    jonesSpan: jonesLow === null || jonesHigh === null ? null : jonesHigh - jonesLow
  }
}
