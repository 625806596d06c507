import t from "tap"
import type * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Descent from "../../../../src/domain/field/learning/descent.ts"
import * as Network from "../../../../src/domain/field/network.ts"

const inputs = [
  [0.3, -0.7],
  [1.1, 0.4],
  [-0.6, 0.9],
  [0.2, 0.2]
]

const lesson = (activation: Activation.Name, depth: number): Descent.Lesson => ({
  activation,
  depth,
  width: 5,
  weightStd: 1.5,
  biasStd: activation === "tanh" ? 0 : 0.5,
  inputs,
  targets: [0.5, -1, 0.25],
  rate: 0.05,
  times: [0, 1, 20]
})

/**
 * Outputs of network 3 of the stream (11, 7) after 20 steps at the four inputs, by torch.autograd of the loss in f64 (torch
 * 2.15.0) on the same parameters: one hidden layer, then two.
 */
const autograd: Readonly<Record<string, readonly [ReadonlyArray<number>, ReadonlyArray<number>]>> = {
  relu: [
    [0.0483137345521, -0.791571796322, 0.331575036324, -0.263838414855],
    [0.396392097043, -0.999779712485, 0.211809784872, -0.431090612603]
  ],
  erf: [
    [0.247807449489, -0.844712017773, 0.149700516982, -0.266020700002],
    [0.460137251006, -0.871975593161, 0.192846822969, -0.281369404233]
  ],
  tanh: [
    [0.0979559719047, -1.04960885163, -0.0514597572196, -0.339839981528],
    [0.0284839482952, -1.23042338024, 0.440249149336, -0.224838707029]
  ],
  gelu: [
    [0.0554922915955, -0.773403269178, 0.298762611127, -0.105949816181],
    [0.416009529367, -1.017106714, 0.25079421239, -0.352471972061]
  ],
  linear: [
    [0.333913106823, -0.871873349699, 0.187258393902, -0.0649787911786],
    [-0.169448210786, -0.215474203329, 0.336826097372, 0.00248605380352]
  ],
  cos: [
    [0.446026126001, -0.899132174897, 0.182147378122, 0.0440950895688],
    [0.413677820546, -0.924870473127, 0.264048207738, -0.340073557963]
  ]
}

for (const [activation, facts] of Object.entries(autograd))
  for (const depth of [1, 2])
    t.test(`twenty steps of ${activation}, depth ${depth}, are those of PyTorch`, async (t) => {
      const task = lesson(activation as Activation.Name, depth)
      const out = new Float64Array(3 * 4 * 2)
      Descent.make(task).outputs([11, 7], 2, 2, out)
      facts[depth - 1].forEach((f, a) => void t.ok(Math.abs(out[(2 * 4 + a) * 2 + 1] - f) < 1e-11))
      const drawn = new Float64Array(4 * 2)
      Network.sample(task, [11, 7], 2, 2, drawn)
      t.ok(
        drawn.every((f, at) => Math.abs(f - out[at]) < 1e-14),
        "before the first step they are as drawn"
      )
    })

t.test("what nobody can learn from is refused with a sentence", async (t) => {
  const fair = lesson("erf", 2)
  const refused = (change: Partial<Descent.Lesson>) => () => Descent.make({ ...fair, ...change })
  t.throws(refused({ activation: "gauss", depth: 1 }), /gauss does not learn/)
  t.throws(refused({ targets: [1, 2, 3, 4, 5] }), /5 targets are not those of some of 4 inputs/)
  t.throws(refused({ targets: [Number.NaN] }), /not a finite number/)
  t.throws(refused({ rate: 0 }), /learning rate is a positive number, not 0/)
  t.throws(refused({ times: [0, 2, 2] }), /ascend/)
  t.throws(refused({ width: 1.5 }), /positive integer/)
  t.throws(() => Descent.make(fair).outputs([1, 2], 0, 1, new Float64Array(3)), /do not fill 3 outputs/)
})
