import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Inputs from "../../../src/domain/field/inputs.ts"

t.test("inputs of the paper", async (t) => {
  const of = (name: Activation.Name) => Activation.of(name).inputs
  t.same(of("erf").gaussianProcess(2), [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1]
  ])
  t.same(of("gauss").gaussianProcess(1), [[-0.01], [-0.006], [-0.002], [0.002], [0.006], [0.01]])
  t.same(of("gauss").coupling(1), of("relu").coupling(1))
  for (const name of Activation.names) {
    const { coupling, gaussianProcess } = of(name)
    t.same(
      [1, 2, 3].map((dIn) => coupling(dIn)?.length),
      [6, 4, 4]
    )
    t.equal(coupling(4), undefined)
    t.equal(gaussianProcess(0), undefined)
  }
})

t.test("a point of another dimension is named", async (t) => {
  t.equal(Inputs.misfit([[1], [2]], 1), undefined)
  t.same(Inputs.misfit([[1], [2, 3]], 1), {
    at: 1,
    message: "This input has 2 coordinates, but dIn is 1."
  })
})
