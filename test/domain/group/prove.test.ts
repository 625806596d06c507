import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Certificate from "../../../src/domain/group/certificate.ts"
import { check } from "../../../src/domain/group/checker.ts"
import { prove } from "../../../src/domain/group/prove.ts"
import * as Wirtinger from "../../../src/domain/group/wirtinger.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"

const ofWord = (word: Word.Word, strands = Word.strands(word)): Planar.Origin => ({
  word: Array.from(word),
  strands
})

t.test("the group of each classical hard unknot is proven to be Z", async (t) => {
  for (const { name, word } of HardUnknots.all) {
    const certificate = prove(ofWord(word))
    t.ok(certificate !== null, name)
    t.strictSame(check(Certificate.decode(JSON.parse(JSON.stringify(certificate)))), { valid: true }, name)
  }
})

t.test("random unknots of the prior, of 24 to 96 letters, are all proven", async (t) => {
  for (const letters of [24, 96]) {
    const sampler = Prior.sampler({ letters, moves: 10 })
    for (let draw = 0; draw < 20; draw++)
      t.not(
        prove(ofWord(Int16Array.from(sampler.unknot([draw, 96])))),
        null,
        `${letters} letters, draw ${draw}`
      )
  }
})

t.test("no knot of the table is taken for the unknot", async (t) => {
  for (const { name, word } of Rolfsen.primes) t.equal(prove(ofWord(word)), null, name)
})

t.test("of links nothing is said", async (t) => {
  t.equal(prove(ofWord(Word.parse("1 1"))), null)
  t.equal(prove(ofWord(Word.empty, 2)), null)
  t.strictSame(prove(ofWord(Word.empty, 1))?.steps, [])
})

t.test("the trefoil's relators are those of a a b = b a b", async (t) => {
  const relators = Wirtinger.relators(Planar.ofBraid(Word.parse("1 1 1")))!
  t.equal(relators.length, 3)
  for (const relator of relators) {
    t.equal(relator.length, 4)
    t.equal(
      relator.reduce((sum, letter) => sum + Math.sign(letter), 0),
      0
    )
  }
})

t.test("a circle beside the knot is part of the link, and no proof overlooks it", async (t) => {
  for (const { name, word } of HardUnknots.all) {
    const from = ofWord(word)
    const certificate = prove(from)!
    for (const more of [1, 2]) {
      const beside = { ...certificate, from: ofWord(word, Word.strands(word) + more) }
      t.match(check(beside), { valid: false, reason: /No letter crosses strand \d/ }, name)
    }
    const { crossings } = Planar.ofOrigin(from)
    t.match(check({ ...certificate, from: { crossings, circles: 1 } }), { valid: false }, name)
  }
  // Strands below those of the letters.
  t.match(check({ version: 1, proof: "group", from: { word: [2], strands: 3 }, steps: [] }), { valid: false })
})

t.test("proofs of something else, or with a step changed, are refused", async (t) => {
  const certificate = prove(ofWord(HardUnknots.all[1].word))!
  const { steps } = certificate
  const refuse = (change: Partial<Certificate.Certificate>, reason: RegExp) =>
    t.match(check({ ...certificate, ...change }), { valid: false, reason })
  refuse({ steps: steps.slice(0, -1) }, /end with 2 generators, not with one/)
  refuse({ from: ofWord(Word.parse("1 1 1")) }, /not legal|there is no/)
  refuse({ from: ofWord(Word.parse("1 1")), steps: [] }, /more than one component/)
  refuse(
    {
      from: {
        crossings: [
          [1, 3, 2, 4],
          [2, 4, 3, 1]
        ],
        circles: 0
      }
    },
    /No plane has a diagram/
  )
  refuse({ steps: steps.with(0, ["eliminate", 0, 77]) }, /there is no generator 77/)
  refuse({ steps: [["multiply", 0, 0, 0, 0, 1]] }, /there is no other relator 0/)
  let holding = 0
  steps.forEach((step, i) => {
    const other = step[0] === "eliminate" ? (["eliminate", step[1], (step[2] + 1) % 11] as const) : step
    if (other !== step && check({ ...certificate, steps: steps.with(i, other) }).valid) holding++
  })
  t.ok(holding <= 2)
})
