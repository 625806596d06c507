/**
 * The agents of a run of rectangular diagrams (configs/unknotters/very-hard.yaml) at the diagrams that the run held out: the share
 * that each unties within so many exchanges, in one game, the moves, and the time of a game; and how hard these diagrams are: how
 * many SmartCollapse unties once they are read as braids, and how many one global simplification of SnapPy.
 *
 *     SKEIN_PYTHON=… node scripts/bench/very-hard.ts RUN [FILE] [--count 334] [--moves 500] [--games 20]
 *
 * RUN is the folder. FILE is JSON: a list of PD codes of unknots, or an object with one as `diagrams`; these are asked, too, and so
 * are the hard unknots by name, `--games` games each, of agents that do the same every time one. Times are of the processor.
 */
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { open } from "../../src/accelerator/open.ts"
import * as HardUnknots from "../../src/domain/braid/hard-unknots.ts"
import * as Planar from "../../src/domain/diagram/planar.ts"
import type * as Diagram from "../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../src/domain/grid/from-planar.ts"
import { toPlanar } from "../../src/domain/grid/to-planar.ts"
import * as Grid from "../../src/domain/rl/environment/grid.ts"
import * as Unravelling from "../../src/domain/rl/environment/unravelling.ts"
import * as Plan from "../../src/engine/plan.ts"
import * as Saved from "../../src/engine/saved.ts"
import * as Folder from "../../src/interface/run/folder.ts"
import * as Agents from "../../src/simulation/unknotters/agent/list.ts"
import * as Diagrams from "../../src/simulation/unknotters/diagrams.ts"
import * as Game from "../../src/simulation/unknotters/game.ts"
import type { Player } from "../../src/simulation/unknotters/player.ts"
import * as Reading from "../../src/simulation/unknotters/reading.ts"
import type { State } from "../../src/simulation/unknotters/state.ts"
import * as Peer from "./peer.ts"

const { values: flags, positionals } = parseArgs({
  options: {
    count: { type: "string", default: "334" },
    moves: { type: "string", default: "500" },
    games: { type: "string", default: "20" }
  },
  allowPositionals: true
})
const [directory, file] = positionals
if (directory === undefined) throw new Error("Name the folder of a run.")
const count = Number(flags.count)
const most = Number(flags.moves)
const games = Number(flags.games)

const backend = await open("simd")
const peer = await Peer.start<object, { readonly seconds: number; readonly solved: boolean }>(
  "snappy",
  "untie.py",
  { task: null }
)

interface Agent {
  readonly name: string
  readonly config: Agents.Config & Game.OfDiagrams
  /** For diagrams of at most so many columns. */
  readonly player: (columns: number) => Promise<Player<Diagram.Diagram>>
}

const agents: ReadonlyArray<Agent> = await Folder.reading(directory, async (reader) => {
  const { simulation, plan } = await Folder.planOf(reader)
  return [...Plan.tasks(simulation, plan)].flatMap((task): ReadonlyArray<Agent> => {
    const config = task.point.config as Agents.Config
    const { playerOfDiagrams } = Agents.of(config)
    const found = Saved.soFar(reader, simulation, task)
    if (!Game.isOfDiagrams(config) || playerOfDiagrams === undefined || found === undefined) return []
    const { parameters, learned } = found.value as State
    const player = async (columns: number) =>
      (await playerOfDiagrams({ ...config, letters: columns }, Grid.of(columns), backend))(
        parameters,
        learned?.scale
      )
    const name = "temperature" in config ? `${config.agent}, T = ${config.temperature}` : config.agent
    return [{ name, config, player }]
  })
})

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

const hardness = async (diagrams: ReadonlyArray<Diagram.Diagram>): Promise<string> => {
  const collapsed = diagrams.filter((diagram) => Reading.of(diagram).isCollapsed).length
  const said = `SmartCollapse unties ${percent(collapsed, diagrams.length)}`
  if (typeof peer === "string") return `${said}; ${peer}`
  let solved = 0
  const seconds: Array<number> = []
  for (const diagram of diagrams) {
    const answer = await peer.run({ task: "simplify", crossings: toPlanar(diagram).crossings })
    if (answer.solved) solved++
    seconds.push(answer.seconds)
  }
  const time = `${(1000 * Peer.median(seconds)).toFixed(1)} ms`
  return `${said}, SnapPy's simplify("global") ${percent(solved, diagrams.length)} (median ${time})`
}

/** One game with each diagram, or several; moves are of those that came to a circle. */
const judge = async (
  { name, player }: Agent,
  diagrams: ReadonlyArray<Diagram.Diagram>,
  games: number
): Promise<string> => {
  const columns = Math.max(...diagrams.map((diagram) => diagram.length))
  const grid = Grid.of(columns)
  const play = await player(columns)
  // The compiler needs some games to see what is worth its while.
  for (const diagram of diagrams.slice(0, 50)) play([diagram], [1, 1])
  const { user, system } = process.cpuUsage()
  const played = diagrams.flatMap((diagram, k) =>
    Array.from({ length: games }, (_, game) => ({ diagram, actions: play([diagram], [k, game])[0]! }))
  )
  const spent = process.cpuUsage({ user, system })
  const milliseconds = (spent.user + spent.system) / 1000 / played.length
  const lengths = played
    .filter(({ diagram, actions }) => Unravelling.follow(grid, diagram, actions).diagram.length === 2)
    .map(({ actions }) => actions.length)
  const within = lengths.filter((moves) => moves <= most).length
  const mean = lengths.reduce((sum, moves) => sum + moves, 0) / lengths.length
  return [
    name.padEnd(22),
    percent(within, played.length).padStart(8),
    percent(lengths.length, played.length).padStart(8),
    mean.toFixed(1).padStart(7),
    Peer.median(lengths).toFixed(0).padStart(7),
    `${milliseconds.toFixed(2)} ms`.padStart(10)
  ].join("  ")
}

const head = `${"".padEnd(22)}  within ${most}  within all    mean  median  a game`

for (const unknots of Diagrams.names) {
  const some = agents.filter(({ config }) => config.unknots === unknots)
  const [first] = some
  if (first === undefined || count === 0) continue
  for (const columns of first.config.evaluate) {
    const held = Diagrams.on("test", unknots, first.config.scramble)
    const diagrams = Array.from({ length: count }, (_, index) => held.diagram(columns, index))
    console.log(`${count} held-out diagrams, ${unknots}, ${columns} columns: ${await hardness(diagrams)}`)
    console.log(head)
    for (const agent of some) console.log(await judge(agent, diagrams, 1))
  }
}

const codes = (): ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>> => {
  if (file === undefined) return []
  const data = JSON.parse(readFileSync(file, "utf8"))
  return data.diagrams ?? data
}
for (const [what, planar] of [
  ["of the file", codes().map((code) => Planar.of(code))],
  ["by name", HardUnknots.all.map(({ word }) => Planar.ofBraid(word))]
] as const) {
  if (planar.length === 0) continue
  const diagrams = planar.map((each) => fromPlanar(each).diagram)
  console.log(`${planar.length} unknots ${what}: ${await hardness(diagrams)}`)
  console.log(head)
  for (const agent of agents)
    console.log(
      `${agent.config.unknots.padEnd(6)} ${await judge(agent, diagrams, Agents.of(agent.config).isSearch ? 1 : games)}`
    )
}
if (typeof peer !== "string") peer.close()
backend.close()
