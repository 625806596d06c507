import { readFileSync } from "node:fs"
import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import { toBraid } from "../../../src/domain/grid/to-braid.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Signature from "../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as Read from "../../../src/domain/notation/read.ts"

const rows = readFileSync(new URL("../../golden/knotinfo.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(2)
  .map((line) => line.split(";"))

const subjectOf = (text: string, form: Read.Form): Subject.Subject => {
  const reading = Read.read(text, form)
  if (reading.form === "braid") return Subject.ofBraid(reading.braid)
  if (reading.form === "name") throw new TypeError("A name is no diagram.")
  const { crossings, circles } = reading.diagram
  return Subject.ofBraid(toBraid(fromPlanar(Planar.of(crossings, circles)).diagram))
}

const values = (subject: Subject.Subject) => ({
  jones: Laurent.print(Jones.polynomial(subject)!),
  signature: Signature.value(subject)
})

t.test(
  "KnotInfo's braid word, planar diagram, DT code and grid of a knot are one knot, never its mirror",
  async (t) => {
    t.equal(rows.length, 249)
    let reflected = 0
    for (const [name, braid, pd, dt, gauss, grid] of rows) {
      const expected = values(subjectOf(braid!, "braid"))
      t.strictSame(values(subjectOf(pd!, "pd")), expected, `${name} by its planar diagram`)
      t.strictSame(values(subjectOf(dt!, "dt")), expected, `${name} by its DT code`)
      t.strictSame(values(subjectOf(grid!, "grid")), expected, `${name} by its grid`)
      const found = values(subjectOf(gauss!, "gauss"))
      if (found.jones === expected.jones) continue
      reflected++
      t.equal(found.signature, -expected.signature, `${name} by its Gauss code`)
    }
    // Its Gauss codes say nothing about the mirror image, and follow no rule about the first crossing.
    t.equal(reflected, 87)
  }
)

t.test(
  "the forms of KnotInfo's codes are known without being told, but for bare numbers that could be two things",
  async (t) => {
    for (const [name, braid, pd, dt, gauss, grid] of rows) {
      t.equal(Read.read(braid!).form, "braid", `${name}: ${braid}`)
      t.equal(Read.read(pd!).form, "pd")
      t.equal(Read.read(grid!).form, "grid")
      t.throws(() => Read.read(dt!), /could be a braid word, or a DT code/)
      t.throws(() => Read.read(gauss!), /could be a braid word, or a Gauss code/)
      t.equal(Read.read(`[${dt}]`).form, "dt")
      t.equal(Read.read(`[${gauss}]`).form, "gauss")
    }
  }
)
