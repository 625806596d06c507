/**
 * The unknots that `configs/unknotters/unseen.yaml` judges by, with which no training begins: words and diagrams of the split
 * for tests (domain/decision/split.ts, simulation/unknotters/diagrams.ts). Made anew they are the same, byte for byte.
 *
 *     node scripts/unseen-unknots.ts FOLDER
 *
 * words.csv: RANDOMUNKNOT's of 30 and 60 letters, and connected sums of hard unknots (domain/rl/search/composite.ts) of 30
 * letters on 6 strands and of 60 letters on 8. play.csv, sums.csv: rectangular diagrams of 40 columns, by inverse play from a
 * circle, and from sums of hard unknots; pairs.csv: uniformly random ones of 16 columns.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Prior from "../src/domain/braid/prior.ts"
import * as Word from "../src/domain/braid/word.ts"
import * as Split from "../src/domain/decision/split.ts"
import * as Stream from "../src/domain/random/stream.ts"
import * as Composite from "../src/domain/rl/search/composite.ts"
import * as Diagrams from "../src/simulation/unknotters/diagrams.ts"
import * as Words from "../src/simulation/unknotters/words.ts"

interface Unknot {
  readonly name: string
  readonly text: string
}

/** As in the study: moves between two collapses of a word, exchanges tried after each split of a diagram. */
const scramble = { words: 120, diagrams: 100 }

/** Of each kind and size. */
const counts = { words: 200, sums: 60, diagrams: 200 }

const numbered = (kind: string, count: number, text: (k: number) => string): ReadonlyArray<Unknot> =>
  Array.from({ length: count }, (_, k) => ({ name: `${kind} ${k + 1}`, text: text(k) }))

const randomWords = (letters: number): ReadonlyArray<Unknot> => {
  const drawn = Words.on("test", scramble.words, Prior.sampler)
  return numbered(`random ${letters}`, counts.words, (k) => Word.print(drawn.word(letters, k)))
}

const sums = (letters: number, strands: number): ReadonlyArray<Unknot> => {
  const stream = Stream.make([letters, strands])
  const draw = (): Word.Word => {
    for (;;) {
      const word = Composite.draw(stream, { letters, strands })
      if (Split.of(word) === "test") return word
    }
  }
  return numbered(`sum ${letters} on ${strands}`, counts.sums, () => Word.print(draw()))
}

const diagrams = (unknots: Diagrams.Name, columns: number): ReadonlyArray<Unknot> => {
  const drawn = Diagrams.on("test", unknots, scramble.diagrams)
  return numbered(`${unknots} ${columns}`, counts.diagrams, (k) =>
    drawn
      .diagram(columns, k)
      .map((column) => column.join("-"))
      .join(" ")
  )
}

/** What each file holds. */
export const files: Readonly<Record<string, () => ReadonlyArray<Unknot>>> = {
  "words.csv": () => [...randomWords(30), ...randomWords(60), ...sums(30, 6), ...sums(60, 8)],
  "play.csv": () => diagrams("play", 40),
  "sums.csv": () => diagrams("sums", 40),
  "pairs.csv": () => diagrams("pairs", 16)
}

export const print = (all: ReadonlyArray<Unknot>): string =>
  ["name,word", ...all.map(({ name, text }) => `${name},${text}`), ""].join("\n")

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) throw new Error("node scripts/unseen-unknots.ts FOLDER")
  mkdirSync(folder, { recursive: true })
  for (const [name, all] of Object.entries(files)) writeFileSync(join(folder, name), print(all()))
}
