/** Study files on a disk, as they should be and not. */
import { mkdirSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import * as Config from "../../../src/engine/config/config.ts"
import { catalogue } from "../../support/catalogue.ts"

const folder = t.testdir({
  "growth.yaml": "simulation: orchard\nbase: { trees: 3 }\n",
  "marked.yaml": "\ufeffsimulation: orchard\nbase: { trees: 3 }\n",
  "large.yaml": "",
  "notes.txt": "simulation: orchard\n",
  "my study.yaml": "simulation: orchard\nbase: { trees: 3 }\n",
  sets: { "paper.yaml": "", "smoke.yml": "", more: { "other.yaml": "" } },
  bare: {}
})
writeFileSync(join(folder, "latin.yaml"), Buffer.from("simulation: \xe9rable\n", "latin1"))
mkdirSync(join(folder, "folder.yaml"))
truncateSync(join(folder, "large.yaml"), 500_000_001)

const load = (name: string) =>
  Effect.runPromise(Effect.result(Config.load(join(folder, name), [], catalogue)))

t.test("a study file", async (t) => {
  const studies = Result.getOrThrow(await load("growth.yaml"))
  t.match(studies, [{ name: "growth", simulation: "orchard", points: [{ encoded: { trees: 3 } }] }])
})

t.test("a file that starts with a byte order mark", async (t) => {
  t.match(Result.getOrThrow(await load("marked.yaml")), [{ name: "marked" }])
})

const at = (name: string) => join(folder, name)
const cases: Readonly<Record<string, string>> = {
  "grwoth.yaml": `There is no such file. Did you mean ${at("growth.yaml")}?`,
  growth: `There is no such file. Did you mean ${at("growth.yaml")}?`,
  "zzzzzzzz.yaml": "There is no such file.",
  "sets/pape.yaml": `There is no such file. Did you mean ${at("sets/paper.yaml")}?`,
  "growth.yaml/inner.yaml": "A part of this path is a file, not a folder.",
  "large.yaml": "The file has 500000001 bytes; a study file has at most 500000000.",
  "latin.yaml": "The file is not text in UTF-8.",
  sets: `This is a folder, not a study file. Name one of its study files: ${at("sets/more/other.yaml")}, ${at("sets/paper.yaml")}, ${at("sets/smoke.yml")}.`,
  bare: "This is a folder, not a study file.",
  "folder.yaml": "This is a folder, not a study file."
}

for (const [name, message] of Object.entries(cases)) {
  t.test(name, async (t) => {
    const result = await load(name)
    if (Result.isSuccess(result)) return t.fail("no fault was found")
    t.equal(result.failure.message, `${at(name)}: ${message}`)
  })
}

t.test("a device", { skip: process.platform === "win32" && "no /dev/null" }, async (t) => {
  const result = await Effect.runPromise(Effect.result(Config.load("/dev/null", [], catalogue)))
  t.match(result, { failure: { message: "/dev/null: This is not a regular file." } })
})

t.test("a file whose name cannot name a study", async (t) => {
  const result = await load("my study.yaml")
  if (Result.isSuccess(result)) return t.fail("no fault was found")
  t.equal(
    result.failure.message,
    `${at("my study.yaml")}:1:1: The file's name "my study" cannot name the study's folder: add a key name.`
  )
})
