import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as HardUnknots from "../../../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../../src/domain/diagram/planar.ts"
import * as Grid from "../../../../../src/domain/grid/diagram.ts"
import * as Subject from "../../../../../src/domain/invariant/subject.ts"
import * as KnotInfo from "../../../../../src/domain/invariant/table/knotinfo.ts"
import * as Table from "../../../../../src/domain/invariant/table/table.ts"
import * as Proof from "../../../../../src/domain/proof/proof.ts"
import * as Facts from "../../../../../src/interface/cli/command/knot/facts.ts"
import { command } from "../../../../support/command.ts"
import { newFolder } from "../../../../support/engine.ts"
import { golden, withoutGroup } from "../../../../support/knots.ts"

const folder = newFolder()
process.chdir(folder)

const facts = async (...args: ReadonlyArray<string>): Promise<Readonly<Record<string, unknown>>> => {
  const { status, stdout } = await command("knot", ...args, "--json")
  if (status !== 0) throw new Error(`status ${status}`)
  return JSON.parse(stdout)
}

const trefoil = {
  word: [1, 1, 1],
  strands: 2,
  crossings: 3,
  components: 1,
  writhe: 3,
  jones: { low: 1, coefficients: [1, 0, 1, -1] },
  alexander: { low: -1, coefficients: [1, -1, 1] },
  determinant: 3,
  signature: -2,
  arf: 1,
  genus: { atLeast: 1, atMost: 1 },
  linkingMatrix: null,
  homfly: [
    [2, 0, 2],
    [4, 0, -1],
    [2, 2, 1]
  ],
  braidIndexAtLeast: 2,
  arcIndexAtMost: 5,
  name: "3_1",
  possibly: [],
  mirror: "same",
  chirality: "knotinfo",
  verdict: "knot",
  proof: "alexander"
}

t.test("JSON of knots, and of what are none", async (t) => {
  const { stdout } = await command("knot", "1 1 1", "--json")
  const { grid, pieces, ...told } = JSON.parse(stdout)
  t.strictSame(told, trefoil)
  t.strictSame(Object.keys(told), Object.keys(trefoil), "in this order")
  t.equal(grid.length, 5)
  t.strictSame(pieces, [[grid]], "one piece")
  const ofMirror = await facts("-1 -1 -1")
  t.strictSame(ofMirror, {
    grid: ofMirror.grid,
    pieces: [[ofMirror.grid]],
    ...trefoil,
    word: [-1, -1, -1],
    writhe: -3,
    jones: { low: -4, coefficients: [-1, 1, 0, 1] },
    signature: 2,
    homfly: [
      [-4, 0, -1],
      [-2, 0, 2],
      [-2, 2, 1]
    ],
    name: "m3_1",
    mirror: "mirror"
  })
  const ofLink = await facts("1 1")
  t.strictSame(ofLink, {
    arcIndexAtMost: 4,
    grid: ofLink.grid,
    pieces: [[ofLink.grid]],
    word: [1, 1],
    strands: 2,
    crossings: 2,
    components: 2,
    writhe: 2,
    jones: { low: 0.5, coefficients: [-1, 0, -1] },
    alexander: { low: -0.5, coefficients: [-1, 1] },
    determinant: 2,
    signature: -1,
    arf: null,
    genus: { atLeast: 0, atMost: 0 },
    linkingMatrix: [
      [0, 1],
      [1, 0]
    ],
    homfly: [
      [1, -1, 1],
      [3, -1, -1],
      [1, 1, 1]
    ],
    braidIndexAtLeast: 2,
    name: null,
    possibly: [],
    mirror: null,
    chirality: "knotinfo",
    verdict: "link",
    proof: "components"
  })
  const unknot = {
    components: 1,
    jones: { low: 0, coefficients: [1] },
    alexander: { low: 0, coefficients: [1] },
    determinant: 1,
    signature: 0,
    name: "0_1"
  }
  t.match(await facts("e"), { ...unknot, word: [], strands: 1, verdict: "unknot", proof: "certificate" })
  t.match(await facts("1 2 3 2 -3"), { ...unknot, strands: 4, verdict: "unknot", proof: "group" })
  t.match(
    await facts("4"),
    { strands: 5, components: 4, alexander: { low: 0, coefficients: [] }, determinant: 0 },
    "free circles count"
  )
  t.match(await facts("1 1 1", "--khovanov"), { khovanov: [{ h: 0, q: 1, rank: 1 }, {}, {}, {}] })
})

t.test("sums and split links come apart", async (t) => {
  const sizes = async (word: string) => {
    const { pieces, arcIndexAtMost } = await facts(word)
    const sums = pieces as ReadonlyArray<ReadonlyArray<Grid.Diagram>>
    return [sums.map((sum) => sum.map(({ length }) => length)), arcIndexAtMost]
  }
  t.strictSame(await sizes("1 1 1 2 2 2"), [[[5, 5]], 8])
  t.strictSame(await sizes("1 1 1 3 -4 3 -4"), [[[5], [6]], 11])
  const lineOf = async (word: string) => /\npieces +(.*)\n/.exec((await command("knot", word)).stdout)?.[1]
  t.equal(await lineOf("1 1 1 2 2 2"), "a connected sum of diagrams of 5 and 5 columns")
  t.equal(await lineOf("1 1 1 3 -4 3 -4"), "split into diagrams of 5 and 6 columns")
  t.equal(await lineOf("1 1 2 2 4 4 4"), "split into diagrams of 4 # 4 and 5 columns (# for connected sums)")
  t.equal(await lineOf("1 1 1"), undefined)
})

t.test("the figures of published knots come out in their chirality", async (t) => {
  for (const row of golden().filter(({ name }) => /^(4_1|5_2|6_3|7_4|8_19|9_42|10_132)$/.test(name))) {
    const found = await facts(row.word.join(" "), "--chirality", "knotatlas")
    t.match(found, { name: row.name, possibly: [], chirality: "knotatlas" })
    t.ok(found.mirror === "same" || found.mirror === "achiral", row.name)
    t.equal(found.determinant, Number(row.determinant))
    t.match(found.jones, { low: row.jones.low, coefficients: row.jones.coefficients.map(Number) })
    const inKnotInfo = await facts(row.knotinfo.join(" "))
    t.match(inKnotInfo, { name: row.name, chirality: "knotinfo" }, "its own word is its own knot")
  }
})

t.test("people read sentences", async (t) => {
  const { status, stdout, stderr } = await command("knot", "1", "1", "1")
  t.strictSame([status, stderr], [0, ""])
  t.match(stdout, /^word +1 1 1\nstrands +2\n/)
  t.match(stdout, /\nJones +t \+ t\^3 - t\^4\nAlexander +t\^-1 - 1 \+ t\n/)
  t.match(stdout, /\nname +3_1, right-handed: positive crossings in the braid 1 1 1\n/)
  t.match(
    stdout,
    /\narc index +at most 5, by the rectangular diagram( \d-\d){5}\nname .*\nproof +alexander\nverdict +knot\. The Alexander polynomial is t\^-1 - 1 \+ t, which the unknot's\n +is not\.\n$/
  )
  const sum = await command("knot", "1 -2 1 -2 3 3 3 4 -3 4")
  t.match(sum.stdout, /\nname +4_1#5_2, with 5_2 the closure of the braid 1 1 1 2 -1 2\n/)
  t.match((await command("knot", "--braid", "1 -1")).stdout, /\ncollapses to +e, on 2 strands\n/)
  const long = await command("knot", "1 ".repeat(13))
  t.match(long.stdout, /\nname +- \(no knot of 12 crossings or less, nor a sum of such knots\)\n/)
  const { stdout: square } = await command("knot", "1 1 1 -2 -2 -2")
  t.match(square, /\nname +3_1#m3_1, its own mirror image\n/)
  // The mirror image of KnotInfo's 10_71, which its polynomials do not tell from it.
  const word = Word.print(Word.mirror(Table.find(KnotInfo.table, "10_71").word))
  t.match((await command("knot", word)).stdout, /\nname +m10_71, the closure of the braid/)
})

t.test("a word may begin with a minus sign, quoted or not", async (t) => {
  for (const args of [
    ["-1 2 -1 2"],
    ["-1", "2", "-1", "2"],
    ["-1,2,-1,2"],
    ["--", "-1 2 -1 2"],
    ["[-1, 2, -1, 2]"]
  ]) {
    const { status, stdout } = await command(
      "knot",
      ...(args[0] === "--" ? ["--json", ...args] : [...args, "--json"])
    )
    t.equal(status, 0, args.join(" "))
    t.strictSame(JSON.parse(stdout).word, [-1, 2, -1, 2])
    t.match(JSON.parse(stdout), { name: "4_1", mirror: "achiral" })
  }
  t.equal((await facts("-1")).verdict, "unknot")
})

t.test("bad words and places get a sentence, and 2", async (t) => {
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [["1 0 2"], "character 3: letter 2 of the braid word is 0, but generators are numbered from 1."],
    [["1 two"], 'character 3: letter 2 of the braid word is an integer, not "two".'],
    [["1.5"], '"1.5" cannot be read as a knot: character 2: a number or a bracket is expected, not ".".'],
    [["1 99999"], "character 3: 99999 is beyond the largest generator, 999."],
    [[""], "there is nothing here; e is the empty braid word."],
    [["1 ".repeat(1001)], "The word has 1001 letters; at most 1000 are looked at in one go."],
    [["1", "--svg", "nowhere/a.svg"], "The folder nowhere does not exist."],
    [["1", "--svg", "a.jpg"], "a.jpg ends in none of .svg, .pdf, .png."],
    [["1", "--closed"], "--closed says how to draw: name the file with --svg FILE."],
    [["1", "--numbered"], "--numbered says how to draw: name the file with --svg FILE."],
    [["1", "--numbered", "--closed", "--svg", "a.svg"], "A closed braid is drawn without numbers"],
    [["--closd", "1"], "Unrecognized flag: --closd"],
    [[], "There is no knot: write a braid word, a code or a name, or name a file with --from."],
    [["1", "--pd", "a.json"], '"1" and "a.json" are two things, not one: give one of them'],
    [["--pd", "none.json"], "none.json cannot be read as a planar diagram: there is no such file."]
  ]
  for (const [args, sentence] of cases) {
    const { status, stdout, stderr } = await command("knot", ...args)
    t.strictSame([status, stdout], [2, ""], sentence)
    t.ok(stderr.includes(sentence), stderr)
    t.notOk(/^\s+at /m.test(stderr), "no stack")
  }
})

t.test("the arc index is bounded by a short search; by none in a hurry, nor for many letters", async (t) => {
  // Published values: KnotInfo's arc_index.
  const published = { "5_2": 7, "6_3": 8, "7_4": 9, "8_19": 7, "8_20": 8, "9_42": 8, "10_132": 9 }
  for (const [name, index] of Object.entries(published)) {
    const { word } = golden().find((row) => row.name === name)!
    const { arcIndexAtMost, grid } = await facts(Word.print(word))
    t.equal(arcIndexAtMost, index, name)
    t.equal(Grid.of(grid as Grid.Diagram).length, index)
  }
  t.match(await facts("1 2"), { arcIndexAtMost: 2, grid: Grid.circle })
  t.match(await facts("3"), { arcIndexAtMost: 6, components: 3 }, "two columns for a circle by itself")
  const hurried = await command("knot", "1 1 1", "--fast")
  t.match(hurried.stdout, /\narc index +- \(left out by --fast\)\n/)
  t.match(await facts("1 1 1", "--fast"), { arcIndexAtMost: null, grid: null })
  const long = Facts.toLines(Subject.of(new Int16Array(401).fill(1)), { slow: true, asked: [] })
  t.match(new Map(long).get("arc index"), "- (too many letters to search)")
})

t.test("what the search unties is no longer asked of slow invariants", async (t) => {
  const wanted = { slow: true, asked: [] }
  const { word } = HardUnknots.all.at(-1)!
  const found = Facts.verdict(Subject.of(word, withoutGroup), wanted)
  t.match(found, {
    verdict: "unknot",
    proof: "certificate",
    sentence: /from a rectangular diagram to a circle/
  })
  t.strictSame(Proof.check(found.certificate!), { valid: true })
  const hasty = Facts.verdict(Subject.of(word, withoutGroup), { ...wanted, slow: false })
  t.match(hasty, { verdict: "undecided" })
})

t.test("planar diagrams: their knot by a word that is read off, their proof about themselves", async (t) => {
  const write = (word: Word.Word) => {
    const { crossings, circles } = Planar.ofBraid(word)
    const loops = Array.from({ length: circles }, (_, k) => `Loop[${k + 1000}]`)
    const text = `PD[${[...crossings.map((arcs) => `X[${arcs}]`), ...loops].join(", ")}]`
    writeFileSync(join(folder, "diagram.txt"), text)
  }
  for (const row of golden().filter(({ name }) => /^(3_1|5_2|8_19|9_42|10_132)$/.test(name))) {
    write(row.word)
    const found = await facts("--pd", "diagram.txt")
    t.ok([row.name, `m${row.name}`].includes(found.name as string), row.name)
    if (row.chirality !== "both") t.equal(found.name === row.name, row.chirality === "same", row.name)
  }
  write(Word.parse("1 1 4"))
  t.match(await facts("--pd", "diagram.txt"), { components: 4, verdict: "link", arcIndexAtMost: 8 })
  const { word } = HardUnknots.all.at(-1)!
  write(word)
  const told = await command("knot", "--pd", "diagram.txt", "--certificate", "diagram.json")
  t.match(told, { status: 0, stdout: /^diagram +23 crossings\nas a word +e\n/ })
  t.match(told.stdout, /\nproof +group, which --certificate writes for skein verify\nverdict +unknot\. /)
  t.match(await command("verify", "diagram.json"), { status: 0, stdout: /^23 crossings, its group to one/ })
  write(Word.parse("1 1 1"))
  t.match(await command("knot", "--pd", "diagram.txt", "--certificate", "none.json"), {
    status: 1,
    stderr: "There is no certificate to write: the verdict is knot.\n"
  })
})

t.test("pictures are the diagrams of the word", async (t) => {
  await command("knot", "1 1", "--svg", "open.svg")
  await command("knot", "1 1", "--svg", "closed.svg", "--closed")
  await command("knot", "1 1", "--svg", "closed.pdf", "--closed")
  await command("knot", "1 1", "--svg", "closed.png", "--closed")
  t.strictSame(
    [...readFileSync(join(folder, "closed.png")).subarray(1, 4)],
    [..."PNG"].map((c) => c.charCodeAt(0))
  )
  t.match(readFileSync(join(folder, "closed.pdf"), "latin1"), /^%PDF-/)
  const [open, closed] = ["open.svg", "closed.svg"].map((file) => readFileSync(join(folder, file), "utf8"))
  for (const svg of [open, closed]) {
    t.match(svg, /^<svg xmlns=.*\n<title>Braid word 1 1<\/title>/)
    t.equal(svg.match(/<path /g)?.length, 2)
    t.equal(new Set(svg.match(/stroke="#\w+"/g)).size, 2, "a colour each component")
  }
  t.not(open, closed)
})

t.test("a planar diagram is drawn as it is, its crossings numbered on request, as SVG or PDF", async (t) => {
  writeFileSync(join(folder, "trefoil.json"), "[[1,4,2,5],[3,6,4,1],[5,2,6,3]]")
  const asked = ["knot", "--pd", "trefoil.json", "--svg"]
  const told = await command(...asked, "plain.svg")
  t.match(told, { status: 0, stderr: "Drawn in plain.svg.\n" })
  await command(...asked, "numbered.svg", "--numbered")
  await command("knot", "1 -2 1 -2", "--svg", "letters.svg", "--numbered")
  await command(...asked, "closed.svg", "--closed")
  const read = (file: string) => readFileSync(join(folder, file), "utf8")
  t.match(read("plain.svg"), "<title>A diagram with 3 crossings</title>")
  t.notMatch(read("plain.svg"), "<text")
  t.equal(read("numbered.svg").match(/<text /g)?.length, 3)
  t.equal(read("letters.svg").match(/<text /g)?.length, 4, "a letter is a crossing")
  t.match(read("closed.svg"), /<title>Braid word -1 -1 -1</)
  t.match(await command(...asked, "trefoil.PDF"), { status: 0, stderr: "Drawn in trefoil.PDF.\n" })
  t.match(read("trefoil.PDF"), /^%PDF-/)
})

t.test(
  "what is dear is known beforehand, what is out of reach left out, and --fast asks for neither",
  async (t) => {
    // The torus knot T(20, 21), whose Jones polynomial nobody waits for.
    const wide = Array.from({ length: 19 * 21 }, (_, k) => 1 + (k % 19)).join(" ")
    const { status, stdout } = await command("knot", wide, "--json")
    t.equal(status, 0)
    t.match(JSON.parse(stdout), { jones: null, name: null, possibly: [], mirror: null })
    t.type(JSON.parse(stdout).determinant, "number")
    // A knot of eleven crossings.
    const fast = await command("knot", "-3 -2 1 -2 1 -3 2 2 1 -3 1", "--fast")
    t.match(fast.stdout, /\nJones +- \(left out by --fast\)\n/)
    t.match(fast.stdout, /\nverdict +undecided\. The Alexander polynomial is 1, as the unknot's/)
    t.match((await command("knot", "1 1 1", "--fast")).stdout, /\nverdict +knot\. /)
    const dense = Array.from({ length: 143 }, (_, k) => 1 + (k % 11)).join(" ")
    const torus = Subject.of(Word.parse(dense))
    t.ok(Facts.seconds(torus, { slow: true, asked: [] }) > 2, "so says the estimate")
    t.match(Facts.announcement(torus, { slow: true, asked: [] }), /for Jones; --fast leaves out/)
    t.ok(Facts.seconds(torus, { slow: false, asked: [] }) < 0.1)
    const subject = Subject.of(Word.of(Array.from({ length: 48 }, (_, k) => 1 + (k % 6))))
    t.match(Facts.announcement(subject, { slow: false, asked: ["khovanov"] }), /s, for Khovanov$/)
    // Each of 200 generators ten times, in orders that are far from one another.
    const broad = Int16Array.from({ length: 2000 }, (_, k) => {
      const place = 1 + ((k * 77 + Math.floor(k / 200)) % 200)
      return k % 3 === 0 ? -place : place
    })
    t.match(Facts.announcement(Subject.of(broad), { slow: true, asked: [] }), /s, for Alexander$/)
    t.ok(Facts.seconds(Subject.of(Word.parse("1 1 1")), { slow: true, asked: ["khovanov"] }) < 0.1)
    const full = Subject.of(Int16Array.from({ length: 996 }, (_, k) => 1 + (k % 498)))
    const hasty = { slow: false, asked: [] }
    t.match(Facts.toJson(full, hasty), { verdict: "knot", signature: -498 })
    const quick = await command("knot", dense, "--fast", "--json")
    t.strictSame([quick.stderr, JSON.parse(quick.stdout).jones], ["", null])
  }
)
