import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program } from "../../../src/domain/learn/array.ts"
import * as Model from "../../../src/domain/learn/model.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Position from "../../../src/domain/learn/position.ts"
import type { Inputs } from "../../support/model.ts"
import { architectures, lossInputs, reading, words } from "../../support/model.ts"

const read = words([1, 7], [12, 9, 5, 1, 0])

const opened = async (program: Program, inputs: Inputs): Promise<Graph.Session> => {
  const session = await Graph.open(Graph.compile(program, inputs))
  for (const [name, { values }] of Object.entries(inputs)) session.inputs[name]!.set(values)
  await session.run()
  return session
}

/** The largest difference, in units of the largest entry of `b`. */
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [worst, size] = [0, 1e-3]
  for (let i = 0; i < b.length; i++) {
    worst = Math.max(worst, Math.abs(a[i] - b[i]))
    size = Math.max(size, Math.abs(b[i]))
  }
  return a.length === b.length ? worst / size : Number.POSITIVE_INFINITY
}

for (const [name, architecture] of Object.entries(architectures)) {
  t.test(`${name}: compiled as jax-js has it, and its slopes are slopes`, async (t) => {
    const model = Model.make(architecture, reading)
    const parameters = Object.keys(model.parameters)
    const dropout = 0.25
    const inputs = lossInputs(model, read, dropout)
    const program = Graph.gradient(Model.loss(model, dropout), "loss", parameters)
    const expected = await Graph.evaluate(program, inputs)
    const session = await opened(program, inputs)
    for (const [output, values] of Object.entries(expected)) {
      const found = distance(session.outputs[output]!, values)
      t.ok(found < 2e-5, `${output}: ${found}`)
    }

    // Along a direction of every parameter: small, so that no query changes its bucket; f32 still leaves three digits.
    const h = 2 ** -10
    for (const [i, parameter] of parameters.entries()) {
      const at = inputs[parameter]!.values as Float32Array
      const size = Math.sqrt(at.length)
      const direction = Float32Array.from(at, (_, k) => (Math.sin(k * 1.7 + i) * 1.4) / size)
      const losses: Array<number> = []
      for (const side of [1, -1]) {
        session.inputs[parameter]!.set(at.map((x, k) => x + side * h * direction[k]))
        await session.run()
        losses.push(session.outputs.loss![0])
      }
      session.inputs[parameter]!.set(at)
      const slope = (losses[0] - losses[1]) / (2 * h)
      const gradient = expected[`gradient.${parameter}`]!
      const stated = direction.reduce((sum, x, k) => sum + x * gradient[k], 0)
      t.ok(
        Math.abs(slope - stated) < 2e-3 * Math.max(0.1, Math.abs(stated)),
        `${parameter}: ${slope}, ${stated}`
      )
    }
    await session.close()
  })

  t.test(
    `${name}: a word of weight 0 changes nothing, and neither do its neighbours in the batch`,
    async (t) => {
      const model = Model.make(architecture, reading)
      const program = Graph.gradient(Model.loss(model, 0), "loss", Object.keys(model.parameters))
      const inputs = lossInputs(model, read, 0)
      const weights = Float32Array.from(read, (_, i) => (i === 2 ? 0 : 1))
      const weighted = { ...inputs, weights: { ...inputs.weights!, values: weights } }
      const session = await opened(program, weighted)
      const before = Object.entries(session.outputs).map(
        ([output, values]) => [output, values.slice()] as const
      )
      const other = lossInputs(model, read.with(2, words([2, 2], [11])[0]!), 0)
      session.inputs.tokens!.set(other.tokens!.values)
      await session.run()
      for (const [output, values] of before) {
        const now = session.outputs[output]!
        if (output === "logits") t.not(now[2], values[2], "the word itself has another logit")
        const kept = output === "logits" ? [0, 1, 3, 4] : [...values.keys()]
        t.ok(
          distance(
            kept.map((i) => now[i]),
            kept.map((i) => values[i])
          ) < 1e-6,
          output
        )
      }
      await session.close()
    }
  )
}

for (const name of ["feed-forward", "transformer", "transformer with shared queries"]) {
  t.test(`${name}: more padding changes nothing`, async (t) => {
    const short = Model.make(architectures[name]!, reading)
    const long = Model.make(architectures[name]!, { ...reading, length: 20 })
    const inputs = lossInputs(short, read, 0)
    const padded = Object.entries(lossInputs(long, read, 0, 20)).map(([input, given]) => {
      if (input === "tokens") return [input, given] as const
      // Rows for the places that are padding: whatever they are.
      const values = new Float32Array(Parameter.entries(given.shape)).fill(7)
      values.set(inputs[input]!.values)
      return [input, { ...given, values }] as const
    })
    const { logits } = await Graph.evaluate(Model.loss(short, 0), inputs)
    const again = await Graph.evaluate(Model.loss(long, 0), Object.fromEntries(padded))
    t.ok(distance(again.logits!, logits!) < 1e-5)
  })
}

t.test(
  "with cyclic places all rotations of a word have one logit, and with others they have not",
  async (t) => {
    const [word] = words([2, 8], [reading.length]) as [Int16Array]
    const turned = Array.from(word, (_, k) => Int16Array.from([...word.subarray(k), ...word.subarray(0, k)]))
    const spread = async (name: string): Promise<number> => {
      const model = Model.make(architectures[name]!, reading)
      const { logits } = await Graph.evaluate(Model.outputs(model), lossInputs(model, turned, 0))
      return Math.max(...(logits as Float32Array)) - Math.min(...(logits as Float32Array))
    }
    t.ok((await spread("transformer with cyclic places")) < 1e-5)
    t.ok((await spread("transformer")) > 1e-2)
  }
)

t.test("cyclic places are so many letters behind", async (t) => {
  const distances = {
    shape: [2, 5],
    type: "float32",
    values: Float32Array.from({ length: 10 }, (_, k) => k)
  } as const
  const { around } = await Graph.evaluate(
    (arrays, named) => ({ around: Position.around(arrays, named.distances!) }),
    {
      distances
    }
  )
  const expected = [0, 1].flatMap((head) =>
    [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].map((j) => 5 * head + ((j - i + 5) % 5)))
  )
  t.same([...around!], expected)
})

t.test("a reformer of one bucket is a transformer with shared queries", async (t) => {
  const shared = architectures["transformer with shared queries"]!
  if (shared.kind !== "encoder") throw new TypeError("the fixture is an encoder")
  const one = Model.make({ ...shared, hashing: { rounds: 2, chunk: reading.length } }, reading)
  const full = Model.make(shared, reading)
  const outputs = await Promise.all(
    [one, full].map((model) => {
      const inputs = lossInputs(full, read, 0)
      const rotations = { shape: [1], type: "float32", values: new Float32Array(1) } as const
      return Graph.evaluate(Model.loss(model, 0), {
        ...inputs,
        "rotations.0": rotations,
        "rotations.1": rotations
      })
    })
  )
  t.same(Object.keys(one.parameters), Object.keys(full.parameters))
  t.ok(distance(outputs[0]!.logits!, outputs[1]!.logits!) < 1e-5)
})
