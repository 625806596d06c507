import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"

const folder = newFolder()
const morton = "-3 -3 2 -3 2 1 1 1 -2 1 -2"

t.test("Morton's unknot: printed, drawn, proved; the proof is accepted, a changed one refused", async (t) => {
  const [svg, proof, packed] = ["moves.svg", "proof.json", "proof.msgpack"].map((name) => join(folder, name))
  const told = await command("unknot", morton, "--svg", svg, "--certificate", proof)
  t.equal(told.status, 0)
  t.match(told.stdout, /move +letters +word/)
  t.match(told.stdout, /stabilise/)
  const [, actions, moves] = told.stdout.match(/solved in (\d+) actions, (\d+) elementary moves\n$/)!
  t.ok(Number(actions) > 10)
  t.match(told.stderr, /^best-first, complete actions: \d+ words continued/)

  const verified = await command("verify", proof)
  t.equal(verified.stdout, `${morton} to e: ${moves} legal moves; the first closes to the unknot\n`)
  t.equal((await command("unknot", morton, "--certificate", packed)).status, 0)
  t.equal((await command("verify", packed)).status, 0)
  const certificate = JSON.parse(readFileSync(proof, "utf8"))
  t.strictSame([certificate.from.join(" "), certificate.to], [morton, []])
  writeFileSync(proof, JSON.stringify({ ...certificate, steps: certificate.steps.slice(1) }))
  t.match(await command("verify", proof), { status: 1, stdout: /^REFUSED/ })

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
  const paper = await command("unknot", "-1 -2 -2 -3 2 2 2 1 2 3 -2", "--actions", "paper", "--json")
  t.match(JSON.parse(paper.stdout), { actions: "paper", outcome: "solved" })
  t.match(await command("unknot", "e"), { status: 0, stdout: "\nsolved in 0 actions, 0 elementary moves\n" })
})

t.test("what is not untied is said, with status 1", async (t) => {
  const told = await command("unknot", morton, "--actions", "paper", "--seconds", "0.1")
  t.match(told, { status: 1, stdout: "", stderr: /Not untied: it gave up after .* has 11 letters: -3 -3 2/ })
  const greedy = await command("unknot", morton, "--agent", "greedy", "--seconds", "0.1", "--json")
  t.match(JSON.parse(greedy.stdout), { outcome: "open" })
  t.equal(greedy.status, 1)
  t.match(await command("unknot", "1 1 1"), {
    status: 1,
    stdout: "",
    stderr: /knotted, as its determinant proves/
  })
  t.match(await command("unknot", "1 1"), { status: 1, stderr: /closes to 2 circles/ })
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
  t.match(await command("unknot", ...Array.from({ length: 401 }, () => "1")), {
    status: 2,
    stderr: /401 letters/
  })
})
