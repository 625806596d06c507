import t from "tap"
import { collapse } from "../../../../src/domain/braid/collapse.ts"
import * as Draft from "../../../../src/domain/braid/draft.ts"
import * as Permutation from "../../../../src/domain/braid/permutation.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Alexander from "../../../../src/domain/invariant/alexander.ts"
import * as Laurent from "../../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import * as Composite from "../../../../src/domain/rl/search/composite.ts"
import * as Frontier from "../../../../src/domain/rl/search/frontier.ts"

t.test("composites are as large as asked for, collapsed, and unknotted", async (t) => {
  const stream = Stream.make([12, 1])
  for (const [strands, letters] of [
    [4, 20],
    [6, 30],
    [8, 40],
    [12, 60]
  ]) {
    const word = Composite.draw(stream, { letters, strands })
    t.equal(Word.strands(word), strands)
    t.ok(word.length >= letters && word.length <= letters + 6, `${word.length} letters for ${letters}`)
    t.equal(Permutation.components(word), 1)
    t.ok(Laurent.isEqual(Alexander.of(word), Laurent.one), "Alexander polynomial 1")
    const draft = Draft.of(word)
    collapse(draft)
    t.equal(draft.length, word.length, "nothing to collapse")
    if (letters > 30) continue
    const attempt = Frontier.search(
      ActionSet.of("complete", letters),
      word,
      { weight: 1000 },
      { mostWords: 1e6 }
    )
    t.equal(attempt.outcome, "solved", `${attempt.expanded} words`)
  }
})

t.test("the same stream draws the same; too little room is refused", async (t) => {
  const draw = () => Composite.draw(Stream.make([12, 2]), { letters: 30, strands: 6 })
  t.same(draw(), draw())
  t.throws(() => Composite.draw(Stream.make([0, 0]), { letters: 30, strands: 3 }), RangeError)
  t.throws(() => Composite.draw(Stream.make([0, 0]), { letters: 11, strands: 6 }), RangeError)
})
