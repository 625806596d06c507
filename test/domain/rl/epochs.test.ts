import t from "tap"
import * as Adam from "../../../src/domain/learn/adam.ts"
import * as Batch from "../../../src/domain/rl/batch.ts"
import * as Epochs from "../../../src/domain/rl/epochs.ts"

/** A straight line through points that lie on one: y = 2 x - 1. */
const xs = Float32Array.from({ length: 50 }, (_, row) => row / 25 - 1)
const line = ({ at, rows }: Epochs.Ask): Epochs.Answer => {
  const gradient = new Float32Array(2)
  let loss = 0
  for (const row of rows) {
    const apart = at[0] * xs[row] + at[1] - (2 * xs[row] - 1)
    loss += apart ** 2 / 2
    gradient[0] += apart * xs[row]
    gradient[1] += apart
  }
  return { loss, gradient, divergence: rows.length * Math.abs(at[1]) }
}
const setting: Epochs.Setting = { ...Epochs.fitting, epochs: 300, batch: 16, rate: 0.01 }

const run = (given: Epochs.Setting): { state: Epochs.State; asked: Array<Epochs.Ask> } => {
  let state = Epochs.begin(Adam.start(new Float32Array(2)), xs.length, [1, 2], given)
  const asked: Array<Epochs.Ask> = []
  for (let ask = Epochs.ask(state); ask !== null; ask = Epochs.ask(state)) {
    asked.push(ask)
    state = Epochs.answer(structuredClone(state), line(ask))
  }
  return { state, asked }
}

t.test("it fits, and every epoch sees every row once, in another order", async (t) => {
  const { state, asked } = run(setting)
  t.ok(Math.abs(state.adam.parameters[0] - 2) < 1e-3 && Math.abs(state.adam.parameters[1] + 1) < 1e-3)
  t.ok(state.loss < 1e-6)
  t.equal(asked.length, 300 * 4)
  t.equal(state.adam.steps, 1200)
  const epochs = [0, 1].map((e) => asked.slice(4 * e, 4 * e + 4).flatMap(({ rows }) => [...rows]))
  for (const rows of epochs)
    t.same(
      rows.toSorted((a, b) => a - b),
      [...xs.keys()]
    )
  t.notSame(epochs[0], epochs[1])
  t.same(
    asked.slice(0, 4).map(({ rows }) => rows.length),
    [16, 16, 16, 2]
  )
})

t.test("steps in a room are the same steps, and leave whoever moved there as it was", async (t) => {
  const begun = Epochs.begin(Adam.start(new Float32Array(2)), xs.length, [1, 2], { ...setting, epochs: 3 })
  const kept = structuredClone(begun)
  const optimiser = Adam.make(Epochs.moments(setting), new Uint8Array(2))
  for (const by of [undefined, optimiser]) {
    const room = Epochs.room(2, xs.length, (bytes) => new SharedArrayBuffer(bytes))
    let [apart, inside] = [begun, Epochs.moved(begun, room)]
    for (let ask = Epochs.ask(apart); ask !== null; ask = Epochs.ask(apart)) {
      t.same(Epochs.ask(inside), ask)
      apart = Epochs.answer(apart, line(ask), by)
      inside = Epochs.answer(inside, line(ask), by, room)
    }
    t.same(inside, apart)
    t.equal(inside.adam.parameters, room.adam.parameters)
    t.same(begun, kept)
  }
})

t.test("the loss of an epoch is the mean over its rows", async (t) => {
  const { state } = run({ ...setting, epochs: 1, rate: 1e-12 })
  const wanted = xs.reduce((sum, x) => sum + (2 * x - 1) ** 2 / 2, 0) / xs.length
  t.ok(Math.abs(state.loss - wanted) < 1e-6)
})

t.test("it stops before the step that the divergence forbids", async (t) => {
  const { state, asked } = run({ ...setting, mostDivergence: 0.5 })
  t.ok(state.stopped)
  t.equal(state.adam.steps, asked.length - 1)
  t.ok(Math.abs(state.adam.parameters[1]) > 0.5 && Math.abs(asked.at(-2)!.at[1]) <= 0.5)
})

t.test("settings out of range", async (t) => {
  const begin = (given: Partial<Epochs.Setting>) =>
    Epochs.begin(Adam.start(new Float32Array(2)), 5, [0, 0], { ...setting, ...given })
  t.throws(() => begin({ epochs: 0 }), /1 or more epochs/)
  t.throws(() => begin({ rate: 0 }), /above 0/)
})

t.test("orders are permutations, each as likely as another", async (t) => {
  const counts = new Map<string, number>()
  for (let epoch = 0; epoch < 6000; epoch++) {
    const name = Batch.shuffled(3, [5, 6], epoch).join()
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  t.equal(counts.size, 6)
  // Chi squared with 5 degrees of freedom is above 33 once in 300 000.
  const square = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  t.ok(square < 33, String(square))
})

t.test("rows are gathered in order and filled up with nothing; sums go in order", async (t) => {
  const target = new Float32Array(6).fill(9)
  Batch.gather(Float32Array.of(0, 1, 10, 11, 20, 21), 2, Int32Array.of(2, 1, 0), 0, 2, target)
  t.same([...target], [20, 21, 10, 11, 0, 0])
  Batch.gather(Float32Array.of(0, 1, 10, 11, 20, 21), 2, null, 1, 3, target)
  t.same([...target], [10, 11, 20, 21, 0, 0])
  t.same(Batch.parts(5, 2), [
    [0, 2],
    [2, 4],
    [4, 5]
  ])
  t.same([...Batch.sum([[1, 2], Float32Array.of(0.5, 4)])], [1.5, 6])
})
