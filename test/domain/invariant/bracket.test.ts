import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Order from "../../../src/domain/diagram/order.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Bracket from "../../../src/domain/invariant/bracket.ts"
import * as BraidBracket from "../../../src/domain/invariant/braid-bracket.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random, words } from "../../support/braid.ts"

/** Exponents of A and coefficients, without zeros. */
const terms = ({ low, coefficients }: Bracket.Bracket): Array<[number, bigint]> =>
  Array.from<number | bigint, [number, bigint]>(coefficients, (c, k) => [low + 4 * k, BigInt(c)]).filter(
    ([, c]) => c !== 0n
  )

const scanned = (diagram: Planar.Diagram) => terms(Bracket.of(diagram, Order.order(diagram)))

/** The sum over all states of the diagram, as it is defined. */
const defined = (diagram: Planar.Diagram): Array<[number, bigint]> => {
  const mate = Planar.mates(diagram)
  const sum = new Map<number, bigint>()
  for (let state = 0; state < 2 ** diagram.crossings.length; state++) {
    const pair = (dart: number) => dart ^ ((state >> (dart >> 2)) & 1 ? 3 : 1)
    const seen = new Set<number>()
    let circles = 0
    for (let start = 0; start < mate.length; start++) {
      if (!seen.has(start)) circles++
      for (let dart = start; !seen.has(dart); dart = mate[pair(dart)]) seen.add(dart).add(pair(dart))
    }
    const across = state.toString(2).replaceAll("0", "").length
    let terms = [[diagram.crossings.length - 2 * across, 1n]] as Array<[number, bigint]>
    for (let k = 1; k < circles; k++)
      terms = terms.flatMap(
        ([e, c]): Array<[number, bigint]> => [
          [e + 2, -c],
          [e - 2, -c]
        ]
      )
    for (const [e, c] of terms) sum.set(e, (sum.get(e) ?? 0n) + c)
  }
  return [...sum].filter(([, c]) => c !== 0n).sort(([a], [b]) => a - b)
}

t.test("is the sum over all states", async (t) => {
  fc.assert(
    fc.property(words(8, 6), (word) => {
      if (word.length > 0) t.strictSame(scanned(Planar.ofBraid(word)), defined(Planar.ofBraid(word)))
    })
  )
})

t.test("crossing by crossing and strand by strand give the same, also beyond doubles", async (t) => {
  const stream = Stream.make([19, 2])
  for (const [letters, strands] of [
    [30, 4],
    [40, 7],
    [150, 4],
    [250, 3]
  ]) {
    for (let k = 0; k < 10; k++) {
      const word = random(stream, letters, strands)
      const used = Word.strands(word)
      t.strictSame(scanned(Planar.ofBraid(word)), terms(BraidBracket.of(word, used)), Word.print(word))
    }
  }
  // An alternating closure, whose coefficients are as large as they get.
  const word = Word.of(Array.from({ length: 120 }, (_, k) => (k % 2 === 0 ? 1 : -2)))
  const bracket = scanned(Planar.ofBraid(word))
  t.strictSame(bracket, terms(BraidBracket.of(word, 3)))
  t.ok(bracket.some(([, c]) => c > 2n ** 53n))
})

t.test("is the same in any order of the crossings", async (t) => {
  fc.assert(
    fc.property(
      words(12, 6).filter((word) => word.length > 0),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (word, keys) => {
        const diagram = Planar.ofBraid(word)
        const crossings = Array.from(word, (_, k) => k).sort((a, b) => keys[a] - keys[b])
        const widths = Array.from(word, () => 0)
        t.strictSame(terms(Bracket.of(diagram, { crossings, widths })), scanned(diagram))
      }
    )
  )
})
