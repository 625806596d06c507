/** Networks of several hidden layers, eight points, and which estimator is which. */
import t from "tap"
import simulation from "../../../src/simulation/correlators/index.ts"
import type { Row } from "../../../src/simulation/table.ts"
import * as Reference from "../../support/correlators.ts"

type Given = Readonly<Record<string, unknown>>
const rows = async (given: Given, first = 0): Promise<ReadonlyArray<Row>> =>
  (await Reference.rows(given, 1, first)).correlators

const ray = { activation: "relu", inputs: [[0.5], [1]], width: 6 }

/** Distances in standard errors; each row is one strongly correlated with the others: 5 has odds of 1e-5 a test. */
const scores = (found: ReadonlyArray<Row>, exact: ReadonlyArray<Row>): ReadonlyArray<number> =>
  found.flatMap((row, at) => [
    Math.abs((Number(row.mean) - Number(exact[at].exact)) / Number(row.standardError)),
    Math.abs((Number(row.connected) - Number(exact[at].connectedExact)) / Number(row.connectedStandardError))
  ])

t.test("relu on a ray, where deep networks are exact", async (t) => {
  for (const depth of [2, 3])
    for (const order of [2, 4, 6])
      for (const estimator of ["direct", "rao-blackwell", "centred"]) {
        const found = await rows({ ...ray, depth, order, estimator, nets: 20000 })
        const most = Math.max(...scores(found, found))
        t.ok(most < (order === 6 ? 6 : 5), `${estimator}, depth ${depth}, ${order} points: ${most}`)
      }
})

// A bias of 1e-4 changes nothing that can be seen, but the 2-point function now counts as unknown.
t.test("connected parts without a known 2-point function", async (t) => {
  for (const order of [4, 6])
    for (const estimator of ["direct", "rao-blackwell"]) {
      const exact = await rows({ ...ray, depth: 2, order, estimator: "exact" })
      const found = await rows({ ...ray, depth: 2, biasStd: 1e-4, order, estimator, nets: 20000 })
      t.equal(found[0].exact, null)
      const most = Math.max(...scores(found, exact))
      t.ok(most < (order === 6 ? 6 : 5), `${estimator}, ${order} points: ${most}`)
    }
})

t.test(
  "deep erf: direct and rao-blackwell agree, and the 2-point function is not that of infinite width",
  async (t) => {
    const given = { activation: "erf", width: 2, depth: 3, weightStd: 2, inputs: [[-0.5], [1]], nets: 40000 }
    for (const order of [2, 4]) {
      const direct = await rows({ ...given, order, estimator: "direct" })
      const rao = await rows({ ...given, order, estimator: "rao-blackwell" }, 1)
      for (const [part, error] of [
        ["mean", "standardError"],
        ["connected", "connectedStandardError"]
      ])
        direct.forEach((row, at) => {
          const apart = Math.abs(Number(row[part]) - Number(rao[at][part]))
          const size = Math.hypot(Number(row[error]), Number(rao[at][error]))
          t.ok(apart < 5 * size, `${part} ${row.tuple}: ${apart / size}`)
        })
      if (order === 2)
        t.ok(Math.abs(Number(rao[1].mean) - Number(rao[1].gp)) > 10 * Number(rao[1].standardError), "G(1, 2)")
    }
  }
)

t.test("eight points: the Gaussian process beside the mean, no connected part", async (t) => {
  const found = await rows({ activation: "erf", width: 100, inputs: [[0.5], [1]], nets: 20000, order: 8 })
  t.equal(found.length, 9)
  for (const row of found) {
    // kappa4 of 0.05/N relative to G_GP is far below the errors.
    t.ok(Math.abs(Number(row.mean) - Number(row.gp)) < 6 * Number(row.standardError), String(row.tuple))
    t.same([row.exact, row.connected, row.connectedStandardError], [null, null, null])
  }
})

t.test("auto stands for the estimator of least variance, and is the same point as its name", async (t) => {
  const relu = { activation: "relu", width: 5 }
  for (const [given, estimator] of [
    [{}, "single-neuron"],
    [{ order: 2 }, "rao-blackwell"],
    [{ order: 8 }, "direct"],
    [{ depth: 3 }, "centred"],
    [{ depth: 3, dIn: 2 }, "rao-blackwell"],
    [{ depth: 2, biasStd: 1 }, "rao-blackwell"],
    [{ activation: "erf", depth: 2 }, "rao-blackwell"]
  ] as const) {
    t.same(
      Reference.decode({ ...relu, ...given, estimator: "auto" }),
      Reference.decode({ ...relu, ...given, estimator })
    )
    t.same(simulation.faults?.(Reference.decode({ ...relu, ...given, estimator: "auto" })), [])
  }
  const [row] = await rows({ ...relu, estimator: "auto", nets: 1600 })
  t.equal(row.estimator, "single-neuron")
})

t.test("contradictions are sentences", async (t) => {
  const faults = (given: Given) =>
    (simulation.faults?.(Reference.decode({ activation: "erf", width: 5, ...given })) ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`
    )
  t.match(faults({ depth: 2, estimator: "single-neuron" }), [
    /^estimator: single-neuron takes one hidden layer, not 2/
  ])
  t.match(faults({ depth: 2, estimator: "centred" }), [/^estimator: centred takes networks whose 2-point/])
  t.match(faults({ depth: 2, estimator: "exact" }), [/^estimator: With 2 hidden layers/])
  t.match(faults({ depth: 2, activation: "gauss" }), [/^depth: A gauss network has one hidden layer, not 2/])
  t.match(faults({ depth: 2, width: 2001 }), [/^width: Deep networks have at most 2000 neurons a layer/])
  t.match(faults({ order: 8, estimator: "centred" }), [
    /^estimator: The 8-point function is estimated by direct/
  ])
  t.match(faults({ order: 8, estimator: "exact" }), [
    /^estimator: Exact n-point functions have n = 2, 4 or 6/
  ])
  t.match(faults({ estimator: "single-neuron", nets: 1001 }), [
    /nets is a multiple of 16 like 1008, not 1001/
  ])
  t.throws(() => Reference.decode({ activation: "erf", width: 5, order: 3 }), /order/)
  t.throws(() => Reference.decode({ activation: "erf", width: 5, depth: 5 }), /depth/)
})
