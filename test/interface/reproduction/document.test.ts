/** The document of the reproduction: its page, and the files that it links to. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { parseHTML } from "linkedom"
import t from "tap"
import * as Wording from "../../../src/interface/reproduction/content/wording.ts"
import * as Document from "../../../src/interface/reproduction/document.ts"
import { sources } from "../../../src/talk/source.ts"
import { command } from "../../support/command.ts"
import { newFolder } from "../../support/engine.ts"
import { check } from "../../support/page.ts"
import * as Pdf from "../../support/pdf.ts"
import { judged as made } from "../../support/reproduction.ts"

const judged = await made()
const place = join(newFolder(), "talk")
const written = await Document.write(judged, place)
const page = readFileSync(join(place, "reproduction.html"), "utf8")
const { document } = parseHTML(page)
const section = (id: string) => document.getElementById(`slide-${id}`)!

/** All files of a folder, from it on. */
const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort()

t.test("the page is one that needs no network, and has every slide and claim", async (t) => {
  check(t, page, /^(#|reproduction\/|https:\/\/arxiv\.org\/abs\/)/)
  t.strictSame(
    [...document.querySelectorAll("nav a")].map((each) => each.getAttribute("href")),
    ["#summary", "#slide-flow", "#slide-agents", "#slide-kernel", "#runs", "#again", "#papers"]
  )
  t.match(
    document.querySelector(".state")!.textContent,
    ["Of the 4 studies that these slides read, 3 are whole at a small size and 1 is not computed yet."].join(
      ""
    )
  )
  t.match(
    document.querySelector(".state")!.textContent,
    "Of 4 claims, 1 agrees in trend, 1 differs, 1 cannot be compared and 1 is not computed yet."
  )
  t.strictSame(
    [...document.querySelectorAll("#summary tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent)
    ),
    [
      ["", "Couplings run <b>with</b> the cutoff: small; 1 s of one thread", "flow"],
      ["agrees in trend", "The coupling falls as a power.", "flow"],
      ["cannot be compared", "There is a scale.", "flow"],
      ["", "Agents: small; 3 s of one thread", "agents"],
      ["differs", "Some walk.", "agents"],
      ["", "Not yet: not computed yet", "kernel"],
      ["not computed yet", "It is one.", "kernel"]
    ]
  )
  t.match(
    document.querySelector(".state")!.textContent,
    "Small studies decide 2 of the 3 that have a verdict"
  )
  t.equal(document.querySelectorAll("i").length, 0, "texts are no elements")
})

t.test("sheets of paper with all of it: pages, bookmarks, links, letters", async (t) => {
  const bytes = readFileSync(join(place, "reproduction.pdf"))
  const { title, pages, bookmarks, addresses, leads, places } = Pdf.read(bytes)
  t.equal(title, "A Triangle of Influence, reproduced")
  t.strictSame(
    bookmarks,
    [...document.querySelectorAll("main h2")].map((each) => each.textContent)
  )
  t.match(bytes.toString("latin1"), new RegExp(`/Type /Pages\n/Count ${pages.length}\n`))
  for (const [k, page] of pages.entries()) t.match(page, ` ${k + 1} of ${pages.length}`)
  const text = pages.join(" ").replace(/\s+/g, " ")
  for (const { slide, claims } of judged) {
    t.match(text, slide.title)
    for (const { claim, judgement } of claims) {
      t.match(text, claim.says)
      if (judgement !== undefined) t.match(text, Wording.prose(judgement.because).replace(/\s/g, " "))
    }
  }
  t.match(text, "4.54×10⁻⁹ ± 0.07×10⁻⁹")
  t.match(text, "Sułkowski")
  t.ok(leads.length > places.length)
  t.strictSame(new Set(leads), new Set(places), "no link into nowhere")
  t.strictSame(places.length, 7)
  const files = addresses.filter((address) => !address.startsWith("https://arxiv.org/abs/"))
  t.ok(files.length > 20)
  t.ok(files.every((file) => existsSync(join(place, decodeURI(file)))))
})

t.test("figures beside the published ones, to the digits that errors leave", async (t) => {
  const rows = [...section("flow").querySelector("table")!.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)
  )
  t.strictSame(rows, [
    ["of what", "published", "ours", "error or 95 % interval", "unit"],
    ["slope", "−1", "−1.0000", "± 0.0012", ""],
    ["accuracy", "about 0.9", "91.2", "88.8 to 92.9", "%"],
    ["words", "not given", "2000", "exact", ""],
    ["coupling", "4×10⁻⁹", "4.54×10⁻⁹", "± 0.07×10⁻⁹", ""]
  ])
  t.match(section("flow").textContent, "It falls by −1.000\u00a0±\u00a00.001, where Sułkowski ⟨i⟩et al.</i>")
})

t.test("what a slide shows, and how it is made again", async (t) => {
  t.equal(section("flow").querySelectorAll("figure").length, 1)
  t.match(section("flow").textContent, "Not drawn: none-such. The run has no such figure.")
  t.strictSame(
    ["flow", "agents", "kernel"].map((id) => section(id).querySelector("pre")!.textContent),
    [
      "./skein reproduce --only flow --small  # as small as here\n./skein reproduce --only flow  # at full size\n./skein run configs/flow-small.yaml",
      "./skein reproduce --only agents --small  # as small as here\n./skein reproduce --only agents  # at full size\n./skein run configs/agents-small.yaml\n./skein run configs/hashes-small.yaml",
      "./skein reproduce --only kernel --small  # as small as here\n./skein reproduce --only kernel  # at full size\n./skein run configs/kernel-small.yaml"
    ]
  )
  t.match(section("kernel").textContent, "not computed yet. The studies that decide are not whole yet.")
  t.match(section("agents").textContent, "2 models of hashes-small are left out here")
})

t.test("every link leads to a file, and every file is told", async (t) => {
  const links = [...document.querySelectorAll("[href^='reproduction/']")].map((each) =>
    decodeURI(each.getAttribute("href")!)
  )
  t.strictSame(
    links.filter((link) => !existsSync(join(place, link))),
    []
  )
  t.strictSame(written.files.map(({ path }) => path).sort(), filesIn(place))
  for (const source of ["flow", "agents", "hashes"]) {
    const report = `reproduction/runs/${source}/report.html`
    const text = readFileSync(join(place, report), "utf8")
    check(t, text, /^(#|\.\.\/\.\.\/(figures|tables)\/|https:\/\/arxiv\.org\/abs\/)/)
    const inside = [...parseHTML(text).document.querySelectorAll("[href^='../']")].map((each) =>
      join(place, report, "..", decodeURI(each.getAttribute("href")!))
    )
    t.strictSame(
      inside.filter((path) => !existsSync(path)),
      []
    )
  }
})

t.test("verdicts for programs", async (t) => {
  const rows: ReadonlyArray<Record<string, unknown>> = JSON.parse(
    readFileSync(join(place, "reproduction/verdicts.json"), "utf8")
  )
  t.equal(rows.length, 7)
  t.match(rows[0], {
    slide: "flow",
    claim: "falls",
    published: "-1",
    ours: -1.0000321,
    error: 0.0012,
    low: null
  })
  t.match(rows[1], { published: "about 0.9", error: null, low: 88.84, high: 92.91, unit: "%" })
  t.match(rows[2], { published: null, error: 0 })
  t.match(rows[6], { verdict: "not computed yet", what: null, sources: "kernel-small (not computed yet)" })
  const lines = readFileSync(join(place, "reproduction/verdicts.csv"), "utf8").split("\r\n")
  t.equal(lines[0], "slide,claim,verdict,because,what,published,ours,error,low,high,unit,sources")
  t.equal(lines.length, 9)
  const { sources: told } = JSON.parse(readFileSync(join(place, "reproduction/manifest.json"), "utf8"))
  t.match(told[0], {
    source: "flow",
    finished: 1,
    seed: 7,
    simulation: "flow",
    backend: "cpu",
    node: process.version
  })
  t.match(told[3], { source: "kernel", finished: 0 })
  t.ok(told.every(({ source }: { source: string }) => source in sources))
})

t.test("certificates are what verify accepts, models what runtimes open", async (t) => {
  const [file] = filesIn(join(place, "reproduction/certificates"))
  const told = await command("verify", join(place, "reproduction/certificates", file!), "--json")
  t.equal(told.status, 0, told.stderr)
  const { certificates, models } = written.accounts.get("agents")!.found!
  t.equal(JSON.parse(told.stdout).length, certificates!.count)
  t.equal(models, undefined)
  const found = written.accounts.get("hashes")!.found!.models!
  t.strictSame(
    found.files,
    ["0.0", "1.0"].map((each) => `reproduction/models/hashes/${each}/model.onnx`)
  )
  t.equal(found.left, 2)
})

t.test("the same runs give the same bytes, also over what is there", async (t) => {
  const before = filesIn(place).map((file) => readFileSync(join(place, file)))
  await Document.write(judged, place)
  t.strictSame(
    filesIn(place).map((file) => readFileSync(join(place, file))),
    before
  )
})
