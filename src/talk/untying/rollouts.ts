/** What agents do along their training, and why. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import type { Claim, Judgement } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Trainings from "./trainings.ts"
import { type Effect, sizes, steps, watch } from "./watch.ts"

const collapse: Claim = {
  id: "collapse-alone-shortens",
  says: "SmartCollapse is the only action that makes words shorter.",
  from: [],
  judge: () => {
    const effects = new Map<string, Effect>()
    for (const letters of sizes)
      for (const [kind, { moves, shorter, longer }] of watch(letters, steps).effects) {
        const so = effects.get(kind) ?? { moves: 0, shorter: 0, longer: 0 }
        effects.set(kind, {
          moves: so.moves + moves,
          shorter: so.shorter + shorter,
          longer: so.longer + longer
        })
      }
    const shorten = [...effects].flatMap(([kind, { shorter }]) => (shorter > 0 ? [kind] : []))
    const longer = [...effects].flatMap(([kind, effect]) => (effect.longer > 0 ? [kind] : []))
    const moves = [...effects.values()].reduce((sum, effect) => sum + effect.moves, 0)
    const decide = shorten.length === 1 && shorten[0] === "collapse" ? Judge.agrees : Judge.differs
    return decide(
      `Of ${moves} random moves at N = ${sizes.join(", ")} those that left fewer letters were of the kind ${shorten.join(", ")}; more letters were left by the kind ${longer.join(", ")}, and the others keep the length.`,
      [...effects].map(([kind, { shorter, moves }]) =>
        Judge.exact(`of ${moves} moves of the kind ${kind}, those that shortened`, shorter, {
          published: kind === "collapse" ? "some" : 0,
          unit: "moves"
        })
      )
    )
  }
}

type Learner = Exclude<Trainings.Agent, "random-walk">
const learners: ReadonlyArray<Learner> = ["a3c", "trpo"]

/** Shares of the kinds of actions in one training, by tenths of it, ascending. */
type Flow = ReadonlyArray<ReadonlyMap<string, number>>

/** A flow for each training of the agent, whatever its N. */
const flows = (rows: ReadonlyArray<Row>, agent: Learner): ReadonlyArray<Flow> => {
  const own = rows.filter((row) => row.agent === agent && row.actions === "paper")
  return [...Map.groupBy(own, (row) => `${row.n} ${row.repeat}`).values()].map((some) =>
    [...Map.groupBy(some, (row) => Number(row.training))]
      .sort(([a], [b]) => a - b)
      .map(([, tenth]) => new Map(tenth.map((row) => [String(row.action), Number(row.share)])))
  )
}

const share = (tenth: ReadonlyMap<string, number> | undefined, action: string): number =>
  tenth?.get(action) ?? 0

/** Half of the sum of what shares differ by: the part of the moves that would have to be other ones. */
const distance = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
  [...new Set([...a.keys(), ...b.keys()])].reduce(
    (sum, action) => sum + Math.abs(share(a, action) - share(b, action)) / 2,
    0
  )

const unknown = Judge.undecided(
  "There are fewer than two trainings of an agent, which say nothing of how trainings differ."
)

/** What each training says in a number above zero if the claim holds, for each of the two agents. */
const byAgent = (
  rows: ReadonlyArray<Row>,
  what: string,
  published: string,
  value: (flow: Flow) => number,
  sentence: (name: string, mean: Statistics.Estimate, above: number, of: number) => string
): Judgement => {
  const all = learners.map((agent) => {
    const values = flows(rows, agent).map(value)
    const mean = Statistics.mean(values)
    return { agent, values, mean }
  })
  if (all.some(({ values }) => values.length < 2)) return unknown
  return Judge.allAre(
    "above",
    all.map(({ mean }) => Statistics.side(mean)),
    all
      .map(({ agent, values, mean }) =>
        sentence(Trainings.called[agent], mean, values.filter((each) => each > 0).length, values.length)
      )
      .join(" "),
    all.map(({ agent, mean }) =>
      Judge.measured(`${what}, ${Trainings.called[agent]}`, Statistics.times(100, mean), {
        published,
        unit: "% of the moves"
      })
    )
  )
}

const flow: Claim = {
  id: "learning-is-a-flow",
  says: "As an agent learns, the distribution of its actions changes.",
  from: ["agents"],
  judge: (rows) =>
    byAgent(
      rows("agents", "choices"),
      "change from the first to the last tenth, less that between the last two tenths",
      "more than 0",
      (tenths) =>
        tenths.length < 3
          ? Number.NaN
          : distance(tenths[0], tenths.at(-1)!) - distance(tenths.at(-2)!, tenths.at(-1)!),
      (name, mean, above, of) =>
        `From the first tenth of a training to the last ${name} changes ${Written.within(mean, Written.percent)} of its moves to other kinds, beyond what the last two tenths differ by; it changes more than that in ${above} of ${of} trainings.`
    )
}

const asymmetry: Claim = {
  id: "shifts-unlike",
  says: "Shifts to the left and to the right are used unlike often, as those to the right come for free with other actions.",
  from: ["agents"],
  judge: (rows) =>
    byAgent(
      rows("agents", "choices"),
      "shifts to the left less shifts to the right, last tenth of the training",
      "not 0",
      (tenths) => share(tenths.at(-1), "shift left") - share(tenths.at(-1), "shift right"),
      (name, mean, above, of) =>
        `In the last tenth of a training ${name} shifts to the left more often than to the right by ${Written.within(mean, Written.percent)} of its moves; so it is in ${above} of ${of} trainings (${signs(above, of)}).`
    )
}

/** Of as few or fewer on one side, either one, if both were as likely. */
const signs = (above: number, of: number): string => {
  const fewer = Math.min(above, of - above)
  let [term, tail] = [2 ** -of, 0]
  for (let k = 0; k <= fewer; k++) {
    tail += term
    term *= (of - k) / (k + 1)
  }
  const p = Math.min(1, 2 * tail)
  return `sign test: p = ${p < 1e-4 ? p.toExponential(0) : p.toPrecision(2)}`
}

const free: Claim = {
  id: "right-shifts-free",
  says: "Many shifts to the right come for free: each of the two relations ends with one.",
  from: ["agents"],
  judge: (rows) =>
    byAgent(
      rows("agents", "choices"),
      "relations less shifts to the right, last tenth of the training",
      "more than 0",
      (tenths) =>
        share(tenths.at(-1), "relation 1") +
        share(tenths.at(-1), "relation 2") -
        share(tenths.at(-1), "shift right"),
      (name, mean, above, of) =>
        `${name} chooses relations, which shift to the right where they fit, more often than the shift itself by ${Written.within(mean, Written.percent)} of its moves; so it is in ${above} of ${of} trainings.`
    )
}

export const rollouts: Slide = {
  id: "unknotting-rollouts",
  title: "Interpretability by rollouts",
  source: { paper: learningToUnknot, where: "what its agents do" },
  claims: [collapse, flow, asymmetry, free],
  figures: [
    { from: "agents", figure: "actions" },
    { from: "agents", figure: "shifts" },
    { from: "agents", figure: "rollouts" }
  ],
  ours: [
    "Each training of an agent, whatever its N, is one value; intervals are Student's over them.",
    "Which of the two shifts is used more the slide does not say. By its reason it is the one to the left, and that is what is tested.",
    "Counted are actions as they are chosen, in the games of the training, those that change nothing among them; by the policy, not in greedy play."
  ]
}

/** Of the conclusions. */
export const alters: Claim = {
  id: "agents-alter-behaviour",
  says: "An agent learns to alter what it does: it begins at random, and comes to prefer some actions.",
  from: ["agents"],
  judge: (rows) => {
    const all = learners.map((agent) => {
      const own = rows("agents", "learning").filter((row) => row.agent === agent)
      const falls = [...Map.groupBy(own, (row) => `${row.n} ${row.repeat}`).values()].flatMap((some) =>
        some.length < 2 ? [] : [Number(some[0].entropy) - Number(some.at(-1)!.entropy)]
      )
      return { agent, falls, mean: Statistics.mean(falls) }
    })
    if (all.some(({ falls }) => falls.length < 2)) return unknown
    return Judge.allAre(
      "above",
      all.map(({ mean }) => Statistics.side(mean)),
      `Between the first and the last twentieth of a training the entropy of the policy falls, ${all
        .map(
          ({ agent, falls, mean }) =>
            `that of ${Trainings.called[agent]} by ${Written.within(mean, { unit: " nats" })}, in ${falls.filter((fall) => fall > 0).length} of ${falls.length} trainings`
        )
        .join("; ")}. How much better it plays by then is told by the claim that agents win.`,
      all.map(({ agent, mean }) =>
        Judge.measured(`entropy of the policy, first twentieth less last, ${Trainings.called[agent]}`, mean, {
          published: "more than 0",
          unit: "nats"
        })
      )
    )
  }
}
