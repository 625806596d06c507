import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Reach from "../../../src/domain/invariant/khovanov/reach.ts"
import * as Khovanov from "../../../src/domain/invariant/khovanov.ts"
import * as Integral from "../../../src/domain/invariant/khovanov-integral.ts"
import * as Rasmussen from "../../../src/domain/invariant/rasmussen.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import { knots, sum } from "../../support/knots.ts"

// KnotInfo's values up to ten crossings are in khovanov-integral.test.ts.

const s = (word: Word.Word, prime = Khovanov.large) =>
  Rasmussen.ofDiagram(Planar.ofBraid(word), prime) as number

t.test("of a positive braid it is letters - strands + 1", async () => {
  const positive = knots(5, 14).map((word) => word.map(Math.abs))
  fc.assert(
    fc.property(positive, (word) => s(word) === word.length - Word.strands(word) + 1),
    { seed: 1, numRuns: 100 }
  )
})

t.test("mirror images have the opposite s, sums the sum, over both fields", async () => {
  fc.assert(
    fc.property(knots(4, 10), knots(3, 8), (a, b) =>
      [Khovanov.two, Khovanov.large].every(
        (prime) =>
          s(Word.mirror(a), prime) === 0 - s(a, prime) && s(sum(a, b), prime) === s(a, prime) + s(b, prime)
      )
    ),
    { seed: 1, numRuns: 100 }
  )
})

t.test("a change of a crossing from positive to negative lowers it by 2 or leaves it", async () => {
  fc.assert(
    fc.property(knots(4, 12), fc.nat(), (word, n) => {
      if (word.length === 0) return true
      const place = n % word.length
      const [positive, negative] = [1, -1].map((sign) =>
        word.map((letter, k) => (k === place ? sign * Math.abs(letter) : letter))
      )
      return [0, 2].includes(s(positive) - s(negative))
    }),
    { seed: 1, numRuns: 200 }
  )
})

t.test(
  "14n19265 has another s over two elements than over other fields (Seed; Lipshitz and Sarkar)",
  async (t) => {
    // The code as SnapPy's table of Hoste and Thistlethwaite has it.
    const diagram = Planar.of([
      [2, 0, 3, 27],
      [0, 15, 1, 16],
      [14, 1, 15, 2],
      [3, 8, 4, 9],
      [11, 4, 12, 5],
      [24, 6, 25, 5],
      [6, 24, 7, 23],
      [7, 12, 8, 13],
      [20, 10, 21, 9],
      [10, 20, 11, 19],
      [16, 14, 17, 13],
      [17, 22, 18, 23],
      [25, 18, 26, 19],
      [21, 26, 22, 27]
    ])
    t.equal(Rasmussen.ofDiagram(diagram, Khovanov.large), 0)
    t.equal(Rasmussen.ofDiagram(diagram, 3), 0)
    t.equal(Rasmussen.ofDiagram(diagram, Khovanov.two), -2)
  }
)

t.test("links have none here", async (t) => {
  t.throws(() => s(Word.of([1, 1])), { name: "RangeError", message: /is a link/ })
  t.equal(Rasmussen.value(Subject.of(Word.of([1, 1]))), null)
})

t.test("a link has none, and is not said to be out of reach", async (t) => {
  t.strictSame(Rasmussen.invariant.show(Subject.of(Word.parse("1 1"))), {
    text: "- (only a knot has one here)",
    json: null
  })
})

t.test("where the homology is given up nothing else is begun", async (t) => {
  // T(7, 8), whose complex outgrows the limit on the way.
  const word = Word.of(Array.from({ length: 48 }, (_, i) => 1 + (i % 6)))
  const known = new Map<unknown, unknown>([[Khovanov.homology, null]])
  const asked: Array<unknown> = []
  const subject = Subject.of(word, (fact, compute) => {
    asked.push(fact)
    return known.has(fact) ? (known.get(fact) as ReturnType<typeof compute>) : compute()
  })
  t.ok(Reach.isDoubtful(subject))
  t.equal(Rasmussen.value(subject), null)
  t.equal(Integral.homology(subject), null)
  t.ok(asked.includes(Khovanov.homology))
})
