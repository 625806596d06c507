import t from "tap"
import type { Kind } from "../../../../src/domain/field/diagram/diagram.ts"
import * as Diagram from "../../../../src/domain/field/diagram/diagram.ts"
import * as Expression from "../../../../src/domain/field/diagram/expression.ts"
import { nonLocal, quartic, sextic } from "../../../../src/domain/field/diagram/interaction.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"
import * as Wick from "../../../../src/domain/field/wick.ts"

const factors = (diagrams: ReadonlyArray<Diagram.Diagram>, kind: Kind) =>
  diagrams.filter((diagram) => diagram.kind === kind).map(({ factor }) => factor)

const total = (numbers: ReadonlyArray<number>) => numbers.reduce((sum, number) => sum + number, 0)

const doubleFactorial = (n: number): number => (n <= 1 ? 1 : n * doubleFactorial(n - 2))

// Factors of equations 3.17 to 3.19 of 2008.08601, and the vacuum diagrams that they leave out.
t.test("factors of one vertex", async (t) => {
  const cases = [
    [2, quartic, [], [12], [3]],
    [2, sextic, [], [90], [15]],
    [4, quartic, [24], [72], [9]],
    [4, sextic, [360], [540], [45]],
    [6, quartic, [360], [540], [45]],
    [6, sextic, [720, 5400], [4050], [225]]
  ] as const
  for (const [points, interaction, kept, dropped, vacuum] of cases) {
    const diagrams = Diagram.all(points, [interaction])
    const name = `${points} points, ${interaction.symbol}`
    t.same(factors(diagrams, "kept"), kept, name)
    t.same(factors(diagrams, "two-point"), dropped, name)
    t.same(factors(diagrams, "vacuum"), vacuum, name)
  }
})

t.test("two quartic vertices", async (t) => {
  const four = Diagram.all(4, [quartic, quartic]).filter(({ connected }) => connected)
  t.same(factors(four, "kept"), [864])
  t.same(factors(four, "two-point"), [1152])
  t.equal(four[0].terms.length, 3)
  const six = Diagram.all(6, [quartic, quartic]).find(({ connected }) => connected)!
  t.same([six.kind, six.factor, six.terms.length], ["kept", 5760, 10])
})

t.test("the classes hold all pairings of all legs, once", async (t) => {
  const lists = [
    [],
    [quartic],
    [sextic],
    [nonLocal],
    [quartic, quartic],
    [quartic, sextic],
    [sextic, sextic],
    [nonLocal, nonLocal]
  ]
  for (const points of [2, 4, 6])
    for (const interactions of lists) {
      const legs = points + total(interactions.flatMap(({ degrees }) => degrees))
      const diagrams = Diagram.all(points, interactions)
      t.equal(total(diagrams.map(({ pairings }) => pairings)), doubleFactorial(legs - 1))
      for (const { terms } of diagrams) t.ok(terms.every((term) => term.pairings === terms[0].pairings))
    }
})

/** All kernels and integrals 1: sums over diagrams become numbers of pairings with a sign. */
const one: Expression.Rules = { kernel: () => 1, integral: () => 1 }

const moment = (n: number) => doubleFactorial(n - 1)

// In no dimensions the field is a number and nothing depends on where it is: the expansion of
// <x^n> = E[x^n exp(-g x^p)] / E[exp(-g x^p)] in g, here from Gaussian moments, is the sum of all diagrams but the
// vacuum ones.
t.test("in zero dimensions the diagrams sum to the expansion of moments", async (t) => {
  const expected = [
    [2, 12, 90],
    [4, 96, 900],
    [6, 900, 10170]
  ]
  for (const [points, quarticSum, sexticSum] of expected)
    for (const [interaction, sum] of [
      [quartic, quarticSum],
      [sextic, sexticSum]
    ] as const) {
      const p = interaction.degrees[0]
      const value = (interactions: ReadonlyArray<typeof quartic>) =>
        total(
          Diagram.all(points, interactions)
            .filter(({ kind }) => kind !== "vacuum")
            .map((diagram) => Expression.evaluate(diagram, [0, 1, 2, 3, 4, 5].slice(0, points), one))
        )
      const [n, first, second] = [moment(points), moment(points + p), moment(points + 2 * p)]
      t.equal(value([interaction]), -sum)
      t.equal(value([interaction]), -(first - n * moment(p)))
      const ratio = second / 2 - first * moment(p) + n * (moment(p) ** 2 - moment(2 * p) / 2)
      t.equal(value([interaction, interaction]), ratio)
    }
})

t.test("without vertices the diagrams are the sum over pairings of kernels", async (t) => {
  const K = Float64Array.from({ length: 36 }, (_, i) => Math.cos(Math.floor(i / 6) + (i % 6)))
  const rules: Expression.Rules = { ...one, kernel: (a, b) => K[a * 6 + b] }
  for (const order of [2, 4, 6])
    for (const tuple of Tuples.multisets(6, order)) {
      const [diagram, ...others] = Diagram.all(order, [])
      t.same(others, [])
      t.ok(Math.abs(Expression.evaluate(diagram, tuple, rules) - Wick.pairings(K, 6, tuple)) < 1e-12)
    }
})

t.test("expressions", async (t) => {
  const [correction, vacuum] = Diagram.all(2, [quartic])
  t.equal(Expression.text(correction), "-12 ∫d^d y λ K(x1,y) K(x2,y) K(y,y)")
  t.equal(Expression.text(vacuum), "-3 ∫d^d y λ K(x1,x2) K(y,y)^2")
  const four = Diagram.all(4, [quartic])[0]
  t.equal(Expression.text(four), "-24 ∫d^d y λ K(x1,y) K(x2,y) K(x3,y) K(x4,y)")
  t.equal(
    Expression.latex(four),
    "-24 \\int d^{d_{\\mathrm{in}}}y \\, \\lambda K(x_{1},y) K(x_{2},y) K(x_{3},y) K(x_{4},y)"
  )
  const bubble = Diagram.all(4, [quartic, quartic])[0]
  t.match(
    Expression.text(bubble),
    "288 ∫d^d y1 λ ∫d^d y2 λ [K(x1,y1) K(x2,y1) K(x3,y2) K(x4,y2) K(y1,y2)^2 + "
  )
  t.equal(Expression.text(Diagram.all(2, [])[0]), "K(x1,x2)")
  t.match(Expression.text(Diagram.all(4, [nonLocal])[0]), /^-8 ∫d\^d y1 ∫d\^d y2 λ_NL \[/)
  // 24 and 360 for each of the fifteen 4|2 splits, as equation 3.19 writes it.
  for (const [interaction, coefficient] of [
    [quartic, -24],
    [sextic, -360]
  ] as const) {
    const split = Diagram.all(6, [interaction]).filter(
      ({ kind, terms }) => kind === "kept" && terms.length === 15
    )
    t.same(split.map(Expression.coefficient), [coefficient])
  }
})

t.test("what has no diagrams gets a sentence", async (t) => {
  t.throws(() => Diagram.all(3, [quartic]), /odd number of points vanish.*not 3/)
  t.throws(() => Diagram.all(8, [quartic]), /2, 4 or 6 external points, not 8/)
  t.throws(() => Diagram.all(2, new Array(5).fill(quartic)), /at most four sites, not 5/)
})
