import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Word from "../../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../../src/domain/diagram/planar.ts"
import { stranger } from "../../../../../src/drawing/grammar.ts"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"

const folder = newFolder()
/** 10_124, and a knot of eleven crossings. */
const [determinantOne, alexanderOne] = ["1 1 1 1 1 2 1 1 1 2", "-3 -2 1 -2 1 -3 2 2 1 -3 1"]
const morton = "-3 -3 2 -3 2 1 1 1 -2 1 -2"

t.test("Morton's unknot: told, drawn, proved; the proof is accepted, a changed one refused", async (t) => {
  const [svg, proof, packed] = ["moves.svg", "proof.json", "proof.msgpack"].map((name) => join(folder, name))
  const told = await command("unknot", morton, "--svg", svg, "--certificate", proof)
  t.equal(told.status, 0)
  const [, columns, moves, exchanges, joins] = told.stdout.match(
    /^word {6}-3 -3 2 -3 2 1 1 1 -2 1 -2\ndrawn on {2}(\d+) columns\nuntied {4}to a circle in (\d+) moves: (\d+) exchanges, (\d+) joins\n$/
  )!
  t.equal(Number(exchanges) + Number(joins), Number(moves))
  t.equal(Number(columns) - Number(joins), 2, "a column for each join")
  t.match(told.stderr, /^grid: \d+ exchanges tried in \d+ walks, \d+\.\d\d s\nDrawn in /)

  const verified = await command("verify", proof)
  t.equal(
    verified.stdout,
    `${morton}, drawn on ${columns} columns, to a circle: ${moves} legal moves; it is the unknot\n`
  )
  t.equal((await command("unknot", morton, "--certificate", packed)).status, 0)
  t.equal((await command("verify", packed)).status, 0)
  const certificate = JSON.parse(readFileSync(proof, "utf8"))
  writeFileSync(proof, JSON.stringify({ ...certificate, steps: certificate.steps.slice(1) }))
  t.match(await command("verify", proof), { status: 1, stdout: /^REFUSED/ })

  const picture = readFileSync(svg, "utf8")
  t.equal(stranger(picture), undefined)
  t.match(picture, /<title>From -3 -3 2 -3 2 1 1 1 -2 1 -2 to a circle<\/title>/)
  const drawn = Math.min(40, Number(moves) + 1)
  t.equal(
    [...picture.matchAll(/<svg /g)].length,
    drawn + 1,
    "a picture for each move and the end, inside the one"
  )
})

t.test("for programs: the moves as in the certificate, the same again", async (t) => {
  const proof = join(folder, "program.json")
  const told = await command("unknot", morton, "--json", "--certificate", proof)
  const { seconds, ...answer } = JSON.parse(told.stdout)
  const certificate = JSON.parse(readFileSync(proof, "utf8"))
  t.ok(seconds > 0)
  t.strictSame(answer.moves, certificate.steps)
  t.strictSame(answer.columns, certificate.columns)
  t.match(answer, {
    agent: "grid",
    outcome: "solved",
    arcIndexAtMost: 2,
    smallest: [
      [0, 1],
      [0, 1]
    ]
  })
  t.equal(answer.word.join(" "), morton)
  const again = JSON.parse((await command("unknot", morton, "--agent", "grid", "--json")).stdout)
  t.strictSame({ ...again, seconds }, { ...answer, seconds })
  t.match(await command("unknot", "e"), { status: 0, stdout: /^untied +to a circle in 0 moves/m })
})

t.test("more letters than the search of words takes; of long words the beginning", async (t) => {
  const letters = `${"1 -1 ".repeat(210)}1 2`
  const told = await command("unknot", letters)
  t.match(told, { status: 0, stdout: /^untied +to a circle in \d+ moves/m })
  t.match(told.stdout, / \.\.\. \(422 letters\)$/m)
  t.ok(told.stdout.split("\n").every((line) => line.length <= 80))
})

t.test("by moves of words: printed, drawn, proved", async (t) => {
  const [svg, proof] = ["words.svg", "words.json"].map((name) => join(folder, name))
  const told = await command("unknot", morton, "--agent", "best-first", "--svg", svg, "--certificate", proof)
  t.equal(told.status, 0)
  t.match(told.stdout, /move +letters +word/)
  t.match(told.stdout, /stabilise/)
  const [, actions, moves] = told.stdout.match(/solved in (\d+) actions, (\d+) elementary moves\n$/)!
  t.ok(Number(actions) > 10)
  t.match(told.stderr, /^best-first, complete actions: \d+ words continued/)
  const verified = await command("verify", proof)
  t.equal(verified.stdout, `${morton} to e: ${moves} legal moves; the first closes to the unknot\n`)
  const certificate = JSON.parse(readFileSync(proof, "utf8"))
  t.strictSame([certificate.from.join(" "), certificate.to], [morton, []])

  const picture = readFileSync(svg, "utf8")
  const lines = told.stdout.trim().split("\n").length - 3
  t.equal([...picture.matchAll(/<text /g)].length, lines + 1, "a caption for each line, and the word itself")
  t.equal([...picture.matchAll(/<svg /g)].length, lines + 2, "and a picture, inside the one")
  t.notOk(/NaN|undefined/.test(picture))
})

t.test("every agent, for programs", async (t) => {
  for (const agent of ["best-first", "guided", "greedy", "random"]) {
    const { status, stdout } = await command("unknot", "1 2 -1 2", "--agent", agent, "--json")
    t.equal(status, 0, agent)
    const answer = JSON.parse(stdout)
    t.match(answer, { word: [1, 2, -1, 2], agent, actions: "complete", outcome: "solved" })
    t.strictSame(answer.moves.at(-1).word, [])
  }
  const paper = await command(
    "unknot",
    "-1 -2 -2 -3 2 2 2 1 2 3 -2",
    "--agent",
    "best-first",
    "--actions",
    "paper",
    "--json"
  )
  t.match(JSON.parse(paper.stdout), { actions: "paper", outcome: "solved" })
  t.match(await command("unknot", "e", "--agent", "greedy"), {
    status: 0,
    stdout: "\nsolved in 0 actions, 0 elementary moves\n"
  })
})

t.test("what is not untied is said, with status 1", async (t) => {
  const grid = await command("unknot", morton, "--seconds", "1e-6")
  t.match(grid, {
    status: 1,
    stdout: /^smallest +(\d+) columns, so the arc index is at most that\n +\d+-\d+ \d+-\d+ /m,
    stderr: /^Not untied: it gave up after .* It is the unknot all the same, as its group proves: skein knot/m
  })
  const open = JSON.parse((await command("unknot", morton, "--seconds", "1e-6", "--json")).stdout)
  t.match(open, { outcome: "open" })
  t.equal(open.smallest.length, open.arcIndexAtMost)
  const knotted = await command("unknot", alexanderOne, "--seconds", "0.1")
  t.match(knotted, {
    status: 1,
    stdout: /^smallest +\d+ columns/m,
    stderr: /That says nothing of whether it is knotted; skein knot may\.$/m
  })
  const told = await command(
    "unknot",
    morton,
    "--agent",
    "best-first",
    "--actions",
    "paper",
    "--seconds",
    "0.1"
  )
  t.match(told, { status: 1, stdout: "", stderr: /Not untied: it gave up after .* has 11 letters: -3 -3 2/ })
  const greedy = await command("unknot", morton, "--agent", "greedy", "--seconds", "0.1", "--json")
  t.match(JSON.parse(greedy.stdout), { outcome: "open" })
  t.equal(greedy.status, 1)
  t.match(await command("unknot", "1 1 1"), {
    status: 1,
    stdout: "",
    stderr: /knotted, as its determinant proves/
  })
  t.match(await command("unknot", determinantOne), {
    status: 1,
    stdout: "",
    stderr: /knotted, as its Alexander polynomial proves/
  })
  t.match(await command("unknot", "1 1"), { status: 1, stderr: /closes to 2 circles/ })
})

t.test("planar diagrams, as lists and as KnotTheory writes them", async (t) => {
  const { crossings } = Planar.ofBraid(Word.parse(morton))
  const shifted = crossings.map((arcs) => arcs.map((arc) => arc + 1))
  const texts = {
    "list.json": JSON.stringify(shifted),
    "theory.txt": `PD[${shifted.map((arcs) => `X[${arcs.join(", ")}]`).join(",\n")}]\n`
  }
  const proof = join(folder, "planar-proof.json")
  for (const [name, text] of Object.entries(texts)) {
    const file = join(folder, name)
    writeFileSync(file, text)
    const told = await command("unknot", "--pd", file, "--certificate", proof)
    t.match(told, { status: 0, stdout: /^diagram {3}11 crossings\ndrawn on {2}\d+ columns\nuntied / })
    t.strictSame(JSON.parse(readFileSync(proof, "utf8")).from, { crossings: shifted, circles: 0 })
    t.match(await command("verify", proof), { status: 0, stdout: /^11 crossings, drawn on/ })
  }
  const circle = join(folder, "circle.txt")
  writeFileSync(circle, "PD[Loop[1]]")
  t.match(await command("unknot", "--pd", circle, "--json"), { status: 0, stdout: /"outcome": "solved"/ })
  const trefoil = join(folder, "trefoil.json")
  writeFileSync(trefoil, "[[1,4,2,5],[3,6,4,1],[5,2,6,3]]")
  t.match(await command("unknot", "--pd", trefoil), {
    status: 1,
    stderr: /as its Alexander polynomial proves/
  })
  // Too many crossings for a braid word to be of use: those of a closed braid of 800 letters.
  const large = join(folder, "large.json")
  writeFileSync(large, JSON.stringify(Planar.ofBraid(Word.of(new Array(801).fill(1))).crossings))
  t.match(await command("unknot", "--pd", large), {
    status: 1,
    stderr: /as its Alexander polynomial proves/
  })
})

t.test("planar diagrams that are none are refused, with the place", async (t) => {
  const file = join(folder, "wrong.json")
  const cases: ReadonlyArray<readonly [text: string, sentence: RegExp]> = [
    ["[[1,4,2,5],\n[3,6;4,1]]", /: line 2, character 5: ";" stands where a list goes on/],
    ["[[1,4,2,5],[3,6,4]]", /: character 12: crossing 2 names 3 arcs, not 4\.$/m],
    ["PD[X[1,4,2,5],Y[3,6,4,1]]", /: character 15: "Y" is no crossing: one is X\[a, b, c, d\]/],
    ["[[1,4,2.5,5]]", /: character 8: "\." stands where/],
    ["[[1,4,x,5]]", /: character 7: an arc of crossing 1 is an integer, not "x"\.$/m],
    ["[[1,4,2,5],[3,6,4,1],[5,2,6,7]]", /: Arc 3 has 1 end; an arc has two\.$/m],
    ["[[1,2,1,2]]", /virtual link/],
    ["[[1,4,2,5]", /: character 11: .*the end/],
    ["[[1,2,2,1]] x", /: character 13: "x" stands behind a list of crossings\.$/m],
    ["[]", /: character 1: there is no crossing in it\.$/m],
    ["", /there is nothing where a list of crossings is expected\.$/m]
  ]
  for (const [text, sentence] of cases) {
    writeFileSync(file, text)
    const { status, stdout, stderr } = await command("unknot", "--pd", file)
    t.strictSame([status, stdout], [2, ""], text)
    t.match(stderr, sentence)
    t.ok(stderr.startsWith(`${file} cannot be read as a planar diagram: `))
  }
  t.match(await command("unknot", "--pd", join(folder, "nowhere")), { status: 2, stderr: /no such file/ })
})

t.test("misuse, with status 2", async (t) => {
  t.match(await command("unknot", "1 x"), { status: 2, stderr: /"x"/ })
  t.match(await command("unknot", ""), { status: 2 })
  t.match(await command("unknot", "1", "--seconds", "0"), { status: 2, stderr: /more than 0 seconds/ })
  t.match(await command("unknot", "1", "--agent", "wizard"), { status: 2 })
  t.match(await command("unknot", "1", "--agent", "guided", "--actions", "paper"), { status: 2 })
  t.match(await command("unknot", "1", "--svg", join(folder, "none", "x.svg")), {
    status: 2,
    stderr: /does not exist/
  })
  const ones = (count: number) => Array.from({ length: count }, () => "1")
  t.match(await command("unknot", ...ones(8001)), { status: 2, stderr: /8001 letters; 8000 can be untied/ })
  t.match(await command("unknot", "--agent", "greedy", ...ones(401)), {
    status: 2,
    stderr: /401 letters; 400 can be untied/
  })
  t.match(await command("unknot"), { status: 2, stderr: /^There is no knot: write a braid word/ })
  t.match(await command("unknot", "1", "--pd", "a"), { status: 2, stderr: /two things/ })
  t.match(await command("unknot", "[[1,2,2,1]]", "--agent", "random"), {
    status: 2,
    stderr: /^random plays with braid words alone/
  })
  t.match(await command("unknot", "1", "--actions", "paper"), {
    status: 2,
    stderr: /^Rectangular diagrams have moves of their own: .*--agent best-first/
  })
})
