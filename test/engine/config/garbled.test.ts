/** Whatever a study file holds, reading it ends in studies or in faults, never in a crash. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import t from "tap"
import { StudyFaults } from "../../../src/engine/config/fault.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import { catalogue } from "../../support/catalogue.ts"

const whole = `name: a
simulation: orchard
seed: 7
repeats: 3
base: { trees: &n 3, rows: [[1, 2], [3, 4]], soil: { depth: 2 } }
sweep:
  - grid: { years: [1, 2], water: { range: [0, 1, 0.5] } }
  - zip: { species: [pear, plum], soil.depth: { sample: { uniform: [0, 1], n: 2 } } }
until: { column: height, standardError: 0.1, atMost: 9 }
---
simulation: garden
name: b
sweep: [{ list: [{ kind: lawn }, { kind: pond, depth: *n }] }]
`

const pieces = [
  "[",
  "]",
  "{",
  "}",
  ":",
  ",",
  "-",
  "\n",
  " ",
  "&n ",
  "*n",
  ".nan",
  "null",
  "---\n",
  "? ",
  "!x ",
  '"',
  "#",
  "1e999",
  "-1",
  "__proto__",
  "range",
  "grid",
  "|\n",
  "%",
  "<<",
  "\t",
  "\0",
  "\ud800"
]

/** Some pieces of the text replaced by others. */
const garbled = fc
  .array(
    fc.record({
      at: fc.nat(whole.length),
      drop: fc.oneof(fc.constant(0), fc.nat(12)),
      put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }))
    }),
    { minLength: 1, maxLength: 4 }
  )
  .map((edits) =>
    edits.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), whole)
  )

const setting = fc.oneof(
  fc.constantFrom(
    "years=1,2",
    "trees={ range: [1, 3, 1] }",
    "soil=[",
    "until=3",
    "seed.x=2",
    "rows=[[1]],square",
    "name=*n"
  ),
  fc
    .tuple(fc.constantFrom("years=", "soil.depth=", "seed=", "until.column="), fc.string({ maxLength: 6 }))
    .map(([key, value]) => key + value)
)

/** The value with another in each of its places, one at a time. */
const replaced = (value: unknown, other: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value))
    return [other, ...value.flatMap((item, k) => replaced(item, other).map((each) => value.with(k, each)))]
  if (value === null || typeof value !== "object") return [other]
  const inner = Object.entries(value).flatMap(([key, item]) =>
    replaced(item, other).map((each) => ({ ...value, [key]: each }))
  )
  return [other, ...inner]
}

const hostile: ReadonlyArray<unknown> = [
  null,
  true,
  -1e300,
  "",
  [],
  [[[]]],
  {},
  { toString: 1, valueOf: 2 },
  { length: 3 },
  { range: { a: 1 } },
  { sample: { choice: { toString: 1 }, weights: {}, n: [] } },
  { sample: { uniform: [{}, []], n: {} } }
]

t.test("another type in every place", async (t) => {
  const study = {
    name: "a",
    simulation: "orchard",
    seed: 7,
    repeats: 3,
    base: { trees: 3, rows: [[1, 2]], soil: { depth: 2 } },
    points: { file: "none.csv", columns: ["a"] },
    sweep: [
      { grid: { years: [1, 2], water: { range: [0, 1, 0.5] } } },
      { zip: { species: ["pear"], "soil.acid": { sample: { choice: [true], weights: [1], n: 1 } } } },
      { list: [{ trees: 4 }] }
    ],
    until: { column: "height", standardError: 0.1, atMost: 9 },
    search: { maximise: "height", halving: { keep: 0.5, rungs: [1] }, space: { years: [1, 2] }, trials: 3 },
    set: ["years=3"]
  }
  const texts = hostile.flatMap((other) => replaced(study, other)).map((each) => JSON.stringify(each))
  t.ok(texts.length > 500)
  for (const text of texts) {
    const result = await Effect.runPromise(Effect.result(parse(text, "s.yaml", [], catalogue)))
    if (Result.isSuccess(result)) t.fail(text)
    else if (!(result.failure instanceof StudyFaults)) t.fail(text)
  }
})

t.test("garbled studies and flags", async (t) => {
  const law = fc.assert(
    fc.asyncProperty(garbled, fc.array(setting, { maxLength: 2 }), async (text, set) => {
      const result = await Effect.runPromise(Effect.result(parse(text, "s.yaml", set, catalogue)))
      if (Result.isSuccess(result)) return result.success.every(({ points }) => points.length > 0)
      return result.failure instanceof StudyFaults && result.failure.faults.length > 0
    }),
    { numRuns: 400, seed: 11 }
  )
  await t.resolves(law)
})
