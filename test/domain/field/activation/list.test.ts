import t from "tap"
import * as Simd from "../../../../src/accelerator/simd/simd.ts"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Network from "../../../../src/domain/field/network.ts"

t.test("a name that stands for nothing is refused, and taken for no other activation", async (t) => {
  const name = JSON.parse('"swish"') as Activation.Name
  const shape = { activation: name, width: 2, weightStd: 1, biasStd: 0, inputs: [[1]] }
  const refused = {
    name: "RangeError",
    message: /There is no activation "swish": there are gauss, relu, erf/
  }
  t.throws(() => Activation.of(name), refused)
  t.throws(() => Activation.of(JSON.parse('"toString"') as Activation.Name), RangeError)
  t.throws(() => Network.sample(shape, [1, 2], 0, 1, new Float64Array(1)), refused)
  t.throws(() => Simd.open().networks(shape), refused)
})
