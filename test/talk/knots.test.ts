import t from "tap"
import * as Draw from "../../src/talk/knots/draw.ts"
import { game } from "../../src/talk/knots/game.ts"
import { invariants } from "../../src/talk/knots/invariants.ts"
import { meaning } from "../../src/talk/knots/meaning.ts"
import { judged, moves, tried } from "../../src/talk/knots/moves.ts"
import { prior } from "../../src/talk/knots/prior.ts"
import { judge, verdicts } from "../support/claims.ts"

t.test("every move keeps every closure, and an exchange of neighbours does not", async (t) => {
  for (const [id, verdict] of Object.entries(verdicts(moves))) t.equal(verdict, "agrees", id)
})

t.test("what is no move is found out", async (t) => {
  const turned = judged(
    "a letter turned over",
    tried(Draw.words(20, 10, 5), (draft, k) => {
      if (k >= draft.length) return false
      draft.letters[k] = -draft.letters[k]
      return true
    })
  )
  t.equal(turned.verdict, "differs")
  const never = judged("what never fits", { made: 0, kept: 0 })
  t.equal(never.verdict, "differs")
})

// The two knots of eleven crossings are Kinoshita and Terasaka's, and Conway's.
t.test("invariants of the unknot", async (t) => {
  t.same(verdicts(invariants), {
    alexander: "agrees",
    jones: "agrees",
    "jones-to-24": "cannot be compared",
    khovanov: "agrees",
    cost: "agrees"
  })
  t.match(judge(invariants, "alexander").because, /11n_34, 11n_42/)
})

t.test("the game has no words to check", async (t) => {
  t.same(judge(game, "answers").comparisons, [])
  t.same(verdicts(game), { answers: "cannot be compared", difficulty: "cannot be compared" })
})

const labels = (prime: number, composite: number, unknots: number) => ({
  rolfsen: {
    labels: [
      { outcome: "kept", label: "knot", family: "prime", count: prime },
      { outcome: "kept", label: "knot", family: "composite", count: composite },
      { outcome: "repeated", label: "knot", family: null, count: 700 },
      { outcome: "dropped", label: "unknot", family: null, count: unknots }
    ]
  }
})

const knots = (counts: Readonly<Record<string, number>>) => ({
  rolfsen: {
    knots: Object.entries(counts).flatMap(([name, count]) => [
      { name, mirror: "same", prime: !name.includes("#"), count: count / 2 },
      { name, mirror: "mirror", prime: !name.includes("#"), count: count / 2 }
    ])
  }
})

t.test("primes among the draws, against 72.3 % of 6455", async (t) => {
  t.equal(judge(prior, "primes", labels(3900, 1500, 1000)).verdict, "agrees")
  t.equal(judge(prior, "primes", labels(4500, 900, 1000)).verdict, "differs")
  t.match(judge(prior, "primes", labels(3900, 1500, 1000)).because, /54\.9/, "the other reading is told")
  t.equal(judge(prior, "primes").verdict, "undecided")
})

t.test("what the two algorithms give", async (t) => {
  t.equal(judge(prior, "random-unknot").verdict, "agrees")
  t.equal(judge(prior, "random-knot", labels(3900, 1500, 1000)).verdict, "differs")
  t.equal(judge(prior, "random-knot", labels(3900, 1500, 0)).verdict, "agrees")
  t.equal(judge(prior, "random-knot").verdict, "undecided")
})

t.test("a quarter of the knots", async (t) => {
  t.equal(judge(prior, "trefoils", knots({ "3_1": 1200, "4_1": 3800 })).verdict, "agrees")
  t.equal(judge(prior, "trefoils", knots({ "3_1": 500, "4_1": 4500 })).verdict, "differs")
  t.equal(judge(prior, "trefoils", knots({ "3_1": 10, "4_1": 30 })).verdict, "undecided")
  t.equal(judge(prior, "trefoils").verdict, "undecided")
})

t.test("far from uniform, trefoils first", async (t) => {
  const verdict = (counts: Readonly<Record<string, number>>) =>
    judge(prior, "not-uniform", knots(counts)).verdict
  t.equal(verdict({ "3_1": 1200, "4_1": 400, "3_1#3_1": 3000 }), "agrees", "composites do not count")
  t.equal(verdict({ "3_1": 400, "4_1": 1200 }), "differs")
  t.equal(verdict({ "3_1": 402, "4_1": 400 }), "undecided", "first, but hardly")
  t.equal(verdict({ "3_1": 526, "4_1": 474 }), "undecided", "52 more have an error of 32")
  t.equal(verdict({ "3_1": 402 }), "undecided")
})

t.test("trefoils get rare", async (t) => {
  t.equal(judge(prior, "trefoils-of-longer-words").verdict, "agrees")
})

/** Words of which some move changes the verdict, in three trainings of a model. */
const flips = (move: string, share: number, model = "transformer") =>
  [-0.002, 0, 0.002].map((more, repeat) => ({
    ...{ model, generator: "paper", turn: true, repeat, move },
    ...{ words: 900, flips: share + more }
  }))

t.test("what models with attention have learnt of moves", async (t) => {
  const verdict = (id: string, rows: ReturnType<typeof flips>) =>
    judge(meaning, id, { moves: { equivariance: rows } }).verdict
  t.equal(verdict("learns-commutation", flips("relation1", 0.01)), "agrees")
  t.equal(verdict("learns-commutation", flips("relation1", 0.2)), "differs")
  t.equal(verdict("learns-commutation", flips("relation1", 0.05)), "undecided")
  const net = flips("relation1", 0.3, "feed-forward")
  t.equal(
    verdict("learns-commutation", [...flips("relation1", 0.01), ...net]),
    "agrees",
    "a net reads no language"
  )
  t.equal(verdict("learns-commutation", net), "undecided")
  const rest = [...flips("relation2", 0.01), ...flips("conjugation", 0.01)]
  t.equal(verdict("learns-equivalences", [...rest, ...flips("stabilisation", 0.01)]), "agrees")
  t.equal(verdict("learns-equivalences", [...rest, ...flips("stabilisation", 0.1)]), "differs")
})
