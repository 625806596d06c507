/** What `search:` means, and what is said of one that is wrong. */
import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../../src/engine/config/parse.ts"
import { catalogue } from "../../support/catalogue.ts"
import { check, orchard } from "../../support/fault-case.ts"

const one = async (...lines: ReadonlyArray<string>) =>
  (await Effect.runPromise(parse(orchard(...lines), "s.yaml", [], catalogue)))[0]!

t.test("everything that may be left out", async (t) => {
  const { search, points } = await one(
    "repeats: 9",
    "sweep: [{ grid: { years: [1, 2, 3] } }]",
    "search: { maximise: height, halving: {} }"
  )
  const goal = { direction: "maximise", table: "heights", column: "height" }
  t.same(search, { goal, batch: 1_000_000, halving: { ...goal, keep: 1 / 3, rungs: [0.111111, 0.333333] } })
  t.equal(points.length, 3)
})

t.test("a space, whose first batch is drawn; the values are among those that it has", async (t) => {
  const { search, points } = await one(
    "search:",
    "  minimise: height",
    "  space: { years: { uniform: [5, 95], step: 10 }, water: { logUniform: [0.1, 10] }, species: [pear, plum], soil.depth: { uniform: [0, 1] } }"
  )
  t.equal(search?.batch, 10)
  t.equal(search?.sampling?.trials, 50)
  t.equal(search?.sampling?.sampler, "tpe")
  t.equal(points.length, 10)
  for (const { swept } of points) {
    t.ok(Number(swept.years) % 10 === 5)
    t.ok(Number(swept.water) >= 0.1 && Number(swept.water) <= 10)
    // The simulation refuses old plum trees: such places are drawn again.
    t.ok(swept.species === "pear" || (swept.species === "plum" && Number(swept.years) <= 50))
    t.ok(Number(swept["soil.depth"]) >= 0 && Number(swept["soil.depth"]) < 1)
  }
  t.equal(new Set(points.map(({ swept }) => swept.species)).size, 2)
})

t.test("a space with fewer points than a batch has all of them", async (t) => {
  const { points } = await one(
    "search: { minimise: height, space: { species: [pear, plum], years: [1, 2] } }"
  )
  t.equal(points.length, 4)
})

check({
  "what a space at fault was to give is not missing": {
    text: `simulation: orchard\nsearch: { maximise: height, sampler: tep, space: { trees: [3, 4] } }\n`,
    faults: ['2:38: There is no sampler "tep". Did you mean "tpe"? There are: tpe, quasi-random, random.']
  },
  "no goal": {
    text: orchard("search: { halving: {} }", "repeats: 4"),
    faults: [
      "3:1: search needs a goal, maximise or minimise, as in { maximise: accuracy, halving: { keep: 1/3 } }."
    ]
  },
  "a column that is misspelt, and one that is none": {
    text: orchard("repeats: 4", "search: { maximise: hieght, halving: { minimise: species } }"),
    faults: [
      '4:21: There is no column of numbers "hieght". Did you mean "height"? There are: height, heightStandardError.',
      '4:50: There is no column of numbers "species". There are: height, heightStandardError.'
    ]
  },
  "keys, and a table": {
    text: orchard("search: { maximise: height, tabel: heights, space: { years: [1] } }"),
    faults: ['3:29: search has no key "tabel". Did you mean "table"?']
  },
  "neither halving nor space": {
    text: orchard("search: { maximise: height }"),
    faults: ["3:1: search needs halving, which stops points, or space, from which it draws them."]
  },
  "halving of a sampling without repeats": {
    text: orchard("search: { maximise: height, halving: {} }"),
    faults: ["3:29: Halving judges a sampling by its first repeats: set repeats, to 9 for example."]
  },
  shares: {
    text: orchard("repeats: 4", "search: { maximise: height, halving: { keep: 3, rungs: [0.5, 0.2] } }"),
    faults: [
      "4:46: keep is a share between 0 and 1, such as 1/3, not 3.",
      "4:56: rungs is how many there are, from 1 to 10, or a list of shares that grow, such as [0.1, 0.3]."
    ]
  },
  "a space beside a sweep, and until": {
    text: orchard(
      "sweep: [{ grid: { years: [1, 2] } }]",
      "until: { column: height, standardError: 1, atMost: 2 }",
      "search: { maximise: height, space: { years: [1] } }"
    ),
    faults: [
      "3:1: A search with a space draws its points: leave out the sweep, or the space.",
      "4:1: A search judges points by the repeats they have, and until adds some: give one of the two."
    ]
  },
  axes: {
    text: orchard(
      "search:",
      "  maximise: height",
      "  space: { water: { logUniform: [0, 1] }, years: { uniform: [9, 1] }, yaers: [1], species: [] }"
    ),
    faults: [
      "5:19: The space of water cannot be read: the ends of logUniform must be above 0.",
      "5:50: The space of years cannot be read: 9 is above 1: give the lower end first.",
      '5:71: orchard has no parameter "yaers". Did you mean "years"?',
      "5:92: The choices of species must be a list of different values, at least one."
    ]
  },
  "a space of which no place is a point": {
    text: orchard("search: { maximise: height, space: { water: { uniform: [11, 12] } } }"),
    faults: ["3:1: The trees drown."]
  },
  "a sampler, and trials without a space": {
    text: orchard("repeats: 4", "search: { maximise: height, halving: {}, trials: 5, sampler: bayes }"),
    faults: [
      "4:42: trials is for a search that draws its points: give it a space.",
      "4:53: sampler is for a search that draws its points: give it a space.",
      '4:62: There is no sampler "bayes". There are: tpe, quasi-random, random.'
    ]
  }
})
