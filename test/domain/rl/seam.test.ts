import t from "tap"
import { collapse } from "../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Encoding from "../../../src/domain/rl/encoding.ts"
import * as Seam from "../../../src/domain/rl/seam.ts"

const encode = (word: ArrayLike<number>, places = 40): Float32Array => {
  const padded = new Int16Array(places)
  padded.set(Array.from(word))
  const out = new Float32Array(Seam.features).fill(7)
  Encoding.encoder("seam", places)(padded, 1, out)
  return out
}
const whole = (features: Float32Array) => features.subarray(24 * 12)
const letter = (features: Float32Array, place: number) => [...features.subarray(12 * place, 12 * place + 12)]

t.test("a word by hand", async (t) => {
  // On 4 strands.
  const features = encode([2, 1, -2, 3, -1, 2])
  // First letter: next 1 (neighbour, same sign), then -2 (equal, other sign); it rests on the last letter, its equal.
  t.same(letter(features, 0), [0, 1, 0, -1, 0, 0, 0, 1, 0, 0, 0, 0.5])
  // 3: next -1 commutes, then 2 is a neighbour; it rests on -2, a neighbour of the other sign; alone on its height.
  t.same(letter(features, 3), [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0.75])
  // The last letter but one is -1, seen from the end at place 22: it rests on -2, a neighbour of the same sign.
  t.same(letter(features, 22), [0, -1, 0, 0, -1, 0, 0, 0, 1, 0, 0, 0.25])
  const shares = [6 / 40, 8 / 40, 1, 0, 0, 1, 1, 1, 1, 1 / 4, 1]
  // Relation 1 fits 3 -1 at place 3; relation 2 fits 2 1 -2 at place 0.
  whole(features).forEach((value, k) => {
    t.ok(Math.abs(value - shares[k]) < 1e-6, `number ${k}: ${value} and ${shares[k]}`)
  })
})

t.test("the empty word is all zeros; one letter rests on nothing", async (t) => {
  t.ok(encode([]).every((each) => each === 0))
  t.same(letter(encode([1]), 0).slice(6, 10), [0, 0, 0, 0])
})

t.test(
  "it says whether relations fit and whether a collapse shortens, on random unknots at random turns",
  async (t) => {
    const { unknot } = Prior.sampler({ letters: 20, moves: 10 })
    let [shortened, kept] = [0, 0]
    for (let k = 0; k < 300; k++) {
      const draft = Draft.of(unknot([3, k]), 40)
      for (let turn = 0; turn < 12; turn++) {
        const features = whole(encode(Draft.word(draft)))
        const places = [...Array(draft.length).keys()]
        const commutes = places.filter((at) => Move.canCommute(draft, at))
        const braids = places.filter((at) => Move.canBraid(draft, at))
        const near = (a: number, b: number) => Math.abs(a - b) < 1e-6
        for (const [k, fits] of [commutes, braids].entries()) {
          const [some, number, first] = fits.length > 0 ? [1, 1 / fits.length, 1 / (1 + fits[0])] : [0, 0, 0]
          if (features[5 + 2 * k] !== some) t.fail(`whether relation ${k + 1} fits`)
          if (!near(features[6 + 2 * k], number)) t.fail(`at how many places relation ${k + 1} fits`)
          if (!near(features[9 + k], first)) t.fail(`where relation ${k + 1} fits first`)
        }
        const copy = Draft.of(Draft.word(draft))
        collapse(copy)
        const shortens = copy.length < draft.length
        if (shortens !== (features[2] === 1 || features[3] === 1)) t.fail("whether a collapse shortens")
        shortens ? shortened++ : kept++
        Move.braid(draft, braids[turn % Math.max(1, braids.length)] ?? 0)
        Move.rotate(draft, 1 + (turn % 5))
      }
    }
    t.ok(shortened > 300 && kept > 300, `both were seen: ${shortened} and ${kept}`)
  }
)
