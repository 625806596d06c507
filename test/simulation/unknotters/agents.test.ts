/** The agents' parameters as studies meet them: defaults, which are part of a point's identity, and refusals. */
import * as Effect from "effect/Effect"
import t from "tap"
import * as Parameter from "../../../src/engine/config/parameter.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import * as Plan from "../../../src/engine/plan.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import simulation from "../../../src/simulation/unknotters/index.ts"

const studiesOf = (point: string) =>
  Effect.runPromise(parse(`simulation: unknotters\nbase: ${point}\n`, "s.yaml", [], Discover))

const encodedOf = async (point: string) => {
  const [study] = await studiesOf(point)
  return study!.points[0]!.encoded
}

const game = {
  letters: 20,
  scramble: 10,
  actions: "paper",
  unknots: "play",
  moves: 300,
  evaluate: [20],
  words: 200,
  tries: 10
}
const learning = {
  steps: 1_000_000,
  actors: 8,
  games: 8,
  pool: 10_000,
  shortest: 20,
  curriculum: 0,
  encoding: "seam",
  odds: "kinds",
  hidden: [64, 64]
}
const tracing = { batch: 5120, lambda: 0.97, valueEpochs: 5, valueRate: 1e-3, gamma: 0.995 }
const trusting = { entropy: 0.02, delta: 0.04, damping: 0.003, iterations: 10 }

t.test("what a study leaves out is filled in, and is part of the point's name", async (t) => {
  const wanted = {
    "random-walk": {},
    "annealed-walk": { actions: "grid", temperature: 4 },
    greedy: {},
    "best-first": { nodes: 20_000 },
    a3c: {
      ...learning,
      ...{ gamma: 0.99, entropy: 0.01, rate: 7e-4, order: "arrival" },
      ...{ horizon: 5, unit: 20, alpha: 0.99, epsilon: 0.1, clip: 40 }
    },
    trpo: { ...learning, ...tracing, ...trusting },
    ppo: {
      ...learning,
      ...tracing,
      ...{ entropy: 0.01, rate: 3e-4, ratio: 0.2, epochs: 10, minibatch: 256, mostDivergence: 0.015 }
    },
    guided: { ...learning, ...tracing, ...trusting, actions: "complete", nodes: 20_000, routes: 0.5 }
  }
  for (const [agent, own] of Object.entries(wanted)) {
    const actions =
      agent === "guided" ? ", actions: complete" : agent === "annealed-walk" ? ", actions: grid" : ""
    t.same(await encodedOf(`{ agent: ${agent}, letters: 20${actions} }`), { ...game, agent, ...own }, agent)
  }
  const [study] = await studiesOf("{ letters: 10, tries: 0, agent: a3c, steps: 200000, shortest: 6 }")
  const [point] = Plan.make(simulation, { ...study!, seed: 20101626 }).points
  t.equal(point!.id, "cefd69693d1d12d46e3524541b075ab7", "as it has been called since version 1")
})

t.test("a parameter that an agent does not have names those that do", async (t) => {
  const refused = async (point: string) => {
    const failed = await Effect.runPromise(
      Effect.flip(parse(`simulation: unknotters\nbase: ${point}\n`, "s.yaml", [], Discover))
    )
    return failed.faults.map(({ message }) => message)
  }
  t.same(await refused("{ agent: random-walk, letters: 10, steps: 5, delta: 1 }"), [
    "random-walk has no steps: leave it out, or take agent a3c, trpo, ppo or guided.",
    "random-walk has no delta: leave it out, or take agent trpo or guided."
  ])
  t.match(await refused("{ agent: a3d, letters: 10 }"), [
    /^agent must be "random-walk", .* not the text "a3d"\. Did you mean "a3c"\?$/
  ])
  t.match(await refused("{ letters: 10 }"), [/^agent is missing: "random-walk", /])
  t.same(await refused("{ agent: ppo }"), ["letters is missing."])
})

t.test("a listing says whose a parameter is, and each agent's default", (t) => {
  const listed = new Map(Parameter.list(simulation).map((each) => [each.name, each]))
  const ofGamma = listed.get("gamma")!
  t.same(ofGamma.of, { parameter: "agent", values: ["a3c", "trpo", "ppo", "guided"] })
  t.same(
    ofGamma.defaults.map((each) => [each.default, each.of.values]),
    [
      [0.99, ["a3c"]],
      [0.995, ["trpo", "ppo", "guided"]]
    ]
  )
  t.same(listed.get("ratio")!.of, { parameter: "agent", values: ["ppo"] })
  t.match(listed.get("shortest")!.description, /absent: N$/)
  t.equal(listed.get("agent")!.required, true)
  t.end()
})
