import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { strFromU8, unzipSync } from "fflate"
import t from "tap"
import * as Author from "../../../src/interface/archive/author.ts"
import * as Zip from "../../../src/interface/export/zip.ts"
import { newFolder } from "../../support/engine.ts"

const made = new Date("2026-03-04T05:06:08Z")

const zipOf = (entries: Iterable<Zip.Entry>, date = made, written = (_path: string, _bytes: number) => {}) =>
  new Uint8Array(Buffer.concat([...Zip.zipped(entries, date, written)]))

t.test(
  "what goes in comes out, in pieces of any size; the last entry knows the sizes of the others",
  async (t) => {
    const long = "κ".repeat(300_000)
    const sizes: Array<[string, number]> = []
    function* entries() {
      yield {
        path: "tables/a.csv",
        chunks: (function* () {
          for (let k = 0; k < 300_000; k += 1000) yield long.slice(k, k + 1000)
        })()
      }
      yield { path: "empty.txt", chunks: [] }
      yield { path: "figures/b.pdf", chunks: [new Uint8Array([0, 255, 1]), new Uint8Array([2])] }
      yield { path: "sizes.json", chunks: [JSON.stringify(sizes)] }
    }
    const bytes = zipOf(entries(), made, (path, size) => sizes.push([path, size]))
    const found = unzipSync(bytes)
    t.strictSame(Object.keys(found), ["tables/a.csv", "empty.txt", "figures/b.pdf", "sizes.json"])
    t.ok(strFromU8(found["tables/a.csv"]!) === long)
    t.strictSame([...found["figures/b.pdf"]!], [0, 255, 1, 2])
    t.equal(found["empty.txt"]!.length, 0)
    t.strictSame(JSON.parse(strFromU8(found["sizes.json"]!)), [
      ["tables/a.csv", 600_000],
      ["empty.txt", 0],
      ["figures/b.pdf", 4]
    ])
    t.ok(bytes.length < 10_000, "and is compressed")
  }
)

t.test("the same content gives the same bytes; dates before 1980 and after 2099 are no error", async (t) => {
  const entries = [{ path: "a", chunks: ["b"] }]
  t.strictSame(zipOf(entries), zipOf(entries))
  for (const date of [new Date(0), new Date("9999-12-31T23:59:59Z")]) t.ok(unzipSync(zipOf(entries, date)).a)
})

const python = spawnSync("python3", ["--version"]).status === 0

t.test("another program reads it", { skip: !python && "there is no python3" }, async (t) => {
  const file = join(newFolder(), "a.zip")
  writeFileSync(file, zipOf([{ path: "a/b.txt", chunks: ["hello"] }]))
  const script =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; i = z.infolist()[0]; print(i.filename, i.file_size, i.date_time)"
  t.equal(
    spawnSync("python3", ["-c", script, file], { encoding: "utf8" }).stdout,
    "a/b.txt 5 (2026, 3, 4, 5, 6, 8)\n"
  )
})

t.test("authors", async (t) => {
  t.strictSame(Author.parse("Ada Lovelace"), { family: "Lovelace", given: "Ada" })
  t.strictSame(Author.parse(" van der Waals, Johannes Diderik "), {
    family: "van der Waals",
    given: "Johannes Diderik"
  })
  t.strictSame(Author.parse("Plato"), { family: "Plato" })
  // ORCID's own example, and one whose check digit is X.
  t.strictSame(Author.parse("Josiah Carberry (0000-0002-1825-0097)").orcid, "0000-0002-1825-0097")
  t.strictSame(Author.parse("Stephen Hawking (0000-0002-9079-593X)").orcid, "0000-0002-9079-593X")
  for (const wrong of ["", "(0000-0002-1825-0097)", "A B (0000-0002-1825-0098)", "A B (0000)", "A (x) (y)"])
    t.throws(() => Author.parse(wrong), RangeError, wrong)
})
