/**
 * How quickly diagrams of the unknot are told to be that, and how many of them: by rectangular diagrams and by the knot's group,
 * each with a certificate that its checker has accepted, beside SnapPy and Regina (peers/untie.py) in one run; and how fast walks and
 * inverse play are. Times are of the processor, for other programs on the machine disturb those less, and each is that of a
 * diagram given as its crossings.
 *
 *     SKEIN_PYTHON=… node scripts/bench/grid.ts [FILE] [--repeats 5] [--seconds 10] [--keys 20] [--json]
 *
 * FILE is JSON: a list of PD codes, or an object with one as `diagrams`. To it come the hard unknots by name. `--seconds`
 * (whole ones) are what knot Floer homology, asked once, may take for a diagram; one that takes longer counts as unsolved, with
 * that time.
 */
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import * as HardUnknots from "../../src/domain/braid/hard-unknots.ts"
import * as Planar from "../../src/domain/diagram/planar.ts"
import * as Certificate from "../../src/domain/grid/certificate.ts"
import * as Checker from "../../src/domain/grid/checker.ts"
import type * as Diagram from "../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../src/domain/grid/from-planar.ts"
import * as Move from "../../src/domain/grid/move.ts"
import * as Play from "../../src/domain/grid/play.ts"
import * as Search from "../../src/domain/grid/search.ts"
import { untie } from "../../src/domain/grid/untie.ts"
import * as Walk from "../../src/domain/grid/walk.ts"
import { prove } from "../../src/domain/group/prove.ts"
import type { Key } from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

interface Job {
  readonly task: string | null
  readonly crossings?: ReadonlyArray<Planar.Crossing>
  readonly seconds?: number
}

interface Answer {
  readonly solved: boolean
  readonly seconds: number
}

/** Whether it takes a diagram for the unknot, and how long that takes. */
type Method = (diagram: Planar.Diagram, repeat: number) => Answer | Promise<Answer>

const { values: flags, positionals } = parseArgs({
  options: {
    repeats: { type: "string", default: "5" },
    seconds: { type: "string", default: "10" },
    keys: { type: "string", default: "20" },
    json: { type: "boolean", default: false }
  },
  allowPositionals: true
})
const say = (line: string) => flags.json || console.log(line)
const repeats = Number(flags.repeats)

const read = (file: string): ReadonlyArray<Planar.Diagram> => {
  const data = JSON.parse(readFileSync(file, "utf8"))
  const codes: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>> = data.diagrams ?? data
  return codes.map((code) => Planar.of(code))
}

const sets: ReadonlyArray<readonly [name: string, diagrams: ReadonlyArray<Planar.Diagram>]> = [
  ...positionals.map((file) => ["of the file", read(file)] as const),
  ["by name", HardUnknots.all.map(({ word }) => Planar.ofBraid(word))]
]

/** Seconds of the processor. */
const clock = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** The mean over as many calls as take some milliseconds, as the clock itself takes a while. */
const timed =
  (ask: (diagram: Planar.Diagram, key: Key) => boolean): Method =>
  (diagram, repeat) => {
    const start = clock()
    for (let calls = 1; ; calls++) {
      const solved = ask(diagram, [repeat >>> 0, calls])
      const spent = clock() - start
      if (spent > 0.004) return { solved, seconds: spent / calls }
    }
  }

/** Trials that searches may make. */
const budget = { trials: 1e9 }
const originOf = ({ crossings, circles }: Planar.Diagram): Planar.Origin => ({ crossings, circles })

/** Moves beyond which a walk is given up: a hundred times as many as any needed. */
const mostMoves = 1 << 24

/** One walk to the end. */
const walk = (start: Diagram.Diagram, key: Key): Walk.Walk => {
  const walk = Walk.make(start, key, 1 << 16)
  while (!Walk.isOver(walk) && walk.logged < mostMoves) {
    Walk.run(walk, 100_000)
    if (Walk.isFull(walk)) Walk.rewrite(walk, Array.from(Walk.moves(walk)), 2 * walk.logged)
  }
  return walk
}

/** Whether one walk leads to a proof that the checker accepts: what a search does before it looks for fewer moves. */
const provesAtOnce = (of: Planar.Diagram, key: Key): boolean => {
  const { diagram, places } = fromPlanar(of)
  const { moves } = Search.walk(diagram, key, { number: 0, trials: budget.trials })
  const certificate: Certificate.Certificate = {
    version: 1,
    proof: "grid",
    from: originOf(of),
    columns: diagram,
    places,
    steps: Certificate.steps(moves)
  }
  return Checker.check(certificate).valid
}

const ours: Readonly<Record<string, Method>> = {
  "fewest moves of nine walks, checked": timed(
    (diagram, key) => untie(originOf(diagram), key, budget).certificate !== undefined
  ),
  "moves of one walk, checked": timed(provesAtOnce),
  "one walk to a circle alone": timed((diagram, key) => Walk.isOver(walk(fromPlanar(diagram).diagram, key))),
  "group, checked": timed((diagram) => prove(originOf(diagram)) !== null)
}
const peer = await Peer.start<Job, Answer | ReadonlyArray<string>>("spherogram", "untie.py", { task: null })
const tasks = typeof peer === "string" ? [] : ((await peer.run({ task: null })) as ReadonlyArray<string>)
const names: Readonly<Record<string, string>> = {
  group: "SnapPy's fundamental group",
  simplify: "SnapPy's simplification",
  floer: "knot Floer homology (SnapPy)",
  torus: "Regina's isSolidTorus"
}
const theirs = Object.fromEntries(
  tasks.map((task): [string, Method] => [
    names[task],
    async ({ crossings }) => {
      if (typeof peer === "string") throw new Error(peer)
      return (await peer.run({ task, crossings, seconds: Number(flags.seconds) })) as Answer
    }
  ])
)
const measurements: Array<Measurement.Measurement> = []

/** Answers by method, repeat and diagram. */
const answersOf = async (diagrams: ReadonlyArray<Planar.Diagram>) => {
  const methods = { ...ours, ...theirs }
  const answers: Record<string, Array<Array<Answer>>> = {}
  for (const name of Object.keys(methods)) answers[name] = []
  // The compiler needs some rounds to see what is worth its while.
  for (let round = 0; round < 5; round++)
    for (const diagram of diagrams) for (const method of Object.values(ours)) await method(diagram, -round)
  for (let repeat = 0; repeat < repeats; repeat++) {
    const now: Record<string, Array<Answer>> = {}
    for (const diagram of diagrams)
      for (const [name, method] of Object.entries(methods)) {
        if (name === names.floer && repeat !== 0) continue
        const list = now[name] ?? []
        now[name] = list
        list.push(await method(diagram, repeat + 1))
      }
    for (const [name, list] of Object.entries(now)) answers[name].push(list)
  }
  return answers
}

const middle = (list: ReadonlyArray<Answer>): number => 1000 * Peer.median(list.map(({ seconds }) => seconds))
const worst = (list: ReadonlyArray<Answer>): number => 1000 * Math.max(...list.map(({ seconds }) => seconds))
const solved = (list: ReadonlyArray<Answer>): number => list.filter((each) => each.solved).length
const digits = (value: number): string => String(Number(value.toPrecision(3)))

for (const [set, diagrams] of sets) {
  say(`${diagrams.length} unknots ${set}: medians of ${repeats} repeats`)
  say("                                     solved  median ms  worst ms  times moves  times group")
  const answers = await answersOf(diagrams)
  const [moves, , , group] = Object.keys(ours).map((name) => answers[name].map(middle))
  for (const [name, lists] of Object.entries(answers)) {
    const times = lists.map(middle)
    const cells = [
      String(Peer.median(lists.map(solved))),
      digits(Peer.median(times)),
      digits(Peer.median(lists.map(worst))),
      ...[moves, group].map((own) => digits(Peer.median(times.map((time, repeat) => time / own[repeat]))))
    ]
    say(`${name.padEnd(35)}  ${cells.map((cell, i) => cell.padStart([6, 9, 8, 11, 11][i])).join("  ")}`)
    if (Object.hasOwn(theirs, name))
      for (const [what, own] of [
        ["moves", moves],
        ["group", group]
      ] as const)
        measurements.push(
          Measurement.of(`${what} of unknots ${set}`, "ms", own.slice(0, times.length), {
            name,
            values: times
          })
        )
    else measurements.push(Measurement.of(`${name}, unknots ${set}`, "ms", times))
  }
  say("")
}

/** Exchanges within which walks shall come to a circle. */
const most = 500
for (const [set, diagrams] of sets) {
  const starts = diagrams.map((diagram) => fromPlanar(diagram).diagram)
  const keys = Array.from({ length: Number(flags.keys) }, (_, k): Key => [2026, k])
  const walks = starts.flatMap((start) =>
    keys.map((key) => {
      const one = walk(start, key)
      return { tried: one.tried, made: Walk.moves(one).filter(Move.isExchange).length }
    })
  )
  const share = (holds: (one: (typeof walks)[number]) => boolean): string =>
    `${((100 * walks.filter(holds).length) / walks.length).toFixed(1)} %`
  say(`unknots ${set}, ${keys.length} walks each: come to a circle`)
  say(`  within ${most} exchanges made   ${share(({ made }) => made <= most)}`)
  say(`  within ${most} exchanges tried  ${share(({ tried }) => tried <= most)}`)
  say(
    `  median of exchanges made ${Peer.median(walks.map(({ made }) => made))}, tried ${Peer.median(walks.map(({ tried }) => tried))}`
  )
  const lengths = diagrams.map((diagram) => untie(originOf(diagram), [2026, 0], budget).moves.length)
  say(`  moves of certificates, shortened: median ${Peer.median(lengths)}, most ${Math.max(...lengths)}`)
}
say("")

/** A walk that has come to n columns from a random knot of some more, and stays there for a while. */
const atRest = (n: number, room: number): Walk.Walk => {
  for (let draw = 0; ; draw++) {
    const one = Walk.make(Play.knot(Stream.make([n, draw]), n + 16), [n, draw], room + 500_000)
    Walk.run(one, 500_000)
    if (one.n === n) return one
  }
}

say("walks of random knots")
say("    n  trials/s  exchanges made")
for (const n of [10, 30, 100, 400]) {
  const trials = 1_000_000
  const one = atRest(n, (repeats + 1) * trials)
  const rates: Array<number> = []
  const before = one.logged
  for (let repeat = -1; repeat < repeats; repeat++) {
    const start = clock()
    Walk.run(one, trials)
    if (repeat >= 0) rates.push(trials / (clock() - start))
  }
  const made = (one.logged - before) / ((repeats + 1) * trials)
  measurements.push(Measurement.of(`exchanges tried, n = ${n}`, "trials/s", rates))
  const cells = [String(n), Peer.median(rates).toExponential(2), `${(100 * made).toFixed(0)} %`]
  say(cells.map((cell, i) => cell.padStart([5, 8, 14][i])).join("  "))
}
say("")

say("inverse play: unknots of n columns, so many exchanges tried after each split")
say("    n  exchanges  diagrams/s")
for (const [n, exchanges] of [
  [10, 10],
  [20, 10],
  [20, 30],
  [40, 30]
] as const) {
  const [marks, stream] = [Play.room(n), Stream.make([n, exchanges])]
  const rates: Array<number> = []
  for (let repeat = -1; repeat < repeats; repeat++) {
    const start = clock()
    let diagrams = 0
    for (; clock() - start < 0.2; diagrams += 100)
      for (let k = 0; k < 100; k++) Play.unknot(marks, stream, n, exchanges)
    if (repeat >= 0) rates.push(diagrams / (clock() - start))
  }
  measurements.push(Measurement.of(`inverse play, n = ${n}, ${exchanges} exchanges`, "diagrams/s", rates))
  say(
    [n, exchanges, Peer.median(rates).toExponential(2)]
      .map((cell, i) => String(cell).padStart([5, 9, 10][i]))
      .join("  ")
  )
}

const missing = typeof peer === "string" ? [peer] : []
if (typeof peer !== "string") peer.close()
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
else for (const sentence of missing) console.log(sentence)
