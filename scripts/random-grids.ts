/**
 * What random rectangular diagrams give for classifiers (generator: grid). For each number of columns: which share of the
 * knots is the unknot, how many of those SmartCollapse takes apart, and which share stays undecided. For each length of words: what is learnt from counts, on words held out.
 *
 * Usage: node scripts/random-grids.ts [--diagrams n] [--words n]
 */
import { parseArgs } from "node:util"
import { collapse } from "../src/domain/braid/collapse.ts"
import * as Draft from "../src/domain/braid/draft.ts"
import * as Baseline from "../src/domain/decision/baseline.ts"
import * as DataSet from "../src/domain/decision/data-set.ts"
import * as Prediction from "../src/domain/decision/prediction.ts"
import * as Play from "../src/domain/grid/play.ts"
import { toBraid } from "../src/domain/grid/to-braid.ts"
import * as Finding from "../src/domain/invariant/finding.ts"
import * as Subject from "../src/domain/invariant/subject.ts"
import * as Stream from "../src/domain/random/stream.ts"

const { values } = parseArgs({
  options: {
    diagrams: { type: "string", default: "10000" },
    words: { type: "string", default: "10000" }
  }
})

const natural = (name: "diagrams" | "words"): number => {
  const number = Number(values[name])
  if (Number.isInteger(number) && number > 0) return number
  throw new RangeError(`--${name} is a whole number from 1 on, not ${values[name]}.`)
}

const seed = 20101626
const percent = (share: number): string => (100 * share).toFixed(2)

const ofColumns = (columns: number) => {
  const stream = Stream.make([seed, columns])
  const diagrams = natural("diagrams")
  const count = { knot: 0, unknot: 0, undecided: 0, gone: 0, letters: 0, left: 0 }
  for (let k = 0; k < diagrams; k++) {
    const { word } = toBraid(Play.knot(stream, columns))
    const draft = Draft.of(word)
    collapse(draft)
    count.letters += word.length
    count.left += draft.length
    if (draft.length === 0) count.gone++
    count[Finding.labelOf(Subject.of(Draft.word(draft))).label]++
  }
  return {
    columns,
    letters: (count.letters / diagrams).toFixed(1),
    collapsed: (count.left / diagrams).toFixed(1),
    "unknots, %": percent(count.unknot / diagrams),
    "of them collapsed, %": percent(count.gone / count.unknot),
    "undecided, %": percent(count.undecided / diagrams)
  }
}

/** Four fifths of the words for training. */
const ofLetters = (letters: number) => {
  const test = 2 * Math.round(natural("words") / 10)
  const words = { train: 4 * test, validation: 0, test }
  const began = process.cpuUsage().user
  const set = DataSet.of({ generator: "grid", letters, words }, [seed, 0])
  const milliseconds = (process.cpuUsage().user - began) / 1000 / (5 * test)
  const right = Baseline.features.map((features) => {
    const fitted = Baseline.train(set.train, features)
    const outputs = set.test.map(({ word, label, strands, writhe }) => ({
      label,
      output: Baseline.output(fitted, { word, strands, writhe })
    }))
    return [features, (outputs.filter(Prediction.isRight).length / test).toFixed(3)]
  })
  const standardError = Math.sqrt(0.25 / test).toFixed(3)
  return { letters, ...Object.fromEntries(right), standardError, milliseconds: milliseconds.toFixed(2) }
}

console.table([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 20, 24, 28, 32].map(ofColumns))
console.table([12, 16, 20, 24, 30, 40, 48].map(ofLetters))
