import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as ConnectedSum from "../../../src/domain/invariant/connected-sum.ts"
import * as Identify from "../../../src/domain/invariant/identify.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"
import * as KnotInfo from "../../../src/domain/invariant/table/knotinfo.ts"
import * as Table from "../../../src/domain/invariant/table/table.ts"
import * as Facts from "../../../src/interface/cli/command/knot/facts.ts"

const factor = (name: string, mirror = false): ConnectedSum.Factor => ({ prime: Rolfsen.find(name), mirror })
/** As simulations do. */
const identify = (word: Word.Word): Identify.Identification => Identify.tallied(Subject.of(word))!
/** As people are told. */
const named = (word: Word.Word): Identify.Identification => Identify.by(KnotInfo.table)(Subject.of(word))!
const labels = (found: Identify.Identification) => found.candidates.map(ConnectedSum.label).join(" or ")

/** Primes with words so long that others of the table share all invariants; with them, the others' chirality. */
const shared: Record<string, string> = {
  "9_12": "9_12 or 4_1#5_2",
  "10_25": "10_25 or m10_56",
  "10_56": "m10_25 or 10_56",
  "10_40": "10_40 or m10_103",
  "10_103": "m10_40 or 10_103",
  "10_129": "m8_8 or 10_129",
  "10_156": "8_16 or 10_156",
  "10_48": "10_48 or m10_48",
  "10_71": "10_71 or m10_71",
  "10_91": "10_91 or m10_91",
  "10_104": "10_104 or m10_104"
}

const turn = (label: string): string => {
  const name = label.replace(/^m/, "")
  if (Rolfsen.find(name).achiral) return name
  return label.startsWith("m") ? name : `m${name}`
}

t.test("all 249 primes and their mirror images, by their own words", async (t) => {
  for (const prime of Rolfsen.primes) {
    const expected = shared[prime.name] ?? prime.name
    const turned = expected
      .split(" or ")
      .map((sum) => sum.split("#").map(turn).join("#"))
      .join(" or ")
    t.strictSame(new Set(labels(identify(prime.word)).split(" or ")), new Set(expected.split(" or ")))
    t.strictSame(
      new Set(labels(identify(Word.mirror(prime.word))).split(" or ")),
      new Set(turned.split(" or "))
    )
  }
})

t.test("chirality: the table has the negative trefoil", async (t) => {
  const trefoil = identify(Word.of([-1, -1, -1]))
  t.match(trefoil, { name: "3_1", mirror: "same", prime: true, complete: true })
  t.match(identify(Word.of([1, 1, 1])), { name: "3_1", mirror: "mirror", prime: true })
  t.match(identify(Word.of([1, -2, 1, -2])), { name: "4_1", mirror: "achiral" })
  t.match(identify(Rolfsen.find("9_42").word), { name: "9_42", mirror: "same" }, "Jones is palindromic")
  t.match(identify(Word.mirror(Rolfsen.find("9_42").word)), { name: "9_42", mirror: "mirror" })
  t.match(identify(Rolfsen.find("10_71").word), { name: "10_71", mirror: "unknown" })
})

t.test("the unknot", async (t) => {
  for (const letters of [[], [1], [1, -2], [2, -1, 3]]) {
    t.match(identify(Word.of(letters)), { name: "0_1", mirror: "achiral", prime: false, complete: true })
  }
  const morton = identify(Word.of([-3, -3, 2, -3, 2, 1, 1, 1, -2, 1, -2]))
  t.match(morton, { name: "0_1", complete: false })
})

t.test("9_12 and 4_1#5_2 are never told apart", async (t) => {
  const sum = ConnectedSum.word([factor("4_1"), factor("5_2")])
  for (const word of [Rolfsen.find("9_12").word, sum]) {
    t.match(identify(word), { name: "9_12 or 4_1#5_2", mirror: "same", prime: null })
    t.match(identify(Word.mirror(word)), { name: "9_12 or 4_1#5_2", mirror: "mirror", prime: null })
  }
})

t.test("8_9 and 4_1#4_1, 5_1 and 10_132 are told apart", async (t) => {
  const eight = Rolfsen.find("8_9").word
  const sum = ConnectedSum.word([factor("4_1"), factor("4_1")])
  t.ok(Laurent.isEqual(Jones.of(eight), Jones.of(sum)))
  t.match(identify(eight), { name: "8_9", prime: true })
  t.match(identify(sum), { name: "4_1#4_1", prime: false, mirror: "achiral" })
  t.match(identify(Rolfsen.find("5_1").word), { name: "5_1" })
  t.match(identify(Rolfsen.find("10_132").word), { name: "10_132" })
})

t.test("sums keep the chirality of each factor", async (t) => {
  const granny = identify(Word.of([1, 1, 1, 2, 2, 2]))
  t.match(granny, { name: "3_1#3_1", mirror: "mirror", prime: false, complete: true })
  const square = identify(Word.of([1, 1, 1, -2, -2, -2]))
  t.match(square, { name: "3_1#3_1", mirror: "achiral", prime: false })
  t.equal(labels(square), "3_1#m3_1")
  const mixed = identify(ConnectedSum.word([factor("3_1", true), factor("5_1")]))
  t.match(mixed, { name: "3_1#5_1", mirror: "mixed" })
})

t.test("sums of two and three small primes are among their own candidates", async () => {
  const small = Rolfsen.primes.filter(({ crossings }) => crossings <= 6)
  const factors = fc.array(fc.tuple(fc.constantFrom(...small), fc.boolean()), { minLength: 2, maxLength: 3 })
  fc.assert(
    fc.property(factors, (drawn) => {
      const sum = drawn
        .map(([prime, mirror]) => ({ prime, mirror: mirror && !prime.achiral }))
        .sort(
          (a, b) => small.indexOf(a.prime) - small.indexOf(b.prime) || Number(a.mirror) - Number(b.mirror)
        )
      const found = identify(ConnectedSum.word(sum))
      return found.candidates.map(ConnectedSum.label).includes(ConnectedSum.label(sum))
    }),
    { seed: 1, numRuns: 100 }
  )
})

t.test("a sum of many primes is factored without trying all subsets of its factors", async (t) => {
  // Of 2^14 subsets.
  const sum = Rolfsen.primes.slice(0, 14).map(({ name }) => factor(name))
  t.ok(identify(ConnectedSum.word(sum)).candidates.map(ConnectedSum.label).includes(ConnectedSum.label(sum)))
})

t.test("a knot outside the table has no name", async (t) => {
  t.match(identify(Word.of(new Array(11).fill(1))), { name: null, candidates: [], complete: false })
})

t.test("links are not named, nor are knots whose Jones polynomial is out of reach", async (t) => {
  t.equal(identify(Word.of([1, 1])), null)
  const torus = Int16Array.from({ length: 59 * 61 }, (_, k) => 1 + (k % 59))
  t.equal(identify(torus), null)
})

t.test("a sum of knots that share invariants with other sums has no name rather than no end", async (t) => {
  const twenty = Array.from({ length: 10 }, () => [factor("9_12"), factor("10_48")]).flat()
  const subject = Subject.of(ConnectedSum.word(twenty))
  const before = process.threadCpuUsage().user
  t.equal(Identify.tallied(subject), null)
  // Two to four seconds; without an end it took a minute.
  t.ok(process.threadCpuUsage().user - before < 1e7)
  t.match(
    Facts.nameInWords(subject, { slow: true, asked: [] }),
    /^(m9_12#){10}(10_48#){9}10_48, /,
    "its pieces have names"
  )
  const many = Rolfsen.primes.slice(0, 25).map(({ name }) => factor(name))
  t.equal(identify(ConnectedSum.word(many)).candidates.length, 4, "many factors alone are no hindrance")
})

const own = (name: string): Word.Word => Table.find(KnotInfo.table, name).word

t.test(
  "primes that share their polynomials have names of their own, and so have their mirror images",
  async (t) => {
    const both = KnotInfo.table.primes.flatMap(({ name, word, achiral }) => [
      { label: name, word },
      ...(achiral ? [] : [{ label: `m${name}`, word: Word.mirror(word) }])
    ])
    const shared = [...Map.groupBy(both, ({ word }) => Laurent.key(Jones.of(word))).values()].filter(
      (group) => group.length > 1
    )
    t.ok(shared.length > 500, `${shared.length} Jones polynomials are those of several`)
    const wrong = shared
      .flat()
      .map(({ label, word }) => [label, labels(named(word))])
      .filter(([label, found]) => label !== found)
    t.strictSame(wrong, [])
  }
)

t.test("what nothing told apart in ten crossings has one name now", async (t) => {
  const sum = ConnectedSum.word([factor("4_1"), factor("5_2")])
  t.equal(labels(named(Rolfsen.find("9_12").word)), "m9_12")
  t.equal(labels(named(sum)), "4_1#m5_2", "KnotInfo's 5_2 is the mirror image of the Knot Atlas's")
  for (const name of ["10_25", "10_56", "10_40", "10_103", "8_8", "10_129", "8_16", "10_156", "10_71"])
    t.equal(named(Rolfsen.find(name).word).candidates.length, 1, name)
})

t.test("a name is proven by few crossings, or by the table's own word", async (t) => {
  t.match(named(Word.of([1, 1, 1])), { name: "3_1", mirror: "same", complete: true })
  const long = own("12n_100")
  t.ok(long.length > 12)
  t.match(named(long), { complete: true })
  t.match(named(Word.rotate(long, 3)), { complete: true })
  const other = Word.multiply(Word.of([2]), long, Word.of([-2, 5]))
  t.match(named(other), { name: "12n_100", complete: true })
})

t.test("a knot of thirteen crossings has no name", async (t) => {
  t.match(named(Word.of(new Array(13).fill(1))), { name: null, complete: false })
  // KnotInfo's 13a_230 and 13a_2772, which share polynomials and signature with 4_1#m9_41 and 3_1#10_106.
  for (const word of [
    [-1, 2, -1, 3, -2, -1, 3, 4, 5, -4, 5, 4, 3, -2, 3, -2, -4],
    [1, 1, 1, -2, 1, 1, 1, -2, 3, 3, -2, 3, -2]
  ])
    t.match(named(Word.of(word)), { name: null, complete: false })
})

t.test("mixed sums are not their mirror images", async (t) => {
  const mixed = ConnectedSum.word([factor("3_1"), factor("5_2", true)])
  t.equal(labels(named(mixed)), "m3_1#5_2")
  t.equal(labels(named(Word.mirror(mixed))), "3_1#m5_2")
})
