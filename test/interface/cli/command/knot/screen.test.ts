import t from "tap"
import * as Word from "../../../../../src/domain/braid/word.ts"
import * as Subject from "../../../../../src/domain/invariant/subject.ts"
import * as Facts from "../../../../../src/interface/cli/command/knot/facts.ts"
import * as Screen from "../../../../../src/interface/cli/command/knot/screen.ts"

const linesOf = (text: string) => text.trimEnd().split("\n")

t.test("a knot fits a screen of 80 columns and 40 lines, however long its polynomials are", async (t) => {
  const torus = Word.of(Array.from({ length: 160 }, (_, k) => 1 + (k % 4)))
  for (const word of [torus, Word.of(new Array(301).fill(-1)), Word.of([1, 1, 1])]) {
    const lines = linesOf(Screen.print(Facts.toLines(Subject.of(word), { slow: true, asked: [] })))
    t.ok(lines.length <= 40, `${lines.length} lines`)
    t.strictSame(
      lines.filter((line) => line.length > 80),
      []
    )
  }
})

t.test("values go on below themselves, and no line of a polynomial ends in a sign", async (t) => {
  const jones = Array.from({ length: 40 }, (_, k) => `t^${k}`).join(" - ")
  const lines = linesOf(
    Screen.print([
      ["Jones", jones],
      ["signature", "0"]
    ])
  )
  t.match(lines[0], /^Jones {6}t\^0 - t\^1/)
  t.match(lines[1], /^ {11}- t\^/)
  t.notOk(lines.some((line) => line.endsWith("-")))
  t.equal(
    lines
      .slice(0, -1)
      .map((line) => line.slice(11))
      .join(" "),
    jones
  )
})

t.test("what does not fit is counted", async (t) => {
  const long = Array.from({ length: 2000 }, () => "letter").join(" ")
  const lines = linesOf(
    Screen.print([
      ["word", long],
      ["other", long]
    ])
  )
  t.equal(lines.length, 40)
  t.match(lines[19], /^ {7}… \(\d+ more lines; --json has all of it\)$/)
})
