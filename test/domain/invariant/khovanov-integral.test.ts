import { readFileSync } from "node:fs"
import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Khovanov from "../../../src/domain/invariant/khovanov.ts"
import * as Integral from "../../../src/domain/invariant/khovanov-integral.ts"
import * as Rasmussen from "../../../src/domain/invariant/rasmussen.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import { words } from "../../support/knots.ts"

const ofWord = (letters: ArrayLike<number>) => Integral.ofDiagram(Planar.ofBraid(Word.of(letters)))
const print = (letters: ArrayLike<number>) => Integral.print(ofWord(letters))
const torus = (p: number, q: number) =>
  Array.from({ length: q }, () => Array.from({ length: p - 1 }, (_, i) => i + 1)).flat()

const rows = (file: string) =>
  readFileSync(new URL(`../../golden/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => line.split(";"))

t.test(
  "KnotInfo's homology over the integers, and its s, of all primes up to ten crossings, by PD and by braid",
  async (t) => {
    const codes = new Map(rows("knotinfo.csv").map(([name, braid, pd]) => [name, { braid, pd }]))
    const known = rows("khovanov.csv")
    t.equal(known.length, 249)
    for (const [name, s, homology] of known) {
      const { braid, pd } = codes.get(name)!
      for (const diagram of [
        Planar.of(JSON.parse(pd)),
        Planar.ofBraid(Word.of(JSON.parse(braid.replace("{", "[").replace("}", "]"))))
      ]) {
        const groups = Integral.ofDiagram(diagram).map(({ h, q, rank, torsion }) =>
          [h, q, rank, ...torsion].join(" ")
        )
        t.equal(groups.join(), homology, name)
        t.equal(Rasmussen.ofDiagram(diagram), Number(s), name)
      }
    }
  }
)

t.test("the trefoil's torsion is of order 2; that of torus knots is of orders 3, 4 and 5, too", async (t) => {
  t.equal(print([1, 1, 1]), "q + q^3 + t^2 q^5 + t^3 q^9 + t^3 q^7 T^2")
  t.equal(print([]), "q^-1 + q")
  const orders = (word: Array<number>) =>
    [...new Set(ofWord(word).flatMap(({ torsion }) => torsion))].sort((a, b) => a - b)
  t.strictSame(orders(torus(3, 4)), [2])
  t.strictSame(orders(torus(4, 5)), [2, 4])
  t.strictSame(orders(torus(5, 6)), [2, 3, 5])
})

t.test(
  "universal coefficients: each cyclic summand counts twice modulo its prime, one degree apart",
  async () => {
    fc.assert(
      fc.property(words(5, 14), (word) => {
        const integral = ofWord(word)
        return [2, 3, Khovanov.large].every((p) => {
          const ranks = new Map<string, number>()
          const add = (h: number, q: number, n: number) =>
            n > 0 && ranks.set(`${h} ${q}`, (ranks.get(`${h} ${q}`) ?? 0) + n)
          for (const { h, q, rank, torsion } of integral) {
            const count = torsion.filter((order) => order % p === 0).length
            add(h, q, rank + count)
            add(h - 1, q, count)
          }
          const field = Khovanov.ofDiagram(Planar.ofBraid(word), p)
          return (
            field.length === ranks.size && field.every(({ h, q, rank }) => ranks.get(`${h} ${q}`) === rank)
          )
        })
      }),
      { seed: 1, numRuns: 200 }
    )
  }
)

t.test("the mirror image has the dual groups, torsion one degree higher", async () => {
  fc.assert(
    fc.property(words(5, 12), (word) => {
      const listed = (groups: ReturnType<typeof ofWord>, sign: 1 | -1) =>
        groups
          .flatMap(({ h, q, rank, torsion }) => [
            ...(rank > 0 ? [`${sign * h + 0} ${sign * q + 0} ${rank}`] : []),
            ...torsion.map((order) => `${sign > 0 ? h : 1 - h} ${sign * q + 0} T${order}`)
          ])
          .sort()
          .join()
      return listed(ofWord(Word.mirror(word)), 1) === listed(ofWord(word), -1)
    }),
    { seed: 1, numRuns: 200 }
  )
})

t.test(
  "a subject's is that of its shorter word or of its diagram, and null where it is out of reach",
  async (t) => {
    const subjects = [
      Subject.of(Word.of([1, 1, 1, 2, -3])),
      Subject.ofDiagram(
        Planar.of([
          [1, 5, 2, 4],
          [3, 1, 4, 6],
          [5, 3, 6, 2]
        ])
      )
    ]
    for (const subject of subjects) {
      t.equal(Integral.invariant.show(subject)?.text, "q + q^3 + t^2 q^5 + t^3 q^9 + t^3 q^7 T^2")
      t.strictSame(Rasmussen.invariant.show(subject), { text: "2", json: 2 })
    }
    const weave = Subject.of(Word.of(Array.from({ length: 80 }, (_, k) => [1, -2, 3, -4][k % 4])))
    t.equal(Integral.homology(weave), null)
    t.equal(Integral.invariant.seconds(weave), 0)
  }
)
