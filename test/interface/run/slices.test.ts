/** Which quantity is drawn against each parameter of a sweep, and of a search. */
import t from "tap"
import * as Slices from "../../../src/interface/run/slices.ts"
import * as Discover from "../../../src/simulation/discover.ts"

const three = ["a", "b", "c"]

t.test("what the first chart along a parameter draws, in its categories", async (t) => {
  const expected: Readonly<Record<string, readonly [string, string] | undefined>> = {
    correlators: ["deviations", "m"],
    classifiers: ["results", "accuracy"],
    // Rows of a name, a moment, a model, a length: a point has no single answer.
    unknotters: undefined,
    braids: undefined,
    moments: undefined,
    couplings: undefined
  }
  for (const [name, answer] of Object.entries(expected)) {
    const simulation = await Discover.load(name)
    const [found] = Slices.ofSweep(simulation, simulation.tables, three)
    t.strictSame(found && [found.table, found.y.column], answer, name)
  }
  const correlators = await Discover.load("correlators")
  const [found] = Slices.ofSweep(correlators, correlators.tables, three)
  t.strictSame([found!.series, found!.where], [["activation"], { part: "full" }])
  t.strictSame(Slices.ofSweep(correlators, correlators.tables, ["a", "b"]), [], "two are shown by the others")
})

t.test("else the headline's first number", async (t) => {
  const real = { type: "real", description: "a number", unit: "1" } as const
  const tables = { t: { description: "", columns: { a: { ...real, parameter: "a" }, x: real, y: real } } }
  const [found] = Slices.ofSweep({ headline: ["a", "y", "x"] }, tables, three)
  t.strictSame(found && [found.table, found.y], ["t", { column: "y" }])
  t.strictSame(Slices.ofSweep({}, tables, three), [])
  t.strictSame(Slices.ofSweep({ headline: ["y"] }, {}, three), [])
})

t.test("a search: what it looks for, where all of its points have it", async (t) => {
  const goal = { direction: "maximise", table: "t", column: "accuracy" } as const
  const plain = Slices.ofSearch({ goal, batch: 4 }, "search")
  t.strictSame([plain.best, plain.where, plain.y.label], ["largest", { outcome: "finished" }, "accuracy"])
  const halving = {
    direction: "minimise",
    table: "t",
    column: "loss",
    keep: 1 / 3,
    rungs: [1 / 9, 1 / 3]
  } as const
  const halved = Slices.ofSearch({ goal, batch: 4, halving }, "search")
  t.strictSame([halved.best, halved.where, halved.y.label], ["smallest", { rung: 1 / 9 }, "loss"])
})
