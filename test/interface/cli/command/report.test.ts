/** `skein report` on real runs: whole, interrupted, crashed, empty, long, and of a simulation that is gone. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseHTML } from "linkedom"
import t from "tap"
import type { Row } from "../../../../src/simulation/table.ts"
import { command } from "../../../support/command.ts"
import { fixtures, newFolder, run, studyOf } from "../../../support/engine.ts"

const pageOf = (directory: string) => parseHTML(readFileSync(join(directory, "report.html"), "utf8")).document

/** The text, with one blank where there were several. */
const textOf = (directory: string): string => pageOf(directory).body.textContent.replace(/\s+/g, " ")

t.test("page, figures, tables; nothing but their names on standard output", async (t) => {
  const directory = join(newFolder(), "moments")
  await run(await studyOf("moments", [{ lambda: -0.01 }], { name: "moments" }), { directory })
  const told = await command("report", directory)
  t.strictSame([told.status, told.stdout], [0, `${directory}/report.html\n`])
  t.equal(told.stderr, `3 figures as SVG and PDF in ${directory}/figures, 1 table in ${directory}/tables\n`)
  t.strictSame(readdirSync(join(directory, "figures")).sort(), [
    "diagrams.pdf",
    "diagrams.svg",
    "quotient.pdf",
    "quotient.svg",
    "truncation.pdf",
    "truncation.svg"
  ])
  t.match(
    readFileSync(join(directory, "figures", "truncation.svg"), "utf8"),
    /^<\?xml version="1.0".*\n<svg color=/
  )
  t.match(readFileSync(join(directory, "figures", "truncation.pdf"), "latin1"), /^%PDF-1\..*%%EOF\n?$/s)
  const document = pageOf(directory)
  const links = [...document.querySelectorAll("a[href]")].map((each) => each.getAttribute("href")!)
  for (const link of links.filter((each) => !/^(#|https:)/.test(each)))
    t.ok(existsSync(join(directory, link)), `${link} is there`)
  t.equal(document.querySelectorAll("figure svg").length, 3)
  const again = await command("report", directory, "--json")
  t.strictSame(JSON.parse(again.stdout), {
    page: `${directory}/report.html`,
    files: [
      "report.html",
      "figures/truncation.svg",
      "figures/truncation.pdf",
      "figures/quotient.svg",
      "figures/quotient.pdf",
      "figures/diagrams.svg",
      "figures/diagrams.pdf",
      "tables/moments.csv"
    ].map((file) => `${directory}/${file}`)
  })
  const exported = await command("export", directory, "--table", "moments")
  t.equal(readFileSync(join(directory, "tables", "moments.csv"), "utf8"), exported.stdout)
  t.match((await command("status", directory)).stdout, "done", "the run is as it was")
})

t.test("figures for the column of a journal", async (t) => {
  const directory = join(newFolder(), "moments")
  await run(await studyOf("moments", [{ lambda: -0.01 }], { name: "moments" }), { directory })
  const read = (name: string, format: string) =>
    readFileSync(join(directory, "figures", `${name}.${format}`), "latin1")
  t.equal((await command("report", directory, "--width", "85mm", "--font-size", "8")).status, 0)
  const width = (85 / 25.4) * 96
  for (const name of ["truncation", "diagrams"]) {
    const [, said] = / width="([\d.]+)"/.exec(read(name, "svg"))!
    t.ok(Math.abs(Number(said) - width) < 0.01, `${name}: ${said} pixels are 85 mm`)
    const [, box] = /\/MediaBox \[0 0 ([\d.]+) /.exec(read(name, "pdf"))!
    t.ok(Math.abs(Number(box) - (85 / 25.4) * 72) < 0.01, `${box} points are 85 mm`)
  }
  const sizes = new Set(
    [...read("truncation", "svg").matchAll(/<text[^>]* font-size="([\d.]+)"/g)].map(([, size]) =>
      Number(size)
    )
  )
  t.strictSame(
    [...sizes].map((size) => Math.round(100 * size * 0.75) / 100),
    [8],
    "letters of 8 points, not smaller ones"
  )
  t.match(
    pageOf(directory).querySelector("#figure-truncation svg")?.getAttribute("width"),
    "720",
    "the page is as it was"
  )
  for (const [flag, said, why] of [
    ["--width", "85", 'mm, cm, in, pt or px, such as 85mm, and not "85"'],
    ["--width", "1mm", "4 cm to 53 cm wide"],
    ["--font-size", "tiny", 'such as 8, and not "tiny"']
  ] as const) {
    const told = await command("report", directory, flag, said)
    t.equal(told.status, 2)
    t.match(told.stderr, why)
  }
})

t.test("figures in the formats that are asked for", async (t) => {
  const directory = join(newFolder(), "moments")
  await run(await studyOf("moments", [{ lambda: -0.01 }], { name: "moments" }), { directory })
  const told = await command("report", directory, "--format", "png,svg")
  t.match(told.stderr, "3 figures as SVG and PNG")
  t.strictSame(readdirSync(join(directory, "figures")).sort(), [
    "diagrams.png",
    "diagrams.svg",
    "quotient.png",
    "quotient.svg",
    "truncation.png",
    "truncation.svg"
  ])
  t.ok(pageOf(directory).querySelector('a[href="figures/quotient.png"]'), "the page links to them")
  const refused = await command("report", directory, "--format", "svg,pgn")
  t.strictSame(
    [refused.status, refused.stderr],
    [2, 'Figures are written as svg, pdf and png, and not as "pgn". Did you mean "png"?\n']
  )
})

t.test("an interrupted run: what there is, and that it is not all", async (t) => {
  const directory = newFolder()
  const stop = new AbortController()
  const study = await studyOf("coin", [
    { bias: 0.5, tosses: 6000, slow: 50 },
    { bias: 0.25, tosses: 100 }
  ])
  const onEvent = (event: { readonly _tag: string }) => {
    if (event._tag === "TaskFinished") stop.abort()
  }
  await run(study, { directory, signal: stop.signal, onEvent }).catch(() => undefined)
  const told = await command("report", directory)
  t.equal(told.status, 0)
  const text = textOf(directory)
  t.match(text, /(Interrupted|Stopped without a word)[^.]*: [01] of 2 points are finished\./)
  t.match(text, /Rows of unfinished points come from the part of their repeats that is done/)
  t.match(text, /share of heads\. \d rows? of unfinished points\./)
  const bodies = pageOf(directory).querySelectorAll("#tables table tbody")
  t.ok(bodies[0]!.querySelectorAll("tr").length > 0, "rows of what there is")
})

t.test("a crash: the message, as text", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", [{ bias: 0.5, crashAt: 150 }, { bias: 0.25 }]), { directory })
  t.equal((await command("report", directory)).status, 0)
  t.match(textOf(directory), /Failed: 1 of 2 points are finished/)
  t.match(textOf(directory), /1 task crashed.*toss 150 fell off the table/)
})

const rowsOf = (rows: ReadonlyArray<Row>) => ({ change: { rows: () => ({ tosses: rows }) } })

t.test("no rows; one row of no numbers; 100 000 rows", async (t) => {
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 1, fate: `<b>"it's" & so on</b>` }])
  const empty = newFolder()
  await run(study, { directory: empty, ...rowsOf([]) })
  t.equal((await command("report", empty)).status, 0)
  t.match(textOf(empty), "No rows.")
  t.match(textOf(empty), `"<b>\\"it's\\" & so on</b>"`, "a parameter, escaped")
  t.equal(pageOf(empty).querySelectorAll("b").length, 0)

  const odd = newFolder()
  const row = {
    bias: Number.NaN,
    repeats: null,
    heads: Number.POSITIVE_INFINITY,
    headsStandardError: Number.NaN
  }
  await run(study, { directory: odd, ...rowsOf([row]) })
  t.equal((await command("report", odd)).status, 0)
  t.strictSame(
    [...pageOf(odd).querySelectorAll("#tables tbody")[0]!.querySelectorAll("td")].map(
      (cell) => cell.textContent
    ),
    ["Infinity"]
  )

  const long = newFolder()
  const rows = Array.from({ length: 100_000 }, (_, k) => ({ bias: k / 1e5, repeats: 1, heads: 0.5 }))
  await run(study, { directory: long, ...rowsOf(rows) })
  t.equal((await command("report", long)).status, 0)
  t.match(textOf(long), /The first 200 of 100000 rows/)
  t.equal(readFileSync(join(long, "tables", "tosses.csv"), "utf8").split("\r\n").length, 100_002)
})

t.test("a simulation that is gone: tables without figures, and a sentence", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", [{ bias: 0.5 }]), { directory })
  process.env.SKEIN_SIMULATIONS = ""
  t.teardown(() => {
    process.env.SKEIN_SIMULATIONS = fixtures
  })
  const told = await command("report", directory)
  t.equal(told.status, 0)
  t.match(
    told.stderr,
    /^The simulation coin does not load here, so that there are no figures: .*\nno figures, 1 table/
  )
  t.match(textOf(directory), "does not load here")
  t.match(textOf(directory), "share of heads")
})

t.test("several runs: the report of each, and one page about all of them", async (t) => {
  const folder = newFolder()
  for (const [name, bias] of [
    ["coin-fair", 0.5],
    ["coin-bent", 0.25],
    ["other", 0.1]
  ] as const)
    await run(await studyOf("coin", [{ bias, tosses: 10 }], { name }), { directory: join(folder, name) })
  const linksOf = (file: string): ReadonlyArray<string> => {
    const { document } = parseHTML(readFileSync(file, "utf8"))
    const found = [...document.querySelectorAll("a[href]")].map((each) => each.getAttribute("href")!)
    return found.filter((link) => !/^(#|https:)/.test(link))
  }
  const told = await command("report", "--out", folder, "coin-*")
  t.strictSame([told.status, told.stdout], [0, `${folder}/coin.html\n`], "named by what they have in common")
  t.match(told.stderr, /coin-bent\/tables\n.*coin-fair\/tables\n$/s)
  const links = linksOf(join(folder, "coin.html"))
  t.ok(links.includes("coin-bent/report.html") && links.includes("coin-fair/report.html"))
  for (const link of links) t.ok(existsSync(join(folder, link)), `${link} is there`)
  t.notOk(existsSync(join(folder, "other", "report.html")))

  const all = await command("report", "--json", ...readdirSync(folder).map((name) => join(folder, name)))
  t.equal(all.status, 0, "the page that a shell names with the runs is passed over")
  const { page, files } = JSON.parse(all.stdout)
  t.equal(page, `${folder}/report.html`)
  for (const file of [page, ...["coin-bent", "other"].map((name) => `${folder}/${name}/report.html`)])
    t.ok(files.includes(file), file)

  const elsewhere = join(newFolder(), "papers", "all")
  const args = ["--out", folder, "other", "coin-fair", "other", "-o", elsewhere, "--format", "png"]
  t.equal((await command("report", ...args)).stdout, `${elsewhere}/report.html\n`)
  t.strictSame(readdirSync(elsewhere).sort(), ["coin-fair", "other", "report.html"], "each once")
  for (const link of linksOf(join(elsewhere, "report.html"))) t.ok(existsSync(join(elsewhere, link)), link)

  const none = await command("report", "--out", folder, "coin-fair", "tails-*")
  t.strictSame([none.status, none.stdout], [2, ""])
  t.match(none.stderr, /^There is no run "tails-\*" in /)
})

t.test("runs of one name in several folders", async (t) => {
  const folders = [newFolder(), newFolder()]
  const study = await studyOf("coin", [{ bias: 0.5, tosses: 10 }])
  for (const folder of folders) await run(study, { directory: join(folder, "same") })
  const output = newFolder()
  const told = await command("report", ...folders.map((folder) => join(folder, "same")), "-o", output)
  t.equal(told.status, 0)
  t.strictSame(readdirSync(output).sort(), ["report.html", "same", "same-2"])
})

t.test("what is no run is said in a sentence", async (t) => {
  const told = await command("report", join(newFolder(), "nothing"))
  t.equal(told.status, 2)
  t.match(told.stderr, /^There is no run /)
})
