/**
 * Random walks on the line: n steps of +1 or -1, and where they end.
 *
 *     <x^2> = n,    <x^4> = 3 n^2 - 2 n
 *
 * Cost: a step is a random word's sixteen bits, about 5 ns.
 */
import { child } from "skein/domain/random/key"
import * as Stream from "skein/domain/random/stream"
import type { SamplingKernel } from "skein/simulation/contract"
import type { Config } from "./parameters.ts"

/** Sums over walks. Integers, so that they are exact in any order. */
export interface Tally {
  readonly walks: number
  /** Of x^2. */
  readonly squares: number
  /** Of x^4. */
  readonly fourths: number
}

const kernel: SamplingKernel<Config, Tally> = {
  kind: "sampling",
  empty: { walks: 0, squares: 0, fourths: 0 },
  combine: (a, b) => ({
    walks: a.walks + b.walks,
    squares: a.squares + b.squares,
    fourths: a.fourths + b.fourths
  }),
  sample: ({ steps }, { key, from, to }) => {
    let squares = 0
    let fourths = 0
    for (let i = from; i < to; i++) {
      // Walk i draws from its own stream, whoever computes it: that makes the bits independent of the threads.
      const stream = Stream.make(child(key, i))
      let x = 0
      for (let step = 0; step < steps; step++) x += Stream.sign(stream)
      squares += x * x
      fourths += x ** 4
    }
    return { walks: to - from, squares, fourths }
  }
}

export default kernel
