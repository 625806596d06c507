import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Complex from "../../../src/domain/invariant/khovanov/complex.ts"
import * as Growth from "../../../src/domain/invariant/khovanov/growth.ts"
import * as Homology from "../../../src/domain/invariant/khovanov/homology.ts"
import * as Plan from "../../../src/domain/invariant/khovanov/plan.ts"
import * as Reach from "../../../src/domain/invariant/khovanov/reach.ts"
import * as Ring from "../../../src/domain/invariant/khovanov/ring.ts"
import * as Khovanov from "../../../src/domain/invariant/khovanov.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import { golden, words } from "../../support/knots.ts"

const print = (letters: Array<number>, prime?: number) => Khovanov.print(Khovanov.of(letters, prime))

t.test("published ranks (Bar-Natan, On Khovanov's categorification of the Jones polynomial)", async (t) => {
  t.equal(print([]), "q^-1 + q")
  t.equal(print([1, 1]), "1 + q^2 + t^2 q^4 + t^2 q^6")
  t.equal(print([1, 1, 1]), "q + q^3 + t^2 q^5 + t^3 q^9")
  t.equal(print([-1, -1, -1]), "t^-3 q^-9 + t^-2 q^-5 + q^-3 + q^-1")
  t.equal(print([1, -2, 1, -2]), "t^-2 q^-5 + t^-1 q^-1 + q^-1 + q + t q + t^2 q^5")
  t.equal(print([1, 1, 1, 1, 1]), "q^3 + q^5 + t^2 q^7 + t^3 q^11 + t^4 q^11 + t^5 q^15")
  t.equal(
    print([1, 1, 1, 2, 1, 1, 1, 2]),
    "q^5 + q^7 + t^2 q^9 + t^3 q^13 + t^4 q^11 + t^4 q^13 + t^5 q^15 + t^5 q^17",
    "8_19, the first thick knot"
  )
})

t.test("modulo 2 the trefoil's torsion counts twice", async (t) => {
  t.equal(print([1, 1, 1], Khovanov.two), "q + q^3 + t^2 q^5 + t^2 q^7 + t^3 q^7 + t^3 q^9")
})

/** (q + 1/q) V with t^(1/2) = -q. */
const unnormalised = (v: Laurent.Laurent): Laurent.Laurent => {
  const spread = v.coefficients.flatMap((c, k) => [(2 * (v.low + k)) % 2 === 0 ? c : -c, 0n])
  return Laurent.multiply(Laurent.of(2 * v.low, spread), Laurent.of(-1, [1, 0, 1]))
}

t.test("the Euler characteristic is (q + 1/q) V at t^(1/2) = -q, over both fields", async () => {
  fc.assert(
    fc.property(words(6, 14), (word) => {
      const expected = unnormalised(Jones.of(word))
      return [Khovanov.two, Khovanov.large].every((prime) =>
        Laurent.isEqual(Khovanov.eulerCharacteristic(Khovanov.of(word, prime)), expected)
      )
    }),
    { seed: 1, numRuns: 2000 }
  )
})

t.test("all 250 rows: Euler characteristic", async (t) => {
  for (const { name, word, jones } of golden()) {
    t.ok(Laurent.isEqual(Khovanov.eulerCharacteristic(Khovanov.of(word)), unnormalised(jones)), name)
  }
})

t.test("the mirror image has the dual groups", async () => {
  fc.assert(
    fc.property(words(5, 12), (word) => {
      const dual = Khovanov.of(word)
        .map(({ h, q, rank }) => `${-h} ${-q} ${rank}`)
        .sort()
      const mirror = Khovanov.of(Word.mirror(word)).map(({ h, q, rank }) => `${h} ${q} ${rank}`)
      return mirror.sort().join() === dual.join()
    }),
    { seed: 1, numRuns: 300 }
  )
})

t.test("modulo 2 the ranks are (q + 1/q) times the reduced ones (Shumakovitch), and no smaller", async () => {
  fc.assert(
    fc.property(words(5, 12), (word) => {
      const modulo2 = Khovanov.of(word, Khovanov.two)
      const divisible = [...new Set(modulo2.map(({ h }) => h))].every((degree) => {
        const groups = modulo2.filter(({ h }) => h === degree)
        const low = Math.min(...groups.map(({ q }) => q))
        const ranks = new Array<number>(Math.max(...groups.map(({ q }) => q)) - low + 1).fill(0)
        for (const { q, rank } of groups) ranks[q - low] = rank
        return Laurent.divide(Laurent.of(low, ranks), Laurent.of(-1, [1, 0, 1])) !== null
      })
      const byDegree = new Map(modulo2.map(({ h, q, rank }) => [`${h},${q}`, rank]))
      const bounded = Khovanov.of(word).every(({ h, q, rank }) => rank <= (byDegree.get(`${h},${q}`) ?? 0))
      return divisible && bounded
    }),
    { seed: 1, numRuns: 300 }
  )
})

t.test("unlinked circles, split words, letters that are not needed", async (t) => {
  t.equal(Khovanov.print(Khovanov.of([], Khovanov.large, 2)), "q^-2 + 2 + q^2")
  t.equal(print([1, 3]), "q^-2 + 2 + q^2")
  t.equal(print([1, -1, 2]), "q^-2 + 2 + q^2")
})

t.test("only the unknot has rank 2 among the 250", async (t) => {
  for (const { name, word } of golden()) {
    t.equal(Khovanov.rank(Khovanov.of(word, Khovanov.two)) === 2, name === "0_1", name)
  }
})

t.test("5_1 and 10_132 have one Jones polynomial and different homology (Bar-Natan)", async (t) => {
  const rows = new Map(golden().map((row) => [row.name, row]))
  const [five, ten] = ["5_1", "10_132"].map((name) => rows.get(name)!)
  const sameSide = Laurent.isEqual(five.jones, ten.jones) ? ten.word : Word.mirror(ten.word)
  t.ok(Laurent.isEqual(Jones.of(sameSide), five.jones))
  const homologies = [five.word, sameSide].map((word) => Khovanov.print(Khovanov.of(word)))
  t.not(homologies[0], homologies[1])
})

t.test("hard unknots have rank 2", async (t) => {
  t.equal(Khovanov.rank(Khovanov.of([-3, -3, 2, -3, 2, 1, 1, 1, -2, 1, -2])), 2, "Morton")
  t.equal(Khovanov.rank(Khovanov.of([-1, -2, -3, -2, 1, -2, -2, -2, 3, 2, 4, 3, 3, -2, 3, -4])), 2, "Culprit")
})

const repeated = (letters: ReadonlyArray<number>, times: number) =>
  Array.from({ length: times }, () => letters).flat()

t.test(
  "what took a minute and more by the order of the letters and the first isomorphism that came",
  async (t) => {
    const words = {
      "T(6,7)": repeated([1, 2, 3, 4, 5], 7),
      "26 letters on 4 strands": [
        -3, 1, 1, -2, 1, 3, 3, 3, 1, 1, 1, 2, -3, 1, -1, -2, -2, 1, 1, -2, 1, 1, 3, 3, 3, 3
      ],
      "28 letters on 5 strands": [
        -4, 1, 1, 1, 1, -2, -2, -2, 1, -4, 3, 3, 2, -1, 1, -4, 1, -4, -2, -4, 1, -2, 1, 3, -4, -4, -4, 1
      ]
    }
    for (const [name, letters] of Object.entries(words)) {
      const homology = Khovanov.of(letters)
      t.ok(Laurent.isEqual(Khovanov.eulerCharacteristic(homology), unnormalised(Jones.of(letters))), name)
    }
  }
)

t.test("what is too large is refused, with what can be had", async (t) => {
  const wide = repeated([1, -2, 3, -4, 5, -6, 7], 9).slice(0, 60)
  t.throws(() => Khovanov.of(wide), {
    name: "RangeError",
    message: /60 letters on 8 strands would pass through .* summands or more.*signature/
  })
  t.throws(() => Khovanov.of([1], 4), { name: "RangeError", message: /prime below 2\^26/ })
  t.throws(() => Khovanov.of([2], 2, 2), { name: "RangeError", message: /needs 3 strands/ })
})

t.test("steps are counted, so that each computation ends, at the same crossing each time", async (t) => {
  const diagram = Planar.ofBraid(Word.of(repeated([1, 2, 3], 9)))
  const attempt = () => Homology.overField(diagram, Khovanov.large, 1000)
  const refusal = attempt()
  t.ok(Homology.isRefusal(refusal))
  t.strictSame(attempt(), refusal)
  t.throws(() => Reach.orThrow(diagram, "torus knot", attempt), {
    name: "RangeError",
    message: /torus knot was given up after \d+ of 27 crossings, with \d+ summands/
  })
})

t.test(
  "a planar diagram has the homology of the closed braid, in whatever order its crossings come",
  async () => {
    fc.assert(
      fc.property(words(5, 12), fc.infiniteStream(fc.nat()), (word, numbers) => {
        const { crossings, circles } = Planar.ofBraid(word)
        const shuffled = crossings
          .map((crossing) => ({ crossing, place: numbers.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ crossing }) => crossing)
        return (
          Khovanov.print(Khovanov.ofDiagram({ crossings: shuffled, circles })) ===
          Khovanov.print(Khovanov.of(word))
        )
      }),
      { seed: 1, numRuns: 300 }
    )
  }
)

t.test(
  "how many summands there are at least is counted beforehand, exactly of alternating braids",
  async (t) => {
    const passed = (word: Word.Word): number => {
      const plan = Plan.of(Planar.ofBraid(word))
      const complex = Complex.empty(Ring.of(Khovanov.large), false, plan.points, 0, 0)
      let sum = 0
      for (const step of plan.steps) {
        Homology.take(complex, step)
        Complex.eliminate(complex, Number.POSITIVE_INFINITY)
        if (step.kind === "cross") sum += complex.summands.length
      }
      return sum
    }
    const growth = (word: Word.Word) => Growth.of(Planar.ofBraid(word), 1e9)
    for (const letters of [
      [1, -2],
      [1, 1, -2],
      [1, -2, 3, -2]
    ]) {
      const word = Word.of(repeated(letters, 4))
      t.equal(growth(word), passed(word))
    }
    fc.assert(
      fc.property(words(5, 14), (word) => growth(word) <= passed(word)),
      { seed: 1, numRuns: 200 }
    )
  }
)
