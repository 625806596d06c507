/** The game on rectangular diagrams: what actions do, what is seen as the same, and what search finds. */
import t from "tap"
import * as HardUnknots from "../../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Canonical from "../../../../src/domain/grid/canonical.ts"
import { check } from "../../../../src/domain/grid/checker.ts"
import * as Diagram from "../../../../src/domain/grid/diagram.ts"
import * as Marks from "../../../../src/domain/grid/marks.ts"
import * as Play from "../../../../src/domain/grid/play.ts"
import * as Segment from "../../../../src/domain/grid/segment.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import { idle, made } from "../../../../src/domain/rl/environment/actions.ts"
import * as Grid from "../../../../src/domain/rl/environment/grid.ts"
import * as Unravelling from "../../../../src/domain/rl/environment/unravelling.ts"
import * as Diagrams from "../../../../src/domain/rl/search/diagrams.ts"

const trefoil = Unravelling.ofWord(Word.of([1, 1, 1]))

const flat = (diagram: Diagram.Diagram): string => diagram.flat().join(" ")

/** All shifts, made one by one. */
const shifts = (diagram: Diagram.Diagram): ReadonlyArray<Diagram.Diagram> =>
  diagram.flatMap((_, right) => diagram.map((_, up) => Diagram.shift(diagram, right, up)))

t.test("the mask says which exchanges are made, and none leaves a destabilisation", async (t) => {
  const stream = Stream.make([1, 18])
  const grid = Grid.of(16)
  t.equal(grid.size, 32)
  const mask = new Uint8Array(grid.size + 1).fill(9)
  for (let game = 0; game < 40; game++) {
    const position = grid.make()
    grid.load(position, Play.knot(stream, 16))
    for (let move = 0; move < 40 && !grid.isOver(position); move++) {
      t.equal(Marks.smaller(position), undefined)
      const { n } = position
      const before = flat(Marks.diagram(position))
      grid.mask(position, mask, 1)
      t.equal(mask[0], 9, "it writes where it is told")
      const action = Stream.below(stream, grid.size)
      const fits = Marks.mayExchange(position, Grid.moveOf(16, action)) && action % 16 < n
      t.equal(mask[1 + action], fits ? 1 : 0)
      t.equal(grid.act(position, action), fits ? made : idle)
      t.ok(position.n <= n)
      if (!fits) t.equal(flat(Marks.diagram(position)), before)
      t.equal(Diagram.components(Marks.diagram(position)), 1)
    }
  }
  for (const action of [0, 15, 16, 31]) t.equal(Grid.actionOf(16, Grid.moveOf(16, action)), action)
  t.equal(grid.describe(3), "exchange columns at 3")
  t.equal(grid.describe(19), "exchange rows at 3")
  t.throws(() => grid.load(grid.make(), Play.knot(stream, 17)), /has 17 columns; the game has room for 16/)
})

t.test("the trefoil stays at 5 columns, whatever is exchanged", async (t) => {
  const stream = Stream.make([3, 1])
  const grid = Grid.of(5)
  const position = grid.make()
  grid.load(position, trefoil)
  for (let move = 0; move < 100_000; move++) grid.act(position, Stream.below(stream, grid.size))
  t.equal(position.n, 5)
})

t.test(
  "the least shift is the least of all shifts, and diagrams have one key if they have one",
  async (t) => {
    const stream = Stream.make([2, 18])
    const size = (diagram: Diagram.Diagram) =>
      diagram
        .flat()
        .map((row) => String.fromCharCode(row))
        .join("")
    for (let draw = 0; draw < 200; draw++) {
      const diagram = Play.knot(stream, 2 + Stream.below(stream, 8))
      const least = shifts(diagram).map(size).sort()[0]
      t.equal(size(Diagram.canonical(diagram)), least)
      t.equal(Canonical.key(Marks.of(diagram).columns, diagram.length), least)
    }
    // Columns one to the right and three up of each other: every shift along them is the same.
    const periodic = Diagram.of(Array.from({ length: 8 }, (_, x) => [x, (x + 3) % 8]))
    t.equal(new Set(shifts(periodic).map((each) => Canonical.key(Marks.of(each).columns, 8))).size, 1)
  }
)

t.test("an exchange lengthens the segments by what is said", async (t) => {
  const stream = Stream.make([3, 18])
  let exchanges = 0
  for (let draw = 0; draw < 30; draw++) {
    const diagram = Play.knot(stream, 12)
    for (let action = 0; action < 24; action++) {
      const marks = Marks.of(diagram)
      const move = Grid.moveOf(12, action)
      if (!Marks.mayExchange(marks, move)) continue
      const [before, growth] = [Segment.total(marks), Segment.growth(marks, move)]
      Marks.apply(marks, move)
      t.equal(Segment.total(marks) - before, growth)
      exchanges++
    }
  }
  t.ok(exchanges > 100)
  t.equal(Segment.total(Marks.of(Diagram.circle)), 4, "two columns and two rows of length 1")
})

t.test(
  "search unties what is one, with proofs that are accepted, and sees all there is of a knot",
  async (t) => {
    for (const { name, word } of HardUnknots.all) {
      const diagram = Unravelling.ofWord(word)
      const grid = Grid.of(diagram.length)
      const { isSolved, actions } = Diagrams.search(grid, diagram, { most: 5000 })
      t.ok(isSolved, name)
      const { certificate, fewest } = Unravelling.play(grid, diagram, actions)
      t.equal(fewest, 2)
      t.same(check(certificate!), { valid: true }, name)
      if (actions.length === 0) continue
      t.equal(Unravelling.play(grid, diagram, actions.slice(0, -1)).certificate, null, "the last one ends it")
    }
    // The smallest diagrams of these knots allow no exchange.
    for (const [letters, columns] of [
      [[1, 1, 1], 5],
      [[1, -2, 1, -2], 6],
      [[1, 2, 1, 2, 1, 2, 1, 2], 7]
    ] as const) {
      const knot = Unravelling.ofWord(Word.of(letters))
      t.equal(knot.length, columns)
      t.same(Diagrams.search(Grid.of(columns), knot, { most: 100 }), {
        isSolved: false,
        actions: [],
        seen: 1
      })
    }
    const granny = Unravelling.ofWord(Word.of([1, 1, 1, 2, 2, 2]))
    const { isSolved, seen } = Diagrams.search(Grid.of(granny.length), granny, { most: 100_000 })
    t.notOk(isSolved)
    t.ok(seen > 1 && seen < 100_000, `a sum of two trefoils: ${seen} diagrams`)
  }
)
