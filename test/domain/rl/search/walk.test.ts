import t from "tap"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import type * as Actions from "../../../../src/domain/rl/environment/actions.ts"
import * as Episode from "../../../../src/domain/rl/environment/episode.ts"
import * as Walk from "../../../../src/domain/rl/search/walk.ts"
import { unknots } from "../../../support/environment.ts"

const solvedOf = (agent: Walk.Agent, name: Actions.Name, letters: number, count: number): number => {
  const actions = ActionSet.of(name, letters)
  const stream = Stream.make([41, letters])
  let solved = 0
  for (let k = 0; k < count; k++) {
    const word = unknots(letters)(3, k)
    const chosen = agent(actions, word, stream, 300)
    const { isSolved, words } = Episode.play(actions, word, chosen)
    if (!isSolved && chosen.length !== 300) t.fail("it stops before it has to")
    if (words.length !== chosen.length + 1) t.fail("it plays on after the end")
    if (isSolved) solved++
  }
  return solved
}

t.test("the random walk: falls quickly with N; greedy is better, and falls, too", async (t) => {
  const count = 60
  const [r10, r20, r40] = [10, 20, 40].map((letters) => solvedOf(Walk.random, "paper", letters, count))
  const [g20, g60] = [20, 60].map((letters) => solvedOf(Walk.greedy, "paper", letters, count / 2))
  t.comment(
    `random 10: ${r10}, 20: ${r20}, 40: ${r40} of ${count}; greedy 20: ${g20}, 60: ${g60} of ${count / 2}`
  )
  // Shares of 0.87, 0.23, 0.02 and 0.77, 0: neighbours are 3.7 standard errors of their difference apart, or more.
  t.ok(r10 > r20 && r20 > r40)
  t.ok(2 * g20 > r20 && g20 > g60)
  t.ok(solvedOf(Walk.greedy, "complete", 20, count / 2) > 20)
})

t.test("the same stream gives the same walk", async (t) => {
  const actions = ActionSet.of("paper", 12)
  for (const agent of [Walk.random, Walk.greedy]) {
    const walk = () => agent(actions, unknots(12)(0, 0), Stream.make([5, 5]), 100)
    t.same(walk(), walk())
  }
})
