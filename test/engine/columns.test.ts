import * as Schema from "effect/Schema"
import t from "tap"
import * as Columns from "../../src/engine/columns.ts"
import type { Point } from "../../src/engine/study.ts"
import * as Parameter from "../../src/simulation/parameter.ts"
import type { Table } from "../../src/simulation/table.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"

const net = Parameter.make({
  width: Schema.Int.annotate({ description: "neurons of a layer", unit: "neurons" }),
  rate: Schema.Finite.annotate({ description: "learning rate", unit: "1" }),
  inputs: Schema.Array(Schema.Array(Schema.Finite)).annotate({ description: "points", unit: "1" }),
  cut: Schema.Union([Schema.Finite, Schema.Literals(["infinity"])]).annotate({
    description: "cutoff",
    unit: "1"
  }),
  order: Schema.Literals([2, 4]).annotate({ description: "n", unit: "1" }),
  turn: Parameter.optional(Schema.Boolean.annotate({ description: "whether it turns", unit: "-" }), "none"),
  optimiser: Schema.Struct({ Rate: Schema.Finite, name: Schema.String }).annotate({
    description: "how it learns",
    unit: "-"
  })
})

const losses: Table = {
  description: "losses",
  columns: {
    ...net.columns("width"),
    rate: { type: "real", description: "rate of the last step", unit: "1" },
    loss: { type: "real", description: "loss", unit: "1" }
  }
}

type Swept = Point["swept"]

const tableOf = (...points: ReadonlyArray<Swept>): Table =>
  Columns.tablesOf(
    { config: net.codec, tables: { losses } },
    points.map((swept) => ({ swept }))
  ).losses!

const rowOf = (table: Table, config: Point["encoded"], row = {}) =>
  Columns.filled({ losses: table }, { losses: [row] }, config).losses![0]

t.test("swept is what the sweep sets to more than one value, absence among them", async (t) => {
  const swept = (...points: ReadonlyArray<Swept>) => Columns.swept(points.map((each) => ({ swept: each })))
  t.same(swept({ width: 1, rate: 2 }, { width: 1, rate: 3 }), ["rate"])
  t.same(swept({ width: 1 }, { width: 1, turn: true }), ["turn"])
  t.same(swept({ turn: true }, {}), ["turn"])
  t.same(swept({ inputs: [[1]] }, { inputs: [[1]] }), [])
  t.same(swept(), [])
})

t.test("what no column shows becomes one, behind the parameters that are shown", async (t) => {
  t.equal(tableOf({ width: 1 }, { width: 2 }), losses)
  const table = tableOf({ width: 1, order: 2, turn: true }, { width: 2, order: 4 })
  t.same(Object.keys(table.columns), ["width", "order", "turn", "rate", "loss"])
  t.strictSame(table.columns.order, { type: "integer", description: "n", unit: "1", parameter: "order" })
  t.equal(table.columns.turn!.type, "boolean")
  t.strictSame(rowOf(table, { width: 3, order: 4 }, { loss: 1 }), { width: 3, order: 4, turn: null, loss: 1 })
  t.strictSame(rowOf(table, { width: 3, order: 4 }, { width: 0 })!.width, 0, "a row may say otherwise")
})

t.test("they stand as the simulation has them, however a study writes them", async (t) => {
  const [one, two] = [
    { turn: true, order: 2, "optimiser.name": "a", "optimiser.Rate": 1 },
    { turn: false, order: 4, "optimiser.name": "b", "optimiser.Rate": 2 }
  ]
  const reversed = (swept: Swept): Swept => Object.fromEntries(Object.entries(swept).toReversed())
  const names = ["width", "order", "turn", "optimiser.Rate", "optimiser.name", "rate", "loss"]
  t.same(Object.keys(tableOf(one, two).columns), names)
  t.same(Object.keys(tableOf(reversed(one), reversed(two)).columns), names)
})

t.test("a name that a column has already, as SQL compares names, gets a prefix", async (t) => {
  const table = tableOf({ rate: 0.1 }, { rate: 0.2 })
  t.same(Object.keys(table.columns), ["width", "parameter.rate", "rate", "loss"])
  t.strictSame(table.columns["parameter.rate"], {
    type: "real",
    description: "learning rate",
    unit: "1",
    parameter: "rate"
  })
  t.strictSame(rowOf(table, { width: 1, rate: 0.2 }, { rate: 0 }), {
    width: 1,
    "parameter.rate": 0.2,
    rate: 0
  })
  const config = Schema.Struct({ Loss: Schema.Finite, _row: Schema.Finite })
  const { losses: clash } = Columns.tablesOf({ config, tables: { losses } }, [
    { swept: { Loss: 1, _row: 1 } },
    { swept: { Loss: 2, _row: 2 } }
  ])
  t.same(Object.keys(clash!.columns), ["width", "parameter.Loss", "parameter._row", "rate", "loss"])
})

t.test(
  "lists, and what may be a number or a word, are text; a value inside a parameter has its path",
  async (t) => {
    const table = tableOf(
      { inputs: [[1, 2]], cut: 1, "optimiser.Rate": 1, "optimiser.name": "a" },
      { inputs: [[3]], cut: "infinity", "optimiser.Rate": 2, "optimiser.name": "b" }
    )
    t.match(table.columns, {
      inputs: { type: "text" },
      cut: { type: "text" },
      "optimiser.Rate": { type: "real", description: "Rate of: how it learns" },
      "optimiser.name": { type: "text" }
    })
    const optimiser = { Rate: 2, name: "b" }
    t.match(rowOf(table, { width: 1, inputs: [[1, 2]], cut: 7, optimiser }), {
      inputs: "[[1,2]]",
      cut: "7",
      "optimiser.Rate": 2,
      "optimiser.name": "b"
    })
    t.equal(rowOf(table, { width: 1, cut: "infinity" })!.cut, "infinity")
    t.throws(() => rowOf(table, { width: "wide" }), /a column is integer, but its parameter width is "wide"/)
  }
)

t.test(
  "a run has a column for what its study sweeps, and grows with it; nothing is computed again",
  async (t) => {
    const directory = newFolder()
    const points = [
      { bias: 0.25, tosses: 200 },
      { bias: 0.25, tosses: 300 }
    ]
    const before = await run(await studyOf("coin", points.slice(0, 1)), { directory })
    t.same(Object.keys(before.tables.tosses![0]!), [
      "bias",
      "repeats",
      "heads",
      "headsStandardError",
      "weight"
    ])
    const after = await run(await studyOf("coin", points), { directory })
    t.same(
      after.tables.tosses!.map(({ bias, tosses }) => [bias, tosses]),
      [
        [0.25, 200],
        [0.25, 300]
      ]
    )
    t.same(
      new Set(after.events.flatMap((event) => (event._tag === "TaskStarted" ? [event.point] : []))),
      new Set([1])
    )
    t.has(after.tables.tosses![0], before.tables.tosses![0])
    const again = await run(await studyOf("coin", points.slice(0, 1)), { directory, replace: true })
    t.same(again.tables, before.tables)
    t.equal(count(again.events, "TaskStarted"), 0)
  }
)

t.test("parameters: what a study leaves out, and what is written for it", async (t) => {
  const parameters = Parameter.make({
    shape: Parameter.settled(
      Schema.Literals(["flat", "round"]).annotate({ description: "a shape" }),
      Schema.Literals(["flat", "round", "auto"]),
      "auto",
      ({ size }: { readonly size: number }, said) => (said === "auto" ? (size > 5 ? "round" : "flat") : said)
    ),
    size: Parameter.derived(
      Schema.Int.annotate({ description: "a size", unit: "m" }),
      "twice the edge",
      ({ edge }: { readonly edge: number }) => 2 * edge
    ),
    edge: Parameter.usually(Schema.Int.annotate({ description: "an edge", unit: "m" }), 2),
    hole: Parameter.sometimes(
      Schema.Int.annotate({ description: "a hole" }),
      "1 where it is round",
      ({ shape }: { readonly shape: "flat" | "round" }) => (shape === "round" ? 1 : undefined)
    )
  })
  const decode = Schema.decodeUnknownSync(parameters.codec)
  const encode = Schema.encodeSync(parameters.codec)
  t.strictSame(encode(decode({})), { shape: "flat", size: 4, edge: 2 })
  t.strictSame(encode(decode({ edge: 3 })), { shape: "round", size: 6, edge: 3, hole: 1 })
  t.strictSame(encode(decode({ edge: 3, shape: "flat" })), { shape: "flat", size: 6, edge: 3 })
  t.strictSame(encode(decode(encode(decode({ edge: 3 })))), encode(decode({ edge: 3 })))
  t.strictSame(parameters.resolve({ size: 9 }), { shape: "round", size: 9, edge: 2, hole: 1 })
  t.strictSame(parameters.column("size"), {
    type: "integer",
    description: "a size",
    unit: "m",
    parameter: "size"
  })
  t.throws(() => decode({ edge: 0.5 }))
})

t.test("parameters that one of them decides", async (t) => {
  const rate = Schema.Finite.annotate({ description: "a rate" })
  const parameters = Parameter.union(
    "agent",
    { agent: Schema.Literals(["a"]).annotate({ description: "who" }), rate: Parameter.usually(rate, 1) },
    {
      agent: Schema.Literals(["b", "c"]),
      rate: Parameter.usually(rate, 2),
      own: Parameter.derived(Schema.Int, "3", () => 3)
    }
  )
  const through = (given: unknown) =>
    Schema.encodeSync(parameters.codec)(
      Schema.decodeUnknownSync(parameters.codec)(given, { onExcessProperty: "error" })
    )
  t.strictSame(through({ agent: "a" }), { agent: "a", rate: 1 })
  t.strictSame(through({ agent: "c" }), { agent: "c", rate: 2, own: 3 })
  t.throws(() => through({ agent: "a", own: 3 }))
  t.throws(() => through({ agent: "d" }))
  t.same(Object.keys(parameters.columns("rate", "own")), ["rate", "own"])
})
