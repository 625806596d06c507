/** Figures as documents print them: to the digits that their errors leave. */
import t from "tap"
import type { Account } from "../../../../src/interface/reproduction/content/account.ts"
import * as Wording from "../../../../src/interface/reproduction/content/wording.ts"
import type { Comparison, Doubt } from "../../../../src/talk/claim.ts"

const of = (ours: number, doubt: Doubt): readonly [string, string] => {
  const found = Wording.figures({ what: "it", ours, doubt })
  return [found.ours, found.doubt]
}

t.test("one digit of the error, two where the first is a 1", async (t) => {
  const error = (standardError: number): Doubt => ({ standardError })
  t.strictSame(of(90.4123, error(0.912)), ["90.4", "± 0.9"])
  t.strictSame(of(90.4123, error(0.1312)), ["90.41", "± 0.13"])
  t.strictSame(of(-1.00003, error(0.0012)), ["−1.0000", "± 0.0012"])
  t.strictSame(of(123_456, error(789)), ["123500", "± 800"])
  t.strictSame(of(4.5432e-9, error(7e-11)), ["4.54×10⁻⁹", "± 0.07×10⁻⁹"])
  t.strictSame(of(-0.0004, error(0.02)), ["0.00", "± 0.02"], "nothing is not less than nothing")
  t.strictSame(of(3, error(0)), ["3", "± 0"])
  t.strictSame(of(Number.NaN, error(0.1)), ["NaN", "± 0.1"])
  t.strictSame(of(2e7, error(3e5)), ["2.00×10⁷", "± 0.03×10⁷"])
})

t.test("intervals of 95 %, which are some four standard errors wide", async (t) => {
  t.strictSame(of(91.23, { low: 88.84, high: 92.91 }), ["91.2", "88.8 to 92.9"].map(String))
  t.strictSame(of(-0.05, { low: -0.24, high: 0.13 }), ["−0.05", "−0.24 to 0.13"])
  t.strictSame(of(5, { low: 5, high: 5 }), ["5", "5 to 5"])
})

t.test("exact ones as they are; published ones in words or numbers", async (t) => {
  t.strictSame(of(2000, "exact"), ["2000", "exact"])
  t.strictSame(of(1 / 3, "exact"), ["0.333333", "exact"])
  t.strictSame(of(1 / 3, "not estimated"), ["0.333", "not estimated"])
  const published = (value: Comparison["published"]) =>
    Wording.published({
      what: "it",
      ours: 1,
      doubt: "exact",
      ...(value === undefined ? {} : { published: value })
    })
  t.strictSame(
    [published(undefined), published(-4e-9), published("about <x^2>")],
    ["not given", "−4×10⁻⁹", "about ⟨x²⟩"]
  )
})

t.test("sizes and commands of a run", async (t) => {
  const run = (
    size: "full" | "small",
    finished: number,
    source: "hashes" | "exact" = "hashes"
  ): Account["run"] => ({
    ...{ source, size, finished, file: "a b.yaml", study: "a", directory: "a", points: 3, seconds: 0 }
  })
  t.strictSame(
    [run("full", 3), run("small", 3), run("full", 1), run("small", 0), run("small", 3, "exact")].map(
      Wording.sizeOf
    ),
    ["full", "small", "full, unfinished", "not computed yet", "full"],
    "a study that has no smaller one is at full size"
  )
  t.strictSame(Wording.slideCommands("x", [run("full", 0)]), ["./skein reproduce --only x"])
  t.equal(Wording.slideCommands("x", [run("full", 3), run("small", 3)]).length, 2)
  t.equal(Wording.studyCommand(run("full", 3)), "./skein run 'a b.yaml'")
})
