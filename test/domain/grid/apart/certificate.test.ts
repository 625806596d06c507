import t from "tap"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Certificate from "../../../../src/domain/grid/apart/certificate.ts"
import { check } from "../../../../src/domain/grid/apart/checker.ts"
import * as Untie from "../../../../src/domain/grid/untie.ts"
import * as Proof from "../../../../src/domain/proof/proof.ts"

const budget = { trials: 200_000 }

const proofOf = (text: string): Certificate.Certificate => {
  const word = Word.parse(text)
  const untied = Untie.untie({ word: Array.from(word), strands: Word.strands(word) }, [1, 2], budget)
  return Untie.apart(untied, [3, 4], budget).certificate!
}

/** Conjugated, so that moves come before cuts: a granny knot; two trefoils apart; a Hopf link and a sum of two knots apart. */
const proofs = [
  "1 -2 1 1 1 2 2 2 2 -1 3",
  "2 -1 3 2 1 1 1 3 3 3 -2 -3 1 -2",
  "2 -3 1 2 1 1 3 3 3 4 -5 4 -5 -2 -1 3 -2"
].map(proofOf)

t.test("proofs hold, as files have them", async (t) => {
  for (const proof of proofs) {
    t.ok("cut" in proof.parts[0] && proof.parts[0].steps.length > 0)
    t.strictSame(check(Certificate.decode(JSON.parse(JSON.stringify(proof)))), { valid: true })
    t.strictSame(Proof.check(Proof.decode(JSON.parse(JSON.stringify(proof)))), { valid: true })
  }
})

t.test("a changed cut is refused", async (t) => {
  let refused = 0
  let tried = 0
  for (const proof of proofs)
    proof.parts.forEach((part, k) => {
      if (!("cut" in part)) return
      const [joined, of, from, to] = part.cut
      const others: ReadonlyArray<Certificate.Cut> = [
        [joined === "sum" ? "split" : "sum", of, from, to],
        [joined, of === "rows" ? "columns" : "rows", from, to],
        [joined, of, from - 1, to],
        [joined, of, from + 1, to],
        [joined, of, from, to - 1],
        [joined, of, from, to + 1],
        [joined, of, from + 1, to + 1],
        [joined, of, from - 1, to - 1],
        [joined, of, to, from]
      ]
      for (const cut of others) {
        tried++
        const verdict = check({ ...proof, parts: proof.parts.with(k, { ...part, cut }) })
        if (verdict.valid) t.fail(`${part.cut.join(" ")} as ${cut.join(" ")}`)
        else refused++
      }
    })
  t.equal(refused, tried)
  t.ok(tried > 30, `${tried}`)
})

t.test("other changes are refused, with the first fault", async (t) => {
  const [proof] = proofs
  const { parts } = proof
  const refuse = (change: Partial<Certificate.Certificate>, reason: RegExp) =>
    t.match(check({ ...proof, ...change }), { valid: false, reason })
  refuse({ parts: parts.slice(0, -1) }, /^Of \d parts \d are there\.$/)
  refuse({ parts: [...parts, parts.at(-1)!] }, /^Part \d is no piece of a cut\.$/)
  refuse({ parts: [] }, /^Of 1 parts 0 are there\.$/)
  refuse({ from: { word: [1, 1, 1], strands: 2 } }, /crossings/)
  const last = parts.at(-1)!
  if (!("columns" in last)) throw new Error("The last part is a piece.")
  const otherColumns = { ...last, columns: last.columns.toReversed() }
  refuse({ parts: parts.with(-1, otherColumns) }, /ends with other columns than it says\.$/)
  const [first] = parts
  if (!("cut" in first)) throw new Error("The first part is cut.")
  refuse({ parts: parts.with(0, { ...first, steps: first.steps.slice(1) }) }, /./)
  refuse(
    { parts: parts.with(0, { ...first, cut: ["sum", "rows", 0, proof.columns.length] }) },
    /is not of some rows of/
  )
  refuse(
    { parts: parts.with(0, { ...first, steps: [["join", "rows", 99]] }) },
    /^Part 1\. Step 1, join rows 99, is not legal: there is no place 99/
  )
})

t.test("data that has not the form of a certificate is named", async (t) => {
  const [proof] = proofs
  const wrong = (change: object, message: RegExp) =>
    t.throws(() => Certificate.decode({ ...proof, ...change }), { name: "TypeError", message })
  wrong({ version: 2 }, /version is 2/)
  wrong({ parts: {} }, /`parts` are a list/)
  wrong({ parts: [3] }, /Part 1 of the certificate is an object/)
  wrong({ parts: [{ steps: [["cut", "rows", 1]], columns: [] }] }, /`steps` of part 1 are a list of moves/)
  wrong({ parts: [{ steps: [] }] }, /Part 1 of the certificate has a `cut`/)
  wrong({ parts: [{ steps: [], cut: ["sum", "lines", 1, 2] }] }, /Part 1 of the certificate has a `cut`/)
  wrong({ parts: [{ steps: [], columns: [[1, 2, 3]] }] }, /or `columns`, a list of pairs/)
  wrong({ from: null }, /`from`/)
})
