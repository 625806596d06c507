/**
 * Words a second and thread of the invariants, beside Regina (Jones, Alexander) and Spherogram (the Alexander polynomial as
 * Euler characteristic of knot Floer homology; its own polynomials want Sage). Both programs get the same random knots, as
 * words and as diagrams that are made before the clock starts, take turns within each row, and must agree on every value. At 96
 * letters neither peer's Alexander polynomial came back within a minute a word, so there those rows have no peer.
 *
 * Usage: SKEIN_PYTHON=python3 node scripts/bench/invariant.ts [ROUNDS, default 3] [--json]
 */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"
import * as Permutation from "../../src/domain/braid/permutation.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Alexander from "../../src/domain/invariant/alexander.ts"
import * as Identify from "../../src/domain/invariant/identify.ts"
import * as Jones from "../../src/domain/invariant/jones.ts"
import * as Khovanov from "../../src/domain/invariant/khovanov.ts"
import * as Laurent from "../../src/domain/invariant/laurent.ts"
import * as Signature from "../../src/domain/invariant/signature.ts"
import * as Subject from "../../src/domain/invariant/subject.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Measurement from "./measurement.ts"
import * as Python from "./python.ts"

interface Row {
  readonly task: string
  readonly letters: number
  readonly strands: number
  /** Words a turn for us, and how many of them the peer gets. */
  readonly words: number
  readonly peerWords: number
  readonly run: (word: Word.Word) => unknown
  /** The peer's name for the task; none if there is no peer. */
  readonly peer?: "jones" | "alexander" | "floer"
}

const jones = (word: Word.Word) => Jones.of(word)
const named = (word: Word.Word) => Identify.tallied(Subject.of(word))
const alexander = (word: Word.Word) => Alexander.of(word)

const rows: ReadonlyArray<Row> = [
  { task: "Jones", letters: 9, strands: 4, words: 20_000, peerWords: 300, run: jones, peer: "jones" },
  { task: "Jones", letters: 30, strands: 5, words: 5000, peerWords: 100, run: jones, peer: "jones" },
  { task: "Jones", letters: 60, strands: 5, words: 1000, peerWords: 20, run: jones, peer: "jones" },
  {
    task: "Alexander",
    letters: 9,
    strands: 4,
    words: 20_000,
    peerWords: 300,
    run: alexander,
    peer: "alexander"
  },
  {
    task: "Alexander",
    letters: 30,
    strands: 5,
    words: 5000,
    peerWords: 20,
    run: alexander,
    peer: "alexander"
  },
  { task: "Alexander", letters: 96, strands: 5, words: 1000, peerWords: 0, run: alexander },
  { task: "Alexander", letters: 96, strands: 9, words: 1000, peerWords: 0, run: alexander },
  { task: "Alexander", letters: 30, strands: 5, words: 5000, peerWords: 10, run: alexander, peer: "floer" },
  { task: "signature", letters: 30, strands: 5, words: 2000, peerWords: 0, run: Signature.of },
  {
    task: "Khovanov mod 2",
    letters: 9,
    strands: 4,
    words: 1000,
    peerWords: 0,
    run: (w) => Khovanov.of(w, 2)
  },
  { task: "Khovanov mod 2", letters: 19, strands: 8, words: 30, peerWords: 0, run: (w) => Khovanov.of(w, 2) },
  { task: "identify", letters: 9, strands: 4, words: 2000, peerWords: 0, run: named }
]

/** Random words, letters uniform, that are knots: letters and strands must not both be even, nor both be odd. */
const draw = (row: Row, stream: Stream.Stream): Array<Word.Word> => {
  const words: Array<Word.Word> = []
  while (words.length < row.words) {
    const word = Int16Array.from({ length: row.letters }, () => {
      return (1 + Stream.below(stream, row.strands - 1)) * Stream.sign(stream)
    })
    if (Permutation.components(word, row.strands) === 1) words.push(word)
  }
  return words
}

const { values: flags, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true
})
const say = (line: string) => flags.json || console.log(line)

/** Spherogram makes the diagrams of both. */
const python = Python.having("regina", "spherogram") ?? Python.having("spherogram")
const child =
  python &&
  spawn(python.command, [new URL("peers/invariant.py", import.meta.url).pathname], {
    stdio: ["pipe", "pipe", "inherit"]
  })
const answers = child && createInterface({ input: child.stdout })[Symbol.asyncIterator]()
const receive = async () => {
  const { value, done } = await answers!.next()
  if (done) throw new Error(`${python!.command} ended; it printed why above.`)
  return JSON.parse(value)
}
const peers: Record<string, string> = python === undefined ? {} : await receive()

const missing = ["spherogram", ...("jones" in peers ? [] : ["regina"])]
  .filter((library) => library === "regina" || python === undefined)
  .map(Python.missing)
/** Regina fixes the Alexander polynomial up to a unit: symmetric exponents are sent, and the sign is taken from ours. */
const agree = (row: Row, word: Word.Word, theirs: Array<[number, number]>): void => {
  const ours = Laurent.terms(row.run(word) as Laurent.Laurent).map(([e, c]) => [e, Number(c)])
  const negated = theirs.map(([e, c]) => [e, -c])
  const same = [theirs, ...(row.peer === "jones" ? [] : [negated])].map((value) => JSON.stringify(value))
  if (!same.includes(JSON.stringify(ours))) {
    throw new Error(`${row.task} of ${Word.print(word)}: ours ${JSON.stringify(ours)}, theirs ${same[0]}.`)
  }
}

for (const sentence of missing) say(sentence)
say("task            letters  strands     words/s  peer words/s   ratio  peer")
const rounds = Number(positionals[0] ?? 3)
const measurements: Array<Measurement.Measurement> = []
for (const row of rows) {
  const stream = Stream.make([20, row.letters])
  for (const word of draw({ ...row, words: Math.ceil(row.words / 10) }, stream)) row.run(word)
  const seconds: { readonly ours: Array<number>; readonly theirs: Array<number> } = { ours: [], theirs: [] }
  const hasPeer = row.peer !== undefined && row.peer in peers
  for (let round = 0; round < rounds; round++) {
    const words = draw(row, stream)
    const start = performance.now()
    for (const word of words) row.run(word)
    seconds.ours.push((performance.now() - start) / 1000)
    if (!hasPeer) continue
    const sample = words.slice(0, row.peerWords)
    child!.stdin.write(
      `${JSON.stringify({ task: row.peer, words: sample.map((word) => Array.from(word)) })}\n`
    )
    const answer: { seconds: number; values: Array<Array<[number, number]>> } = await receive()
    seconds.theirs.push(answer.seconds)
    for (const [k, word] of sample.entries()) agree(row, word, answer.values[k])
  }
  const total = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0)
  const ours = (rounds * row.words) / total(seconds.ours)
  const theirs = (rounds * row.peerWords) / total(seconds.theirs)
  // Another row says the same of us.
  const said = row.peer === "floer" && !hasPeer
  if (!said)
    measurements.push(
      Measurement.of(
        `${row.task}, ${row.letters} letters, ${row.strands} strands`,
        "words/s",
        seconds.ours.map((each) => row.words / each),
        hasPeer
          ? {
              name: peers[row.peer].split(" ")[0],
              values: seconds.theirs.map((each) => row.peerWords / each)
            }
          : undefined
      )
    )
  const cells = [
    row.task.padEnd(15),
    String(row.letters).padStart(7),
    String(row.strands).padStart(8),
    ours.toFixed(0).padStart(11),
    (hasPeer ? theirs.toFixed(0) : "-").padStart(13),
    (hasPeer ? (ours / theirs).toFixed(1) : "-").padStart(7),
    hasPeer ? peers[row.peer] : "none"
  ]
  say(cells.join("  "))
}
child?.stdin.end()
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
