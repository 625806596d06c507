import t from "tap"
import * as ConnectedSum from "../../../../../src/domain/invariant/connected-sum.ts"
import * as Subject from "../../../../../src/domain/invariant/subject.ts"
import * as KnotInfo from "../../../../../src/domain/invariant/table/knotinfo.ts"
import * as Stream from "../../../../../src/domain/random/stream.ts"
import * as Facts from "../../../../../src/interface/cli/command/knot/facts.ts"
import * as Smallest from "../../../../../src/interface/cli/command/knot/smallest.ts"

const table = KnotInfo.tables.knotinfo

t.test("the name of a sum is proven by its pieces, whatever its crossings", async (t) => {
  const stream = Stream.make([18, 30])
  const few = table.primes.filter(({ crossings }) => crossings >= 5 && crossings <= 9)
  for (let draw = 0; draw < 12; draw++) {
    const sum = Array.from({ length: 2 + (draw % 2) }, (): ConnectedSum.Factor => {
      const prime = few[Stream.below(stream, few.length)]
      return { prime, mirror: !prime.achiral && Stream.below(stream, 2) === 1 }
    })
    const place = ({ prime, mirror }: ConnectedSum.Factor) => 2 * table.primes.indexOf(prime) + Number(mirror)
    const label = ConnectedSum.label(sum.toSorted((a, b) => place(a) - place(b)))
    const { name, possibly } = Facts.name(Subject.of(ConnectedSum.word(sum)), { slow: true, asked: [] })
    t.strictSame([name, possibly], [label, []], label)
  }
})

t.test("split links have no name, nor has a knot in one piece by its pieces", async (t) => {
  const nameOf = (word: ReadonlyArray<number>) =>
    Facts.name(Subject.of(Int16Array.from(word)), { slow: true, asked: [] }).name
  t.equal(nameOf([1, 1, 1, 3, -4, 3, -4]), null)
  t.equal(nameOf([1, 1, 1]), "3_1")
})

t.test("a knot whose invariants no sum has is not searched for pieces", async (t) => {
  // One of KnotInfo's with 13 crossings, which the table has not.
  const word = [1, 1, 3, -2, -2, 3, 3, 2, 1, 2, 1, 2, 2]
  const asked = new Set<Subject.Fact<unknown>>()
  const subject = Subject.of(Int16Array.from(word), (fact, compute) => {
    asked.add(fact)
    return compute()
  })
  t.match(Facts.name(subject, { slow: true, asked: [] }), { name: null, possibly: [] })
  t.notOk(asked.has(Smallest.ofSubject))
  t.notOk(asked.has(Smallest.separated))
})
