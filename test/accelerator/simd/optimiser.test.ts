import { readFileSync } from "node:fs"
import t from "tap"
import { compile, optimiser } from "../../../scripts/build-simd.ts"
import * as Simd from "../../../src/accelerator/simd/optimiser.ts"
import * as Adam from "../../../src/domain/learn/adam.ts"

const setting = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.03, clip: 2 }

/** From -1 to 1, and each of another size. */
const wave = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => Math.sin(k * k + 7 * seed) / (1 + ((k + seed) % 50)))

const decaying = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, k) => (k % 3) & 1)

t.test("steps have the bits of the reference, for any number of parameters and of gradients", async (t) => {
  for (const count of [1, 2, 3, 4, 7, 1001])
    for (const clip of [setting.clip, 1e-3]) {
      const [slow, fast] = [Adam.make, Simd.make].map((make) => make({ ...setting, clip }, decaying(count)))
      let [one, other] = [Adam.start(wave(count, 1)), Adam.start(wave(count, 1))]
      for (let step = 0; step < 20; step++) {
        const gradients = Array.from({ length: 1 + (step % 3) }, (_, part) => wave(count, 10 * step + part))
        const [expected, found] = [
          slow.step(one, gradients, 0.1 / (1 + step)),
          fast.step(other, gradients, 0.1 / (1 + step))
        ]
        t.strictSame(found, expected, `${count} parameters, step ${step}`)
        one = expected.after
        other = found.after
      }
    }
})

t.test("a step goes on from any state, and changes none", async (t) => {
  const { step } = Simd.make(setting, decaying(5))
  const gradient = wave(5, 2)
  const start = Adam.start(wave(5, 3))
  const { after } = step(start, [gradient], 0.1)
  const kept = structuredClone({ start, after, gradient })
  const further = step(after, [gradient, gradient], 0.1)
  t.strictSame(step(start, [gradient], 0.1).after, after, "from the start again")
  t.strictSame(step(kept.after, [gradient, gradient], 0.1), further, "from a copy of the state")
  t.strictSame({ start, after, gradient }, kept)
  const room = structuredClone(start)
  const inside = step(room, [gradient], 0.1, room).after
  t.strictSame(inside, after, "in the arrays of the state itself")
  t.strictSame(step(inside, [gradient, gradient], 0.1, room).after, further.after, "and again")
  t.equal(inside.parameters, room.parameters)
})

t.test("gradients that are not finite have such a norm", async (t) => {
  const { step } = Simd.make(setting, decaying(2))
  t.ok(Number.isNaN(step(Adam.start(wave(2, 1)), [Float32Array.of(1, Number.NaN)], 0.1).norm))
  t.equal(step(Adam.start(wave(2, 1)), [Float32Array.of(1, -Infinity)], 0.1).norm, Infinity)
})

t.test("what is committed is what the sources compile to", async (t) => {
  t.equal(readFileSync(optimiser.file, "utf8"), await compile(optimiser))
})
