import t, { type Test } from "tap"
import * as Checker from "../../../../src/domain/braid/checker.ts"
import * as HardUnknots from "../../../../src/domain/braid/hard-unknots.ts"
import * as Prior from "../../../../src/domain/braid/prior.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Key from "../../../../src/domain/random/key.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import type * as Actions from "../../../../src/domain/rl/environment/actions.ts"
import * as Episode from "../../../../src/domain/rl/environment/episode.ts"
import * as Frontier from "../../../../src/domain/rl/search/frontier.ts"
import * as Policy from "../../../../src/domain/rl/search/policy.ts"

const limits = { mostWords: 200_000 }
const plain = { weight: 16 }
const guided = { weight: 16, evaluator: Policy.plain(0.1), batch: 4 }

/** Plays what was found; the certificate must hold, and end at the empty word exactly if that is claimed. */
const verify = (
  t: Test,
  actions: Actions.Actions,
  word: Word.Word,
  attempt: Frontier.Attempt
): Episode.Episode => {
  const episode = Episode.play(actions, word, attempt.actions)
  t.same(Checker.check(episode.certificate), { valid: true }, Word.print(word))
  t.equal(episode.isSolved, attempt.outcome === "solved")
  return episode
}

for (const { name, word } of HardUnknots.all) {
  t.test(`${name} is solved with stabilisation, and has a certificate`, async (t) => {
    const actions = ActionSet.of("complete", word.length)
    const attempt = Frontier.search(actions, word, plain, limits)
    t.equal(attempt.outcome, "solved", `${attempt.expanded} words, ${attempt.actions.length} actions`)
    verify(t, actions, word, attempt)
  })
}

t.test("a guided search solves them, too", async (t) => {
  for (const { name, word } of HardUnknots.all.filter(({ name }) => name !== "monster")) {
    const actions = ActionSet.of("complete", word.length)
    const attempt = Frontier.search(actions, word, guided, limits)
    t.equal(attempt.outcome, "solved", `${name}: ${attempt.expanded} words`)
    verify(t, actions, word, attempt)
    t.same(Frontier.search(actions, word, guided, limits), attempt, "and does it the same way again")
  }
})

t.test("random unknots in either set of actions", async (t) => {
  for (const letters of [8, 20, 40]) {
    const sampler = Prior.sampler({ letters, moves: 10 })
    for (let k = 0; k < 12; k++) {
      const word = sampler.unknot(Key.child([77, letters], k)).slice()
      for (const name of ["paper", "complete"] as const) {
        const actions = ActionSet.of(name, letters)
        for (const guide of name === "complete" ? [plain, guided] : [plain]) {
          const attempt = Frontier.search(actions, word, guide, limits)
          t.equal(attempt.outcome, "solved", `${name}, ${letters} letters`)
          verify(t, actions, word, attempt)
        }
      }
    }
  }
})

t.test("Morton's unknot by the paper's actions: not solved; the room is exhausted", async (t) => {
  const { word } = HardUnknots.all.find(({ name }) => name === "Morton")!
  const attempt = Frontier.search(ActionSet.of("paper", 7), word, plain, limits)
  t.equal(attempt.outcome, "exhausted", "14 letters")
  verify(t, ActionSet.of("paper", 7), word, attempt)
})

t.test("a trefoil stays one; limits are kept; the way to the shortest word is told", async (t) => {
  const actions = ActionSet.of("complete", 8)
  const trefoil = Word.of([1, 2, -1, 2, 2, 2, 3, -1, 1])
  const attempt = Frontier.search(actions, trefoil, plain, { mostWords: 5000 })
  t.equal(attempt.outcome, "open")
  t.ok(attempt.seen >= 5000 && attempt.seen < 5200, `${attempt.seen}`)
  t.equal(verify(t, actions, trefoil, attempt).words.at(-1)!.length, 3)
  let asked = 0
  const isOver = () => ++asked > 3
  const short = Frontier.search(actions, trefoil, plain, { mostWords: 1e6, isOver })
  t.ok(short.outcome === "open" && short.expanded < 100, `${short.expanded} words in three turns`)
  t.throws(() => Frontier.search(actions, Word.of([1, 3, 1, 3]), plain, limits), RangeError)
  t.throws(() => Frontier.search(ActionSet.of("paper", 8), trefoil, guided, limits), RangeError)
})

t.test("what an evaluator sees is a word as the game shows it; what it says is heeded", async (t) => {
  const word = HardUnknots.all[0].word
  const actions = ActionSet.of("complete", word.length)
  const codes = { ...limits, extraStrands: 0 }
  let rows = 0
  const watch: Policy.Evaluator = (batch) => {
    Policy.plain()(batch)
    for (let row = 0; row < batch.count; row++) {
      rows++
      const letters = batch.observations.subarray(row * actions.capacity, (row + 1) * actions.capacity)
      const length = batch.lengths[row]
      if (!letters.every((letter, at) => (letter === 0) === at >= length)) t.fail("letters, then zeros")
      if (Word.strands(letters) !== batch.strands[row]) t.fail("strands")
    }
  }
  const one = Frontier.search(actions, word, { weight: 16, evaluator: watch, batch: 3 }, codes)
  t.ok(rows >= one.expanded && rows < one.expanded + 3, "each word is judged once, when it is expanded")
  const against: Policy.Evaluator = (batch) => {
    Policy.plain()(batch)
    // Relation 2 is never to be used: only the search's patience is left to find the way.
    for (let at = 0; at < batch.logits.length; at++) {
      if (at % actions.size >= actions.size - actions.capacity) batch.logits[at] = -50
    }
  }
  const hindered = Frontier.search(actions, word, { weight: 1, evaluator: against }, limits)
  const helped = Frontier.search(actions, word, { weight: 1, evaluator: Policy.plain() }, limits)
  t.ok(
    hindered.expanded > helped.expanded,
    `${hindered.expanded} words with bad advice, ${helped.expanded} with good`
  )
})
