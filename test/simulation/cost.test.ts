/**
 * What simulations take a replicate or a training to cost, beside the processor seconds that it took: measured on one core
 * of a server, backend simd, by jobs of 1 to 60 s.
 */
import * as Schema from "effect/Schema"
import t from "tap"
import { load } from "../../src/simulation/discover.ts"

/** Estimates are right within this factor; where integrals are done, within more. */
const factor: Readonly<Record<string, number>> = { couplings: 2.5, flow: 2.5 }
const usual = 2

const points = (count: number, dimension: number) =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: dimension }, (_, c) => 0.3 + 0.2 * Math.sin(1 + 7 * i + 3 * c))
  )

/** The diagrams of configs/unknotters/very-hard.yaml. */
const hard = {
  ...{ actions: "grid", letters: 40, evaluate: [20, 30, 40], scramble: 100 },
  ...{ words: 334, tries: 100, moves: 2000 }
}

type Case = readonly [given: Readonly<Record<string, unknown>>, seconds: number]

const measured: Readonly<Record<string, ReadonlyArray<Case>>> = {
  braids: [
    [{ kind: "knot", letters: 10 }, 6.9e-5],
    [{ kind: "knot", letters: 256 }, 1.4e-4],
    [{ kind: "knot", letters: 256, strands: 64, moves: 1000 }, 3.1e-2],
    [{ kind: "knot", letters: 3, strands: 64 }, 2.6e-4],
    [{ kind: "knot", letters: 256, strands: 2, moves: 1000 }, 7.2e-2],
    [{ kind: "knot", letters: 12 }, 7.8e-5],
    [{ kind: "knot", letters: 9, strands: 30 }, 3.7e-4],
    [{ kind: "unknot", letters: 9 }, 2.8e-5],
    [{ kind: "unknot", letters: 20 }, 1.2e-4],
    [{ kind: "unknot", letters: 10, moves: 40 }, 1.6e-4],
    [{ kind: "unknot", letters: 48, moves: 192, certify: false }, 2.8e-3],
    [{ kind: "unknot", letters: 48, moves: 192 }, 5e-3],
    [{ kind: "unknot", letters: 256, moves: 3 }, 0.21],
    [{ kind: "unknot", letters: 256, moves: 1000 }, 0.32],
    [{ kind: "unknot", letters: 256, moves: 1000, certify: false }, 0.19],
    [{ kind: "unknot", letters: 256, moves: 3, certify: false }, 6.8e-2]
  ],
  correlators: [
    [{ activation: "relu", width: 100 }, 3.4e-7],
    [{ activation: "relu", width: 1e6, nets: 1600 }, 3e-3],
    [{ activation: "tanh", width: 1e6, dIn: 64, inputs: points(12, 64), nets: 64 }, 0.63],
    [{ activation: "erf", width: 2000, depth: 4, nets: 640 }, 2.3e-2],
    [
      {
        activation: "erf",
        width: 10_000,
        order: 6,
        inputs: points(12, 1),
        nets: 1600,
        estimator: "single-neuron"
      },
      5.8e-2
    ]
  ],
  couplings: [
    [{ activation: "relu", dIn: 3 }, 1.1],
    [{ activation: "relu", dIn: 3, order: 6, inputs: points(8, 3) }, 10.5],
    [{ activation: "erf", dIn: 3, order: 6, inputs: points(8, 3) }, 43.6],
    [{ activation: "gauss", dIn: 3, order: 6, inputs: points(8, 3) }, 0.083],
    [{ activation: "relu", width: 1e6, source: "direct", nets: 1600 }, 5.9e-3]
  ],
  flow: [
    [{}, 4.5e-2],
    [{ activation: "erf", inputs: points(8, 1) }, 0.38],
    [{ dIn: 2 }, 9.7e-3],
    [{ dIn: 3 }, 0.74],
    [{ activation: "relu", dIn: 3, inputs: points(8, 3) }, 9.4],
    [{ activation: "erf", dIn: 3, inputs: points(8, 3) }, 27.3]
  ],
  kernels: [
    [{ activation: "relu", depth: 100, inputs: points(24, 3) }, 4.4e-3],
    [{ activation: "erf", depth: 300, inputs: points(24, 3) }, 0.0166],
    [{ activation: "gelu", weightStd: 1.2, depth: 1000, inputs: points(6, 2) }, 6.1e-3],
    [{ activation: "tanh", weightStd: 1.5 }, 2.5e-3],
    [{ activation: "tanh", depth: 100, weightStd: 1.5, inputs: points(24, 3) }, 0.064],
    [{ activation: "tanh", depth: 100, weightStd: 4, inputs: points(24, 3) }, 0.54],
    [{ activation: "tanh", depth: 1, weightStd: 4, inputs: points(2, 2) }, 0.114]
  ],
  moments: [
    [{ lambda: -0.1 }, 3.5e-5],
    [{ lambda: -1e-9, highest: 20, order: 40 }, 2.8e-4]
  ],
  training: [
    [{}, 1.8e-3],
    [{ activation: "relu", widths: [100], steps: 2000 }, 3.3e-4],
    [{ activation: "gelu", examples: "xor" }, 3.2e-3],
    [{ activation: "tanh", depth: 2, widths: [512], steps: 100 }, 1.7e-2],
    [{ activation: "linear", widths: [2, 3], steps: 3 }, 1.8e-5]
  ],
  unknotters: [
    [{ agent: "random-walk", letters: 499, actions: "complete", moves: 100_000, words: 10, tries: 0 }, 57],
    [{ agent: "random-walk", letters: 499, moves: 100_000, words: 10, tries: 0 }, 68],
    [{ agent: "greedy", letters: 200, actions: "complete", words: 20, tries: 0 }, 3.3],
    [{ agent: "random-walk", letters: 48, scramble: 192, words: 300, tries: 0 }, 4.1],
    [{ agent: "greedy", letters: 30, scramble: 120, words: 300, tries: 0 }, 1.5],
    [{ agent: "annealed-walk", ...hard }, 1.8],
    [{ agent: "best-first", ...hard }, 1.2],
    [{ agent: "best-first", ...hard, unknots: "sums" }, 5.2],
    [{ agent: "a3c", steps: 128_000, hidden: [32, 32], pool: 500, ...hard }, 15.9],
    [{ agent: "trpo", steps: 102_400, hidden: [32, 32], pool: 500, ...hard }, 47.3],
    [{ agent: "best-first", letters: 499, actions: "complete", nodes: 1_000_000, words: 2, tries: 0 }, 3.4],
    [{ agent: "a3c", letters: 30, order: "assignment", steps: 100_000 }, 1.9],
    [{ agent: "trpo", letters: 30, steps: 20_480 }, 1.3],
    [{ agent: "guided", letters: 40, actions: "complete", steps: 10_240, words: 2, tries: 1 }, 1.8]
  ],
  classifiers: [
    [{ model: "transformer", letters: 12, train: 2000, epochs: 1, validation: 500, test: 500 }, 0.91],
    [
      {
        model: "feed-forward",
        letters: 32,
        generator: "same",
        train: 1000,
        epochs: 1,
        validation: 0,
        test: 0
      },
      5.9
    ],
    [{ model: "transformer", letters: 64, train: 640, epochs: 1, validation: 0, test: 100, batch: 256 }, 1.5]
  ]
}

for (const [simulation, cases] of Object.entries(measured))
  t.test(`what ${simulation} estimates is what they take`, async (t) => {
    const { config, cost } = await load(simulation)
    for (const [given, seconds] of cases) {
      const ratio = cost(Schema.decodeUnknownSync(config)(given)) / seconds
      const within = factor[simulation] ?? usual
      t.ok(ratio < within && ratio > 1 / within, `${JSON.stringify(given).slice(0, 70)}: ${ratio.toFixed(2)}`)
    }
  })

t.test("a better estimate has not moved the cut of tasks, which is part of the bits", async (t) => {
  const cuts = {
    braids: [{ kind: "knot", letters: 10 }, 2.1286e-4],
    couplings: [{ activation: "relu", width: 1e6, source: "direct", nets: 1600 }, 5.4e-2],
    flow: [{ dIn: 3 }, 2]
  } as const
  for (const [simulation, [given, seconds]] of Object.entries(cuts)) {
    const described = await load(simulation)
    if (described.kind !== "sampling") return t.fail(`${simulation} is a ${described.kind}`)
    const cut = described.cut?.(Schema.decodeUnknownSync(described.config)(given))
    t.ok(cut !== undefined && Math.abs(cut / seconds - 1) < 0.01, `${simulation}: ${cut}`)
  }
})
