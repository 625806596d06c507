import fc from "fast-check"
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Adam from "../../../src/domain/learn/adam.ts"
import { crossEntropy } from "../../../src/domain/learn/loss.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Position from "../../../src/domain/learn/position.ts"
import * as Randomness from "../../../src/domain/learn/randomness.ts"
import * as Schedule from "../../../src/domain/learn/schedule.ts"
import * as Vocabulary from "../../../src/domain/learn/vocabulary.ts"

t.test("letters have tokens of their own, padding none", async (t) => {
  const word = [3, -3, 1, -1, 2, -2]
  const tokens = new Int32Array(8)
  Vocabulary.encode(word, 3, tokens)
  t.same([...tokens], [5, 6, 1, 2, 3, 4, 0, 0])
  t.same([...tokens.subarray(0, 6)].map(Vocabulary.letter), word)
  t.same(Vocabulary.letters(2), [null, 1, -1, 2, -2])
})

t.test(
  "letters that a model does not know are refused by name, and so are words that are too long",
  async (t) => {
    const out = new Int32Array(3)
    const refused = (word: ReadonlyArray<number>, message: string) =>
      t.throws(() => Vocabulary.encode(word, 4, out), { name: "RangeError", message })
    refused([1, -5, 2], "Letter 2 of the word is -5; the model knows the letters 1 to 4 and -1 to -4.")
    refused([1, 2, 0], "Letter 3 of the word is 0; the model knows the letters 1 to 4 and -1 to -4.")
    refused([1, 1, 1, 2], "The word has 4 letters; the model reads at most 3: 1 1 1 2")
  }
)

const parameters = {
  a: Parameter.matrix(40, 50),
  b: Parameter.filled(1, 3),
  c: Parameter.table(0.5, 30, 20)
}

t.test("parameters are packed in order, and start as they say", async (t) => {
  const flat = Parameter.initialise(parameters, [1, 2])
  const { a, b, c } = Parameter.split(parameters, flat)
  t.same([a!.length, b!.length, c!.length, flat.length], [2000, 3, 600, 2603])
  t.same([...b!], [1, 1, 1])
  t.same(Parameter.initialise(parameters, [1, 2]), flat, "twice")
  for (const [part, deviation] of [
    [a!, Math.sqrt(1 / 40)],
    [c!, 0.5]
  ] as const) {
    const square = part.reduce((sum, x) => sum + (x / deviation) ** 2, 0) / part.length
    const mean = part.reduce((sum, x) => sum + x / deviation, 0) / part.length
    // Beyond four standard errors: one in 16 000.
    t.ok(Math.abs(square - 1) < 4 * Math.sqrt(2 / part.length), `variance ${square}`)
    t.ok(Math.abs(mean) < 4 / Math.sqrt(part.length), `mean ${mean}`)
  }
  t.not(a![0], c![0])
  t.same([...Parameter.decaying(parameters)].filter((one) => one === 1).length, 2000, "matrices alone decay")
  t.throws(() => Parameter.split(parameters, flat.subarray(1)), {
    message: "The model has 2603 parameters, not 2602."
  })
})

t.test("masks drop the share they say, and means stay", async (t) => {
  for (const rate of [0.1, 0.5]) {
    const mask = new Uint8Array(40_001)
    Randomness.mask([7, 8], 3, rate, mask)
    const kept = mask.reduce((sum, one) => sum + one, 0)
    const share = 1 - Math.round(256 * rate) / 256
    const error = Math.sqrt((share * (1 - share)) / mask.length)
    // Beyond four standard errors: one in 16 000.
    t.ok(Math.abs(kept / mask.length - share) < 4 * error)
    t.equal(Randomness.keptScale(rate) * share, 1)
    const other = new Uint8Array(40_001)
    Randomness.mask([7, 8], 4, rate, other)
    const both = mask.reduce((sum, one, i) => sum + (one === other[i] ? 1 : 0), 0) / mask.length
    const chance = share ** 2 + (1 - share) ** 2
    t.ok(
      Math.abs(both - chance) < 4 * Math.sqrt((chance * (1 - chance)) / mask.length),
      "masks are independent"
    )
  }
})

t.test("the loss is the logarithm of the probability, and finite far out", async (t) => {
  const logits = [0, 1, -2, 30, -500, 1e6, -1e6]
  const shape = [2 * logits.length]
  const input = (values: ReadonlyArray<number>) =>
    ({ shape, type: "float32", values: Float32Array.from(values) }) as const
  const program = Graph.gradient(
    (arrays, { z, y }) => ({
      loss: arrays.sum(crossEntropy(arrays, z!, y!), [0]),
      each: crossEntropy(arrays, z!, y!)
    }),
    "loss",
    ["z"]
  )
  const labels = [...logits.map(() => 0), ...logits.map(() => 1)]
  const out = await Graph.evaluate(program, { z: input([...logits, ...logits]), y: input(labels) })
  for (const [i, y] of labels.entries()) {
    const z = logits[i % logits.length]!
    const right = y === 1 ? z : -z
    const expected = right < -30 ? -right : Math.log1p(Math.exp(-right))
    t.ok(Math.abs(out.each![i] - expected) <= 1e-6 * Math.max(1, expected), `${z}, ${y}: ${out.each![i]}`)
    const slope = 1 / (1 + Math.exp(-z)) - y
    t.ok(Math.abs(out["gradient.z"]![i] - slope) < 1e-6, `slope at ${z}, ${y}: ${out["gradient.z"]![i]}`)
  }
})

const setting = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, clip: 1e9 }

t.test("Adam", async (t) => {
  const start = Adam.start(Float32Array.of(1, -2, 3))
  const gradient = Float32Array.of(0.5, -1e-3, 0)
  const none = new Uint8Array(3)
  const one = Adam.step(start, gradient, 0.1, setting, none)
  // Its first step is the rate, against the sign of the gradient, whatever its size.
  for (const [i, expected] of [0.9, -1.9, 3].entries()) t.ok(Math.abs(one.parameters[i] - expected) < 1e-5)
  t.same([...start.parameters], [1, -2, 3], "what it is given stays")
  t.equal(one.steps, 1)

  const decayed = Adam.step(start, gradient, 0.1, { ...setting, decay: 0.5 }, Uint8Array.of(0, 1, 1))
  t.equal(decayed.parameters[0], one.parameters[0])
  t.ok(Math.abs(decayed.parameters[1] - (one.parameters[1] + 0.1)) < 1e-6)
  t.ok(Math.abs(decayed.parameters[2] - 3 * 0.95) < 1e-6)

  const clipped = Adam.step(start, Float32Array.of(3, 4, 0), 0.1, { ...setting, clip: 0.5 }, none)
  t.ok(Math.abs(clipped.mean[0] - 0.03) < 1e-7 && Math.abs(clipped.mean[1] - 0.04) < 1e-7, "to length 0.5")

  let descent = Adam.start(Float32Array.of(3, -2))
  for (let i = 0; i < 600; i++) {
    const slope = descent.parameters.map((x, k) => 2 * (k + 1) * x)
    descent = Adam.step(descent, slope, 0.05, setting, none)
  }
  t.ok(Adam.norm(descent.parameters) < 1e-2, "it finds the bottom of a bowl")
})

t.test("the rate rises to its largest and falls to zero", async (t) => {
  const schedule = { rate: 2, warmUp: 10, steps: 110 }
  t.equal(Schedule.at(schedule, 0), 0.2)
  t.equal(Schedule.at(schedule, 9), 2)
  t.equal(Schedule.at(schedule, 10), 2)
  t.ok(Math.abs(Schedule.at(schedule, 60) - 1) < 1e-12)
  t.ok(Math.abs(Schedule.at(schedule, 110)) < 1e-12)
  fc.assert(
    fc.property(fc.nat(120), fc.nat(50), (t, warmUp) => {
      const rate = Schedule.at({ rate: 1, warmUp, steps: 100 }, t)
      return rate >= 0 && rate <= 1
    })
  )
})

t.test("sinusoids: a place is turned into the next by one rotation for each pair of columns", async (t) => {
  const [length, width] = [50, 8]
  const table = Position.sinusoids(length, width)
  for (let pair = 0; pair < width; pair += 2) {
    const angle = 10000 ** (-pair / width)
    for (let place = 1; place < length; place++) {
      const [s, c] = [table[(place - 1) * width + pair]!, table[(place - 1) * width + pair + 1]!]
      const turned = s * Math.cos(angle) + c * Math.sin(angle)
      t.ok(Math.abs(table[place * width + pair]! - turned) < 1e-6)
    }
  }
})
