import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import * as Dt from "../../../src/domain/notation/dt.ts"
import * as Gauss from "../../../src/domain/notation/gauss.ts"
import * as Pd from "../../../src/domain/notation/pd.ts"
import * as Read from "../../../src/domain/notation/read.ts"
import { realise } from "../../../src/domain/notation/realise.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const shuffled = (stream: Stream.Stream, n: number): ReadonlyArray<number> => {
  const places = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Stream.below(stream, i + 1)
    ;[places[i], places[j]] = [places[j], places[i]]
  }
  return places
}

/** Closed braids and rectangular diagrams of up to 200 crossings: knots, links, split links, diagrams with kinks. */
const diagrams = function* (stream: Stream.Stream, draws: number): Generator<Planar.Diagram> {
  for (let draw = 0; draw < draws; draw++) {
    const letters = 1 + Stream.below(stream, draw % 10 === 0 ? 200 : 30)
    yield Planar.ofBraid(random(stream, letters, 2 + Stream.below(stream, 7)))
    const n = 3 + Stream.below(stream, draw % 10 === 0 ? 24 : 9)
    const rows = shuffled(stream, n)
    const shift = 1 + Stream.below(stream, n - 1)
    yield toPlanar(Diagram.of(rows.map((row, x) => [row, rows[(x + shift) % n]])))
  }
}

t.test("a signed Gauss code is the whole diagram, and so is what is printed of it", async (t) => {
  for (const diagram of diagrams(Stream.make([30, 1]), 60)) {
    const code = Gauss.ofDiagram(diagram)
    const again = Gauss.toDiagram(code)
    t.strictSame(Gauss.ofDiagram(again.diagram), code)
    t.equal(again.open, 0)
    const read = Gauss.parse(Gauss.print(code))
    t.strictSame(read.components, code.components, Gauss.print(code))
    t.strictSame(read.signs ?? new Map(), code.signs)
    const other = Planar.of(Pd.parse(Pd.print(again.diagram)).crossings, diagram.circles)
    t.strictSame(other, again.diagram)
  }
})

t.test("a DT code with flips is the whole diagram", async (t) => {
  for (const diagram of diagrams(Stream.make([30, 2]), 60)) {
    const whole = { ...diagram, circles: 0 }
    if (whole.crossings.length === 0) continue
    const code = Dt.ofDiagram(whole)
    // A component of two passes above may begin with the other one.
    const again = Dt.ofDiagram(Dt.toDiagram(code).diagram)
    if (code.components.every(({ length }) => length > 1)) t.strictSame(again, code)
    t.strictSame(Dt.parse(Dt.print(code)), code)
    const letters = Dt.spell(code)
    t.strictSame(Dt.parse(letters), code, letters)
    // By way of the Gauss code: the same crossings above and below, with the same signs.
    const { components, signs } = Dt.toGauss(code)
    t.strictSame(Gauss.ofDiagram(Gauss.toDiagram({ components, signs }).diagram).signs, signs)
  }
})

t.test(
  "without signs each part is the diagram's or reflected, and its first crossing is positive",
  async (t) => {
    for (const diagram of diagrams(Stream.make([30, 3]), 60)) {
      const { components, signs } = Gauss.ofDiagram(diagram)
      const { diagram: found, open } = Gauss.toDiagram({ components })
      const again = Gauss.ofDiagram(found)
      t.strictSame(again.components, components)
      const changed = [...signs].filter(([crossing, sign]) => again.signs.get(crossing) !== sign)
      // Of one part all signs are those of the diagram, or of its reflection; kinks have signs of their own.
      const { parts } = realise(components.map((list) => list.map((pass) => Math.abs(pass) - 1)))
      const isChanged = new Map<number, boolean>()
      for (const crossing of signs.keys()) {
        const mine = changed.some(([other]) => other === crossing)
        t.equal(isChanged.get(parts[crossing - 1]) ?? mine, mine)
        isChanged.set(parts[crossing - 1], mine)
      }
      t.ok(open <= isChanged.size)
      const first = Math.abs(components.flat()[0] ?? 0)
      if (first > 0) t.equal(again.signs.get(first), 1)
      // The other convention, over for under, is the same link from behind.
      const behind = Gauss.toDiagram({ components: components.map((list) => list.map((pass) => -pass)) })
      t.strictSame(Gauss.ofDiagram(behind.diagram).signs, again.signs)
    }
  }
)

t.test("codes say how many mirror images they leave open", async (t) => {
  const open = (text: string, form: Read.Form) => {
    const reading = Read.read(text, form)
    return "open" in reading ? reading.open : -1
  }
  t.equal(open("4 6 2", "dt"), 1)
  t.equal(open("4 6 2 10 12 8", "dt"), 2, "granny and square knot")
  t.equal(open("2", "dt"), 0, "a kink")
  t.equal(open("4 6 2 8", "dt"), 1, "a trefoil with a kink")
  t.equal(open("{{1, -2}, {2, -1}}", "gauss"), 1, "Hopf")
  t.equal(open("O1+U2+O3+U1+O2+U3+", "gauss"), 0)
  t.throws(() => Read.read("1 -2 -1 2", "gauss"), /^No plane has a diagram with this code\.$/)
})
