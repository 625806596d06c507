/** Studies that ask for too much are refused by their count, before anything is made of them. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import { parse } from "../../../src/engine/config/parse.ts"
import { catalogue } from "../../support/catalogue.ts"
import { type Case, check, orchard } from "../../support/fault-case.ts"
import * as Points from "../../support/points.ts"

const sweep = (blocks: string): string => orchard(`sweep: [${blocks}]`)

const cases: Readonly<Record<string, Case>> = {
  "a product of grids": {
    text: sweep("{ grid: { years: { range: [1, 1000000, 1] }, water: { range: [1, 1000000, 1] } } }"),
    faults: ["3:1: The sweep makes 1000000000000 points; a study has at most 1000000."]
  },
  "a product beyond all doubles": {
    text: sweep(
      `{ grid: { ${Array.from({ length: 60 }, (_, i) => `soil.a${i}: { range: [1, 1000000, 1] }`)} } }`
    ),
    faults: ["3:1: The sweep makes about 1e+360 points; a study has at most 1000000."]
  },
  "a product of which one factor may be less": {
    text: sweep(
      "{ grid: { years: { range: [1, 1000000, 1] }, trees: { range: [1, 9, 1] }, water: { sample: { uniform: [0, 1], n: 9 } } } }"
    ),
    faults: ["3:1: The sweep makes up to 81000000 points; a study has at most 1000000."]
  },
  "ranges near the limits of a double": {
    text: sweep(
      "{ grid: { water: { range: [-1.7e+308, 1.7e+308, 1.0e+300] }, years: { range: [1.0e+308, 1.1e+308, 1.0e-300] } } }"
    ),
    faults: [
      "3:35: The values of water cannot be made: the range has 340000001 values, more than 1000000.",
      "3:86: The values of years cannot be made: the range has about 1e+607 values, more than 1000000."
    ]
  },
  "a step that vanishes": {
    text: sweep("{ grid: { water: { range: [1.0e+20, 100000000000000100000, 1] } } }"),
    faults: ["3:35: The values of water cannot be made: steps of 1 vanish beside 100000000000000100000."]
  },
  "numbers that no decimal count holds": {
    text: sweep("{ grid: { water: { range: [1.0e-300, 1.0e+308, 1.0e+303] } } }"),
    faults: [
      "3:35: The values of water cannot be made: 1e-300, 1e+308 and 1e+303 differ too much in size to be counted in decimals."
    ]
  },
  "ends too far apart": {
    text: sweep(
      "{ grid: { water: { linspace: [-1.7e+308, 1.7e+308, 9] }, years: { logspace: [1.0e-200, 1.0e+200, 9] } } }, { grid: { trees: { sample: { logUniform: [1.0e-200, 1.0e+200], n: 2 } }, soil.depth: { sample: { normal: [0, 1.0e+308], n: 2 } } } }"
    ),
    faults: [
      "3:38: The values of water cannot be made: -1.7e+308 and 1.7e+308 are too far apart.",
      "3:85: The values of years cannot be made: 1e-200 and 1e+200 are too far apart.",
      "3:143: The values of trees cannot be made: 1e-200 and 1e+200 are too far apart.",
      "3:211: The values of soil.depth cannot be made: a normal of 0 and 1e+308 goes beyond all numbers."
    ]
  },
  "more values than a file may write out": {
    text: sweep(`{ grid: { years: [${"1,".repeat(200_000)}1] } }`),
    faults: [
      "1:1: The file writes out 200014 values; it may at most 200000. Let range, linspace, logspace or sample make them, or take them from a file by points."
    ]
  },
  "flags that explode": {
    text: orchard(),
    set: [
      "years={ range: [1, 1.0e+9, 1] }",
      "water={ linspace: [0, 1, 1000000] }",
      "soil.depth={ linspace: [0, 1, 1000000] }"
    ],
    faults: [
      "1:1: The sweep makes 1000000000000 points; a study has at most 1000000.",
      "--set years={ range: [1, 1.0e+9, 1] }: The values of years cannot be made: the range has 1000000000 values, more than 1000000."
    ]
  },
  "maps and lists where until has numbers": {
    text: orchard("until: { column: { a: 1 }, standardError: { toString: 1, valueOf: 2 }, atMost: [3] }"),
    faults: [
      '3:18: column must be the name of a column, not {"a":1}. Columns with one: height.',
      '3:43: standardError must be a number > 0, not {"toString":1,"valueOf":2}.',
      "3:80: atMost must be an integer from 2 to 1000000, not [3]."
    ]
  }
}

/** Studies of one file. */
const together = (...studies: ReadonlyArray<string>): string =>
  studies.map((study, k) => `name: s${k}\n${study}`).join("---\n")

const many = (n: number): string => sweep(`{ grid: { water: { linspace: [0, 1, ${n}] } } }`)

const anchored = `soil: { depth: &depth [${"1,".repeat(999)}1] }`

check({
  ...cases,
  "studies of a file that make too many points together": {
    text: together(many(1000), many(999_001)),
    faults: [
      "9:1: The sweep makes 999001 points; the studies of a file have at most 1000000 together, and those before it have 1000."
    ]
  },
  "studies of a file whose aliases stand for too much together": {
    text: together(
      ...Array.from({ length: 4 }, () => `${orchard(anchored)}more: [${"*depth,".repeat(300)}*depth]\n`)
    ),
    faults: [
      ...[4, 10, 16].flatMap((line) => [
        `${line}:1: A study has no key "soil".`,
        `${line + 1}:1: A study has no key "more".`
      ]),
      "19:1: The aliases of this file stand for more than 1000000 values."
    ]
  },
  "more studies than a file may hold": {
    text: together(...Array.from({ length: 1001 }, () => orchard())),
    faults: [
      "1:1: The file holds 1001 studies; it may at most 1000. Let a sweep make their points, or split it."
    ]
  }
})

const read = (text: string) => Effect.runPromise(Effect.result(parse(text, "s.yaml", [], catalogue)))

t.test("values that round to the same count once, however many are asked for", async (t) => {
  const [study] = Result.getOrThrow(
    await read(sweep("{ grid: { years: { linspace: [1, 5, 1000000] }, trees: { range: [1, 100000, 1] } } }"))
  )
  t.equal(study.points.length, 500_000)
})

t.test("of a hundred thousand faults the first ten thousand are told", async (t) => {
  const result = await read(sweep("{ grid: { water: { range: [-100000, -1, 1] } } }"))
  if (Result.isSuccess(result)) return t.fail("no fault was found")
  t.match(result.failure.message, /\nand at least 9995 more\.$/)
})

t.test("a place with more faults than can be shown leaves room for the others", async (t) => {
  const result = await read(`${sweep("{ grid: { water: { range: [-100, -1, 1] } } }")}colour: green\n`)
  if (Result.isSuccess(result)) return t.fail("no fault was found")
  const sentences = result.failure.message.split("\n")
  const water = (value: number) =>
    `s.yaml:3:35: water must be a value greater than or equal to 0, not ${value}.`
  t.same(sentences.slice(0, 5), [-100, -99, -98, -97, -96].map(water))
  t.match(sentences[5], /^s\.yaml:4:1: .*colour/)
  t.same(sentences.slice(6), ["and 95 more."])
})

t.test("lines of JSON are read as YAML reads them", async (t) => {
  const config = (i: number) =>
    JSON.stringify({ rows: [[i, 1e-7 * i]], soil: { acid: i % 2 === 0, depth: i / 8 }, years: (i % 100) + 1 })
  const text = (line: (i: number) => string) =>
    `${orchard("sweep:", "  - list:")}${Array.from({ length: 150 }, (_, i) => `      - ${line(i)}\n`).join("")}  - grid: { water: [1, 2] }\n`
  const [set] = Result.getOrThrow(await read(text(config)))
  const [plain] = Result.getOrThrow(await read(text((i) => ` ${config(i)}`)))
  t.equal(set.points.length, 300)
  t.strictSame(Points.plain(set.points), Points.plain(plain.points))

  const wrong = await read(text((i) => (i === 120 ? '{"years":999}' : config(i))).replace("[1, 2]", "[1, x]"))
  if (Result.isSuccess(wrong)) return t.fail("no fault was found")
  t.same(wrong.failure.message.split("\n"), [
    "s.yaml:125:9: years must be a value between 1 and 100, not 999.",
    's.yaml:155:24: water must be a number, not the text "x".'
  ])
})
