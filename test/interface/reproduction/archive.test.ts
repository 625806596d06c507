/** A reproduction as a zip file: what is in it, and what programs are told of it. */
import { existsSync, readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { strFromU8, unzipSync } from "fflate"
import t from "tap"
import { parse } from "yaml"
import * as Archive from "../../../src/interface/reproduction/archive.ts"
import * as Document from "../../../src/interface/reproduction/document.ts"
import { command } from "../../support/command.ts"
import * as Crate from "../../support/crate.ts"
import { newFolder } from "../../support/engine.ts"
import { judged as made } from "../../support/reproduction.ts"

const place = newFolder()
const written = await Document.write(await made(), place)
const publication = { authors: [{ given: "Ada", family: "Lovelace" }], license: "CC-BY-4.0" }
const bytes = () => Buffer.concat([...Archive.of(written, place, publication)])
const files = unzipSync(new Uint8Array(bytes()))
const text = (path: string): string => strFromU8(files[path]!)

t.test("all that was written, as it was", async (t) => {
  t.strictSame(Object.keys(files), [
    "README.md",
    "CITATION.cff",
    ...written.files.map(({ path }) => path),
    "ro-crate-metadata.json"
  ])
  for (const { path } of written.files)
    t.ok(Buffer.from(files[path]!).equals(readFileSync(join(place, path))), path)
  t.match(parse(text("CITATION.cff")), {
    "cff-version": "1.2.0",
    title: "A Triangle of Influence, reproduced",
    authors: [{ "family-names": "Lovelace", "given-names": "Ada" }],
    license: "CC-BY-4.0"
  })
  const links = [...text("README.md").matchAll(/\]\((reproduction[^)]*)\)/g)].map(([, to]) => decodeURI(to!))
  t.ok(links.length > 10)
  for (const link of links)
    t.ok(
      Object.keys(files).some((path) => path.startsWith(link)),
      link
    )
})

t.test("RO-Crate 1.1: a flat graph with an action for each run", async (t) => {
  const entities = Crate.check(t, files)
  const root = entities.get("./")!
  t.strictSame(root.license, { "@id": "https://spdx.org/licenses/CC-BY-4.0" })
  t.strictSame(root.author, [{ "@id": "#author-1" }])
  t.strictSame(
    root.mentions,
    ["flow", "agents", "hashes"].map((source) => ({ "@id": `#run-${source}` }))
  )
  t.match(entities.get("#skein"), { "@type": "SoftwareApplication", softwareVersion: /^\d/ })
  for (const source of ["flow", "agents", "hashes"])
    t.match(entities.get(`#run-${source}`), {
      "@type": "CreateAction",
      instrument: { "@id": "#skein" },
      startTime: String,
      endTime: String,
      actionStatus: { "@id": "http://schema.org/CompletedActionStatus" }
    })
  const resultsOf = (source: string) =>
    (entities.get(`#run-${source}`)!.result as ReadonlyArray<Crate.Entity>).map((each) => String(each["@id"]))
  t.ok(resultsOf("agents").includes("reproduction/certificates/agents-1.ndjson"))
  t.ok(resultsOf("hashes").includes("reproduction/models/hashes/0.0/model.onnx"))
  t.ok(resultsOf("flow").every((path) => path.includes("/flow/")))
  t.equal(
    [...entities.values()].filter((each) => each["@type"] === "ScholarlyArticle").length,
    (root.citation as []).length
  )
})

t.test("the same runs give the same bytes", async (t) => {
  t.ok(bytes().equals(bytes()))
})

t.test("the command packs what it writes, and says what does not go together", async (t) => {
  const folder = newFolder()
  const zip = join(folder, "talk.zip")
  const args = ["reproduce", "--small", "--document", "--only", "knot-or-not", "--out", folder]
  const told = await command(...args, "--archive", zip, "--author", "Ada Lovelace")
  t.equal(told.status, 0, told.stderr)
  t.match(told.stderr, `packed: ${zip}`)
  t.match(told.stderr, "it says no licence")
  Crate.check(t, unzipSync(new Uint8Array(readFileSync(zip))))
  const link = join(newFolder(), "link.zip")
  symlinkSync(join(folder, "reproduction.html"), link)
  for (const wrong of [
    ["--archive", link],
    ["--author", "Ada Lovelace"],
    ["--archive", join(folder, "nowhere", "a.zip")],
    ["--archive", join(folder, "reproduction.html")],
    ["--archive", join(folder, "reproduction", "verdicts.csv")],
    ["--archive", zip, "--author", "A (1234)"]
  ])
    t.equal((await command(...args, ...wrong)).status, 2, wrong.join(" "))
  t.equal((await command("reproduce", "--small", "--plan", "--archive", zip)).status, 2)
  t.notOk(existsSync(join(folder, "nowhere")))
  t.match(readFileSync(join(folder, "reproduction.html"), "utf8"), /^<!doctype html>/i)
  const file = await command("reproduce", "--small", "--document", "--only", "knot-or-not", "--out", zip)
  t.match(file, { status: 2, stderr: /talk\.zip is no folder\n$/ })
  const full = await command(...args, "--archive", "/dev/full")
  t.match(full, { status: 1, stderr: /^\/dev\/full: ENOSPC/ })
})
