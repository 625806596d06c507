import fc from "fast-check"
import t from "tap"
import * as HardUnknots from "../../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Planar from "../../../../src/domain/diagram/planar.ts"
import * as Cut from "../../../../src/domain/grid/apart/cut.ts"
import * as Pieces from "../../../../src/domain/grid/apart/pieces.ts"
import * as Diagram from "../../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../../src/domain/grid/from-planar.ts"
import * as Link from "../../../../src/domain/grid/link.ts"
import * as Marks from "../../../../src/domain/grid/marks.ts"
import * as Play from "../../../../src/domain/grid/play.ts"
import { toBraid } from "../../../../src/domain/grid/to-braid.ts"
import * as Untie from "../../../../src/domain/grid/untie.ts"
import * as Walk from "../../../../src/domain/grid/walk.ts"
import * as Alexander from "../../../../src/domain/invariant/alexander.ts"
import * as ConnectedSum from "../../../../src/domain/invariant/connected-sum.ts"
import * as Jones from "../../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../../src/domain/invariant/laurent.ts"
import * as Rolfsen from "../../../../src/domain/invariant/rolfsen.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import { words } from "../../../support/braid.ts"

const budget = { trials: 200_000 }

const piecesOf = (word: Word.Word, strands = Word.strands(word)): ReadonlyArray<Pieces.Piece> => {
  const untied = Untie.untie({ word: Array.from(word), strands }, [1, 2], budget)
  return Untie.apart(untied, [3, 4], budget).pieces
}

/** Columns of the pieces of each sum. */
const sizes = (pieces: ReadonlyArray<Pieces.Piece>): ReadonlyArray<ReadonlyArray<number>> =>
  Pieces.sums(pieces).map((sum) => sum.map(({ length }) => length))

const sum = (...names: ReadonlyArray<string>): Word.Word =>
  ConnectedSum.word(
    names.map((name) => ({
      prime: Rolfsen.primes.find((prime) => prime.name === name.replace("m", ""))!,
      mirror: name.startsWith("m")
    }))
  )

const jones = (diagram: Diagram.Diagram): Laurent.Laurent => {
  const { word, strands } = toBraid(diagram)
  return Jones.of(word, strands)
}

const alexander = (diagram: Diagram.Diagram): Laurent.Laurent => {
  const { word, strands } = toBraid(diagram)
  return Alexander.of(word, strands)
}

/** Without a power of t, by which the Jones polynomial of a link depends on directions. */
const undirected = ({ coefficients }: Laurent.Laurent): Laurent.Laurent => Laurent.of(0, coefficients)

/** Twice the linking number of each two components. */
const linking = (link: Link.Link): Readonly<Record<string, number>> => {
  const rows = Link.turned(link)
  const found: Record<string, number> = {}
  const isBetween = (at: number, { enters, leaves }: Link.Column) =>
    Math.min(enters, leaves) < at && at < Math.max(enters, leaves)
  link.forEach((column, x) => {
    rows.forEach((row, y) => {
      if (column.component === row.component || !isBetween(y, column) || !isBetween(x, row)) return
      const sign = Math.sign(column.leaves - column.enters) * Math.sign(row.leaves - row.enters)
      const pair = [column.component, row.component].sort().join()
      found[pair] = (found[pair] ?? 0) + sign
    })
  })
  return Object.fromEntries(Object.entries(found).filter(([, number]) => number !== 0))
}

t.test("sums and split links come apart into the arc indices of their pieces", async (t) => {
  t.strictSame(sizes(piecesOf(sum("3_1", "3_1"))), [[5, 5]], "the granny knot")
  t.strictSame(sizes(piecesOf(sum("3_1", "m3_1"))), [[5, 5]], "the square knot")
  t.strictSame(sizes(piecesOf(sum("3_1", "4_1", "5_2"))), [[5, 6, 7]])
  t.strictSame(sizes(piecesOf(sum("8_19", "10_124"))), [[7, 8]])
  t.strictSame(sizes(piecesOf(Word.parse("1 1 1 3 -4 3 -4"))), [[5], [6]], "3_1 and 4_1 apart")
  t.strictSame(sizes(piecesOf(Word.parse("1 1 1 2 2 2 4 -5 4 -5"))), [[5, 5], [6]])
  t.strictSame(sizes(piecesOf(Word.parse("1 1 2 2 4 4 4 5 5 5"))), [
    [4, 4],
    [5, 5]
  ])
  t.strictSame(sizes(piecesOf(Word.empty, 3)), [[2], [2], [2]])
})

t.test("what is prime stays in one piece", async (t) => {
  for (const name of ["3_1", "4_1", "8_19", "10_123"]) t.equal(piecesOf(sum(name)).length, 1, name)
  t.strictSame(sizes(piecesOf(Word.parse("1 1"))), [[4]], "the Hopf link")
  t.strictSame(sizes(piecesOf(Word.parse("1 -2 1 -2 1 -2"))), [[8]], "Borromean rings")
  t.strictSame(sizes(piecesOf(Word.parse("1 2 3 2 -3"))), [[2]], "the unknot")
})

t.test(
  "the arc index of a sum is that of its factors less two each (Cromwell), by pieces joined",
  async (t) => {
    const stream = Stream.make([18, 7])
    const few = Rolfsen.primes.filter(({ crossings }) => crossings <= 7)
    const arcIndex = new Map(few.map(({ name }) => [name, Pieces.joined(piecesOf(sum(name))).length]))
    for (let draw = 0; draw < 10; draw++) {
      const names = [0, 1, 2].map(() => few[Stream.below(stream, few.length)].name)
      const pieces = piecesOf(sum(...names))
      const indices = names.map((name) => arcIndex.get(name)!).sort((a, b) => a - b)
      t.strictSame(sizes(pieces), [indices], names.join("#"))
      t.equal(Pieces.joined(pieces).length, indices[0] + indices[1] + indices[2] - 4)
    }
  }
)

t.test("large sums come apart, into less than they came to whole", async (t) => {
  const primes = Rolfsen.primes.filter(({ crossings }) => crossings === 9).slice(25, 37)
  const word = sum(...primes.map(({ name }) => name))
  const untied = Untie.untie({ word: Array.from(word), strands: Word.strands(word) }, [2, 1], budget)
  const { pieces, certificate } = Untie.apart(untied, [2, 2], budget)
  t.strictSame(sizes(pieces), [primes.map(() => 11)])
  t.ok(certificate !== undefined)
  const joined = Pieces.joined(pieces)
  t.equal(joined.length, 12 * 9 + 2)
  t.ok(joined.length <= untied.diagram.length)
})

t.test("what is summed to an unknot is what it was", async (t) => {
  for (const { name, word } of HardUnknots.all) {
    const by = Word.strands(word) - 1
    const both = Word.multiply(
      word,
      Word.of([1, 1, 1]).map((letter) => letter + by)
    )
    const untied = Untie.untie({ word: Array.from(both), strands: by + 2 }, [1, 2], { trials: 0 })
    const { pieces } = Untie.apart(untied, [3, 4], budget)
    t.strictSame(sizes(pieces), [[5]], name)
    t.equal(Pieces.joined(pieces).length, 5)
  }
})

t.test("pieces have the polynomials of the whole, as factors and joined again", async (t) => {
  let apart = 0
  fc.assert(
    fc.property(words(12, 5), words(12, 5), fc.boolean(), (one, other, isSplit) => {
      const by = Word.strands(one) - (isSplit ? 0 : 1)
      const word = Word.multiply(
        one,
        other.map((letter) => letter + Math.sign(letter) * by)
      )
      const strands = by + Word.strands(other)
      const { diagram } = fromPlanar(Planar.ofBraid(word, strands))
      const pieces = piecesOf(word, strands)
      if (pieces.length > 1) apart++
      const joined = Pieces.joined(pieces)
      t.strictSame(undirected(jones(Link.diagram(joined))), undirected(jones(diagram)))
      t.equal(Diagram.components(Link.diagram(joined)), Diagram.components(diagram))
      if (Diagram.components(diagram) > 1) return
      t.strictSame(jones(Link.diagram(joined)), jones(diagram))
      t.strictSame(alexander(Link.diagram(joined)), alexander(diagram))
      const factors = pieces.map((piece) => jones(Link.diagram(piece)))
      t.strictSame(factors.reduce(Laurent.multiply), jones(diagram))
    }),
    { numRuns: 60, seed: 18 }
  )
  t.ok(apart > 30, `${apart} of 60 came apart`)
})

t.test("components keep their directions, through moves, cuts and sums", async (t) => {
  const stream = Stream.make([18, 8])
  let linked = 0
  for (let draw = 0; draw < 60; draw++) {
    // Squares of generators alone make pure braids: many components, and sums of their links.
    const letters = Array.from(
      { length: 2 + Stream.below(stream, 6) },
      () => (1 + Stream.below(stream, 4)) * (Stream.below(stream, 2) === 0 ? 1 : -1)
    )
    const word = Word.of(letters.flatMap((letter) => [letter, letter]))
    const start = Link.of(fromPlanar(Planar.ofBraid(word)).diagram)
    const walk = Walk.make(Link.diagram(start), [draw, 1], 1 << 12)
    Walk.run(walk, 2000)
    if (walk.circles === 0) {
      const after = Link.follow(start, Array.from(Walk.moves(walk)))
      t.strictSame(Link.diagram(after), Marks.diagram(walk))
      t.strictSame(linking(after), linking(start))
      t.strictSame(linking(Link.turned(after)), linking(start), "turned")
    }
    const pieces = piecesOf(word)
    const joined = Pieces.joined(pieces)
    t.strictSame(linking(joined), linking(start), Word.print(word))
    if (Pieces.sums(pieces).some((sum) => sum.length > 1)) linked++
  }
  t.ok(linked > 30, `${linked} of 60 are sums, or have one`)
})

t.test("a sum of two diagrams can be cut where it was made", async (t) => {
  const stream = Stream.make([18, 9])
  for (let draw = 0; draw < 100; draw++) {
    const [one, other] = [5, 6].map((n) => Link.of(Play.knot(stream, n + Stream.below(stream, 6))))
    const whole = Link.sum(one, other, 0)
    t.equal(Diagram.of(Link.diagram(whole)).length, one.length + other.length - 2)
    const cut: Cut.Cut = { bridges: 2, of: "rows", from: 0, to: one.length - 1 }
    const { inside, outside } = Cut.make(whole, cut)
    t.strictSame(
      [inside, outside].map((piece) => Diagram.canonical(Link.diagram(piece))),
      [one, other].map((piece) => Diagram.canonical(Link.diagram(piece)))
    )
    t.ok(Cut.find(Marks.of(Link.diagram(whole))))
    t.ok(Cut.find(Marks.of(Diagram.rows(Link.diagram(whole)))), "of columns, too")
  }
})
