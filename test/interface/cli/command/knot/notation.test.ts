import { writeFileSync } from "node:fs"
import t from "tap"
import { start } from "../../../../support/cli.ts"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"

process.chdir(newFolder())

const facts = async (...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = await command("knot", "--json", ...args)
  if (status !== 0) throw new Error(stderr)
  return { ...JSON.parse(stdout), stderr }
}

t.test("the same knot in every form", async (t) => {
  const rightTrefoil = { name: "3_1", signature: -2, components: 1 }
  const forms: ReadonlyArray<ReadonlyArray<string>> = [
    ["1 1 1"],
    ["1", "1", "1"],
    ["[1, 1, 1]"],
    ["[1,", "1,", "1]"],
    ["{2, {1, 1, 1}}"],
    ["BR[2, {1, 1, 1}]"],
    ["aaa"],
    ["s1^3"],
    ["s1", "s1", "s1"],
    ["--dt", "4 6 2"],
    ["4 6 2", "--dt"],
    ["--dt", "4", "6", "2"],
    ["DT[cacbca]"],
    ["--dt", "bca"],
    ["--gauss", "-1,2,-3,1,-2,3"],
    ["O1+U2+O3+U1+O2+U3+"],
    ["[[1,5,2,4],[3,1,4,6],[5,3,6,2]]"],
    ["PD[X[1,5,2,4],X[3,1,4,6],X[5,3,6,2]]"],
    ["--pd", "trefoil.txt"],
    ["1-4 0-3 2-4 1-3 0-2"]
  ]
  writeFileSync("trefoil.txt", "PD[X[1,5,2,4],\nX[3,1,4,6],X[5,3,6,2]]\n")
  for (const args of forms) t.match(await facts(...args), rightTrefoil, args.join(" "))
})

t.test("what could be two things is asked about, and two things are two", async (t) => {
  const refused: ReadonlyArray<readonly [args: ReadonlyArray<string>, stderr: RegExp]> = [
    [
      ["4 6 2"],
      /^"4 6 2" cannot be read as a knot: It could be a braid word or a DT code: say which with --braid or --dt\.$/m
    ],
    [["-1,2,-3,1,-2,3"], /It could be a braid word or a Gauss code: say which with --braid or --gauss\.$/m],
    [["cacbca"], /a braid word or a DT code/],
    [["trefoil"], /a braid word or a name: say which with --braid or --name\.$/m],
    [["1 1 1", "1 -2 1 -2"], /^"1 1 1" and "1 -2 1 -2" are two things, not one/],
    [["3_1", "4_1"], /^"3_1" and "4_1" are two things/],
    [["--dt", "--gauss", "2"], /^A knot is in one form: --dt or --gauss, not both\.$/m],
    [["--dt", "4 6 2", "--strands", "3"], /--strands are those of a braid word, and this is a DT code\.$/m],
    [["1 1 1", "--strands", "-1"], /Expected a whole number of strands, 1 or more, not -1$/m],
    [["1 1 1", "--threads", "-1"], /Expected 0 to \d+ threads/m],
    [["1 1 1", "--strands", "1"], /The word needs 2 strands, but is to stand on 1\.$/m],
    [["--name", "trefoil"], /as a name: character 1: "trefoil" is no name/],
    [["K11n9999"], /has no knot "11n_9999"/],
    [
      ["10_166"],
      /^"10_166" cannot be read as a knot: 10_166 is a number of Rolfsen's table.*call that knot 10_165\.$/m
    ],
    [["--gauss", "1 -2 -1 2"], /No plane has a diagram with this code\.$/m],
    [["--pd", "nowhere.txt"], /^nowhere\.txt cannot be read as a planar diagram: there is no such file\.$/m]
  ]
  for (const [args, stderr] of refused)
    t.match(await command("knot", ...args), { status: 2, stdout: "", stderr }, args.join(" "))
})

t.test("idle strands count", async (t) => {
  t.match(await facts("1 1 1"), { components: 1, strands: 2 })
  for (const args of [["3: 1 1"], ["{3,{1,1}}"], ["1 1", "--strands", "3"], ["3:", "1", "1"]])
    t.match(await facts(...args), { word: [1, 1], components: 3, strands: 3 }, args.join(" "))
})

t.test("what a form leaves open is said", async (t) => {
  t.match(
    (await facts("--dt", "4 6 2")).stderr,
    /^A DT code leaves open which mirror image it is; .* as SnapPy reads it\.$/m
  )
  t.match((await facts("--dt", "4 6 2 10 12 8")).stderr, /which mirror images its 2 parts are/)
  t.equal((await facts("DT[cacbca.110]")).stderr, "")
  t.match(
    (await facts("10_163")).stderr,
    /SnapPy, which count 10_161 twice \(the Perko pair\), call it 10_164/
  )
})

t.test("- is standard input, in every form", async (t) => {
  const folder = newFolder()
  const read = async (text: string, ...args: ReadonlyArray<string>) => {
    const { child, ended } = start(folder, ["knot", "-", "--json", "--fast", ...args])
    child.stdin!.end(text)
    return ended
  }
  t.match(JSON.parse((await read("1 -2 1 -2\n")).stdout), { word: [1, -2, 1, -2] })
  t.match(JSON.parse((await read("[[1,5,2,4],\n[3,1,4,6],\n[5,3,6,2]]\n", "--pd")).stdout), {
    determinant: 3
  })
  t.match(await read("1 1\n1 2\n"), {
    status: 2,
    stderr: /^standard input cannot be read as a knot: line 2, character 1: a second line/
  })
  t.match(await read(""), {
    status: 2,
    stderr: /^standard input cannot be read as a knot: .*there is nothing here/
  })
})

t.test("the crossings of a word, and of the knot where its name says that it has fewer", async (t) => {
  t.match(
    (await command("knot", "10_163")).stdout,
    /^crossings +11, a letter each; the knot can do with 10$/m
  )
  t.match((await command("knot", "1 2 1 1")).stdout, /^crossings +4, a letter each; the knot can do with 3$/m)
  t.match((await command("knot", "1 -2 1 -2")).stdout, /^crossings +4$/m)
  t.match((await command("knot", "1 2")).stdout, /^crossings +2, a letter each; the knot can do with 0$/m)
})
