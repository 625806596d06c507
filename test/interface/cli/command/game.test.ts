import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseHTML } from "linkedom"
import t from "tap"
import * as Riddle from "../../../../src/domain/decision/riddle.ts"
import * as Jones from "../../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../../src/domain/invariant/laurent.ts"
import { child } from "../../../../src/domain/random/key.ts"
import * as Grammar from "../../../../src/drawing/grammar.ts"
import { command } from "../../../support/command.ts"
import * as Page from "../../../support/page.ts"

const folder = mkdtempSync(join(tmpdir(), "skein-game-"))
const made = async (name: string, ...args: ReadonlyArray<string>): Promise<string> => {
  const file = join(folder, name)
  const { status, stderr } = await command("game", ...args, "-o", file)
  if (status !== 0) throw new Error(stderr)
  return readFileSync(file, "utf8")
}

const few = ["--crossings", "5,12", "--count", "6", "--seed", "3"]

/** Riddles of the command's own words, made again. */
const riddles = (crossings: number) =>
  Riddle.row({ generator: "grid", crossings }, 6, child([3, 0], crossings))

const isKnot = (riddle: Riddle.Riddle): boolean =>
  !Laurent.isEqual(Jones.polynomial(Riddle.subjectOf(riddle.origin))!, Laurent.one)

interface Shown {
  readonly dataset: Readonly<Record<"crossings" | "token" | "why", string>>
}

const puzzlesOf = (page: string) => [
  ...(parseHTML(page).document.querySelectorAll(".puzzle") as unknown as Iterable<Shown>)
]
const saysKnot = ({ dataset }: Shown) => Number.parseInt(dataset.token.at(-1)!, 16) % 2 === 1

t.test("a page to play: closed to the world, with right answers", async (t) => {
  const page = await made("a.html", ...few)
  Page.check(t, page)
  const puzzles = puzzlesOf(page)
  t.same(
    puzzles.map(({ dataset }) => dataset.crossings),
    [5, 12].flatMap((crossings) => Array(6).fill(String(crossings)))
  )
  t.same(puzzles.map(saysKnot), [5, 12].flatMap(riddles).map(isKnot), "answers, proven by another invariant")
  t.equal(new Set(puzzles.map(saysKnot)).size, 2, "both kinds are there")
  t.equal(new Set(puzzles.map(({ dataset }) => dataset.token)).size, 12, "no token twice")
  for (const puzzle of puzzles) {
    const why = Buffer.from(puzzle.dataset.why, "base64").toString()
    t.match(
      why,
      saysKnot(puzzle)
        ? /^It is .*the unknot's is 1\.$/
        : /^\d+ moves? of a rectangular diagram takes? it to a circle/
    )
  }
  const seen = page.replace(/<script>.*<\/script>/s, "").replace(/data-why="[^"]*"/g, "")
  for (const [, title] of seen.matchAll(/<title>(A closed loop.*?)<\/title>/g))
    t.match(title, /^A closed loop drawn with \d+ crossings$/, "pictures say nothing of the answer")
  t.notMatch(seen, /trefoil|determinant/i)
})

t.test("the same seed makes the same bytes, another one another page", async (t) => {
  const page = await made("b.html", ...few)
  t.equal(await made("c.html", ...few), page)
  t.not(await made("d.html", ...few.slice(0, -1), "4"), page)
})

t.test("the game is played to its end", async (t) => {
  const page = await made("e.html", ...few)
  const { document } = parseHTML(page)
  // What linkedom has not: whether it is shown is an attribute here as there.
  const [, script = ""] = /<script>(.*?)<\/script>/s.exec(page) ?? []
  const keys: Array<(event: unknown) => void> = []
  const listen = document.addEventListener.bind(document)
  document.addEventListener = ((name: string, listener: (event: unknown) => void) =>
    name === "keydown"
      ? keys.push(listener)
      : listen(name, listener as never)) as typeof document.addEventListener
  new Function("document", "atob", script)(document, atob)
  const text = (id: string) => document.getElementById(id)!.textContent
  const isHidden = (id: string) => document.getElementById(id)!.hasAttribute("hidden")
  const click = (id: string) => document.getElementById(id)!.click()
  const press = (key: string) => {
    for (const listener of keys)
      listener({
        key,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        repeat: false,
        preventDefault: () => {}
      })
  }
  const shown = () => [...document.querySelectorAll(".puzzle")].filter((each) => !each.hasAttribute("hidden"))
  t.notOk(isHidden("start"))
  click("begin")
  t.ok(isHidden("start"))
  for (let k = 0; k < 12; k++) {
    t.equal(shown().length, 1, "one at a time")
    t.equal(text("where"), `Diagram ${k + 1} of 12, with ${k < 6 ? 5 : 12} crossings`)
    const isKnotted = saysKnot(shown()[0] as unknown as Shown)
    // Every third answer is wrong; some by buttons, some by keys.
    const guess = isKnotted !== (k % 3 === 2)
    if (k % 2 === 0) click(guess ? "knot" : "unknot")
    else press(guess ? "k" : "ArrowRight")
    press("k")
    t.match(
      text("said"),
      new RegExp(`^${k % 3 === 2 ? "No" : "Right"}: it is ${isKnotted ? "a knot" : "the unknot"}\\.`)
    )
    const strips = [...document.querySelectorAll(".stages")].filter((each) => !each.hasAttribute("hidden"))
    t.equal(strips.length, isKnotted ? 0 : 1, "an unknot is shown coming apart")
    t.equal(text("score"), `${k + 1 - Math.floor((k + 1) / 3)} of ${k + 1} right`, "nothing counts twice")
    click("next")
  }
  t.ok(isHidden("play"))
  t.equal(text("result"), "8 of 12 right")
  t.same(
    [...document.querySelectorAll("#table tr")].map((row) =>
      [...row.children].map((each) => each.textContent)
    ),
    [
      ["5 crossings", "4", "6"],
      ["12 crossings", "4", "6"],
      ["all", "8", "12"]
    ]
  )
  click("more")
  t.notOk(isHidden("play"))
  t.notOk(isHidden("again"), "all diagrams of the page were shown")
})

t.test("a sheet: all diagrams, numbered, with the solutions at its foot", async (t) => {
  const file = join(folder, "sheet.svg")
  const { status, stderr } = await command("game", ...few, "--sheet", file)
  t.equal(status, 0, stderr)
  const svg = readFileSync(file, "utf8")
  t.equal(Grammar.stranger(svg), undefined)
  t.equal(svg.match(/<svg /g)?.length, 13, "twelve diagrams in one")
  t.same(
    [...svg.matchAll(/>(\d+) ([KU])</g)].map(([, number, letter]) => [Number(number), letter === "K"]),
    [5, 12].flatMap(riddles).map((riddle, k) => [k + 1, isKnot(riddle)])
  )
  for (const ending of ["pdf", "png"]) {
    const drawn = join(folder, `sheet.${ending}`)
    t.equal((await command("game", "--crossings", "4", "--count", "2", "--sheet", drawn)).status, 0)
    t.ok(readFileSync(drawn).length > 1000, ending)
  }
})

t.test("each generator says what it is", async (t) => {
  for (const [generator, said] of [
    ["grid", /random rectangular diagrams/],
    ["same", /one source: closed braids/],
    ["paper", /Who counts strands/]
  ] as const) {
    const page = await made(`${generator}.html`, "--crossings", "8", "--count", "2", "--generator", generator)
    t.match(page, said)
    Page.check(t, page)
  }
})

t.test("each generator has numbers of crossings of its own unless some are given", async (t) => {
  for (const generator of Riddle.generators) {
    const page = await made(`usual-${generator}.html`, "--generator", generator, "--count", "1")
    t.same(
      puzzlesOf(page).map(({ dataset }) => dataset.crossings),
      generator === "same" ? ["6", "10", "25", "30"] : ["5", "10", "25", "30"]
    )
  }
})

t.test("what cannot be is one sentence", async (t) => {
  const cases: ReadonlyArray<readonly [args: ReadonlyArray<string>, said: RegExp]> = [
    [["--crossings", "0"], /with no crossing is never a knot/],
    [["--crossings", "5,2"], /with 2 crossings is never a knot/],
    [["--crossings", "1"], /with one crossing is never a knot/],
    [["--crossings", "5;6"], /"5;6" is none/],
    [["--crossings", ""], /"" is none/],
    [["--crossings", "61"], /at most 60 crossings/],
    [["--crossings", "41", "--generator", "same"], /at most 40 crossings/],
    [["--count", "0"], /Expected 1 to 400 diagrams/],
    [["--count", "200"], /are 800, and a page holds 400: ask for a --count of 100 or less/],
    [["--seed", "-1"], /Expected a seed from 0/],
    [["--generator", "gird"], /grid/],
    [["--sheet", "sheet.docx"], /ends in none of/],
    [["-o", join(folder, "no", "such.html")], /does not exist/]
  ]
  for (const [args, said] of cases) {
    const { status, stderr, stdout } = await command("game", ...args)
    t.equal(status, 2, args.join(" "))
    t.match(stderr, said)
    t.equal(stdout, "")
    t.notMatch(stderr, / at .*\.ts/)
  }
})
