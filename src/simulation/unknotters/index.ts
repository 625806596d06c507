import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Transformation from "effect/SchemaTransformation"
import type { Training } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import { rows } from "./rows.ts"
import type { State } from "./state.ts"
import { tables } from "./tables.ts"

const whole = (minimum: number, maximum: number, description: string, unit: string) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).annotate({ description, unit })

const within = (minimum: number, maximum: number, description: string, unit = "1") =>
  Schema.Finite.check(Schema.isBetween({ minimum, maximum })).annotate({ description, unit })

const above0 = (description: string, unit = "1") =>
  Schema.Finite.check(Schema.isGreaterThan(0)).annotate({ description, unit })

const fields = {
  agent: Schema.Literals(Point.agents).annotate({ description: "who plays", unit: "-" }),
  letters: whole(4, 499, "N: the game has words of at most 2 N letters, begins with at most N", "letters"),
  scramble: whole(3, 1000, "random Markov moves between two collapses of a word that is drawn, M", "moves"),
  actions: Schema.Literals(["paper", "complete"]).annotate({
    description:
      "the paper's N + 5, of which stabilisation is none, or all moves at all places, with what cannot be done left out",
    unit: "-"
  }),
  moves: whole(1, 100_000, "a game is lost after so many", "moves"),
  words: whole(0, 100_000, "held-out words of each length to judge the agent by", "words"),
  tries: whole(
    0,
    10_000,
    "games with each of the hard unknots; one at most for a search, which does the same every time",
    "games"
  )
}

const evaluate = Schema.Array(Schema.Int).annotate({
  description: "letters of the held-out words (absent: N)",
  unit: "letters"
})

/** Those of some agents only; absent: the agent's default. */
const rest = {
  nodes: whole(1, 100_000_000, "words looked at in a search (best-first and guided: 20 000)", "words"),
  steps: whole(1, 2_000_000_000, "moves of all games of the training (1 000 000)", "moves"),
  actors: whole(1, 1024, "actors that learn side by side (8)", "actors"),
  games: whole(1, 1024, "games that each actor plays at a time (8)", "games"),
  pool: whole(1, 100_000_000, "training words of each length (10 000)", "words"),
  shortest: whole(4, 499, "letters of the shortest training words (N)", "letters"),
  curriculum: within(
    0,
    1,
    "share of the training in which the longest training words grow from the shortest to N (0)"
  ),
  routes: within(
    0,
    1,
    "guided: share of training games that begin on the way from a hard unknot to the empty word (0.5)"
  ),
  encoding: Schema.Literals(["integers", "seam"]).annotate({
    description:
      "what networks see (seam): the padded word (integers), or its ends and sums over it, as many numbers for any N (seam)",
    unit: "-"
  }),
  odds: Schema.Literals(["actions", "kinds"]).annotate({
    description:
      "what is equally likely before anything is learned, and draws the policy as far as entropy weighs: all actions, or all kinds of actions (kinds)",
    unit: "-"
  }),
  hidden: Schema.Array(Schema.Int).annotate({
    description: "neurons of each hidden layer of policy and value ([64, 64])",
    unit: "neurons"
  }),
  gamma: within(0, 1, "discount of rewards (a3c: 0.99, trpo, ppo, guided: 0.995)"),
  entropy: within(
    0,
    100,
    "weight of the policy's entropy (a3c and ppo: 0.01, trpo and guided: 0.02)",
    "1/nats"
  ),
  rate: Schema.Finite.check(Schema.isGreaterThan(0), Schema.isLessThanOrEqualTo(10)).annotate({
    description: "learning rate of the policy (a3c: 7e-4, ppo: 3e-4)",
    unit: "1"
  }),
  order: Schema.Literals(["assignment", "arrival"]).annotate({
    description:
      "a3c: gradients applied in a fixed order, the same bits on any threads, or as they arrive, which is faster (arrival)",
    unit: "-"
  }),
  horizon: whole(1, 10_000, "a3c: moves between two updates of an actor, t_max (5)", "moves"),
  unit: above0("a3c: letters that make a reward of 1 (N)", "letters"),
  alpha: within(0, 1, "a3c: share of the mean square that RMSProp keeps (0.99)"),
  epsilon: above0("a3c: what RMSProp adds to the mean square (0.1)"),
  clip: above0("a3c: norm to which longer gradients are shortened (40)"),
  batch: whole(1, 10_000_000, "trpo, ppo, guided: moves between two updates, of all games (5120)", "moves"),
  lambda: within(0, 1, "trpo, ppo, guided: of generalised advantages (0.97)"),
  valueEpochs: whole(1, 1000, "trpo, ppo, guided: times that the value sees each batch (5)", "1"),
  valueRate: above0("trpo, ppo, guided: learning rate of the value (1e-3)"),
  delta: above0("trpo and guided: largest mean KL of an update (0.04)", "nats"),
  damping: within(0, 1000, "trpo and guided: added to the Fisher matrix's diagonal (0.003)"),
  iterations: whole(1, 1000, "trpo and guided: steps of conjugate gradients (10)", "1"),
  ratio: above0("ppo: how far the ratio of probabilities may leave 1 (0.2)"),
  epochs: whole(1, 1000, "ppo: times that the policy sees each batch (10)", "1"),
  minibatch: whole(1, 1_000_000, "ppo: moves of a minibatch (256)", "moves"),
  mostDivergence: above0("ppo: mean KL at which an update stops (0.015)", "nats")
}

const optional = <F extends Readonly<Record<string, Schema.Top>>>(fields: F) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, Schema.optionalKey(field)])
  ) as unknown as { readonly [K in keyof F]: Schema.optionalKey<F[K]> }

const given = Schema.Struct({
  agent: fields.agent,
  letters: fields.letters,
  scramble: fields.scramble.pipe(Schema.withDecodingDefaultKey(Effect.succeed(10))),
  actions: fields.actions.pipe(Schema.withDecodingDefaultKey(Effect.succeed("paper" as const))),
  moves: fields.moves.pipe(Schema.withDecodingDefaultKey(Effect.succeed(Point.mostMoves))),
  evaluate: Schema.optionalKey(evaluate),
  words: fields.words.pipe(Schema.withDecodingDefaultKey(Effect.succeed(200))),
  tries: fields.tries.pipe(Schema.withDecodingDefaultKey(Effect.succeed(10))),
  ...optional(rest)
})

const resolved = Schema.Struct({ ...fields, evaluate, ...optional(rest) })

// Resolved while decoding, so that what was left out is part of the point's identity.
const config: Schema.Codec<Config, unknown> = given.pipe(
  Schema.decodeTo(
    resolved,
    Transformation.transform<Config, Point.Given>({ decode: Point.resolve, encode: (config) => config })
  )
)

const simulation: Training<Config, State> = {
  kind: "training",
  summary:
    "agents that untie knots: random walk, search, A3C, TRPO, PPO, search guided by what was learned, and what they have learned",
  version: 1,
  config,
  faults: Point.faults,
  order: Point.orderOf,
  smoke: {
    agent: "a3c",
    letters: 8,
    order: "assignment",
    steps: 1920,
    actors: 3,
    games: 4,
    pool: 50,
    hidden: [8],
    moves: 40,
    evaluate: [6, 8],
    words: 20,
    tries: 2
  },
  tables,
  figures,
  papers: [Paper.learningToUnknot],
  cost: Point.cost,
  rows
}

export default simulation
