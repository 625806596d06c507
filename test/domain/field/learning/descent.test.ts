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
    [0.293339787206, -0.178753799853, 0.197442155234, -0.0490107205031],
    [0.347847173815, 0.242453650052, 0.367894472302, 0.24532586124]
  ],
  erf: [
    [0.508939638056, -0.972570276646, 0.247177082411, -0.230599926799],
    [0.549036529414, -0.835239205443, 0.198154607575, -0.0812132682736]
  ],
  tanh: [
    [0.2080839701, -1.03050328271, 0.0119923166003, -0.365613519693],
    [0.281121495871, -1.06136841673, 0.0327736092997, -0.690320694992]
  ],
  gelu: [
    [0.395022995474, -0.155043120907, 0.236944332569, -0.0155104190294],
    [0.365204218404, 0.101387257516, 0.292790780748, 0.161250418114]
  ],
  linear: [
    [0.509354325222, -1.00984108504, 0.265294987084, -0.0148951317491],
    [0.500948242262, -0.989344715546, 0.235048871135, -0.0230107447911]
  ],
  cos: [
    [0.487015935563, -0.938584490196, 0.298968587488, 0.332888876315],
    [0.150581040761, -0.426863128134, 0.0103324143612, 0.432041742127]
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
