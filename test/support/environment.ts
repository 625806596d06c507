/** What every set of actions of the unknotting game must keep: run it on your own with `conformance(t, options)`. */
import type { Test } from "tap"
import * as Certificate from "../../src/domain/braid/certificate.ts"
import * as Checker from "../../src/domain/braid/checker.ts"
import * as Draft from "../../src/domain/braid/draft.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Jones from "../../src/domain/invariant/jones.ts"
import * as Laurent from "../../src/domain/invariant/laurent.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as ActionSet from "../../src/domain/rl/environment/action-set.ts"
import * as Actions from "../../src/domain/rl/environment/actions.ts"
import * as Environment from "../../src/domain/rl/environment/environment.ts"

/** Random unknots of N letters: a word of its own for each game. */
export const unknots = (letters: number, moves = 10): Environment.Source => {
  const sampler = Prior.sampler({ letters, moves })
  return (place, number) => sampler.unknot(Key.child(Key.child([20101626, letters], place), number)).slice()
}

/** A uniformly random action, or, half of the time, one that the mask allows. */
export const choose = (
  stream: Stream.Stream,
  { actions, legal, games }: Environment.Environment
): Int32Array => {
  return Int32Array.from({ length: games }, (_, game) => {
    let action = Stream.below(stream, actions.size)
    if (Stream.sign(stream) > 0) {
      while (legal[game * actions.size + action] === 0) action = (action + 1) % actions.size
    }
    return action
  })
}

const arrays = [
  "observations",
  "legal",
  "rewards",
  "ends",
  "lengths",
  "strands",
  "moves",
  "returns",
  "begun",
  "lastObservations",
  "lastMoves",
  "lastReturns"
] as const

const copy = (environment: Environment.Environment) =>
  Object.fromEntries(arrays.map((name) => [name, Array.from(environment[name])]))

export const conformance = (t: Test, options: Omit<Environment.Options, "games">): void => {
  const name = `${options.actions}, N = ${options.letters}`
  const make = (games: number) => Environment.make({ ...options, games })

  t.test(`${name}: shapes, padding, mask, rewards, ends`, async (t) => {
    const games = 5
    const environment = make(games)
    const { actions, mostMoves } = environment
    const { capacity, size } = actions
    t.equal(environment.observations.length, games * capacity)
    t.equal(environment.legal.length, games * size)
    const stream = Stream.make([1, size])
    const draft = Draft.make(capacity)
    let ended = 0
    for (let k = 0; k < 2000; k++) {
      const before = copy(environment)
      const words = Array.from({ length: games }, (_, game) => Environment.word(environment, game))
      const chosen = choose(stream, environment)
      Environment.step(environment, chosen)
      for (let game = 0; game < games; game++) {
        Draft.load(draft, words[game], before.strands[game])
        const outcome = actions.act(draft, chosen[game])
        const isLegal = before.legal[game * size + chosen[game]] === 1
        if (isLegal !== (outcome === Actions.made)) t.fail(`the mask and ${actions.describe(chosen[game])}`)
        if (outcome !== Actions.made && !Word.equals(Draft.word(draft), words[game]))
          t.fail("idle, but changed")
        const reward = outcome === Actions.refused ? -4 * options.letters : -draft.length
        if (environment.rewards[game] !== reward) t.fail(`reward ${environment.rewards[game]}, not ${reward}`)
        const isSolved = draft.length === 0 && draft.strands === 1
        const moves = before.moves[game] + 1
        const end = isSolved
          ? Environment.solved
          : moves === mostMoves
            ? Environment.expired
            : Environment.running
        if (environment.ends[game] !== end) t.fail(`end ${environment.ends[game]}, not ${end}`)
        const now = Environment.word(environment, game)
        if (end === Environment.running) {
          if (!Word.equals(now, Draft.word(draft))) t.fail(`the word after ${actions.describe(chosen[game])}`)
          continue
        }
        ended++
        const start = options.source(game, before.begun[game])
        if (!Word.equals(now, start) || environment.moves[game] !== 0) t.fail("begins anew")
        if (environment.lastMoves[game] !== moves) t.fail("moves of the game that ended")
        if (environment.lastReturns[game] !== before.returns[game] + reward) t.fail("its return")
        const row = environment.lastObservations.subarray(game * capacity, (game + 1) * capacity)
        if (row.some((letter, at) => letter !== (at < draft.length ? draft.letters[at] : 0)))
          t.fail("its last word")
      }
      const padded = Array.from({ length: games }, (_, game) =>
        environment.observations
          .subarray(game * capacity, (game + 1) * capacity)
          .every(
            (letter, at) => Number.isInteger(letter) && (letter === 0) === at >= environment.lengths[game]
          )
      )
      if (padded.includes(false)) t.fail("letters, then zeros to the end")
    }
    t.ok(ended > 0, `${ended} games ended`)
  })

  t.test(`${name}: many games at once are each game alone; twice the same; saved and restored`, async (t) => {
    const games = 6
    const together = make(games)
    const again = make(games)
    const apart = Array.from({ length: games }, (_, game) =>
      Environment.make({ ...options, games: 1, source: (_, number) => options.source(game, number) })
    )
    const stream = Stream.make([2, together.actions.size])
    for (let k = 0; k < 700; k++) {
      const chosen = choose(stream, together)
      Environment.step(together, chosen)
      Environment.step(again, chosen)
      for (const [game, one] of apart.entries()) Environment.step(one, [chosen[game]])
    }
    const all = copy(together)
    t.same(copy(again), all, "twice")
    for (const [game, one] of apart.entries()) {
      for (const array of arrays) {
        const width = all[array].length / games
        t.same(
          Array.from(one[array]),
          all[array].slice(game * width, (game + 1) * width),
          `${array} of ${game}`
        )
      }
    }
    const resumed = make(games)
    Environment.restore(resumed, Environment.save(together))
    for (let k = 0; k < 400; k++) {
      const chosen = choose(stream, together)
      Environment.step(together, chosen)
      Environment.step(resumed, chosen)
      for (const array of ["observations", "legal", "rewards", "ends", "returns", "begun"] as const) {
        if (together[array].some((value, i) => value !== resumed[array][i]))
          t.fail(`${array} after restoring`)
      }
    }
  })

  t.test(`${name}: every action is a path of elementary moves, and keeps the Jones polynomial`, async (t) => {
    const actions = ActionSet.of(options.actions, options.letters)
    const stream = Stream.make([3, actions.size])
    const draft = Draft.make(actions.capacity)
    const legal = new Uint8Array(actions.size)
    const made = new Uint32Array(actions.size)
    const trefoil = Word.of([1, 1, 1])
    const polynomial = new Map([true, false].map((is) => [is, Jones.of(is ? trefoil : Word.empty)]))
    for (let round = 0; round < 60; round++) {
      // Unknots are the game; a knot that must stay a knot catches what happens to be harmless to unknots.
      const isTrefoil = round % 2 === 1
      Draft.load(draft, isTrefoil ? trefoil : options.source(0, round))
      for (let k = 0; k < 100; k++) {
        actions.mask(draft, legal, 0)
        let action = Stream.below(stream, actions.size)
        while (legal[action] === 0) action = (action + 1) % actions.size
        const from = { word: Draft.word(draft), strands: draft.strands }
        draft.trace = []
        made[action] += actions.act(draft, action) === Actions.made ? 1 : 0
        const to = { word: Draft.word(draft), strands: draft.strands }
        const verdict = Checker.check(Certificate.make(from, to, draft.trace))
        if (!verdict.valid)
          t.fail(`${actions.describe(action)} on ${Word.print(from.word)}: ${verdict.reason}`)
        if (draft.length === 0) break
        if (k % 4 === 0 && draft.strands <= 6) {
          const now = Jones.of(to.word, to.strands)
          if (!Laurent.isEqual(now, polynomial.get(isTrefoil)!))
            t.fail(`${actions.describe(action)} changed the knot`)
        }
      }
      draft.trace = null
    }
    t.ok(made.reduce((sum, count) => sum + count, 0) > 2000, "thousands of actions")
  })

  t.test(`${name}: what is refused`, async (t) => {
    const environment = make(2)
    const { size } = environment.actions
    t.throws(() => Environment.step(environment, [0]), new RangeError("2 games take 2 actions, not 1."))
    for (const action of [-1, size, 0.5, Number.NaN]) {
      t.throws(() => Environment.step(environment, [action, 0]), RangeError, String(action))
    }
    t.throws(() => make(0), RangeError)
    t.throws(() => Environment.make({ ...options, games: 1, mostMoves: 0 }), RangeError)
    t.throws(() => Environment.make({ ...options, games: 1, letters: 0 }), RangeError)
    const unfit = [[], [options.letters + 1], Array.from({ length: 2 * options.letters + 1 }, () => 1)]
    for (const letters of unfit) {
      t.throws(() => Environment.make({ ...options, games: 1, source: () => Word.of(letters) }), RangeError)
    }
    t.throws(() => Environment.restore(environment, Environment.save(make(3))), RangeError)
  })
}
