/** Run as a child process by the test of webgpu: prints the adapter and the worst error of each shape. */
import * as Gpu from "../../src/accelerator/gpu/gpu.ts"
import * as Sampling from "./sampling.ts"

const adapter = await Gpu.adapter()
const backend = await Gpu.open("webgpu")
const errors: Record<string, number> = {}
for (const shape of Sampling.shapes([5]))
  errors[Sampling.label(shape)] = await Sampling.worst(
    backend,
    shape,
    [0x9e3779b9, 0xdeadbeef],
    2 ** 32 - 37,
    37
  )
for (const shape of Sampling.shapes([5]))
  errors[`neurons of ${Sampling.label(shape)}`] = await Sampling.worstFeature(
    backend,
    shape,
    [1, 2],
    65530,
    37
  )
for (const network of Sampling.extreme)
  errors[`network ${network}`] = await Sampling.worst(backend, Sampling.line, [1, 2], network, 1)
backend.close()
console.log(JSON.stringify({ adapter, errors }))
