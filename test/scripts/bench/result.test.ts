import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import { programs } from "../../../scripts/bench/catalogue.ts"
import * as Measurement from "../../../scripts/bench/measurement.ts"
import * as Readme from "../../../scripts/bench/readme.ts"
import * as Result from "../../../scripts/bench/result.ts"
import { newFolder } from "../../support/engine.ts"

const root = join(import.meta.dirname, "../../..")
const committed = readFileSync(join(root, "scripts/bench/result.json"), "utf8")

t.test("the committed result is whole, and printed as the bench prints it", (t) => {
  const result = Result.parse(committed)
  t.equal(Result.print(result), committed)
  for (const [name, { command }] of Object.entries(result.sections)) {
    t.ok(Object.hasOwn(programs, name), name)
    // With what the program itself is started with, or without.
    t.match(command, new RegExp(`^node (--\\S+ )*scripts/bench/${name}\\.ts( |$)`))
  }
  t.end()
})

t.test("the README's table is that of the committed result", (t) => {
  const readme = readFileSync(join(root, "README.md"), "utf8")
  t.equal(Readme.put(readme, Result.parse(committed)), readme, "node scripts/bench/readme.ts writes it")
  t.throws(() => Readme.put("# Nothing", Result.empty), /README\.md has no/)
  t.end()
})

t.test("every program of the catalogue is there, and every peer says why it is the best", (t) => {
  for (const name of Object.keys(programs)) t.ok(existsSync(join(root, `scripts/bench/${name}.ts`)), name)
  const peers = readdirSync(join(root, "scripts/bench/peers")).filter((file) => file.endsWith(".py"))
  for (const file of peers) {
    const head = readFileSync(join(root, "scripts/bench/peers", file), "utf8").split('"""')[1]!
    t.match(head.replace(/\s+/g, " "), /\b[Tt]he best that (a good engineer would write|there is)\b/, file)
  }
  t.end()
})

t.test("faults of a result are named", (t) => {
  const good = Measurement.of("it", "s", [1], { name: "torch", values: [2] })
  const of = (...measurements: ReadonlyArray<unknown>) => Result.measurements(measurements, "x")
  t.same(of(good), [good])
  t.throws(() => of(good, good), /x: it \/ torch is there twice/)
  t.throws(() => of({ ...good, ours: Number.NaN }), /ours of it is not a number/)
  t.throws(() => of({ ...good, peer: 3 }), /peer of it is not a text or null/)
  t.throws(() => of({ ...good, ratio: null }), /it has some of peer, theirs and ratio/)
  t.throws(() => of(null), /measurement 0 is no object/)
  t.throws(() => Result.measurements({}, "x"), /x has no list/)
  t.throws(() => Result.parse("{}"), /no result of the bench/)
  t.throws(
    () => Result.parse('{"format":1,"sections":{"x":{}}}'),
    /x says neither its command nor its machine/
  )
  t.throws(() => Result.parse("nonsense"), SyntaxError)
  t.end()
})

t.test("a part of the bench takes its section's place and leaves the others", (t) => {
  const { sections } = Result.parse(committed)
  const [name, section] = Object.entries(sections)[0]!
  const merged = Result.merge(
    { format: 1, sections },
    { format: 1, sections: { [name]: { ...section, commit: "x" } } }
  )
  t.same(merged.sections, { ...sections, [name]: { ...section, commit: "x" } })
  t.end()
})

const bench = (env: Record<string, string>, ...args: ReadonlyArray<string>) =>
  spawnSync("env", ["NODE_OPTIONS=", process.execPath, join(root, "scripts/bench/run.ts"), ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env }
  })

t.test("the bench refuses what it does not know", (t) => {
  const { status, stderr } = bench({}, "samplign")
  t.equal(status, 2)
  t.match(stderr, /no program samplign\.\nPrograms: engine, /)
  t.equal(bench({}, "--quik").status, 2)
  t.end()
})

t.test("a missing peer is named, and no error; the file has the section", (t) => {
  const json = join(newFolder(), "result.json")
  const nowhere = ["/no/python", "/none/either"].join(delimiter)
  const { status, stdout, stderr } = bench(
    { SKEIN_PYTHON: nowhere },
    "engine",
    "trust-region",
    "--quick",
    "--json",
    json
  )
  t.equal(status, 0, stderr)
  t.match(stdout, /torch is missing: no interpreter that SKEIN_PYTHON names has it/)
  const { sections } = Result.parse(readFileSync(json, "utf8"))
  t.same(Object.keys(sections), ["engine", "trust-region"])
  t.equal(sections["trust-region"]!.missing.length, 1)
  const { measurements } = sections["trust-region"]!
  t.ok(measurements.every(({ ours }) => ours > 0))
  const peers = new Set(measurements.map(({ peer }) => peer))
  t.same(peers, new Set([null, "one thread"]), "ours on two threads is beside itself alone")
  t.end()
})
