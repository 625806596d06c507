import { readFileSync } from "node:fs"
import t from "tap"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Jones from "../../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../../src/domain/invariant/laurent.ts"
import * as Rolfsen from "../../../../src/domain/invariant/rolfsen.ts"
import * as Signature from "../../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../../src/domain/invariant/subject.ts"
import * as KnotInfo from "../../../../src/domain/invariant/table/knotinfo.ts"
import * as Table from "../../../../src/domain/invariant/table/table.ts"
import { golden } from "../../../support/knots.ts"

const { primes } = KnotInfo.table

t.test("2977 primes, by crossings and by whether they alternate", async (t) => {
  // Hoste, Thistlethwaite and Weeks, The first 1,701,936 knots; OEIS A002863.
  const counts = Map.groupBy(primes, ({ crossings }) => crossings)
  t.strictSame(
    [...counts].map(([crossings, of]) => [crossings, of.length]),
    [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n, i) => [n, [1, 1, 2, 3, 7, 21, 49, 165, 552, 2176][i]])
  )
  const of = (family: string) => primes.filter(({ name }) => name.startsWith(family)).length
  t.strictSame(["11a_", "11n_", "12a_", "12n_"].map(of), [367, 185, 1288, 888])
  t.equal(KnotInfo.table.crossings, 12)
})

t.test("Jones polynomials and signatures are KnotInfo's", async (t) => {
  const text = readFileSync(new URL("../../../golden/knotinfo-table.csv", import.meta.url), "utf8")
  const rows = text.trim().split("\n").slice(2)
  t.equal(rows.length, primes.length)
  const own = primes.map(({ name, word }) => {
    const subject = Subject.of(word)
    const { low, coefficients } = Jones.polynomial(subject)!
    return `${name},${Signature.value(subject)},${low} ${coefficients.join(" ")}`
  })
  t.strictSame(own, rows)
})

t.test("own mirror images: 1, 1, 5, 13, 0, 58 with 4, 6, 8, 10, 11, 12 crossings", async (t) => {
  // OEIS A052401.
  const counts = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(
    (n) => primes.filter(({ crossings, achiral }) => crossings === n && achiral).length
  )
  t.strictSame(counts, [0, 1, 0, 1, 0, 5, 0, 13, 0, 58])
  t.equal(KnotInfo.symmetryOf(Table.find(KnotInfo.table, "12a_427")), "positive", "the only one")
  t.equal(KnotInfo.symmetryOf(Table.find(KnotInfo.table, "8_17")), "negative")
  t.equal(KnotInfo.symmetryOf(Table.find(KnotInfo.table, "4_1")), "fully")
  t.equal(KnotInfo.symmetryOf(Table.find(KnotInfo.table, "3_1")), null)
})

t.test(
  "words up to ten crossings are KnotInfo's, and turned over where the Knot Atlas has them so",
  async (t) => {
    for (const { name, word, knotinfo, chirality } of golden().filter(({ name }) => name !== "0_1")) {
      t.strictSame(Table.find(KnotInfo.table, name).word, knotinfo, name)
      const own = Jones.of(Table.find(KnotInfo.tables.knotatlas, name).word)
      t.ok(Laurent.isEqual(own, Jones.of(word)), name)
      const isTurned = !Word.equals(Table.find(KnotInfo.tables.knotatlas, name).word, knotinfo)
      if (chirality !== "both") t.equal(isTurned, chirality === "mirror", name)
    }
    t.strictSame(
      Rolfsen.primes.map(({ name, achiral }) => [name, achiral]),
      primes.filter(({ crossings }) => crossings <= 10).map(({ name, achiral }) => [name, achiral])
    )
  }
)

t.test("finding by name", async (t) => {
  t.equal(Table.find(KnotInfo.table, "12n_888").crossings, 12)
  t.throws(() => Table.find(KnotInfo.table, "12n_889"), {
    name: "RangeError",
    message: 'The table has no knot "12n_889"; it goes from 3_1 to 12n_888.'
  })
  t.throws(() => Table.find(KnotInfo.table, "3a_1"), /those of Rolfsen, as 8_19\. It goes from 3_1/)
})
