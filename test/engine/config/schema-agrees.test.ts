/**
 * Editors and the parser say the same of a study: 3000 mutations of the studies in configs, each judged by the schema of
 * its simulation and by the parser. What no schema can say, because it is about several values at once, is listed here:
 * of a study with such faults alone the schema may say nothing.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import fc from "fast-check"
import t from "tap"
import * as Yaml from "yaml"
import type { Fault } from "../../../src/engine/config/fault.ts"
import * as EditorSchema from "../../../src/engine/config/json-schema.ts"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { type Catalogue, parse } from "../../../src/engine/config/parse.ts"
import type { Simulation } from "../../../src/simulation/contract.ts"
import * as Discover from "../../../src/simulation/discover.ts"

/** What no schema can say. Faults between parameters that a simulation finds itself are left out below. */
const beyondSchemas: Readonly<Record<string, RegExp>> = {
  "a parameter is missing, which base, a sweep or a flag may give": / is missing(\.|:)/,
  "a default that follows from other parameters is no value":
    / is not given, and what follows for it from the other parameters is not /,
  "a default follows from a parameter that is not there": /^letters has no default/,
  "a file of data is not there, or no such file": /cannot be read: (there is no such file|this is a folder)/,
  "two points are the same": /This makes the same point as /,
  "a parameter is swept in two blocks": / is swept already at /,
  "the lists of a zip have different lengths": /must be equally long/,
  "there are too many points": /The sweep makes /,
  "a parameter belongs to another variant":
    /^(\S+ has no .*: leave it out, or take|.* does not go with the other)/,
  "the parameters fit no variant": /These parameters do not fit together/,
  "the numbers of a generator depend on each other":
    /cannot be made: (steps of|the range has|one value cannot|there is no integer|.*give the lower end first|.*too far apart|.*differ too much|a normal of|there are \d+ values to choose from|the weights must have)/,
  "the numbers of a space depend on each other":
    /^The space of \S+ cannot be read: (.*give the lower end first|there is no integer|step is a number above 0 and at most|it has \d+ values)/,
  "atMost is below repeats": /^atMost is \d+, below the/,
  "two studies of a file have one name": /Another study of this file/
}

type Json = null | boolean | number | string | Array<Json> | { [key: string]: Json }

const root = join(import.meta.dirname, "..", "..", "..", "configs")
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".yaml") && !file.startsWith("kubernetes")
)

/** Studies with few points, so that 3000 of them take seconds. */
const studies = files
  .flatMap((file) => Yaml.parseAllDocuments(readFileSync(join(root, file), "utf8")))
  .map((document) => document.toJS() as { simulation: string; [key: string]: Json })
  .filter((study) => JSON.stringify(study).length < 700)

/** Without the faults that a simulation finds between parameters. */
const known = new Map<string, Simulation>()
const names = await Discover.names()
for (const name of names) {
  const { faults: _, ...simulation } = await Discover.load(name)
  known.set(name, simulation as Simulation)
}
const catalogue: Catalogue = { names: async () => names, load: async (name) => known.get(name)! }

const parameters = new Map([...known].map(([name, simulation]) => [name, Parameter.list(simulation)]))
// NaN and infinities are numbers in some editors: the schema itself has to refuse them.
const ajv = new Ajv2020({ strictNumbers: false, strict: false })
const schemas = new Map(
  [...known].map(([name, simulation]) => {
    const schema = EditorSchema.ofSimulation(name, simulation, parameters.get(name)!)
    return [name, ajv.compile(schema)] as const
  })
)

const values: ReadonlyArray<Json> = [
  null,
  true,
  0,
  1,
  2,
  -1,
  1.5,
  1e20,
  1e7,
  1_000_001,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  "",
  "relu",
  "a b",
  "default",
  [],
  {},
  [1],
  [1, 2],
  [[1, 2], [3]],
  { a: 1 },
  { toString: 1 },
  { range: [1, 3, 1] },
  { range: [1, 3, 0] },
  { range: [3, 1, 1] },
  { linspace: [1, 4, 4] },
  { linspace: [1, 4, 1_000_001] },
  { linspace: [1, 4] },
  { linspace: [1, Number.NaN, 3] },
  { logspace: [1, 8, 4] },
  { logspace: [0, 8, 4] },
  { logspace: [-8, -1, 4] },
  { logspace: [-8, 1, 4] },
  { sample: { uniform: [1, 9], n: 2 } },
  { sample: { logUniform: [0, 9], n: 2 } },
  { sample: { normal: [3, -1], n: 2 } },
  { sample: { normal: [3, 1], n: 0 } },
  { sample: { uniform: [1, 9], step: 2, n: 3 } },
  { sample: { uniform: [1, 9], step: 0, n: 3 } },
  { sample: { normal: [1, 9], step: "a", n: 3 } },
  { sample: { choice: ["relu", "erf", 2], n: 3 } },
  { sample: { choice: [1, 2], weights: [1, -1], n: 3 } },
  { sample: { choice: [1, 2], weights: [1, 3], n: 3 } },
  { sample: { choice: [3], step: 1, n: 3 } },
  { sample: { choice: [], n: 3 } },
  { sample: { choice: [1] } },
  { sample: { uniform: [1, 9] } },
  { sample: { uniform: [1, 9], normal: [0, 1] } },
  { sample: { uniform: [1, 9], n: 2, m: 1 } },
  { range: [1, 3, 1], linspace: [1, 2, 2] }
]

/** As YAML, on one line. */
const text = (value: Json): string => {
  if (typeof value === "number" && !Number.isFinite(value))
    return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf"
  if (Array.isArray(value)) return `[${value.map(text).join(", ")}]`
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${text(inner)}`)
    .join(", ")} }`
}

type Container = Array<Json> | { [key: string]: Json }

/** Each place of a value: what holds it, and under which key. */
const places = (value: Json): ReadonlyArray<readonly [Container, string | number]> => {
  if (value === null || typeof value !== "object") return []
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => {
    const inner = (value as { [key: string | number]: Json })[key]
    return [[value, key] as const, ...places(inner)]
  })
}

const pick = <A>(list: ReadonlyArray<A>, at: number): A => list[at % list.length]

const kinds = ["value", "value", "number", "remove", "rename", "parameter", "sweep", "swap", "empty"] as const

interface Mutation {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly choice: number
}

const set = (holder: Container, key: string | number, value: Json) => {
  ;(holder as { [key: string | number]: Json })[key] = value
}

const mutate = (study: { [key: string]: Json }, { kind, at, choice }: Mutation): void => {
  const every = places(study).filter(([holder, key]) => holder !== study || key !== "simulation")
  const own = parameters.get(String(study.simulation))!
  const maps = [
    study.base,
    ...every.map(([holder, key]) => (holder as { [key: string | number]: Json })[key])
  ].filter(
    (value): value is { [key: string]: Json } =>
      value !== null && typeof value === "object" && !Array.isArray(value)
  )
  if (every.length === 0) return
  const [holder, key] = pick(every, at)
  const old = (holder as { [key: string | number]: Json })[key]
  const put = (value: Json) => set(holder, key, value)
  switch (kind) {
    case "value":
      put(structuredClone(pick(values, choice)))
      return
    case "number": {
      const numbers = every.filter(([holder, key]) => typeof (holder as never)[key] === "number")
      if (numbers.length === 0) return
      const [place, name] = pick(numbers, at)
      const x = (place as { [key: string | number]: number })[name]
      set(place, name, pick([x + 1, x - 1, -x, x / 2, x * 1000, x + 0.5, 0, Number.NaN, 1e300], choice))
      return
    }
    case "remove":
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return
    case "rename":
      if (Array.isArray(holder)) return
      delete holder[key]
      set(holder, pick([`${key}x`, `${key}.x`, "x", pick(own, choice).name, `${key}.`, "base"], choice), old)
      return
    case "parameter":
      if (maps.length === 0) return
      set(pick(maps, at), pick(own, choice).name, structuredClone(pick(values, at + choice)))
      return
    case "sweep":
      study.sweep = [
        ...(Array.isArray(study.sweep) ? study.sweep : []),
        {
          [pick(["grid", "zip", "list"], at)]: { [pick(own, choice).name]: structuredClone(pick(values, at)) }
        }
      ]
      return
    case "swap": {
      const [other, otherKey] = pick(every, choice)
      put(structuredClone((other as { [key: string | number]: Json })[otherKey]))
      return
    }
    case "empty":
      put(Array.isArray(old) ? [] : typeof old === "object" ? {} : null)
      return
  }
}

const mutated = fc
  .tuple(
    fc.constantFrom(...studies),
    fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(10_000), choice: fc.nat(10_000) }), {
      maxLength: 3
    })
  )
  .map(([study, mutations]) => {
    const changed = structuredClone(study)
    for (const mutation of mutations) mutate(changed, mutation)
    return text(changed)
  })

/** Whether a fault is about a value that a generator made: a range of halves for an integer, say. */
const isMade = (fault: Fault, line: string): boolean =>
  /"(range|linspace|logspace|sample)": $/.test(line.slice(0, (fault.column ?? 1) - 1)) &&
  / must be /.test(fault.message) &&
  !fault.message.includes("cannot be made")

const disagreement = async (line: string): Promise<string | undefined> => {
  const simulation = (Yaml.parse(line) as { simulation: string }).simulation
  const isValid = schemas.get(simulation)!
  const bySchema = isValid(Yaml.parse(line))
  const parsed = await Effect.runPromise(Effect.result(parse(line, "s.yaml", [], catalogue)))
  const faults = Result.isSuccess(parsed) ? [] : parsed.failure.faults
  const sayable = faults.filter(
    (fault) => !isMade(fault, line) && !Object.values(beyondSchemas).some((kind) => kind.test(fault.message))
  )
  if (bySchema && sayable.length > 0) return `only the parser: ${JSON.stringify(sayable)}`
  if (!bySchema && faults.length === 0) return `only the schema: ${ajv.errorsText(isValid.errors)}`
  return undefined
}

t.test("the studies as they are", async (t) => {
  t.ok(studies.length > 30)
  t.same(new Set(studies.map(({ simulation }) => simulation)).size, names.length)
  for (const study of studies) t.equal(await disagreement(text(study)), undefined, String(study.name))
})

t.test("3000 mutations", async (t) => {
  const found = await fc.check(
    fc.asyncProperty(mutated, async (line) => {
      const said = await disagreement(line)
      if (said !== undefined) throw new Error(said)
    }),
    { numRuns: Number(process.env.RUNS ?? 3000), seed: Number(process.env.SEED ?? 12) }
  )
  t.notOk(found.failed, found.failed ? `${found.counterexample?.[0]}\n${found.errorInstance}` : "")
})
