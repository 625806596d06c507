/** The agents of a run at a word that is typed, through the program itself. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Word from "../../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../../src/domain/diagram/planar.ts"
import { skein } from "../../../../support/cli.ts"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"

const folder = newFolder()
process.chdir(folder)

const morton = "-3 -3 2 -3 2 1 1 1 -2 1 -2"

t.before(async () => {
  const studies = {
    agents: `simulation: unknotters
base: { letters: 8, words: 4, tries: 0, moves: 60 }
sweep:
  - list:
      - { agent: random-walk }
      - { agent: a3c, order: assignment, steps: 6400, pool: 50, hidden: [8] }
      - { agent: trpo, actions: complete, steps: 4096, batch: 1024, pool: 50, hidden: [8] }
`,
    grids: `simulation: unknotters
base: { actions: grid, letters: 12, evaluate: [10], words: 4, tries: 0, moves: 60, pool: 50, hidden: [8] }
sweep:
  - list:
      - { agent: a3c, order: assignment, steps: 3200 }
      - { agent: guided, steps: 2048, batch: 1024, nodes: 100 }
`,
    walks: "simulation: unknotters\nbase: { agent: random-walk, letters: 6, words: 4, tries: 0 }\n",
    rolfsen: "simulation: braids\nbase: { kind: knot, letters: 7, count: 20 }\n"
  }
  for (const [name, text] of Object.entries(studies)) {
    writeFileSync(join(folder, `${name}.yaml`), text)
    const { status, stderr } = await skein(folder, "run", `${name}.yaml`, "--threads", "0")
    if (status !== 0) throw new Error(stderr)
  }
})

t.test("an agent's moves: printed, drawn, proved, and accepted", async (t) => {
  const told = await command(
    ...["unknot", "agents", "1 2 -1 2 3", "--svg", "moves.svg", "--certificate", "proof.json"]
  )
  t.equal(told.status, 0, told.stderr)
  const [, number, elementary] = told.stdout.match(/solved in (\d+) actions?, (\d+) elementary moves?\n$/)!
  t.ok(Number(number) > 0)
  t.match(told.stderr, /^agents 1\.0, paper actions: a3c, a game of the likeliest actions/)
  const verified = await command("verify", "proof.json")
  t.equal(verified.stdout, `1 2 -1 2 3 to e: ${elementary} legal moves; the first closes to the unknot\n`)
  const picture = readFileSync("moves.svg", "utf8")
  t.match(picture, /<title>From 1 2 -1 2 3 by agents 1\.0/)
  const lines = told.stdout.trim().split("\n").length - 3
  t.equal([...picture.matchAll(/<svg /g)].length, lines + 2, "a picture for each line, and the word's own")
  t.equal((await command("unknot", "agents", "1 2 -1 2 3")).stdout, told.stdout, "the same again")
})

t.test("of one point, for programs", async (t) => {
  const { status, stdout } = await command("unknot", "agents", "--point", "2", "--json", "1", "2", "-1", "2")
  t.equal(status, 0)
  const answer = JSON.parse(stdout)
  t.match(answer, { word: [1, 2, -1, 2], run: "agents", point: 2, repeat: 0, actions: "complete" })
  t.match(answer, { outcome: "solved", swept: { agent: "trpo" } })
  t.strictSame(answer.moves.at(-1).word, [])
  t.match(await command("unknot", "agents", "e"), {
    status: 0,
    stdout: "\nsolved in 0 actions, 0 elementary moves\n",
    stderr: /paper actions: a3c, nothing to do, /
  })
})

t.test("an agent that fails lets the next one try; when all have, it is said", async (t) => {
  const all = await command("unknot", "agents", morton, "--seconds", "0.2", "--json")
  t.match(all.stderr, /^agents 1\.0, paper actions: a3c, .* drawn from the policy, /)
  t.match(all.stderr, /^agents 2\.0, complete actions: trpo, .*; a guided search: \d+ words continued/m)
  for (const agent of ["1.0", "2.0"])
    t.equal(all.stderr.split(`agents ${agent}, `).length, 2, `${agent} is said once, whoever came farthest`)
  const answer = JSON.parse(all.stdout)
  t.match(answer.outcome, /solved|open/)
  t.equal(all.status, answer.outcome === "solved" ? 0 : 1)
  const paper = await command("unknot", "agents", "--point", "1", morton, "--seconds", "0.1")
  t.match(paper, { status: 1, stdout: "", stderr: /Not untied: it gave up after .* has 11 letters: -3 -3 2/ })
})

t.test("agents of rectangular diagrams: a word, a planar diagram; drawn, proved, and accepted", async (t) => {
  const { crossings } = Planar.ofBraid(Word.parse(morton))
  writeFileSync("morton.json", JSON.stringify(crossings))
  for (const knot of [[morton], ["--pd", "morton.json"]]) {
    const outputs = ["--svg", "grid.svg", "--certificate", "grid.json"]
    const told = await command("unknot", "grids", ...knot, ...outputs)
    t.equal(told.status, 0, told.stderr)
    t.match(
      told.stderr,
      /^grids 0\.0, grid actions: a3c, a guided search: \d+ diagrams seen, \d\.\d\d s\n/,
      "the first that unties it is asked alone"
    )
    const [, columns, moves, exchanges, joins] = told.stdout.match(
      /\ndrawn on {2}(\d+) columns\nuntied {4}to a circle in (\d+) moves: (\d+) exchanges, (\d+) joins\n$/
    )!
    t.equal(Number(exchanges) + Number(joins), Number(moves))
    t.equal(Number(columns) - Number(joins), 2)
    t.match(await command("verify", "grid.json"), { status: 0, stdout: /legal moves; it is the unknot\n$/ })
    t.match(readFileSync("grid.svg", "utf8"), / to a circle<\/title>/)
  }
  const { stdout } = await command("unknot", "grids", "--point", "1", "--json", morton)
  const certificate = JSON.parse(readFileSync("grid.json", "utf8"))
  const answer = JSON.parse(stdout)
  t.match(answer, { run: "grids", point: 1, repeat: 0, swept: { agent: "guided" }, actions: "grid" })
  t.match(answer, { outcome: "solved", arcIndexAtMost: 2 })
  t.equal(answer.word.join(" "), morton)
  t.equal(certificate.columns.length, answer.columns.length)
  t.match(await command("unknot", "grids", "e"), { status: 0, stdout: /^untied +to a circle in 0 moves/m })
  const large = `${"1 -1 ".repeat(30)}1 2 -1 2`
  t.match(
    await command("unknot", "grids", large),
    { status: 0, stdout: /^untied +to a circle/m },
    "more letters than the agents' N"
  )
  t.match(await command("unknot", "grids", "--seconds", "1e-6", morton), {
    status: 1,
    stdout: /^smallest +\d+ columns/m,
    stderr:
      /^grids 0\.0, .*\ngrids 1\.0, .*: guided, a guided search: 1 diagram seen, .*\nNot untied: it gave up/
  })
})

t.test("what cannot be asked is refused in a sentence", async (t) => {
  const refusals: ReadonlyArray<readonly [args: ReadonlyArray<string>, status: number, sentence: RegExp]> = [
    [
      ["agents", `${"1 -1 ".repeat(8)}1`],
      2,
      /^The word has 17 letters; the game of N = 8 has words of at most 16\.$/m
    ],
    [
      ["agents", "1 2 3 4 5 6 7 8 9"],
      2,
      /^The word stands on 10 strands; the game of N = 8 has at most 9\.$/m
    ],
    [["agents", "--point", "3", "1"], 2, /^agents has no point 3: its points are 0 to 2\.$/m],
    [["agents", "--point", "0", "1"], 1, /^No agent of agents has learnt anything at this point\.$/m],
    [["walks", "1"], 1, /^No agent of walks has learnt anything\.$/m],
    [["rolfsen", "1"], 2, /^The simulation of rolfsen trains no agent that unties knots\.$/m],
    [
      ["agents", "--pd", "morton.json"],
      2,
      /^The agent's game is one of braid words, and a planar diagram is none/m
    ],
    [["agent", "1"], 2, /^There is no run "agent" in runs.; did you mean "agents"\?$/m],
    [["3_1", "4_1"], 2, /^There is no run "3_1" in runs./m],
    [["agents", "1", "--agent", "greedy"], 2, /^Who tries, and with which actions, is the run's to say/m],
    [["1", "--point", "0"], 2, /^A point is of a run: name the run before the word\.$/m],
    [["agents", "1 x"], 2, /"x"/],
    [["agents", "1 1"], 1, /closes to 2 circles/],
    [["agents", "1 1 1"], 1, /knotted, as its determinant proves/]
  ]
  for (const [args, expected, sentence] of refusals) {
    const { status, stdout, stderr } = await command("unknot", ...args)
    t.equal(status, expected, args.join(" "))
    t.match(stderr, sentence)
    t.equal(stdout, "")
  }
})
