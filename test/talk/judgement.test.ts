/** Verdicts are of figures: what came out as no number decides nothing. */
import t from "tap"
import type { Claim, Comparison, Judgement } from "../../src/talk/claim.ts"
import * as Judge from "../../src/talk/judgement.ts"
import * as Statistics from "../../src/talk/statistics.ts"
import { slides } from "../../src/talk/talk.ts"

const claim = (judgement: Judgement): Claim => ({
  ...{ id: "falls", says: "It falls.", from: [] },
  judge: () => judgement
})

const slope = (values: ReadonlyArray<number>): Comparison =>
  Judge.measured("slope", Statistics.slope(values.map((value, x) => ({ x, y: Statistics.of(value, 0.1) }))))

t.test("a figure that is no number leaves every verdict open", async (t) => {
  const [falls, none, counted] = [slope([3, 2, 1]), slope([]), Judge.exact("words", 300)]
  for (const verdict of ["agrees", "agrees in trend", "differs", "undecided"] as const) {
    const sound: Judgement = { verdict, because: "It does.", comparisons: [falls, counted] }
    t.equal(
      Judge.byFigures(claim(sound)).judge(() => []),
      sound
    )
    const lacking = { ...sound, comparisons: [none, counted] }
    t.strictSame(
      Judge.byFigures(claim(lacking)).judge(() => []),
      {
        verdict: "undecided",
        because: "The run comes to no number for this: slope.",
        comparisons: [counted]
      }
    )
  }
})

t.test("what cannot be compared stays so, with the figures that there are", async (t) => {
  const judgement = Judge.cannotBeCompared("No scale is given.", [slope([]), Judge.exact("words", 300)])
  t.strictSame(
    Judge.byFigures(claim(judgement)).judge(() => []),
    {
      ...judgement,
      comparisons: [Judge.exact("words", 300)]
    }
  )
})

t.test("claims of the talk are decided so: trainings that diverged do not make TRPO flat", async (t) => {
  const flat = slides.flatMap(({ claims }) => claims).find(({ id }) => id === "trust-region-flat")!
  const rows = [10, 30, 96].flatMap((n) =>
    [0, 1, 2].map((repeat) => ({
      ...{ agent: "trpo", n, letters: n, repeat, games: 300, solved: Number.NaN },
      solvedShare: Number.NaN
    }))
  )
  t.equal(flat.judge(() => rows).verdict, "undecided")
})
