/** Updates whose questions are answered by one thread, and by several in any order, beside the machines run one after the other. */
import t from "tap"
import * as Adam from "../../../src/domain/learn/adam.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import { child } from "../../../src/domain/random/key.ts"
import * as Advantage from "../../../src/domain/rl/advantage.ts"
import * as Epochs from "../../../src/domain/rl/epochs.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"
import * as TrustRegion from "../../../src/domain/rl/trust-region.ts"
import * as Evaluator from "../../../src/simulation/unknotters/evaluator.ts"
import * as Learner from "../../../src/simulation/unknotters/learner.ts"
import * as Question from "../../../src/simulation/unknotters/question.ts"
import * as Support from "../../support/actor-critic.ts"

const agent: Objective.Agent = { features: 5, choices: 4, hidden: [6, 3], masked: false }
const rows = 1203
const policy = Adam.start(Support.normals(1, Parameter.count(Objective.policy(agent)), 0.5))
const value = Adam.start(Support.normals(2, Parameter.count(Objective.value(agent)), 0.5))
const options = { agent, games: rows, batch: 64, clip: 0.2, bonus: 0.05 }
const [evaluator, other] = [Evaluator.make(options), Evaluator.make(options)]
t.teardown(async () => {
  for (const each of [evaluator, other]) await each.close()
})
const features = Support.normals(3, rows * agent.features, 1)
const { logProbabilities } = await evaluator.act(policy.parameters, value.parameters, features)
const given: Evaluator.Rows = {
  rows,
  features,
  actions: Int32Array.from({ length: rows }, (_, row) => row % 4),
  former: logProbabilities.slice(),
  advantages: Advantage.normalise(Support.normals(4, rows, 1)),
  targets: Support.normals(5, rows, 1)
}
const fitting = { ...Epochs.fitting, batch: 64, epochs: 2 }
const climbing = { ...Epochs.climbing, batch: 64, epochs: 2, mostDivergence: 0.001 }
const key = [8, 9] as const

/** Two threads, one of which answers the last questions first; all that goes between them is cloned. */
const between: Question.Spread = async (rows, questions) => {
  const replies: Array<Question.Reply> = new Array(questions.length)
  for (let k = questions.length - 1; k >= 0; k--) {
    const own = structuredClone({ rows, question: questions[k] })
    replies[k] = structuredClone(
      await Question.reply(k % 2 === 0 ? evaluator : other, own.rows, own.question)
    )
  }
  return replies
}
const spreads = { alone: Question.alone(evaluator), between }

const epochs = async (kind: "climb" | "fit", from: Adam.Adam, branch: number, setting: Epochs.Setting) => {
  let state = Epochs.begin(from, rows, child(key, branch), setting)
  for (let ask = Epochs.ask(state); ask !== null; ask = Epochs.ask(state))
    state = Epochs.answer(state, await evaluator[kind](given, ask))
  return state.adam
}

for (const [name, spread] of Object.entries(spreads)) {
  t.test(`a trust region and the fit of the value, ${name}`, async (t) => {
    const setting = { ...TrustRegion.customary, iterations: 4 }
    let state = TrustRegion.begin(policy.parameters, rows, setting)
    for (let ask = TrustRegion.ask(state); ask !== null; ask = TrustRegion.ask(state))
      state = TrustRegion.answer(state, await evaluator.judge(given, ask))
    const method = { kind: "trust-region", setting } as const
    const improved = await Learner.improve(spread, given, { policy, value }, { method, fitting }, key)
    t.same(improved.policy.parameters, state.outcome!.parameters)
    t.equal(improved.divergence, state.outcome!.after.divergence)
    t.ok(improved.accepted && improved.divergence > 0)
    t.same(improved.value, await epochs("fit", value, 1, fitting))
  })

  t.test(`the clipped objective and the fit of the value, ${name}`, async (t) => {
    const method = { kind: "clipped", setting: climbing } as const
    const improved = await Learner.improve(spread, given, { policy, value }, { method, fitting }, key)
    const climbed = await epochs("climb", policy, 0, climbing)
    t.same(improved.policy, climbed)
    t.ok(climbed.steps > 0)
    const { judged } = await evaluator.judge(given, { kind: "judge", at: climbed.parameters })
    t.equal(improved.divergence, judged!.divergence / rows)
    t.same(improved.value, await epochs("fit", value, 1, fitting))
  })
}

t.test("a reply to another question is refused", async (t) => {
  const fit = Epochs.begin(value, rows, key, fitting)
  const wrong = { kind: "fit", state: fit } as const
  t.throws(() => Question.sum([wrong], []), TypeError)
  const course = Question.optimiser("fit", fit, 1)
  t.throws(() => course.take([{ kind: "judge", judged: undefined }]), TypeError)
})
