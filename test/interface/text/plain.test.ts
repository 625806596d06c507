/** Text of others in lines: what it must not do on a terminal, and what it must keep. */
import * as fc from "fast-check"
import t from "tap"
import * as Columns from "../../../src/interface/cli/terminal/columns.ts"
import * as Plain from "../../../src/interface/text/plain.ts"

t.test("what does not show is spelled as JSON does", (t) => {
  const spelled: ReadonlyArray<readonly [string, string]> = [
    ["plain, Ĝ 两 🪢 ✔️ é", "plain, Ĝ 两 🪢 ✔️ é"],
    ["\u001b[2J\u0007\u0000\u007f", "\\u001b[2J\\u0007\\u0000\\u007f"],
    ["\u009b2J\u0085", "\\u009b2J\\u0085"],
    ["a\bb", "a\\u0008b"],
    ["\u202eevil\u2066\u200f", "\\u202eevil\\u2066\\u200f"],
    ["a\u200bb\u00ad\ufeff\u2060", "a\\u200bb\\u00ad\\ufeff\\u2060"],
    ["half \ud800", "half \\ud800"],
    ["tag \u{e0041}", "tag \\udb40\\udc41"]
  ]
  for (const [text, wanted] of spelled) {
    t.equal(Plain.line(text), wanted, wanted)
    t.equal(Plain.block(text), wanted)
    t.equal(Plain.paragraph(text), wanted)
  }
  t.equal(Plain.line("a\rb\r\nc\t d\n\n e\u2028f  g"), "a b c d e f  g")
  t.equal(Plain.block("a\rb\r\nc\td\n"), "a\\u000db\r\nc\td\n", "tables keep their lines and tabs")
  t.equal(Plain.paragraph("one\ndone: 3 of 3\r\n  at x\n"), "one\n  done: 3 of 3\n    at x")
  t.end()
})

t.test("whatever the text, nothing in it commands, hides or begins a line", (t) => {
  const unit = fc.constantFrom("grapheme" as const, "binary" as const)
  const text = unit.chain((each) => fc.string({ unit: each, maxLength: 40 }))
  fc.assert(
    fc.property(text, (any) => {
      const visible = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u
      return (
        visible.test(Plain.line(any)) &&
        Plain.paragraph(any)
          .split("\n")
          .every((line, k) => (k === 0 || line.startsWith("  ")) && visible.test(line.replaceAll("\t", "")))
      )
    }),
    { numRuns: 2000, seed: 5 }
  )
  fc.assert(
    fc.property(text, (any) => JSON.parse(Plain.block(JSON.stringify(any))) === any),
    { numRuns: 2000, seed: 6 }
  )
  t.end()
})

t.test("a text of 10 MB is cut in its middle, and takes no time", (t) => {
  const long = `begin ${"\u001b x\n".repeat(2_500_000)} end`
  const before = performance.now()
  const [line, cell, paragraph] = [Plain.line(long), Plain.cell(long), Plain.paragraph(long)]
  t.ok(performance.now() - before < 1000, "less than a second")
  for (const text of [line, cell, paragraph]) t.match(text, /^begin .* … .*end$/s)
  t.ok(cell.length < 6 * Plain.mostInCell)
  t.ok(line.length < 6 * Plain.mostInSentence && paragraph.length < 8 * Plain.mostInSentence)
  t.equal(Plain.line(`${"🪢".repeat(3000)}`).includes("\\ud"), false, "no pair is cut in two")
  t.end()
})

t.test("columns stay columns", (t) => {
  const lines = Columns.align([
    ["name", "n"],
    ["两两", "1"],
    ["a\nb\u001b[31m", "2"],
    ["x".repeat(10_000), "3"]
  ]).split("\n")
  t.equal(lines.length, 5)
  const widths = lines.slice(0, -1).map(Columns.widthOf)
  t.ok(new Set(widths).size === 1, "as wide on the screen, Chinese or not")
  t.ok(widths[0]! <= Plain.mostInCell + 4)
  t.match(lines[2], /^a b\\u001b\[31m {2,}2$/)
  t.equal(Columns.align([["x".repeat(10_000)]], [], Number.POSITIVE_INFINITY).length, 10_001, "results whole")
  t.equal(Columns.fitted("两两两", 5), "两两…")
  t.equal(Columns.fitted("两两", 4), "两两")
  t.end()
})
