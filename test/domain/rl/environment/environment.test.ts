import t from "tap"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Environment from "../../../../src/domain/rl/environment/environment.ts"
import { conformance, unknots } from "../../../support/environment.ts"

for (const actions of ["paper", "complete"] as const) {
  conformance(t, { actions, letters: 6, source: unknots(6), mostMoves: 40 })
  conformance(t, { actions, letters: 14, source: unknots(14) })
}

t.test("without masks the games are the same", async (t) => {
  const options = { actions: "complete", letters: 6, games: 2, source: unknots(6), mostMoves: 9 } as const
  const [kept, without] = [true, false].map((masks) => Environment.make({ ...options, masks }))
  t.equal(without!.legal.length, 0)
  for (let step = 0; step < 30; step++)
    for (const game of [kept!, without!]) Environment.step(game, [step % 7, (3 * step) % 11])
  t.same(Environment.save(without!), Environment.save(kept!))
})

t.test("a game by hand", async (t) => {
  const source: Environment.Source = (_, number) => Word.of(number === 0 ? [1, 2, -1, 2] : [1])
  const game = Environment.make({ actions: "paper", letters: 4, games: 1, source, mostMoves: 5 })
  const play = (action: number) => {
    Environment.step(game, [action])
    return [Array.from(game.observations), game.rewards[0], game.ends[0]]
  }
  t.same(Array.from(game.observations), [1, 2, -1, 2, 0, 0, 0, 0])
  t.same(Array.from(game.legal), [1, 1, 0, 1, 1, 1, 1, 0, 0])
  t.same(play(3), [[2, -2, 1, 2, 0, 0, 0, 0], -4, Environment.running], "relation 2: 1 2 -1 = -2 1 2")
  t.same(play(5), [[1, 2, -2, 1, 2, -1, 0, 0], -6, Environment.running], "conjugation by sigma_1")
  t.same(play(6), [[2, 1, 2, -2, 1, 2, -1, -2], -8, Environment.running], "and by sigma_2")
  t.same(play(6), [[2, 1, 2, -2, 1, 2, -1, -2], -16, Environment.running], "10 letters are too long")
  t.same(play(4), [[1, 0, 0, 0, 0, 0, 0, 0], 0, Environment.solved], "and the next game")
  t.same([game.lastMoves[0], game.lastReturns[0], game.begun[0]], [5, -34, 2])
  t.same(Array.from(game.lastObservations), [0, 0, 0, 0, 0, 0, 0, 0])
  for (let k = 0; k < 4; k++) {
    t.same(play(7), [[1, 0, 0, 0, 0, 0, 0, 0], -1, Environment.running], "no sigma_3 here")
  }
  t.same(play(0), [[1, 0, 0, 0, 0, 0, 0, 0], -1, Environment.expired])
  t.same([game.lastMoves[0], game.lastReturns[0], game.begun[0], game.moves[0]], [5, -5, 3, 0])
})

t.test("two circles are no empty word on one strand", async (t) => {
  const game = Environment.make({ actions: "paper", letters: 3, games: 1, source: () => Word.of([1, -1]) })
  Environment.step(game, [4])
  t.same([game.lengths[0], game.strands[0], game.ends[0]], [0, 2, Environment.running])
})
