/** Two simulations that only have parameters and tables, and the catalogue that knows them. */
import * as Effect from "effect/Effect"
import * as Reducer from "effect/Reducer"
import * as Schema from "effect/Schema"
import type { Catalogue } from "../../src/engine/config/parse.ts"
import type { Simulation } from "../../src/simulation/contract.ts"

const withDefault = <S extends Schema.Top>(value: S["Encoded"]) =>
  Schema.withDecodingDefaultKey<S>(Effect.succeed(value))

const tables = {
  heights: {
    description: "One row a point.",
    columns: {
      height: { type: "real", description: "Mean height.", unit: "m", standardError: "heightStandardError" },
      heightStandardError: { type: "real", description: "Of height.", unit: "m" },
      species: { type: "text", description: "Which tree.", unit: "-" }
    }
  }
} as const

const rest = {
  summary: "Trees that grow.",
  version: 1,
  smoke: { trees: 1 },
  tables,
  kind: "sampling",
  reducer: Reducer.make<number>((a, b) => a + b, 0),
  replicates: () => 1,
  grain: () => 1,
  cost: () => 1e-3,
  rows: () => ({ heights: [] })
} as const

/** Flat parameters, a nested one, one without a default, and a fault between two. */
export const orchard: Simulation = {
  ...rest,
  config: Schema.Struct({
    trees: Schema.Int.check(Schema.isGreaterThan(0)).annotate({ description: "How many.", unit: "1" }),
    species: Schema.Literals(["apple", "pear", "plum"])
      .annotate({ description: "Which tree.", unit: "-" })
      .pipe(withDefault("apple")),
    water: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
      .annotate({ description: "Rain a year.", unit: "m" })
      .pipe(withDefault(0.5)),
    years: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))
      .pipe(withDefault(10))
      .annotate({ description: "How long.", unit: "years" }),
    rows: Schema.Union([Schema.Literals(["square", "hexagon"]), Schema.Array(Schema.Array(Schema.Finite))])
      .annotate({ description: "Where they stand.", unit: "m" })
      .pipe(withDefault("square")),
    soil: Schema.Struct({
      depth: Schema.Finite.pipe(withDefault(1)),
      acid: Schema.Boolean.pipe(withDefault(false))
    })
      .annotate({ description: "What they stand in.", unit: "-" })
      .pipe(withDefault({}))
  }),
  faults: ({ species, years, water }) =>
    species === "plum" && years > 50
      ? [{ path: ["years"], message: `A plum tree does not live ${years} years.` }]
      : water > 10
        ? [{ path: ["water"], message: "The trees drown." }]
        : []
}

/** A union: which parameters there are depends on `kind`. */
export const garden: Simulation = {
  ...rest,
  config: Schema.Union([
    Schema.Struct({ kind: Schema.Literal("lawn"), area: Schema.Finite.pipe(withDefault(1)) }),
    Schema.Struct({ kind: Schema.Literal("pond"), depth: Schema.Finite })
  ])
}

const known: Readonly<Record<string, Simulation>> = { orchard, garden }

export const catalogue: Catalogue = {
  names: async () => Object.keys(known),
  load: async (name) => known[name]
}
