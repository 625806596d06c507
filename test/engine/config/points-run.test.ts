/** Points of a study that are those of another run. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import * as EditorSchema from "../../../src/engine/config/json-schema.ts"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import * as Manifest from "../../../src/engine/manifest.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import { skein } from "../../support/cli.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const root = newFolder()
const runs = join(root, "runs")
mkdirSync(runs)
const biases = [0.1, 0.3, 0.5, 0.7, 0.9]
const coins = biases.flatMap((bias) => [1000, 900].map((tosses) => ({ bias, tosses })))
await run(await studyOf("coin", coins), { directory: join(runs, "first") })

const read = (lines: string, simulation = "coin") =>
  Effect.runPromise(
    Effect.result(
      parse(`simulation: ${simulation}\n${lines}\n`, join(root, "study.yaml"), [], Discover, runs)
    )
  )

const points = async (lines: string) =>
  Result.getOrThrow(await read(lines))[0]!.points.map(({ encoded: { bias, tosses } }) => `${bias} ${tosses}`)

const faults = async (lines: string, simulation?: string) => {
  const result = await read(lines, simulation)
  if (Result.isSuccess(result)) throw new Error("no fault was found")
  return result.failure.message.split("\n").map((line) => line.replaceAll(`${root}/`, ""))
}

t.test("all points, and those that meet conditions", async (t) => {
  const all = coins.map(({ bias, tosses }) => `${bias} ${tosses}`)
  t.strictSame(await points("points: { run: first }"), all)
  t.strictSame(await points("points: { run: ./runs/first }"), all, "a path from the study file")
  t.strictSame(await points(`points: { run: ${JSON.stringify(join(runs, "first"))} }`), all)
  const where = (conditions: string) => points(`points: { run: first, where: ${conditions} }`)
  t.strictSame(await where("{ heads: { above: 0.6 }, tosses: 900 }"), ["0.7 900", "0.9 900"])
  t.strictSame(await where("{ bias: [0.1, 0.9], tosses: { equal: 1000 } }"), ["0.1 1000", "0.9 1000"])
  t.strictSame(await where("{ bias: { atLeast: 0.3, atMost: 0.5 }, tosses: { below: 1000 } }"), [
    "0.3 900",
    "0.5 900"
  ])
})

t.test("the best of them, in plan order", async (t) => {
  const best = "best: { maximise: heads, n: 2 }"
  t.strictSame(await points(`points: { run: first, where: { tosses: 900 }, ${best} }`), [
    "0.7 900",
    "0.9 900"
  ])
  t.strictSame(
    await points("points: { run: first, table: tosses, where: { tosses: 900 }, best: { minimise: heads } }"),
    ["0.1 900"]
  )
  t.strictSame(await points("points: { run: first, best: { minimise: bias, n: 3 } }"), [
    "0.1 1000",
    "0.1 900",
    "0.3 1000"
  ])
})

t.test("what the study says itself is not taken, and equal points are one", async (t) => {
  const given = "points: { run: first, where: { bias: { below: 0.4 } } }"
  t.strictSame(await points(`${given}\nbase: { tosses: 50 }`), ["0.1 50", "0.3 50"])
  t.strictSame(await points(`${given}\nsweep: [{ grid: { tosses: [50, 60] } }]`), [
    "0.1 50",
    "0.1 60",
    "0.3 50",
    "0.3 60"
  ])
  t.strictSame(
    await points("points: { run: first, where: { bias: 0.5 }, columns: [bias] }\nbase: { bias: 0.2 }"),
    ["0.5 1000"],
    "columns that are named go before base"
  )
  t.strictSame(await points("points: { run: first, where: { bias: 0.5 }, ignore: [tosses] }"), ["0.5 1000"])
})

t.test("each fault is a sentence with its place", async (t) => {
  const said: ReadonlyArray<readonly [string, string]> = [
    [
      "{ run: frist }",
      '2:16: There is no run "frist": runs/frist and frist hold none. Did you mean "first"?'
    ],
    ["{ run: 3 }", "2:16: run is the name of a run, or the path of its folder, not 3."],
    ["{ run: first, tabel: x }", '2:23: points has no key "tabel". Did you mean "table"?'],
    [
      "{ run: first, table: toses }",
      '2:30: The run has no table "toses". Did you mean "tosses"? There are: tosses.'
    ],
    [
      "{ run: first, where: { haeds: 1 } }",
      '2:32: The table tosses has no column "haeds". Did you mean "heads"?'
    ],
    ["{ run: first, where: { heads: abc } }", '2:39: heads has numbers, and is never the text "abc".'],
    [
      '{ run: first, where: { tosses: [900, "900"] } }',
      '2:40: tosses has numbers, and is never the text "900".'
    ],
    [
      "{ run: first, where: { diary: { above: 1 } } }",
      "2:39: diary has no numbers: only those are larger or smaller."
    ],
    ["{ run: first, where: { heads: { above: x } } }", '2:48: above takes a number, not the text "x".'],
    ["{ run: first, where: { heads: { above: .nan } } }", "2:48: above takes a number, not NaN."],
    ["{ run: first, where: { heads: { over: 1 } } }", '2:41: A condition on heads has no key "over".'],
    [
      "{ run: first, where: { heads: [] } }",
      "2:39: A condition on heads is a value, a list of values or a comparison, such as 5, [gelu, relu] or { above: 0.9 }."
    ],
    [
      "{ run: first, where: [heads] }",
      "2:30: where is a map of conditions, such as { accuracy: { above: 0.9 }, width: 5 }."
    ],
    ["{ run: first, where: { heads: { above: 7 } } }", "2:16: No point of first is what is asked for."],
    [
      "{ run: first, best: heads }",
      "2:29: best is the column that decides and how many points, such as { maximise: accuracy, n: 10 }."
    ],
    [
      "{ run: first, best: { maximise: heads, n: 0 } }",
      "2:51: n must be an integer from 1 to 1000000, not 0."
    ],
    [
      "{ run: first, best: { maximise: heads, minimise: bias } }",
      "2:48: best has maximise already: give one of the two."
    ],
    [
      "{ run: first, best: { maximise: diary } }",
      "2:41: diary has no numbers: only those are larger or smaller."
    ],
    [
      "{ run: first, columns: [toses] }",
      '2:32: The points of first have no parameter "toses". Did you mean "tosses"?'
    ],
    ["{ run: first, file: x.csv }", "2:11: points has a file already: name that or a run."]
  ]
  for (const [text, sentence] of said)
    t.match(await faults(`points: ${text}`), [`study.yaml:${sentence}`], text)
})

t.test("editors say the same", async (t) => {
  const coin = await Discover.load("coin")
  const schema = EditorSchema.ofSimulation("coin", coin, Parameter.list(coin))
  const isValid = new Ajv2020({ strict: false }).compile(schema)
  const takes = (points: unknown) => isValid({ simulation: "coin", points })
  for (const points of [
    { run: "first" },
    { run: "first", where: { heads: { above: 0.6, atMost: 1 }, tosses: 900, bias: [0.1, 0.3] } },
    { run: "first", table: "tosses", best: { maximise: "heads", n: 3 }, columns: ["bias"] },
    { file: "a.csv", ignore: ["note"] }
  ])
    t.ok(takes(points), JSON.stringify(points))
  for (const points of [
    {},
    { run: "" },
    { run: "first", file: "a.csv" },
    { file: "a.csv", where: { heads: 1 } },
    { run: "first", where: {} },
    { run: "first", where: { heads: [] } },
    { run: "first", where: { heads: { over: 1 } } },
    { run: "first", where: { heads: { above: "x" } } },
    { run: "first", best: { n: 3 } },
    { run: "first", best: { maximise: "heads", minimise: "heads" } },
    { run: "first", best: { maximise: "heads", n: 0 } },
    { run: "first", columns: ["bias"], ignore: ["tosses"] }
  ])
    t.notOk(takes(points), JSON.stringify(points))
})

t.test("points of another simulation", async (t) => {
  t.match(await faults("points: { run: first }", "descent"), [
    /^study.yaml:2:16: first is a run of coin: say which of its parameters to take by columns/
  ])
  t.match(await faults("points: { run: first, columns: [bias] }", "descent"), [
    /^study.yaml:2:32: descent has no parameter "bias"/
  ])
})

t.test("a damaged file, one that is none, and points that are not finished", async (t) => {
  const damaged = join(runs, "damaged")
  await run(await studyOf("coin", coins.slice(0, 2)), { directory: damaged })
  const open = (directory: string, sql: string) => {
    const database = new DatabaseSync(join(directory, "run.sqlite"))
    database.exec(sql)
    database.close()
  }
  open(damaged, "UPDATE tosses SET heads = 0.5 WHERE _point = 1")
  t.match(await faults("points: { run: damaged, where: { heads: { above: 0 } } }"), [
    /^study.yaml:2:16: The points of runs\/damaged cannot be read: run.sqlite is damaged \(the rows of point 1 /
  ])
  mkdirSync(join(runs, "none"))
  writeFileSync(join(runs, "none", "run.sqlite"), "no database, but more than a few bytes of text")
  t.match(await faults("points: { run: none }"), [
    /^study.yaml:2:16: The points of runs\/none cannot be read: /
  ])
  const half = join(runs, "half")
  await run(await studyOf("coin", coins.slice(0, 2)), { directory: half })
  open(half, "DELETE FROM tosses WHERE _point = 0; DELETE FROM _finished WHERE ordinal = 0")
  const [study] = Result.getOrThrow(await read("points: { run: half, where: { heads: { above: 0 } } }"))
  t.match([study!.points.length, study!.origin], [1, { run: "half", points: 1, unfinished: 1 }])
  t.match(await faults("points: { run: half, where: { tosses: 1000, heads: { above: 0 } } }"), [
    "study.yaml:2:16: No point of half is what is asked for. 1 of its 2 points are not finished."
  ])
  const [whole] = Result.getOrThrow(await read("points: { run: half }"))
  t.match([whole!.points.length, whole!.origin], [2, { unfinished: 0 }], "configs need no rows")
})

t.test("a run keeps its points, and from where they came, when that is gone", async (t) => {
  writeFileSync(join(root, "coins.csv"), "bias,tosses\n0.2,300\n0.4,300\n")
  const sources = { data: "{ file: coins.csv }", other: "{ run: gone, best: { maximise: heads } }" }
  await run(await studyOf("coin", coins.slice(0, 2)), { directory: join(runs, "gone") })
  for (const [name, points] of Object.entries(sources)) {
    writeFileSync(join(root, `${name}.yaml`), `simulation: coin\npoints: ${points}\n`)
    t.equal((await skein(root, "run", `${name}.yaml`, "--threads", "0")).status, 0)
  }
  const origin = (name: string) => Manifest.read(join(runs, name))!.studies!.at(-1)!.origin
  t.match(origin("data"), { file: "coins.csv", digest: /^[0-9a-f]{64}$/ })
  t.match(origin("other"), {
    run: "gone",
    digest: Manifest.read(join(runs, "gone"))!.studies!.at(-1)!.digest,
    points: 1
  })
  rmSync(join(root, "coins.csv"))
  rmSync(join(runs, "gone"), { recursive: true })
  for (const name of Object.keys(sources)) {
    const own = join("runs", name, "study.yaml")
    t.notMatch(readFileSync(join(root, own), "utf8"), "points:")
    const resumed = await skein(root, "resume", name, "--threads", "0")
    t.equal(resumed.status, 0, resumed.stderr)
    const again = await skein(root, "run", own, "--name", `${name}-again`, "--threads", "0")
    t.equal(again.status, 0, again.stderr)
    const [one, two] = await Promise.all(
      [name, `${name}-again`].map((each) => skein(root, "export", each, "--format", "csv"))
    )
    t.equal(two!.stdout, one!.stdout)
    t.ok(origin(name), "resume does not forget")
  }
})
