import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import { prove } from "../../../src/domain/group/prove.ts"
import { isKnotted } from "../../../src/domain/group/screen.ts"
import * as Tietze from "../../../src/domain/group/tietze.ts"
import * as Wirtinger from "../../../src/domain/group/wirtinger.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

const relators = (diagram: Planar.Diagram) => Wirtinger.relators(diagram)!

t.test("every knot of the table is told from the unknot, as all their polynomials are others", async (t) => {
  for (const { name, word } of Rolfsen.primes) t.ok(isKnotted(relators(Planar.ofBraid(word))), name)
})

t.test("of the knots with polynomial 1 nothing is said: Conway's and Kinoshita and Terasaka's", async (t) => {
  // 11n_34 and 11n_42, by KnotInfo's words.
  for (const text of ["-1 -1 2 -1 2 -1 3 -2 -2 3 3", "-1 -1 -1 -1 2 2 1 -3 2 2 -3 2 -3"]) {
    const diagram = Planar.ofBraid(Word.parse(text))
    t.notOk(isKnotted(relators(diagram)))
    t.equal(prove(diagram), null)
  }
})

t.test("no unknot is told from the unknot, and so no proof is lost", async (t) => {
  for (const { name, word } of HardUnknots.all) t.notOk(isKnotted(relators(Planar.ofBraid(word))), name)
  for (const letters of [30, 60, 96]) {
    const sampler = Prior.sampler({ letters, moves: 10 })
    for (let draw = 0; draw < 60; draw++) {
      const word = Int16Array.from(sampler.unknot([draw, letters]))
      t.notOk(isKnotted(relators(Planar.ofBraid(word))), `${letters} letters, draw ${draw}`)
    }
  }
  t.notOk(isKnotted(relators(Planar.of([], 1))))
  t.notOk(isKnotted(relators(Planar.ofBraid(Word.parse("1")))))
})

t.test("of random rectangular diagrams as many are proven unknots as by the search alone", async (t) => {
  const stream = Stream.make([1957, 66])
  let proven = 0
  for (let draw = 0; draw < 150; draw++) {
    const diagram = toPlanar(Play.knot(stream, 14))
    const alone = Tietze.trivialise(relators(diagram), [1957, 66])
    t.strictSame(prove(diagram)?.steps ?? null, alone)
    if (alone !== null) proven++
  }
  t.ok(proven > 20, `${proven} unknots`)
})
