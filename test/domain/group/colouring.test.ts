import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Colouring from "../../../src/domain/group/colouring.ts"
import * as Finite from "../../../src/domain/group/finite.ts"
import * as Passes from "../../../src/domain/group/passes.ts"
import * as Twisted from "../../../src/domain/group/twisted.ts"
import * as Wirtinger from "../../../src/domain/group/wirtinger.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import * as KnotInfo from "../../../src/domain/invariant/table/knotinfo.ts"
import * as Table from "../../../src/domain/invariant/table/table.ts"
import { knots } from "../../support/knots.ts"

const passes = (word: Word.Word): Passes.Passes => Passes.of(Planar.ofBraid(word))
const longitudes = (knot: Passes.Passes, colours: Finite.Class): string =>
  Colouring.longitudes(knot, Passes.plan(knot), colours)
const twisted = (knot: Passes.Passes, colours: Finite.Class): string =>
  Twisted.values(knot, Passes.plan(knot), colours)

t.test("classes of L2(5), which is A5, of L2(7) and L2(11)", async (t) => {
  // Conway et al., Atlas of finite groups; Isaacs, Character theory.
  const sizes = (p: number) =>
    Finite.names(p).map((name) => `${name}:${Finite.projectiveClass(p, name).size}`)
  t.strictSame(sizes(5), ["5a:12", "5b:12", "2a:15", "3a:20"])
  t.strictSame(sizes(7), ["2a:21", "7a:24", "7b:24", "4a:42", "3a:56"])
  t.strictSame(sizes(11), ["2a:55", "11a:60", "11b:60", "3a:110", "6a:110", "5a:132", "5b:132"])
  t.throws(() => Finite.projectiveClass(5, "7a"), { name: "RangeError" })
})

/** Colourings by trying all, from Wirtinger's relators: of generator, relator by relator. */
const tried = (word: Word.Word, { size, conjugate, conjugateBack }: Finite.Class): number => {
  const relators = Wirtinger.relators(Planar.ofBraid(word))!
  const colour = new Array<number>(relators.length).fill(0)
  const isRight = (relator: Wirtinger.Relator): boolean => {
    if (relator.length === 0) return true
    const [by, enters, , leaves] = relator
    const table = by > 0 ? conjugate : conjugateBack
    return table[size * colour[Math.abs(by) - 1] + colour[enters - 1]] === colour[-leaves - 1]
  }
  let count = 0
  for (let code = 0; code < size ** (relators.length - 1); code++) {
    let rest = code
    for (let i = 1; i < relators.length; i++) {
      colour[i] = rest % size
      rest = Math.floor(rest / size)
    }
    if (relators.every((relator) => relator.length === 4 && isRight(relator))) count++
  }
  return count
}

t.test("as many colourings as there are by trying all", async (t) => {
  for (const word of [
    [1, 1, 1],
    [1, -2, 1, -2]
  ])
    for (const p of [5, 7])
      for (const name of Finite.names(p)) {
        const colours = Finite.projectiveClass(p, name)
        if (colours.size > 24) continue
        let count = 0
        const knot = passes(Word.of(word))
        Colouring.each(knot, Passes.plan(knot), colours, () => count++)
        t.equal(count, tried(Word.of(word), colours), `${word} L2(${p}) ${name}`)
      }
})

t.test("moves of the diagram change nothing, nor does the way in which the knot runs and back", async () => {
  const classes = [Finite.projectiveClass(5, "3a"), Finite.projectiveClass(7, "7a")]
  fc.assert(
    fc.property(knots(4, 12), fc.integer({ min: 1, max: 3 }), fc.boolean(), (word, by, isPositive) => {
      const top = Word.strands(word)
      const conjugated = Word.multiply(Word.of([by]), word, Word.of([-by]))
      const stabilised = Word.multiply(word, Word.of([isPositive ? top : -top]))
      const knot = passes(word)
      return classes.every((colours) =>
        [
          ...(by < top ? [passes(conjugated)] : []),
          passes(stabilised),
          Passes.reversed(Passes.reversed(knot))
        ].every(
          (other) =>
            longitudes(other, colours) === longitudes(knot, colours) &&
            twisted(other, colours) === twisted(knot, colours)
        )
      )
    }),
    { seed: 1, numRuns: 60 }
  )
})

t.test("walking back is the reversed word", async (t) => {
  const word = Table.find(KnotInfo.table, "8_17").word
  const back = word.toReversed()
  const colours = Finite.projectiveClass(7, "7a")
  t.equal(longitudes(Passes.reversed(passes(word)), colours), longitudes(passes(back), colours))
})

t.test("the mutants of Kinoshita and Terasaka, and of Conway, are told apart", async (t) => {
  // Riley, Homomorphisms of knots on finite groups (Math. Comp. 25, 1971), by L2(7).
  const [conway, terasaka] = ["11n_34", "11n_42"].map((name) => passes(Table.find(KnotInfo.table, name).word))
  const classes = Finite.names(7).map((name) => Finite.projectiveClass(7, name))
  t.ok(classes.some((colours) => longitudes(conway, colours) !== longitudes(terasaka, colours)))
})

t.test("10_71 and its mirror image are told apart, which its polynomials do not", async (t) => {
  const { word } = Rolfsen.find("10_71")
  const colours = Finite.projectiveClass(7, "7a")
  t.not(longitudes(passes(word), colours), longitudes(passes(Word.mirror(word)), colours))
})

t.test("a twisted polynomial tells apart what longitudes do not", async (t) => {
  const [a, b] = ["11a_19", "11a_25"].map((name) => passes(Table.find(KnotInfo.table, name).word))
  const classes = [5, 7].flatMap((p) => Finite.names(p).map((name) => Finite.projectiveClass(p, name)))
  t.ok(classes.every((colours) => longitudes(a, colours) === longitudes(b, colours)))
  t.ok(classes.some((colours) => twisted(a, colours) !== twisted(b, colours)))
})

t.test("a circle has one colouring; links have no walk", async (t) => {
  const circle = passes(Word.empty)
  t.equal(
    longitudes(circle, Finite.projectiveClass(5, "3a")),
    longitudes(passes(Word.of([1])), Finite.projectiveClass(5, "3a"))
  )
  t.throws(() => passes(Word.of([1, 1])), { name: "RangeError" })
})
