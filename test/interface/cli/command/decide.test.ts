/** What trained models say of a word, through the program itself. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein } from "../../../support/cli.ts"
import { command } from "../../../support/command.ts"
import { newFolder } from "../../../support/engine.ts"

const folder = newFolder()
process.chdir(folder)

const study = (name: string, text: string) => writeFileSync(join(folder, `${name}.yaml`), text)

t.before(async () => {
  study(
    "nets",
    `simulation: classifiers
repeats: 2
base: { model: feed-forward, width: 16, letters: 8, train: 200, validation: 0, test: 20, epochs: 4 }
sweep: [{ grid: { letters: [8, 10] } }]
`
  )
  study("rolfsen", "simulation: braids\nbase: { kind: knot, letters: 7, count: 20 }\n")
  for (const name of ["nets", "rolfsen"]) {
    const { status, stderr } = await skein(
      folder,
      "run",
      `${name}.yaml`,
      "--threads",
      "0",
      "--backend",
      "cpu"
    )
    if (status !== 0) throw new Error(stderr)
  }
})

t.test("every training answers, and the proof stands beside", async (t) => {
  const { status, stdout } = await command("decide", "nets", "1 -2 1 -2")
  t.equal(status, 0)
  const [word, proven, name, blank, header, ...lines] = stdout.trimEnd().split("\n")
  t.match(word, /^word +1 -2 1 -2$/)
  t.match(proven, /^proven +knot\. The Alexander polynomial is -t\^-1 \+ 3 - t, which the unknot's is not\.$/)
  t.match(name, /^name +4_1, its own mirror image$/)
  t.equal(blank, "")
  t.match(header, /^training +letters +output +probability +verdict$/)
  t.equal(lines.length, 4)
  for (const [i, line] of lines.entries()) {
    const [training, letters, output, probability, ...verdict] = line.split(/\s+/)
    t.equal(training, `${i >> 1}.${i & 1}`)
    t.equal(letters, i < 2 ? "8" : "10")
    const z = Number(output)
    t.ok(Math.abs(Number(probability) - 1 / (1 + Math.exp(-z))) < 2e-3)
    t.equal(verdict.join(" "), z > 0 ? "knot, right" : "unknot, wrong")
  }
})

t.test("JSON, of one point, with the letters apart", async (t) => {
  const { status, stdout } = await command("decide", "nets", "--point", "1", "--json", "-1", "2", "-3")
  t.equal(status, 0)
  const { trainings, ...rest } = JSON.parse(stdout)
  t.strictSame(rest, { word: [-1, 2, -3], verdict: "unknot", proof: "certificate", name: "0_1" })
  t.equal(trainings.length, 2)
  for (const [repeat, each] of trainings.entries()) {
    t.match(each, { point: 1, repeat, swept: { letters: 10 }, refusal: null })
    t.equal(each.says, each.output > 0 ? "knot" : "unknot")
  }
  const again = await command("decide", "nets", "--point", "1", "--json", "-1 2 -3")
  t.equal(again.stdout, stdout, "the same again, in one argument")
})

t.test("a model that does not read the word says why, the others answer", async (t) => {
  const nine = "1 1 1 1 1 1 1 1 1"
  const { status, stdout } = await command("decide", "nets", nine)
  t.equal(status, 0)
  const lines = stdout.trimEnd().split("\n").slice(-4)
  for (const line of lines.slice(0, 2))
    t.match(line, /^0\.\d +8 +- +- +The word has 9 letters; the model reads at most 8/)
  for (const line of lines.slice(2)) t.match(line, /^1\.\d +10 .* (un)?knot, (right|wrong)$/)
})

t.test("what cannot be asked is refused in a sentence", async (t) => {
  const refusals: ReadonlyArray<readonly [args: ReadonlyArray<string>, sentence: RegExp]> = [
    [
      ["nets", "1 x"],
      /^"1 x" cannot be read as a knot: character 3: letter 2 of the braid word is an integer, not "x"\.$/m
    ],
    [
      ["nets", "1 0"],
      /^"1 0" cannot be read as a knot: character 3: letter 2 of the braid word is 0, but generators are numbered from 1\.$/m
    ],
    [["nets", " "], /there is nothing here; e is the empty braid word\.$/m],
    [["nets", "1 1"], /^This closes to a link of 2 components: whether a knot is knotted is asked/m],
    [
      ["nets", "--point", "0", "1 2 3 4 5 6 7"],
      /^Letter 7 of the word is 7; the model knows the letters 1 to 6/m
    ],
    [["nets", `${"1 ".repeat(11)}`], /^The word has 11 letters; the model reads at most 8/m],
    [["nets", `${"1 ".repeat(1001)}`], /^The word has 1001 letters; no more than 1000 are read\.$/m],
    [["nets", "--point", "2", "1"], /^nets has no point 2: its points are 0 to 1\.$/m],
    [["net", "1"], /^There is no run "net" in runs.; did you mean "nets"\?$/m],
    [["rolfsen", "1"], /^The simulation of rolfsen trains no model that decides about braid words\.$/m]
  ]
  for (const [args, sentence] of refusals) {
    const { status, stdout, stderr } = await command("decide", ...args)
    t.equal(status, 2, args.join(" "))
    t.match(stderr, sentence)
    t.equal(stdout, "")
  }
})

t.test("the empty word is the unknot, whatever models say", async (t) => {
  const { status, stdout } = await command("decide", "nets", "e", "--json")
  t.equal(status, 0)
  t.match(JSON.parse(stdout), { word: [], verdict: "unknot", proof: "certificate" })
})

t.test("a knot in any form is asked about as a braid word", async (t) => {
  const wordOf = async (...args: ReadonlyArray<string>) =>
    JSON.parse((await command("decide", "nets", "--json", ...args)).stdout).word
  t.same(await wordOf("4_1"), [1, -2, 1, -2])
  t.same(await wordOf("aBaB"), [1, -2, 1, -2])
  t.same(await wordOf("--dt", "4 6 2"), [1, 1, 1])
  t.same(
    await wordOf("PD[X[1,5,2,4],X[3,1,4,6],X[5,3,6,2]]"),
    await wordOf("--pd", "[[1,5,2,4],[3,1,4,6],[5,3,6,2]]")
  )
  t.match(await command("decide", "nets", "PD[X[1,5,2,4],X[3,1,4,6],X[5,3,6,2]]"), {
    status: 0,
    stdout: /^as a word +\S.*\nproven +knot\./
  })
  for (const [args, wanted] of [
    [["L5a1"], /This closes to a link of 2 components/],
    [["4 6 2"], /It could be a braid word or a DT code: say which with --braid or --dt/],
    [["3: e"], /This closes to a link of 3 components/],
    [[], /^There is no knot: write a braid word, a code or a name\.$/m]
  ] as const)
    t.match(await command("decide", "nets", ...args), { status: 2, stderr: wanted })
})
