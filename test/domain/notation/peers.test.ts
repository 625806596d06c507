import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import t from "tap"
import * as Python from "../../../scripts/bench/python.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Gauss from "../../../src/domain/notation/gauss.ts"
import * as Read from "../../../src/domain/notation/read.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const python = Python.having("spherogram")
const skip = python === undefined ? Python.missing("spherogram") : false

/** What spherogram answers to each of some texts: an expression of L, the link that it reads. */
const spherogram = (texts: ReadonlyArray<string>, expression: string): ReadonlyArray<string> => {
  const program = `
import ast, json, sys, spherogram
links = [spherogram.Link(text if text.startswith("DT") else ast.literal_eval(text)) for text in json.load(sys.stdin)]
print(json.dumps([str(${expression}) for L in links]))`
  const input = JSON.stringify(texts)
  return JSON.parse(
    execFileSync(python!.command, ["-c", program], { input, encoding: "utf8", timeout: 120_000 })
  )
}

const diagramOf = (text: string): Planar.Diagram => {
  const reading = Read.read(text)
  if (!("diagram" in reading)) throw new TypeError(`${text} is no diagram.`)
  return Planar.of(reading.diagram.crossings, reading.diagram.circles)
}

/** The signed Gauss code of a knot from where it is least: the same for two diagrams that differ by names alone. */
const least = (diagram: Planar.Diagram): string => {
  const { components, signs } = Gauss.ofDiagram(diagram)
  const [passes = []] = components
  const from = (start: number): string => {
    const numbers = new Map<number, number>()
    return passes
      .map((_, i) => {
        const pass = passes[(start + i) % passes.length]
        const crossing = Math.abs(pass)
        if (!numbers.has(crossing)) numbers.set(crossing, numbers.size + 1)
        return `${pass > 0 ? "O" : "U"}${numbers.get(crossing)}${signs.get(crossing)! > 0 ? "+" : "-"}`
      })
      .join("")
  }
  return passes.map((_, start) => from(start)).sort()[0] ?? ""
}

t.test("PD and DT codes that spherogram writes of a diagram are that diagram", { skip }, async (t) => {
  const stream = Stream.make([34, 1])
  const knots: Array<Planar.Diagram> = []
  while (knots.length < 60) {
    const diagram = Planar.ofBraid(
      random(stream, 3 + Stream.below(stream, knots.length % 4 === 0 ? 60 : 20), 2 + Stream.below(stream, 4))
    )
    if (Planar.components(diagram) === 1 && diagram.crossings.length > 2) knots.push(diagram)
  }
  const texts = knots.map(({ crossings }) => JSON.stringify(crossings))
  const expressions = [
    "L.PD_code()",
    "L.PD_code(min_strand_index=1)",
    "'DT: %s, %s' % L.DT_code(flips=True)",
    "L.DT_code(flips=True)",
    "spherogram.DTcodec(*L.DT_code(flips=True)).encode()"
  ]
  for (const expression of expressions)
    spherogram(texts, expression).forEach((text, i) => {
      t.equal(least(diagramOf(text)), least(knots[i]), text)
    })
})

t.test("a DT code without flips is the mirror image that spherogram takes it for", { skip }, async (t) => {
  const rows = readFileSync(new URL("../../golden/knotinfo.csv", import.meta.url), "utf8")
    .trim()
    .split("\n")
  const knots = rows.slice(2).map((row) => `DT: [(${row.split(";")[3]!.slice(1, -1)})]`)
  const links = [
    "DT: [(4,), (2,)]",
    "DT: [(6, 8), (2, 4)]",
    "DT: [(6, 8), (2, 10, 4)]",
    "DT: [(6, -8), (-10, 12), (-2, 4)]"
  ]
  const texts = [...knots, ...links]
  const jones = (diagram: Planar.Diagram) => Laurent.print(Jones.ofDiagram(diagram))
  spherogram(texts, "L.PD_code()").forEach((pd, i) => {
    t.equal(jones(diagramOf(texts[i])), jones(diagramOf(pd)), texts[i])
  })
})
