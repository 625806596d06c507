import { readFileSync, writeFileSync } from "node:fs"
import t from "tap"
import * as Certificate from "../../../../src/domain/braid/certificate.ts"
import * as Draft from "../../../../src/domain/braid/draft.ts"
import * as Prior from "../../../../src/domain/braid/prior.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import { untie } from "../../../../src/domain/grid/untie.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import { pack } from "../../../../src/engine/wire.ts"
import { command } from "../../../support/command.ts"
import { newFolder } from "../../../support/engine.ts"

process.chdir(newFolder())

const word = "1 2 3 -1 1"
const read = (file: string) => JSON.parse(readFileSync(file, "utf8"))

t.test("a certificate that skein knot writes holds, in both formats", async (t) => {
  for (const file of ["c.json", "c.msgpack"]) {
    t.equal((await command("knot", word, "--certificate", file)).status, 0)
    t.strictSame(await command("verify", file), {
      status: 0,
      stdout: "1 2 3 -1 1 to e: 4 legal moves; the first closes to the unknot\n",
      stderr: ""
    })
  }
  t.match(read("c.json"), { version: 1, from: [1, 2, 3, -1, 1], to: [], strands: [4, 1] })
})

t.test("a byte order mark before JSON is no part of it", async (t) => {
  writeFileSync("marked.json", `\ufeff${readFileSync("c.json", "utf8")}`)
  t.equal((await command("verify", "marked.json")).status, 0)
})

t.test("where nothing proves the unknot, nothing is written, and the status says so", async (t) => {
  const knot = await command("knot", "1 1 1", "--certificate", "none.json")
  t.equal(knot.status, 1)
  t.equal(knot.stderr, "There is no certificate to write: the verdict is knot.\n")
  t.throws(() => read("none.json"))
})

t.test("a proof by the knot's group and one by a rectangular diagram are replayed too", async (t) => {
  await command("knot", "1 2 3 2 -3", "--certificate", "group.json")
  t.match(read("group.json"), { version: 1, proof: "group" })
  const { status, stdout } = await command("verify", "group.json")
  t.equal(status, 0)
  t.match(
    stdout,
    /^1 2 3 2 -3, its group to one generator without relators: \d+ legal steps; it is the unknot\n$/
  )
  const { certificate } = untie({ word: [1, 2, 3, 2, -3], strands: 4 }, [1, 2], { trials: 10_000 })
  writeFileSync("grid.ndjson", `${JSON.stringify(certificate)}\n${JSON.stringify(read("group.json"))}\n`)
  const both = await command("verify", "grid.ndjson")
  t.match(
    both.stdout,
    /^1: 1 2 3 2 -3, drawn on \d+ columns, to a circle: \d+ legal moves; it is the unknot\n2: /
  )
  t.equal(both.stderr, "2 certificates: every one holds.\n")
  writeFileSync("odd.json", JSON.stringify({ ...certificate, proof: "grids" }))
  t.match(await command("verify", "odd.json"), {
    status: 2,
    stderr: /`proof` is "grids"; this program knows "grid", "pieces", "group"/
  })
})

t.test("that a link comes apart is proven by moves and cuts", async (t) => {
  await command("knot", "1 -2 1 1 1 2 2 2 2 -1 3", "--certificate", "granny.json")
  t.match(await command("verify", "granny.json"), {
    status: 0,
    stdout:
      /^1 -2 1 1 1 2 2 2 2 -1 3, drawn on \d+ columns, to diagrams of 5 and 5: \d+ legal moves, 1 legal cut; it is made of them by 1 connected sum\n$/
  })
  const granny = read("granny.json")
  const parts = [{ ...granny.parts[0], cut: ["sum", "rows", 1, 2] }, ...granny.parts.slice(1)]
  writeFileSync("changed.json", JSON.stringify({ ...granny, parts }))
  t.match(await command("verify", "changed.json"), { status: 1, stdout: /^REFUSED\. / })
})

t.test("a list, and one a line: each is judged, and one that fails is enough", async (t) => {
  const good = read("c.json")
  const bad = { ...good, steps: good.steps.slice(1) }
  writeFileSync("list.json", JSON.stringify([good, good]))
  t.equal((await command("verify", "list.json")).status, 0)
  writeFileSync("mixed.ndjson", `${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`)
  const { status, stdout, stderr } = await command("verify", "mixed.ndjson")
  t.equal(status, 1)
  t.match(
    stdout,
    /^1: 1 2 3 -1 1 to e: 4 legal moves.*\n2: REFUSED\. Step 1, destabilise high 1, is not legal/
  )
  t.equal(stderr, "1 of 2 certificates proves nothing\n")
  writeFileSync("list.msgpack", pack([good, bad]))
  t.strictSame(
    JSON.parse((await command("verify", "list.msgpack", "--json")).stdout).map(
      ({ valid }: { readonly valid: boolean }) => valid
    ),
    [true, false]
  )
})

t.test("a mutated certificate is refused at its first fault", async (t) => {
  const options = { letters: 9, moves: 4 }
  const draft = Prior.draft(options)
  draft.trace = []
  Prior.randomUnknot(draft, Stream.make([9, 1]), options)
  const end = { word: Draft.word(draft), strands: draft.strands }
  const certificate = Certificate.make({ word: Word.empty, strands: 1 }, end, draft.trace)
  writeFileSync("made.json", JSON.stringify(certificate))
  t.match((await command("verify", "made.json")).stdout, /; the last closes to the unknot\n$/)
  const { steps } = certificate
  for (let k = 0; k < steps.length; k += Math.ceil(steps.length / 10)) {
    writeFileSync("cut.json", JSON.stringify({ ...certificate, steps: steps.toSpliced(k, 1) }))
    const { status, stdout } = await command("verify", "cut.json")
    t.equal(status, 1, `without step ${k + 1}`)
    const [, step] = /Step (\d+)/.exec(stdout) ?? []
    t.ok(step === undefined || Number(step) > k, "no step before the cut is blamed")
  }
  const claimed = { ...certificate, to: [...certificate.to.slice(0, -1), -certificate.to.at(-1)!] }
  writeFileSync("claim.json", JSON.stringify(claimed))
  t.match((await command("verify", "claim.json")).stdout, /^REFUSED\. The steps end at ".*", not at /)
})

t.test("of a long word the beginning is shown", async (t) => {
  const from = Array.from({ length: 3000 }, (_, k) => 1 + (k % 2))
  writeFileSync("long.json", JSON.stringify({ version: 1, from, to: from, strands: [3, 3], steps: [] }))
  const { stdout } = await command("verify", "long.json")
  t.match(stdout, /^(1 2 ){50}\.\.\. \(3000 letters\) to (1 2 ){50}\.\.\. \(3000 letters\): 0 legal moves/)
})

t.test("files that hold no certificates end with 2", async (t) => {
  const cases: ReadonlyArray<readonly [string | Uint8Array, RegExp]> = [
    ["", /JSON/],
    ["not JSON", /not valid JSON/],
    ["{}\nnot JSON\n", /line 2: /],
    ["[]", /There is no certificate in it\./],
    ["{}", /The certificate's version is undefined; this program reads 1\./],
    ['[{ "version": 1, "from": [0], "to": [], "strands": [2, 1], "steps": [] }]', /Letter 1 .* is 0/],
    [
      '{ "version": 1, "from": [], "to": [], "strands": [1, 1], "steps": [["jump", 1]] }',
      /Step 1 .* is no move/
    ],
    [Uint8Array.of(0x81, 0xa1), /./],
    [pack({ version: 2 }), /version is 2/],
    [Buffer.alloc(1e6, 0x91), /Its lists are nested too deeply\./],
    [
      JSON.stringify({ ...read("c.json"), from: Array(1_000_001).fill(1) }),
      /has 1000001 letters; .* 1000000\./
    ],
    [" ".repeat(2 ** 26 + 1), /It has more than 64 MiB\./]
  ]
  for (const [content, sentence] of cases) {
    writeFileSync("bad", content)
    const { status, stdout, stderr } = await command("verify", "bad")
    t.strictSame([status, stdout], [2, ""], String(content.slice(0, 80)))
    t.match(stderr, /^bad cannot be read as certificates: /)
    t.match(stderr, sentence)
  }
  t.match(
    (await command("verify", "absent.json")).stderr,
    /absent\.json cannot be read as certificates: there is no such file\.$/m
  )
})
