/**
 * Networks that see one action at a time, for agents whose networks are `shared` (objective.ts): a row is as many rows, one an
 * action, of networks that score what is seen of it; logits stand side by side, and the value is the mean of what all say.
 */
import type { ActorCritic, Make, Table } from "./actor-critic.ts"
import type { Agent } from "./objective.ts"
import * as Softmax from "./softmax.ts"

/** Agents that are not shared have networks as `make` makes them. */
export const over = (make: Make): Make => {
  const made = (agent: Agent, rows: number): ActorCritic =>
    agent.shared === true ? spread(make(single(agent), rows * agent.choices), agent, rows) : make(agent, rows)
  return Object.assign(made, {
    lay: (agent: Agent, rows: number, seats: number): Table =>
      agent.shared === true
        ? make.lay(single(agent), rows * agent.choices, seats)
        : make.lay(agent, rows, seats),
    sit: (agent: Agent, rows: number, table: Table, seat: number): ActorCritic =>
      agent.shared === true
        ? spread(make.sit(single(agent), rows * agent.choices, table, seat), agent, rows)
        : make.sit(agent, rows, table, seat)
  })
}

/** The agent that has one action: what networks of a shared one score at a time. */
export const single = ({ features, choices, hidden, masked }: Agent): Agent => ({
  features: features / choices,
  choices: 1,
  hidden,
  masked
})

const spread = (inner: ActorCritic, agent: Agent, rows: number): ActorCritic => {
  const { choices } = agent
  const softmax = Softmax.make(rows, agent)
  const { logits } = softmax
  const values = new Float32Array(rows)
  return {
    ...inner,
    ...softmax,
    values,
    policy: (from, count) => {
      inner.policy(from * choices, count * choices)
      for (let at = from * choices; at < (from + count) * choices; at++)
        logits[at] = inner.logits[at * inner.stride]
    },
    value: (from, count) => {
      inner.value(from * choices, count * choices)
      for (let row = from; row < from + count; row++) {
        let sum = 0
        for (let at = row * choices; at < (row + 1) * choices; at++) sum += inner.values[at]
        values[row] = sum / choices
      }
    },
    backward: (count) => {
      for (let at = 0; at < count * choices; at++) {
        inner.logits[at * inner.stride] = logits[at]
        inner.values[at] = values[Math.floor(at / choices)] / choices
      }
      return inner.backward(count * choices)
    }
  }
}
