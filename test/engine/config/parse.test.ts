/** What study files mean: points, their order, their values. */
import * as Effect from "effect/Effect"
import fc from "fast-check"
import t from "tap"
import { parse } from "../../../src/engine/config/parse.ts"
import type { Study } from "../../../src/engine/study.ts"
import { catalogue } from "../../support/catalogue.ts"
import { plain } from "../../support/points.ts"

/** But for the text that says them. */
const read = async (text: string, ...set: ReadonlyArray<string>): Promise<ReadonlyArray<Study>> => {
  const studies = await Effect.runPromise(parse(text, "configs/orchard/spring.yaml", set, catalogue))
  return studies.map(({ asked: _, ...study }) => study)
}

const one = async (text: string, ...set: ReadonlyArray<string>): Promise<Study> => {
  const studies = await read(text, ...set)
  if (studies.length !== 1) throw new Error(`There are ${studies.length} studies.`)
  return studies[0]
}

const header = "simulation: orchard\nbase: { trees: 3 }\n"

const sweep = async (blocks: string, ...set: ReadonlyArray<string>) =>
  (await one(`${header}sweep: [${blocks}]\n`, ...set)).points.map((point) => point.swept)

/** The values of one parameter in the order of the points. */
const values = async (name: string, made: string, ...set: ReadonlyArray<string>) =>
  (await sweep(`{ grid: { ${name}: ${made} } }`, ...set)).map((swept) => swept[name])

t.test("defaults are filled in", async (t) => {
  const filled = {
    trees: 3,
    species: "apple",
    water: 0.5,
    years: 10,
    rows: "square",
    soil: { depth: 1, acid: false }
  }
  const studies = (await read(header)).map((study) => ({ ...study, points: plain(study.points) }))
  t.strictSame(studies, [
    {
      name: "spring",
      simulation: "orchard",
      seed: 0,
      repeats: 1,
      points: [{ config: filled, encoded: filled, swept: {} }]
    }
  ])
})

t.test("every key", async (t) => {
  const text = `
name: v1.2_b-3
seed: 9007199254740991
repeats: 4
until: { column: height, standardError: 1.0e-3, atMost: 64 }
${header}`
  const { points, ...rest } = await one(text)
  t.equal(points.length, 1)
  t.strictSame(rest, {
    name: "v1.2_b-3",
    simulation: "orchard",
    seed: 9007199254740991,
    repeats: 4,
    until: { column: "height", standardError: 1e-3, atMost: 64 }
  })
})

t.test("several studies in a file", async (t) => {
  const text = `---\n${header}name: a\n---\nsimulation: garden\nname: b\nbase: { kind: pond, depth: 2 }\n---\n`
  const studies = await read(text)
  t.strictSame(
    studies.map(({ name, simulation }) => [name, simulation]),
    [
      ["a", "orchard"],
      ["b", "garden"]
    ]
  )
  t.strictSame(studies[1].points[0].encoded, { kind: "pond", depth: 2 })
})

t.test("blocks multiply, the last varies fastest", async (t) => {
  t.strictSame(
    await sweep(
      "{ grid: { years: [1, 2], species: [pear, plum] } }, { zip: { water: [0, 1], rows: [square, hexagon] } }"
    ),
    [
      { years: 1, species: "pear", water: 0, rows: "square" },
      { years: 1, species: "pear", water: 1, rows: "hexagon" },
      { years: 1, species: "plum", water: 0, rows: "square" },
      { years: 1, species: "plum", water: 1, rows: "hexagon" },
      { years: 2, species: "pear", water: 0, rows: "square" },
      { years: 2, species: "pear", water: 1, rows: "hexagon" },
      { years: 2, species: "plum", water: 0, rows: "square" },
      { years: 2, species: "plum", water: 1, rows: "hexagon" }
    ]
  )
})

t.test("a list gives whole points, defaults where it is silent", async (t) => {
  t.strictSame(await sweep("{ list: [{ years: 5, trees: 9 }, { years: 6 }, { water: 2 }] }"), [
    { years: 5, trees: 9, water: 0.5 },
    { years: 6, trees: 3, water: 0.5 },
    { years: 10, trees: 3, water: 2 }
  ])
})

t.test("a union takes the parameters of its variant", async (t) => {
  const text = "simulation: garden\nsweep:\n  - list: [{ kind: lawn }, { kind: pond, depth: 3 }]\n"
  const { points } = await one(text)
  t.strictSame(
    points.map(({ swept }) => swept),
    [{ kind: "lawn" }, { kind: "pond", depth: 3 }]
  )
  t.strictSame(
    points.map(({ encoded }) => encoded),
    [
      { kind: "lawn", area: 1 },
      { kind: "pond", depth: 3 }
    ]
  )
})

t.test("a sweep wins over base; a dotted key sets a value inside a parameter", async (t) => {
  const text = `simulation: orchard
base: { trees: 3, years: 7, soil: { depth: 5, acid: true } }
sweep: [{ grid: { years: [1, 2], soil.depth: [8, 9] } }]
`
  const { points } = await one(text)
  t.strictSame(
    points.map(({ encoded }) => [encoded.years, encoded.soil]),
    [
      [1, { depth: 8, acid: true }],
      [1, { depth: 9, acid: true }],
      [2, { depth: 8, acid: true }],
      [2, { depth: 9, acid: true }]
    ]
  )
  t.strictSame(points[3].swept, { years: 2, "soil.depth": 9 })
})

t.test("anchors stand for what they name", async (t) => {
  const text = "simulation: orchard\nbase: { trees: &n 3, years: *n }\n"
  t.match((await one(text)).points[0].encoded, { trees: 3, years: 3 })
})

t.test("range counts in decimals", async (t) => {
  t.strictSame(
    await values("water", "{ range: [0, 1, 0.1] }"),
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
  )
  t.strictSame(await values("water", "{ range: [0.7, 0.05, -0.2] }"), [0.7, 0.5, 0.3, 0.1])
  t.strictSame(await values("water", "{ range: [1.0e-7, 3.5e-7, 1.0e-7] }"), [1e-7, 2e-7, 3e-7])
  t.strictSame(await values("soil.depth", "{ range: [1.0e+21, 3.0e+21, 1.0e+21] }"), [1e21, 2e21, 3e21])
  t.strictSame(await values("years", "{ range: [3, 3, 1] }"), [3])
})

t.test("linspace and logspace meet their ends", async (t) => {
  t.strictSame(await values("water", "{ linspace: [0, 1, 4] }"), [0, 0.333333333333, 0.666666666667, 1])
  t.strictSame(await values("water", "{ logspace: [0.001, 10, 5] }"), [0.001, 0.01, 0.1, 1, 10])
  t.strictSame(await values("water", "{ linspace: [2, 2, 1] }"), [2])
})

t.test("integers are rounded, and kept once", async (t) => {
  t.strictSame(await values("trees", "{ logspace: [1, 1000, 4] }"), [1, 10, 100, 1000])
  t.strictSame(await values("trees", "{ logspace: [1, 8, 7] }"), [1, 2, 3, 4, 6, 8])
  t.strictSame(await values("trees", "{ linspace: [1, 2, 6] }"), [1, 2])
})

t.test("draws depend on the seed, the name and their number alone", async (t) => {
  const drawn = (n: number) => `{ sample: { uniform: [2, 5], n: ${n} } }`
  const eight = await values("water", drawn(8))
  t.strictSame((await values("water", drawn(20))).slice(0, 8), eight)
  const beside = await sweep(`{ zip: { soil.depth: ${drawn(8)}, water: ${drawn(8)} } }`)
  t.strictSame(
    beside.map(({ water }) => water),
    eight
  )
  t.notSame(
    beside.map((swept) => swept["soil.depth"]),
    eight
  )
  t.notSame(await values("water", drawn(8), "seed=1"), eight)
})

t.test("draws in steps lie on them, each with the same odds or the nearest", async (t) => {
  const drawn = async (sample: string) => {
    const column = `{ sample: { ${sample}, n: 3000 } }`
    return (await sweep(`{ zip: { water: ${column}, soil.depth: { linspace: [0, 1, 3000] } } }`)).map(
      ({ water }) => water as number
    )
  }
  const share = (values: ReadonlyArray<number>, value: number) =>
    values.filter((each) => each === value).length / values.length
  // Shares of 3000 draws: a standard error of 0.009 at most, and 4.5 of them.
  const even = await drawn("uniform: [0.1, 0.4], step: 0.1")
  for (const value of [0.1, 0.2, 0.3, 0.4]) t.ok(Math.abs(share(even, value) - 0.25) < 0.04)
  const log = await drawn("logUniform: [1, 9], step: 4")
  t.strictSame(new Set(log), new Set([1, 5, 9]))
  t.ok(Math.abs(share(log, 1) - Math.log(3) / Math.log(9)) < 0.04)
  t.ok(Math.abs(share(log, 5) - Math.log(7 / 3) / Math.log(9)) < 0.04)
  const normal = await drawn("normal: [4, 0.5], step: 0.5")
  t.ok(normal.every((x) => Number.isInteger(2 * x)))
  // Within a quarter of the mean: erf(0.5 / sqrt 2).
  t.ok(Math.abs(share(normal, 4) - 0.3829) < 0.04)
})

t.test("choices are drawn in proportion to their weights, any values, from the seed alone", async (t) => {
  const chosen = (n: number) => `{ sample: { choice: [pear, ~, plum], weights: [1, 0, 3], n: ${n} } }`
  const draw = async (n: number) =>
    (await sweep(`{ zip: { species: ${chosen(n)}, water: { linspace: [0, 1, ${n}] } } }`)).map(
      ({ species }) => species
    )
  const many = await draw(2000)
  t.strictSame(new Set(many), new Set(["pear", "plum"]))
  // A standard error of 0.0097, and 4.5 of them.
  t.ok(Math.abs(many.filter((each) => each === "plum").length / 2000 - 0.75) < 0.044)
  t.strictSame(await draw(8), many.slice(0, 8))
  t.strictSame((await values("species", chosen(50))).toSorted(), ["pear", "plum"])
  t.strictSame((await values("species", "{ sample: { choice: [~, pear], n: 30 } }")).toSorted(), [
    "apple",
    "pear"
  ])
})

/**
 * The mean of n draws lies within 4.5 standard errors of its expectation with odds of 150 000 to 1; each case has a
 * fixed seed. A log-uniform that were uniform, or a normal whose standard deviation were its variance, is off by
 * more than 20.
 */
t.test("draws have the moments of their distribution", async (t) => {
  const n = 4000
  const cases = [
    ["uniform: [2, 5]", (x: number) => x, 3.5, 3 / Math.sqrt(12)],
    ["logUniform: [0.01, 100]", Math.log, 0, Math.log(1e4) / Math.sqrt(12)],
    ["normal: [50, 3]", (x: number) => x, 50, 3],
    ["normal: [50, 3]", (x: number) => (x - 50) ** 2, 9, 9 * Math.SQRT2]
  ] as const
  for (const [distribution, of, mean, deviation] of cases) {
    const zip = await sweep(`{ zip: { soil.depth: { sample: { ${distribution}, n: ${n} } } } }`)
    const sum = zip.reduce((total, swept) => total + of(swept["soil.depth"] as number), 0)
    const z = (sum / n - mean) / (deviation / Math.sqrt(n))
    t.ok(Math.abs(z) < 4.5, `${distribution}: ${z}`)
  }
})

t.test("a uniform of integers gives each the same odds", async (t) => {
  // Chi squared of 4 degrees of freedom: above 23.5 with odds of 10 000 to 1. Rounding would halve the ends: 250.
  const n = 1000
  const pairs = `{ trees: { sample: { uniform: [1, 5], n: ${n} } }, water: { linspace: [0, 1, ${n}] } }`
  const drawn = (await sweep(`{ zip: ${pairs} }`)).map(({ trees }) => trees)
  const counts = [1, 2, 3, 4, 5].map((k) => drawn.filter((each) => each === k).length)
  t.equal(
    counts.reduce((a, b) => a + b),
    n
  )
  t.ok(counts.reduce((sum, count) => sum + (count - n / 5) ** 2 / (n / 5), 0) < 23.5, counts.join())
})

t.test("~ is the default, in a sweep, over base, and by a flag", async (t) => {
  const text = `simulation: orchard\nbase: { trees: 3, years: 7, soil: { depth: 4, acid: true } }\n`
  const { points } = await one(`${text}sweep: [{ grid: { years: [~, 20], soil.depth: [~, 2] } }]\n`)
  t.strictSame(
    points.map(({ swept }) => swept),
    [10, 20].flatMap((years) => [1, 2].map((depth) => ({ years, "soil.depth": depth })))
  )
  t.strictSame(points[0].encoded.soil, { depth: 1, acid: true })
  t.equal((await one(text, "years=~")).points[0].encoded.years, 10)
  t.strictSame(
    (await one(text, "years=null,8")).points.map(({ swept }) => swept.years),
    [10, 8]
  )
})

t.test("<< merges maps: what a map says itself wins, then what is named first", async (t) => {
  const { points } = await one(
    `simulation: orchard
base: &base { trees: 3, years: 7 }
sweep:
  - list:
      - &first { <<: *base, years: 8, water: 1 }
      - { water: 2, <<: [*first, { years: 9, species: plum }] }
`
  )
  t.match(
    points.map(({ encoded }) => encoded),
    [
      { trees: 3, years: 8, water: 1, species: "apple" },
      { trees: 3, years: 8, water: 2, species: "plum" }
    ]
  )
})

t.test("flags", async (t) => {
  const text = `${header}seed: 1\nsweep: [{ grid: { years: [1, 2] } }, { zip: { species: [pear, plum], water: [1, 2] } }]\n`
  const swept = async (...set: ReadonlyArray<string>) =>
    (await one(text, ...set)).points.map((point) => point.swept)

  t.test("of the study", async (t) => {
    const study = await one(
      text,
      "seed=7",
      "repeats = 3",
      "name=x",
      "until.column=height",
      "until.standardError=0.1",
      "until.atMost=9"
    )
    const until = { column: "height", standardError: 0.1, atMost: 9 }
    t.match(study, { seed: 7, repeats: 3, name: "x", until })
    t.strictSame(plain(study.points), plain((await one(text)).points))
  })
  t.test("one value ends a sweep", async (t) => {
    const study = await one(text, "years=5")
    t.strictSame(
      study.points.map(({ encoded }) => encoded.years),
      [5, 5]
    )
    t.strictSame(
      study.points.map((point) => point.swept),
      [
        { species: "pear", water: 1 },
        { species: "plum", water: 2 }
      ]
    )
  })
  t.test("several values sweep", async (t) => {
    t.strictSame(await swept("years=5,6", "base.species=apple", "water=0.5"), [{ years: 5 }, { years: 6 }])
    t.strictSame(await swept("years={ range: [3, 5, 2] }", "species=plum", "water=1"), [
      { years: 3 },
      { years: 5 }
    ])
  })
  t.test("rows that become equal count once", async (t) => {
    t.strictSame(
      (
        await one(
          `${header}sweep: [{ list: [{ years: 1, water: 1 }, { years: 1, water: 2 }, { years: 2 }] }]`,
          "water=9"
        )
      ).points.map((point) => point.swept),
      [{ years: 1 }, { years: 2 }]
    )
  })
  t.test("a value that is a list or a map", async (t) => {
    const study = await one(text, "rows=[[1, 2], [3, 4]]", "soil={ depth: 4 }", "soil.acid=true")
    t.strictSame(study.points[0].encoded.rows, [
      [1, 2],
      [3, 4]
    ])
    t.strictSame(study.points[0].encoded.soil, { depth: 4, acid: true })
  })
  t.test("the last of equal keys wins", async (t) => {
    t.strictSame(await swept("years=5,6", "years=9", "species=pear", "water=1"), [{}])
  })
  t.test("in the studies that have the parameter", async (t) => {
    const studies = await read(
      `${header}name: a\n---\nsimulation: garden\nname: b\nbase: { kind: lawn }\n`,
      "area=4",
      "years=2"
    )
    t.equal(studies[0].points[0].encoded.years, 2)
    t.strictSame(studies[1].points[0].encoded, { kind: "lawn", area: 4 })
  })
})

t.test("adding a value to a sweep changes no other point", async (t) => {
  const years = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })
  const waters = fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 4 })
  const law = fc.assert(
    fc.asyncProperty(years, waters, fc.nat(5), async (years, waters, dropped) => {
      const texts = async (years: ReadonlyArray<number>) => {
        const { points } = await one(
          `${header}sweep: [{ grid: { years: [${years}], water: [${waters}] } }]\n`
        )
        return points.map(({ encoded }) => JSON.stringify(encoded))
      }
      const all = new Set(await texts(years))
      const fewer = years.filter((_, i) => i !== dropped % years.length)
      return (
        all.size === years.length * waters.length &&
        (fewer.length === 0 || (await texts(fewer)).every((point) => all.has(point)))
      )
    }),
    { numRuns: 40, seed: 7 }
  )
  await t.resolves(law)
})

t.test("a hundred thousand points, each its own", async (t) => {
  const { points } = await one(
    `${header}sweep: [{ grid: { years: { range: [1, 50, 1] }, species: [apple, pear], water: { linspace: [0, 1, 1000] } } }]\n`
  )
  t.equal(points.length, 100_000)
  t.strictSame(points[0].swept, { years: 1, species: "apple", water: 0 })
  t.strictSame(points[99_999].swept, { years: 50, species: "pear", water: 1 })
})
