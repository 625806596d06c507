/** The tables of docs/conventions.md: what we and peers say of the same knot, and the map between them. */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Python from "../scripts/bench/python.ts"
import * as Word from "../src/domain/braid/word.ts"
import { invariants } from "../src/domain/invariant/catalogue.ts"
import * as ConnectedSum from "../src/domain/invariant/connected-sum.ts"
import * as Homfly from "../src/domain/invariant/homfly.ts"
import * as Identify from "../src/domain/invariant/identify.ts"
import * as Subject from "../src/domain/invariant/subject.ts"
import * as KnotInfo from "../src/domain/invariant/table/knotinfo.ts"
import * as Reading from "../src/interface/cli/argument/reading.ts"
import * as Polynomial from "./support/polynomial.ts"

const text = readFileSync(join(import.meta.dirname, "..", "docs", "conventions.md"), "utf8")

/** Rows of the table below a heading, their cells without code marks. */
const rowsOf = (heading: string): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .split(`\n## ${heading}\n`)[1]!
    .split("\n## ")[0]!
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", ""))
    )

const values = rowsOf("Invariants")
const forms = rowsOf("Forms")

const own = (invariant: string, word: string): string =>
  [...invariants, Homfly.invariant]
    .find(({ title }) => title === invariant)!
    .show(Subject.of(Word.parse(word)))!.text

/** Their text as ours, by a map of the document. */
const mapped = (theirs: string, map: string) => {
  const by = new Map<string, Polynomial.Polynomial>()
  let value = Polynomial.parse(theirs)
  let torsion = (of: Polynomial.Polynomial) => of
  const after: Array<(of: Polynomial.Polynomial) => Polynomial.Polynomial> = []
  for (const part of map.split(", ")) {
    const substitution = /^([a-z]) = (.*)$/.exec(part)
    if (substitution !== null) by.set(substitution[1]!, Polynomial.parse(substitution[2]!))
    else if (part === "up to ±t^k") after.push(Polynomial.upToUnits)
    else if (part === "free part") after.push(Polynomial.free)
    else if (part === "torsion times t") torsion = Polynomial.torsionOneOn
    else if (part === "minus") value = Polynomial.parse(`-(${theirs})`)
    else t.equal(part, "same", "a map that is described")
  }
  const seen = (of: Polynomial.Polynomial) => after.reduce((so, step) => step(so), of)
  return { theirs: seen(torsion(Polynomial.substituted(value, by))), seen }
}

t.test("our values are theirs by the map", async (t) => {
  t.ok(values.length > 25, `${values.length} values`)
  for (const [invariant, word, ours, whose, theirs, map] of values) {
    const what = `${whose}: ${invariant} of ${word}`
    const value = own(invariant!, word!)
    t.equal(value, ours, `ours: ${invariant} of ${word}`)
    const { theirs: expected, seen } = mapped(theirs!, map!)
    t.ok(expected.size > 0 || theirs === "0", what)
    t.strictSame([...seen(Polynomial.parse(value))], [...expected], what)
  }
})

t.test("the knots that others write are those that we read", async (t) => {
  t.ok(forms.length > 12, `${forms.length} texts`)
  const read = Reading.reader()
  for (const [whose, how, code, is] of forms) {
    const { given } = read(code!, undefined, undefined)
    const found = Identify.by(KnotInfo.table)(
      "word" in given ? Subject.ofBraid(given) : Subject.ofDiagram(given)
    )!
    t.strictSame(found.candidates.map(ConnectedSum.label), [is], `${whose}: ${how}`)
    t.equal(found.complete, true)
  }
})

t.test("a map that is wrong is found", async (t) => {
  const { theirs } = mapped("-x^8 + x^6 + x^2", "x = t")
  t.notSame([...theirs], [...Polynomial.parse(own("Jones", "1 1 1"))])
  t.strictSame([...Polynomial.parse("(1-z)*(1+ z)/v")], [...Polynomial.parse("v^-1 - z^(2) v^(-1)")])
  t.strictSame([...Polynomial.parse("2t^0q^1 + t^-2q^7[2]")], [...Polynomial.parse("q + q + T^(2) q^7/t^2")])
})

const python = Python.having("database_knotinfo")

t.test(
  "what peers say is what is recorded",
  { skip: python === undefined && Python.missing("database_knotinfo") },
  async (t) => {
    const words = [...new Set(values.map(([, word]) => word!))]
    const program = join(import.meta.dirname, "support", "conventions.py")
    const { stdout, stderr } = spawnSync(python!.command, [program, JSON.stringify(words)], {
      encoding: "utf8"
    })
    const answers: Readonly<Record<string, string>> = stdout === "" ? {} : JSON.parse(stdout)
    const recorded = [
      ...values.map(([invariant, word, , whose, theirs]) => [`${whose}: ${invariant} of ${word}`, theirs!]),
      ...forms.map(([whose, how, code]) => [`${whose}: ${how}`, code!.replace(/^DT: /, "")])
    ]
    const known = recorded.filter(([key]) => answers[key!] !== undefined)
    t.ok(known.length > 10, `${known.length} of ${recorded.length} are asked for. ${stderr}`)
    for (const [key, theirs] of known) t.equal(answers[key!], theirs, key)
  }
)
