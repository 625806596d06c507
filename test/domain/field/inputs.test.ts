import t from "tap"
import * as Inputs from "../../../src/domain/field/inputs.ts"

t.test("inputs of the paper", async (t) => {
  t.same(Inputs.gaussianProcess("erf", 2), [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1]
  ])
  t.same(Inputs.gaussianProcess("gauss", 1), [[-0.01], [-0.006], [-0.002], [0.002], [0.006], [0.01]])
  t.same(Inputs.coupling("gauss", 1), Inputs.coupling("relu", 1))
  for (const activation of ["gauss", "relu", "erf"] as const) {
    t.same(
      [1, 2, 3].map((dIn) => Inputs.coupling(activation, dIn)?.length),
      [6, 4, 4]
    )
    t.equal(Inputs.coupling(activation, 4), undefined)
    t.equal(Inputs.gaussianProcess(activation, 0), undefined)
  }
})

t.test("a point of another dimension is named", async (t) => {
  t.equal(Inputs.misfit([[1], [2]], 1), undefined)
  t.same(Inputs.misfit([[1], [2, 3]], 1), {
    at: 1,
    message: "This input has 2 coordinates, but dIn is 1."
  })
})
