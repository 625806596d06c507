/** A thread that helps an update in the trust region, as those of a run do: it answers questions about rows. */
import { isMainThread, type MessagePort, parentPort } from "node:worker_threads"
import * as Epochs from "../../src/domain/rl/epochs.ts"
import type * as Objective from "../../src/domain/rl/objective.ts"
import type { Claims } from "../../src/engine/job.ts"
import * as Team from "../../src/engine/thread/team.ts"
import * as Evaluator from "../../src/simulation/unknotters/evaluator.ts"
import * as Question from "../../src/simulation/unknotters/question.ts"

export interface Start {
  readonly agent: Objective.Agent
  readonly claims: Claims
  readonly leader: MessagePort
}

export interface Asked {
  readonly rows: Evaluator.Rows
  readonly question: Question.Question
}

/** What all threads have to answer with. */
export const evaluatorOf = (agent: Objective.Agent): Evaluator.Evaluator =>
  Evaluator.make({ agent, games: 50, batch: Epochs.fitting.batch, clip: 0.2, bonus: 0 })

if (!isMainThread)
  parentPort!.once("message", ({ agent, claims, leader }: Start) => {
    const evaluator = evaluatorOf(agent)
    const answer = ({ rows, question }: Asked) => Question.reply(evaluator, rows, question)
    const channel = { report: () => {}, begin: () => {}, isStopped: () => false }
    void Team.help(claims, 0, leader, answer, channel)
  })
