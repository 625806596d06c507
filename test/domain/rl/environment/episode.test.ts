import t from "tap"
import type * as Certificate from "../../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../../src/domain/braid/checker.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import * as Environment from "../../../../src/domain/rl/environment/environment.ts"
import * as Episode from "../../../../src/domain/rl/environment/episode.ts"
import { choose, unknots } from "../../../support/environment.ts"

for (const name of ["paper", "complete"] as const) {
  t.test(`${name}: whatever is played has a certificate, and the game and the replay agree`, async (t) => {
    const games = 40
    const environment = Environment.make({
      actions: name,
      letters: 8,
      games,
      source: unknots(8),
      mostMoves: 100
    })
    const starts = Array.from({ length: games }, (_, game) => Environment.word(environment, game))
    const played = starts.map((): Array<number> => [])
    const lasts = starts.map(() => "")
    const stream = Stream.make([8, 8])
    while (lasts.includes("")) {
      const chosen = choose(stream, environment)
      Environment.step(environment, chosen)
      for (const [game, action] of chosen.entries()) {
        if (lasts[game] !== "") continue
        played[game].push(action)
        if (environment.ends[game] === Environment.running) continue
        const row = environment.lastObservations.subarray(game * 16, game * 16 + 16)
        lasts[game] = Word.print(Word.of(Array.from(row).filter((letter) => letter !== 0)))
      }
    }
    let [steps, all, solved] = [0, 0, 0]
    for (const [game, start] of starts.entries()) {
      const episode = Episode.play(environment.actions, start, played[game])
      t.equal(Word.print(episode.words.at(-1)!), lasts[game])
      t.equal(episode.isSolved, lasts[game] === "e")
      t.same(Checker.check(episode.certificate), { valid: true }, Word.print(start))
      solved += episode.isSolved ? 1 : 0
      steps += episode.certificate.steps.length
      all += played[game].length
    }
    t.ok(solved > 0, `${solved} of ${games} solved; ${all} actions, ${steps} moves`)
  })
}

t.test("a certificate with a step left out, added or changed is refused", async (t) => {
  const actions = ActionSet.of("complete", 6)
  const named = (description: string) =>
    Array.from({ length: actions.size }, (_, k) => actions.describe(k)).indexOf(description)
  const played = ["relation 2 at 0", "conjugate -1", "stabilise low -", "collapse"].map(named)
  const { certificate, isSolved, words } = Episode.play(actions, Word.of([1, 2, -1, 2]), played)
  t.ok(isSolved)
  t.equal(words.length, 5)
  t.ok(Checker.check(certificate).valid)
  const { steps } = certificate
  for (const [k, step] of steps.entries()) {
    const others: Array<Array<Certificate.Step>> = [
      [],
      [step, step],
      [["braid", 0], step],
      [["stabilise", "high", 1], step]
    ]
    for (const put of others) {
      const wrong = { ...certificate, steps: steps.toSpliced(k, 1, ...put) }
      t.notOk(Checker.check(wrong).valid, `${JSON.stringify(put)} for step ${k + 1}`)
    }
  }
  t.notOk(Checker.check({ ...certificate, from: [1, 2, 1, 2] }).valid, "another word")
})

t.test("moves that lead nowhere are left out", async (t) => {
  const actions = ActionSet.of("paper", 8)
  const word = Word.of([1, 2, -1, 2, 3, 3, -3])
  const certificateOf = (chosen: Array<number>) => Episode.play(actions, word, chosen).certificate.steps
  t.same(certificateOf([0, 0, 1, 1, 1, 0]), [], "shifts there and back")
  t.same(certificateOf([0, 0, 0]), [["rotate", 3]], "one shift")
  t.same(certificateOf(Array.from({ length: 7 }, () => 0)), [], "once round")
  const back = Episode.play(actions, Word.of([1, -2, 1, -2]), [5, 0, 0, 6, 1, 4])
  t.ok(back.certificate.steps.length < 2, "conjugations that a collapse took back")
  t.throws(() => Episode.play(actions, word, [13]), RangeError)
  t.throws(() => Episode.play(ActionSet.of("paper", 3), word, [0]), RangeError)
})
