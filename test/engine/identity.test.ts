import { hash } from "node:crypto"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import t from "tap"
import * as Reader from "../../src/engine/journal/reader.ts"
import * as Plan from "../../src/engine/plan.ts"
import { canonical, type Json, type Study } from "../../src/engine/study.ts"
import type { Simulation } from "../../src/simulation/contract.ts"
import { load } from "../../src/simulation/discover.ts"
import * as Parameter from "../../src/simulation/parameter.ts"
import { count, newFolder, run, studyOf } from "../support/engine.ts"
import { fields } from "../support/simulations/coin/parameters.ts"

type Config = Simulation["config"]

const coin = await load("coin")

const number = (description: string) => Schema.Finite.annotate({ description, unit: "1" })

/** The id of a point that a study writes like this. */
const idOf = async (config: Config, said: { readonly [key: string]: Json }, simulation = "coin") => {
  const study = await studyOf(simulation, [said], {}, config)
  return Plan.make({ ...coin, config } as Simulation, study).points[0]!.id
}

const given = <S extends Schema.Top>(schema: S, value: S["Encoded"]) =>
  schema.pipe(Schema.withDecodingDefaultKey<S>(Effect.succeed(value)))

const lengths = { length: number("a length"), width: Parameter.usually(number("a width"), 2) }
const area = Parameter.derived(
  number("an area"),
  "length times width",
  ({ length, width }: { readonly length: number; readonly width: number }) => length * width
)
const kind = (name: string) => Schema.Literal(name).annotate({ description: "which", unit: "-" })
const handMade = { length: Schema.Finite, width: given(Schema.Finite, 2) }

/** A config before and after it gained the parameter `extra`, which is 5 where a study says nothing. */
const gains: Readonly<Record<string, readonly [before: Config, after: Config, said?: Record<string, Json>]>> =
  {
    "constant defaults": [
      Parameter.make(lengths).codec,
      Parameter.make({ ...lengths, extra: Parameter.usually(number("more"), 5) }).codec
    ],
    "defaults that follow from others": [
      Parameter.make({ ...lengths, area }).codec,
      Parameter.make({
        ...lengths,
        area,
        extra: Parameter.derived(
          number("more"),
          "1 more than the area",
          ({ area }: { readonly area: number }) => area + 1
        )
      }).codec,
      { length: 2 }
    ],
    "a member of a union": [
      Parameter.union("kind", { kind: kind("a"), ...lengths }, { kind: kind("b"), ...lengths }).codec,
      Parameter.union(
        "kind",
        { kind: kind("a"), ...lengths, extra: Parameter.usually(number("more"), 5) },
        { kind: kind("b"), ...lengths }
      ).codec,
      { kind: "a", length: 3 }
    ],
    "a struct by hand": [
      Schema.Struct(handMade),
      Schema.Struct({ ...handMade, extra: given(Schema.Finite, 5) })
    ],
    "a union by hand": [
      Schema.Union([Schema.Struct({ kind: Schema.Literal("a"), ...handMade })]),
      Schema.Union([
        Schema.Struct({ kind: Schema.Literal("a"), ...handMade, extra: given(Schema.Finite, 5) })
      ]),
      { kind: "a", length: 3 }
    ]
  }

for (const [what, [before, after, said = { length: 3 }]] of Object.entries(gains)) {
  t.test(`a parameter that is gained: ${what}`, async (t) => {
    const id = await idOf(before, said)
    t.equal(await idOf(after, said), id, "left out")
    t.equal(await idOf(after, { ...said, extra: 5 }), id, "and written")
    t.not(await idOf(after, { ...said, extra: 6 }), id, "another value is another point")
    t.not(await idOf(after, { ...said, width: 7 }), id, "as before")
  })
}

t.test("a parameter that is gained inside a value, and inside those of a list", async (t) => {
  const before = Schema.Struct({ depth: given(Schema.Finite, 1) })
  const after = Schema.Struct({ depth: given(Schema.Finite, 1), lime: given(Schema.Finite, 5) })
  const configOf = (soil: typeof before | typeof after): Config =>
    Schema.Struct({ soil, beds: Schema.Array(soil) })
  const said = { soil: { depth: 3 }, beds: [{ depth: 2 }, {}] }
  const id = await idOf(configOf(before), said)
  t.equal(await idOf(configOf(after), said), id)
  t.equal(await idOf(configOf(after), { ...said, soil: { depth: 3, lime: 5 } }), id)
  t.not(await idOf(configOf(after), { ...said, soil: { depth: 3, lime: 6 } }), id)
  t.not(await idOf(configOf(after), { ...said, beds: [{ depth: 2 }, { lime: 6 }] }), id)
})

t.test("what was computed before defaults were left out of names keeps its name", async (t) => {
  const known: ReadonlyArray<
    readonly [simulation: string, seed: number, config: Record<string, Json>, id: string]
  > = [
    [
      "braids",
      20101626,
      { count: 300, kind: "knot", letters: 6, moves: 3, strands: 4, unique: true, words: true },
      "a75bcb6af99224fc186b919b0df1b688"
    ],
    [
      "classifiers",
      20101626,
      {
        apart: "rotation",
        batch: 64,
        blocks: 1,
        clip: 1,
        dataSeed: 1,
        decay: 0.01,
        dropout: 0,
        embedding: 16,
        epochs: 3,
        fewestLetters: 9,
        generator: "paper",
        letters: 9,
        microBatch: 32,
        model: "feed-forward",
        moves: 10,
        patience: 5,
        rate: 0.001,
        strands: 5,
        test: 200,
        train: 400,
        turn: false,
        validation: 100,
        warmUp: 100,
        width: 32
      },
      "038d974969527510efafb80af0ee4cec"
    ],
    [
      "correlators",
      20200808,
      {
        activation: "gauss",
        biasStd: 1,
        dIn: 1,
        depth: 1,
        estimator: "direct",
        inputs: "gp-test",
        nets: 2000,
        order: 2,
        weightStd: 1,
        width: 5
      },
      "f2a044ab5c5ee897f0643b46cdda1204"
    ],
    [
      "couplings",
      20200808,
      {
        activation: "gauss",
        biasStd: 1,
        cutoff: "infinity",
        dIn: 1,
        inputScale: 0.01,
        inputs: "paper",
        nets: 2000,
        order: 6,
        rankTolerance: 0.001,
        source: "exact",
        testScale: Math.SQRT1_2,
        weightStd: 1,
        width: 1000
      },
      "18e4a1681ae9f5c16abf2f58aaa8f860"
    ],
    [
      "flow",
      0,
      {
        activation: "relu",
        biasStd: 0,
        cutoffs: [10, 100, 1000],
        dIn: 1,
        inputs: "paper",
        lines: "K_W",
        weightStd: 1,
        width: 20
      },
      "36f6e169512d415f3f4b72536cb977dd"
    ],
    ["moments", 0, { a: 1, highest: 6, lambda: 0, order: 10 }, "ce91d0a08e8f101c32f605dc224dfc79"],
    [
      "unknotters",
      20101626,
      {
        actions: "paper",
        agent: "random-walk",
        evaluate: [6, 8],
        letters: 8,
        moves: 300,
        scramble: 10,
        tries: 2,
        words: 40
      },
      "39e65cc05ca2a5c8fc3f34ef113db808"
    ]
  ]
  for (const [name, seed, config, id] of known) {
    const simulation = await load(name)
    const study = await studyOf(name, [config], { seed })
    t.equal(Plan.make(simulation, study).points[0]!.id, id, name)
  }
})

const gained: Config = Parameter.make({
  ...fields,
  wind: Parameter.usually(number("of the room, which moves no coin"), 0)
}).codec

const points = [{ bias: 0.25 }, { bias: 0.5, tosses: 950 }, { bias: 0.75, grain: 7 }]

/** The study before and after the coin gained its parameter. */
const before = (rest: Partial<Study> = {}) => studyOf("coin", points, rest)
const after = (rest: Partial<Study> = {}) => studyOf("coin", points, rest, gained)

t.test("a parameter that is gained: the same tables", async (t) => {
  const { tables } = await run(await before())
  t.same((await run(await after(), { change: { config: gained } })).tables, tables)
})

t.test("a run that is stopped before and continued after computes nothing again", async (t) => {
  const { tables, events } = await run(await before({ repeats: 2 }))
  const directory = newFolder()
  const stop = new AbortController()
  let finished = 0
  await run(await before({ repeats: 2 }), {
    directory,
    signal: stop.signal,
    onEvent: ({ _tag }) => {
      if (_tag === "TaskFinished" && ++finished === 3) stop.abort()
    }
  }).catch(() => undefined)
  const reader = Reader.open(directory)
  const { done } = reader.tasks()
  reader.close()
  t.ok(done >= 3)
  const rest = await run(await after({ repeats: 2 }), { directory, change: { config: gained } })
  t.equal(count(rest.events, "TaskFinished") + done, count(events, "TaskFinished"))
  t.same(rest.tables, tables)
  const again = await run(await after({ repeats: 2 }), { directory, change: { config: gained } })
  t.equal(count(again.events, "TaskStarted"), 0)
  const wider = await studyOf("coin", [...points, { bias: 0.25, wind: 1 }], { repeats: 2 }, gained)
  const { events: more } = await run(wider, { directory, change: { config: gained } })
  t.same(
    new Set(more.flatMap((event) => (event._tag === "TaskStarted" ? [event.point] : []))),
    new Set([3]),
    "and only its new points are computed when the parameter is swept"
  )
  t.match(
    more.filter(({ _tag }) => _tag === "StudyChanged"),
    [{ added: 1, dropped: 0 }]
  )
})

t.test("a run that was begun when ids were made of whole configs goes on with these", async (t) => {
  const study = await before()
  const { simulation, seed } = study
  const old: Study = {
    ...study,
    points: study.points.map((point) => {
      const text = canonical({ simulation, seed, config: point.encoded })
      return { ...point, id: hash("sha256", text, "hex").slice(0, 32) }
    })
  }
  const directory = newFolder()
  const first = await run(old, { directory })
  t.notSame(first.tables, (await run(study)).tables, "other ids are other random numbers")
  const plain = await run(study, { directory })
  const wider = await run(await after(), { directory, change: { config: gained } })
  for (const { events, tables } of [plain, wider]) {
    t.equal(count(events, "TaskStarted"), 0)
    t.same(tables, first.tables)
  }
  const half = await studyOf("coin", [...points, { bias: 0.125 }])
  const { tables } = await run(half, { directory })
  t.same(tables.tosses!.slice(0, 3), first.tables.tosses, "also when the study grows")
})

t.test("a default that has changed is refused, and the parameter written down goes on", async (t) => {
  const directory = newFolder()
  const first = await run(await before(), { directory })
  const calm: Config = Parameter.make({
    ...fields,
    tosses: Parameter.usually(Schema.Natural.annotate({ description: "tosses" }), 500)
  }).codec
  const changed = { directory, change: { config: calm } }
  await t.rejects(
    studyOf("coin", points, {}, calm).then((study) => run(study, changed)),
    {
      _tag: "RunRefused",
      message:
        /the default of tosses is 500 now and was 1000 when .* was begun.*Write tosses: 1000 into the study.*--name.*another version of coin/
    }
  )
  const written = points.map((point) => ({ tosses: 1000, ...point }))
  const again = await run(await studyOf("coin", written, {}, calm), changed)
  t.equal(count(again.events, "TaskStarted"), 0)
  t.same(
    again.tables.tosses!.map(({ heads }) => heads),
    first.tables.tosses!.map(({ heads }) => heads)
  )
  const both = [...written, { bias: 0.25 }]
  await t.rejects(
    studyOf("coin", both, {}, calm).then((study) => run(study, changed)),
    {
      message: /the default of tosses/
    }
  )
})

t.test("what another run has is taken over by config, not by name alone", async (t) => {
  const folder = newFolder()
  const first = await run(await before(), { directory: join(folder, "a") })
  const calm: Config = Parameter.make({
    ...fields,
    tosses: Parameter.usually(Schema.Natural.annotate({ description: "tosses" }), 500)
  }).codec
  const changed = await run(await studyOf("coin", points, {}, calm), {
    directory: join(folder, "b"),
    change: { config: calm },
    reuse: true
  })
  t.same(
    changed.tables.tosses!.map(({ tosses }) => tosses),
    [500, 950, 500]
  )
  t.match(changed.reused, [{ run: "a", points: 1 }], "the point that says how many")
  const wider = await run(await after(), {
    directory: join(folder, "c"),
    change: { config: gained },
    reuse: true
  })
  t.same(wider.tables, first.tables)
  t.equal(count(wider.events, "TaskStarted"), 0)
})

t.test("a default that has changed is found among the points of former studies, too", async (t) => {
  const directory = newFolder()
  await run(await before(), { directory })
  await run(await studyOf("coin", [{ bias: 0.1, tosses: 10 }]), { directory, replace: true })
  const calm: Config = Parameter.make({
    ...fields,
    tosses: Parameter.usually(Schema.Natural.annotate({ description: "tosses" }), 500)
  }).codec
  const study = await studyOf("coin", [{ bias: 0.25 }], {}, calm)
  await t.rejects(run(study, { directory, change: { config: calm }, replace: true }), {
    message: /the default of tosses/
  })
})
