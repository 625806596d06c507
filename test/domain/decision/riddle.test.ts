import t from "tap"
import * as Riddle from "../../../src/domain/decision/riddle.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { check } from "../../../src/domain/grid/checker.ts"
import * as Untie from "../../../src/domain/grid/untie.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"

const crossingsOf = ({ origin }: Riddle.Riddle) =>
  "word" in origin ? origin.word.length : origin.crossings.length

/**
 * The answer by other means than those that labelled it: knots have another Jones polynomial than 1, unknots moves to a circle
 * that the checker accepts.
 */
const isRight = (riddle: Riddle.Riddle): boolean => {
  const subject = Riddle.subjectOf(riddle.origin)
  const jones = Jones.polynomial(subject)
  if (jones === null) return false
  if (riddle.answer === "knot") return !Laurent.isEqual(jones, Laurent.one)
  const { certificate } = Untie.untie(Subject.origin(subject), [1, 2], { trials: 2_000_000 })
  return Laurent.isEqual(jones, Laurent.one) && certificate !== undefined && check(certificate).valid
}

for (const generator of Riddle.generators)
  t.test(`${generator}: any crossings from 3 to 40, and the answer is right`, async (t) => {
    for (let crossings = 3; crossings <= 40; crossings++) {
      if (Riddle.fault({ generator, crossings }) !== undefined) continue
      const riddle = Riddle.draw({ generator, crossings }, [7, crossings])
      t.equal(crossingsOf(riddle), crossings)
      t.equal(Planar.components(Subject.diagram(Riddle.subjectOf(riddle.origin))), 1)
      t.ok(isRight(riddle), `${crossings} crossings: ${riddle.answer}`)
    }
  })

t.test("knots and unknots by the toss of a fair coin", async (t) => {
  const row = Riddle.row({ generator: "grid", crossings: 10 }, 200, [3, 4])
  const knots = row.filter(({ answer }) => answer === "knot").length
  // Three standard deviations are 21; the odds that a fair coin is beyond are 1 in 370, and the key is fixed.
  t.ok(Math.abs(knots - 100) <= 21, `${knots} of 200`)
  t.same(Riddle.row({ generator: "grid", crossings: 10 }, 5, [3, 4]), row.slice(0, 5), "a row begins alike")
})

t.test("a row has no diagram twice, as far as there are others", async (t) => {
  const row = Riddle.row({ generator: "grid", crossings: 8 }, 40, [5, 5])
  t.equal(new Set(row.map(Riddle.faceOf)).size, 40)
  const few = Riddle.row({ generator: "grid", crossings: 3 }, 12, [5, 5])
  t.same(
    new Set(few.map(({ answer }) => answer)).size,
    2,
    "and of three crossings there are few, of both kinds"
  )
})

t.test("a face is that of the diagram on the sphere, however it is written", async (t) => {
  const of = (crossings: ReadonlyArray<ReadonlyArray<number>>) =>
    Riddle.faceOf({ origin: Planar.of(crossings), answer: "knot" })
  const trefoil = [
    [1, 5, 2, 4],
    [3, 1, 4, 6],
    [5, 3, 6, 2]
  ]
  const renamed = trefoil.map((arcs) => arcs.map((arc) => ((arc + 1) % 6) + 1)).toReversed()
  const turned = trefoil.map(([a, b, c, d]) => [c, d, a, b])
  const mirrored = trefoil.map(([a, b, c, d]) => [b, c, d, a])
  t.equal(of(renamed), of(trefoil))
  t.equal(of(turned), of(trefoil))
  t.not(of(mirrored), of(trefoil))
})

t.test("kinks go, and nothing else", async (t) => {
  const trefoil = [
    [1, 5, 2, 4],
    [3, 1, 4, 6],
    [5, 3, 6, 2]
  ]
  // Arc 6 runs through two kinks, one within the other's way.
  const kinked = [
    [1, 5, 2, 4],
    [3, 1, 4, 10],
    [5, 3, 6, 2],
    [6, 8, 7, 7],
    [8, 9, 9, 10]
  ]
  const without = Riddle.unkinked(Planar.of(kinked))
  t.equal(without.crossings.length, 3)
  t.equal(
    Riddle.faceOf({ origin: without, answer: "knot" }),
    Riddle.faceOf({ origin: Planar.of(trefoil), answer: "knot" })
  )
  t.same(
    Riddle.unkinked(Planar.of([[1, 1, 2, 2]])),
    { crossings: [], circles: 1 },
    "one crossing is a circle with a kink"
  )
})

t.test("what there is not is said in a sentence", async (t) => {
  for (const generator of Riddle.generators)
    for (const crossings of [0, 1, 2, -1, 1.5, 61]) {
      const fault = Riddle.fault({ generator, crossings })
      t.match(fault, /^[A-Z].*\.$/, `${generator} ${crossings}: ${fault}`)
      t.throws(() => Riddle.draw({ generator, crossings }, [1, 1]), RangeError)
    }
  t.match(Riddle.fault({ generator: "same", crossings: 5 }), /no unknot of 5 letters/)
  t.equal(Riddle.fault({ generator: "paper", crossings: 5 }), undefined)
})
