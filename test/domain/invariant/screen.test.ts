import fc from "fast-check"
import t from "tap"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Determinant from "../../../src/domain/invariant/determinant.ts"
import * as Screen from "../../../src/domain/invariant/screen.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { golden, words } from "../../support/knots.ts"

/** The exact determinant's residue, in both signs, or 0 if it is even. */
const expected = (word: ArrayLike<number>, strands = Word.strands(word)): ReadonlyArray<number> => {
  const exact = Determinant.of(word, strands)
  return exact % 2n === 0n ? [0] : [exact, -exact].map((x) => Number(BigInt.asIntN(32, x)))
}

t.test("all 250 rows and their mirror images: 10_124 and 10_153 alone pass for the unknot", async (t) => {
  const passed: Array<string> = []
  for (const { name, word, determinant } of golden()) {
    t.equal(Math.abs(Screen.determinant(word)), Number(determinant), name)
    t.equal(Screen.isKnotted(Word.mirror(word)), Screen.isKnotted(word), `mirror image of ${name}`)
    if (!Screen.isKnotted(word)) passed.push(name)
  }
  t.same(passed, ["0_1", "10_124", "10_153"])
})

t.test("the residue is the exact determinant's; links and split links have 0", async (t) => {
  fc.assert(
    fc.property(words(9, 40), fc.nat({ max: 2 }), (word, more) => {
      const strands = Word.strands(word) + more
      const residue = Screen.determinant(word, strands)
      return expected(word, strands).includes(residue) && (more === 0 || residue === 0)
    }),
    { seed: 1, numRuns: 2000 }
  )
  for (const link of [
    [1, 1],
    [1, 1, 3, 3],
    [1, 2, 1, 2, 1, 2]
  ])
    t.ok(Screen.isKnotted(link), `${link}`)
  t.equal(Screen.determinant([], 2), 0)
})

t.test(
  "determinants beyond 2^32: random knots of 96 and more letters, the table enlarged on the way",
  async (t) => {
    const stream = Stream.make([41, 0])
    let beyond = 0
    for (const [letters, strands] of [
      [96, 5],
      [151, 12],
      [240, 17]
    ])
      for (let k = 0; k < 10; ) {
        const word = Int16Array.from({ length: letters }, () => {
          return (1 + Stream.below(stream, strands - 1)) * Stream.sign(stream)
        })
        if (Permutation.components(word) > 1) continue
        t.ok(expected(word).includes(Screen.determinant(word)), Word.print(word))
        if (Determinant.of(word) > 2n ** 32n) beyond++
        k++
      }
    t.ok(beyond >= 10, `${beyond} beyond`)
  }
)

t.test("no unknot of the prior is thrown out", async (t) => {
  const stream = Stream.make([42, 0])
  for (const [letters, count] of [
    [9, 2000],
    [30, 100],
    [60, 10]
  ]) {
    const options = { letters, moves: 10 }
    const draft = Prior.draft(options)
    for (let k = 0; k < count; k++) {
      Prior.randomUnknot(draft, stream, options)
      const word = Draft.word(draft)
      if (Screen.isKnotted(word, draft.strands)) t.fail(Word.print(word))
    }
  }
  t.pass()
})

t.test("too few strands get a sentence", async (t) => {
  const sentence = "The word needs 4 strands, and it was given 3."
  t.throws(() => Screen.determinant([1, 2, 3], 3), new RangeError(sentence))
  t.throws(() => Screen.isKnotted([1], 2.5), /given 2\.5/)
})
