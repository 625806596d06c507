/**
 * Knots as people bring them: Jones polynomials of braids by their width, Khovanov homology of closed braids and of planar
 * diagrams, the Jones and Alexander polynomials of many knots by the command, and its start for one. Beside Regina and khoca
 * (peers/knots.py) in one run; all that both say must agree. Times are of the processor, for other programs on the machine
 * disturb those less.
 *
 *     SKEIN_PYTHON=… node scripts/bench/knots.ts [--repeats 5] [--knots 10000] [--json]
 *
 * Knots of the table are KnotInfo's words, from its Python package; without it there is no table.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Permutation from "../../src/domain/braid/permutation.ts"
import type * as Word from "../../src/domain/braid/word.ts"
import * as Planar from "../../src/domain/diagram/planar.ts"
import * as Play from "../../src/domain/grid/play.ts"
import { toPlanar } from "../../src/domain/grid/to-planar.ts"
import * as Jones from "../../src/domain/invariant/jones.ts"
import * as Khovanov from "../../src/domain/invariant/khovanov.ts"
import * as Laurent from "../../src/domain/invariant/laurent.ts"
import * as Subject from "../../src/domain/invariant/subject.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"
import * as Python from "./python.ts"

type Code = ReadonlyArray<Planar.Crossing>

interface Job {
  readonly task: string | null
  readonly codes?: ReadonlyArray<Code>
  readonly words?: ReadonlyArray<ReadonlyArray<number>>
}

interface Answer {
  readonly seconds: number
  readonly values: ReadonlyArray<unknown>
}

const { values: flags } = parseArgs({
  options: {
    repeats: { type: "string", default: "5" },
    knots: { type: "string", default: "10000" },
    json: { type: "boolean", default: false }
  }
})
const say = (line: string) => flags.json || console.log(line)
const repeats = Number(flags.repeats)

/** Whoever has most of the libraries. */
const library =
  ["regina", "khoca"].find((name) => Python.having(name, "database_knotinfo") !== undefined) ?? "regina"
const peer = await Peer.start<Job, Answer | ReadonlyArray<string>>(library, "knots.py", { task: null })
const tasks = typeof peer === "string" ? [] : ((await peer.run({ task: null })) as ReadonlyArray<string>)
const missing = ["regina", "khoca", "database_knotinfo"]
  .filter((name) => Python.having(name) === undefined)
  .map(Python.missing)

const asked = async (job: Job): Promise<Answer | undefined> =>
  typeof peer === "string" || !tasks.includes(job.task ?? "") ? undefined : ((await peer.run(job)) as Answer)

/** Seconds of the processor. */
const clock = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Words that are knots and use every generator: all of them once, and others. */
const knot = (stream: Stream.Stream, letters: number, strands: number): Word.Word => {
  for (;;) {
    const word = Int16Array.from({ length: letters }, (_, k) => {
      const generator = k < strands - 1 ? k + 1 : 1 + Stream.below(stream, strands - 1)
      return generator * Stream.sign(stream)
    })
    for (let k = letters - 1; k > 0; k--) {
      const other = Stream.below(stream, k + 1)
      const held = word[k]
      word[k] = word[other]
      word[other] = held
    }
    if (Permutation.components(word, strands) === 1) return word
  }
}

/** Planar diagrams of knots with so many crossings, that are no closed braids: of random rectangular ones. */
const planar = (stream: Stream.Stream, crossings: number): Planar.Diagram => {
  // A pair of permutations of n has n^2 / 6 crossings or so.
  const columns = Math.round(1.5 + Math.sqrt(6 * crossings))
  for (;;) {
    const drawn = toPlanar(Play.knot(stream, columns))
    if (drawn.crossings.length === crossings) return Planar.of(drawn.crossings)
  }
}

/** Numbered from 1, as Regina reads them. */
const codeOf = ({ crossings }: Planar.Diagram): Code =>
  crossings.map((crossing) => crossing.map((arc) => arc + 1) as unknown as Planar.Crossing)

interface Row {
  readonly name: string
  readonly task: "jones" | "khovanov"
  /** How many a turn. */
  readonly count: number
  readonly draw: (stream: Stream.Stream) => Word.Word | Planar.Diagram
}

const isWord = (given: Word.Word | Planar.Diagram): given is Word.Word => "BYTES_PER_ELEMENT" in given
const subjectOf = (given: Word.Word | Planar.Diagram): Subject.Subject =>
  isWord(given) ? Subject.of(given) : Subject.ofDiagram(given)

/** Widths and lengths; of both even, or both odd, there are no knots. */
const jonesRows = [3, 5, 9, 12, 18].flatMap((strands) =>
  [20, 40, 60].map((least): Row => {
    const letters = least + ((least + strands + 1) % 2)
    return {
      name: `Jones, ${letters} letters, ${strands} strands`,
      task: "jones",
      count: 100,
      draw: (stream) => knot(stream, letters, strands)
    }
  })
)

const khovanovRows: ReadonlyArray<Row> = [
  ...(
    [
      [12, 3],
      [20, 3],
      [20, 5],
      [30, 3],
      [30, 5],
      [40, 3]
    ] as const
  ).map(([least, strands]): Row => {
    const letters = least + ((least + strands + 1) % 2)
    return {
      name: `Khovanov, ${letters} letters, ${strands} strands`,
      task: "khovanov",
      count: 2,
      draw: (stream) => knot(stream, letters, strands)
    }
  }),
  ...[12, 20, 30, 40].map(
    (crossings): Row => ({
      name: `Khovanov, PD of ${crossings} crossings`,
      task: "khovanov",
      count: 4,
      draw: (stream) => planar(stream, crossings)
    })
  )
]

/** What both must say alike; null where ours is out of reach. */
const ours: Readonly<Record<Row["task"], (subject: Subject.Subject) => unknown>> = {
  jones: (subject) => {
    const value = Jones.polynomial(subject)
    return value === null ? null : Laurent.terms(value).map(([e, c]) => [e, Number(c)])
  },
  khovanov: (subject) => {
    const value = Khovanov.homology(subject)
    return value === null ? null : value.reduce((sum, { rank }) => sum + rank, 0)
  }
}

/** Seconds of the processor before anything is measured. */
const warm = 0.3

const names: Readonly<Record<Row["task"], string>> = { jones: "regina", khovanov: "khoca" }
const measurements: Array<Measurement.Measurement> = []
const digits = (value: number): string => String(Number(value.toPrecision(3)))

say("                                     ours ms  peer ms  times faster  out of reach")
for (const row of [...jonesRows, ...khovanovRows]) {
  const stream = Stream.make([2026, row.name.length])
  // How many turns come before is a matter of the machine; what is measured is not.
  const before = Stream.make([2025, row.name.length])
  const times: { readonly ours: Array<number>; readonly theirs: Array<number> } = { ours: [], theirs: [] }
  let beyond = 0
  // The first turns are for the compiler: three, and as many as it takes until nothing is compiled any more.
  const begun = clock()
  for (let repeat = -3; repeat < repeats; repeat++) {
    if (repeat === -1 && clock() - begun < warm) repeat--
    const drawn = Array.from({ length: row.count }, () => row.draw(repeat < 0 ? before : stream))
    const start = clock()
    const values = drawn.map((given) => ours[row.task](subjectOf(given)))
    const spent = clock() - start
    if (repeat < 0) continue
    beyond += values.filter((value) => value === null).length
    times.ours.push((1000 * spent) / row.count)
    const given = drawn.every(isWord) && row.task === "khovanov"
    const answer = await asked({
      task: row.task,
      ...(given
        ? { words: drawn.map((word) => Array.from(word)) }
        : { codes: drawn.map((each) => codeOf(isWord(each) ? Planar.ofBraid(each) : each)) })
    })
    if (answer === undefined) continue
    times.theirs.push((1000 * answer.seconds) / row.count)
    for (const [k, value] of values.entries())
      if (value !== null && JSON.stringify(value) !== JSON.stringify(answer.values[k]))
        throw new Error(
          `${row.name}: ours ${JSON.stringify(value)}, theirs ${JSON.stringify(answer.values[k])}.`
        )
  }
  const has = times.theirs.length > 0
  const measured = Measurement.of(
    row.name,
    "ms",
    times.ours,
    has ? { name: names[row.task], values: times.theirs } : undefined
  )
  // What is out of reach takes no time to speak of.
  if (beyond === 0) measurements.push(measured)
  const { ratio } = measured
  const cells = [
    digits(measured.ours),
    has ? digits(measured.theirs!) : "-",
    ratio === null ? "-" : digits(ratio),
    beyond === 0 ? "" : `${beyond} of ${repeats * row.count}`
  ]
  say(`${row.name.padEnd(35)}  ${cells.map((cell, i) => cell.padStart([7, 7, 12, 12][i])).join("  ")}`)
}
say("")

/** Seconds of the processor that the command takes, all its threads together, and on the clock. */
const commandTime = (args: ReadonlyArray<string>): readonly [processor: number, clock: number] => {
  const main = join(import.meta.dirname, "../../skein")
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" > /dev/null 2> "$0"'
  const folder = mkdtempSync(join(tmpdir(), "skein-knots-"))
  const told = join(folder, "told")
  const { stderr, status } = spawnSync("bash", ["-c", script, told, main, ...args], {
    encoding: "utf8"
  })
  rmSync(folder, { recursive: true })
  const [real, user, system] = stderr.trim().split(" ").map(Number)
  if (status !== 0 || !(real > 0)) throw new Error(`skein ${args[0]} ended with ${status}: ${stderr}`)
  return [user + system, real]
}

const starts = Array.from({ length: repeats }, () => commandTime(["knot", "1 -2 1 -2"]))
for (const [k, what] of ["of the processor", "on the clock"].entries()) {
  const measured = Measurement.of(
    `a start for one knot, ${what}`,
    "s",
    starts.map((times) => times[k])
  )
  measurements.push(measured)
  say(`a start for one knot takes ${digits(measured.ours)} s ${what}`)
}

const table = (await asked({ task: "words" }))?.values.slice(0, Number(flags.knots)) as
  | ReadonlyArray<ReadonlyArray<number>>
  | undefined
if (table !== undefined) {
  const folder = mkdtempSync(join(tmpdir(), "skein-knots-"))
  const file = join(folder, "knots.txt")
  writeFileSync(file, table.map((word) => `${word.join(" ")}\n`).join(""))
  const codes = table.map((word) => codeOf(Planar.ofBraid(Int16Array.from(word))))
  const rates: { readonly ours: Array<number>; readonly theirs: Array<number> } = { ours: [], theirs: [] }
  for (let repeat = 0; repeat < Math.min(repeats, 3); repeat++) {
    const [processor] = commandTime([
      ...["knot", "--from", file, "--columns", "jones,alexander"],
      ...["--output", join(folder, `${repeat}.csv`)]
    ])
    rates.ours.push(table.length / processor)
    const answer = await asked({ task: "both", codes })
    if (answer !== undefined) rates.theirs.push(table.length / answer.seconds)
  }
  rmSync(folder, { recursive: true })
  const has = rates.theirs.length > 0
  const measured = Measurement.of(
    `a table of ${table.length} knots of KnotInfo`,
    "knots/s",
    rates.ours,
    has ? { name: "regina", values: rates.theirs } : undefined
  )
  measurements.push(measured)
  say(
    `${measured.name}: ${digits(measured.ours)} a second, ` +
      (measured.ratio === null
        ? "no peer"
        : `Regina's Jones and Alexander ${digits(measured.theirs!)}, ${digits(measured.ratio)} times`)
  )
}

if (typeof peer !== "string") peer.close()
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
else for (const sentence of missing) console.log(sentence)
