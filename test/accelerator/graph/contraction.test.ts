/** Products of tensors in every layout, and chains of moves: laws that hold for any shape, checked on many. */
import fc from "fast-check"
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Arrays, Program, Tensor } from "../../../src/domain/learn/array.ts"
import { disagreement, floats, type Inputs, scalarised, truths } from "./agreement.ts"

const size = fc.integer({ min: 1, max: 4 })
const order = (rank: number): fc.Arbitrary<ReadonlyArray<number>> =>
  fc.shuffledSubarray(
    Array.from({ length: rank }, (_, axis) => axis),
    { minLength: rank, maxLength: rank }
  )

/** A batch axis: of one size on both sides, or 1 on one of them. */
const batchAxis = fc
  .tuple(size, fc.constantFrom("both", "left", "right"))
  .map(([n, side]): readonly [number, number] => [side === "right" ? 1 : n, side === "left" ? 1 : n])

/** Stored with its axes in another order. */
const stored = (shape: ReadonlyArray<number>, perm: ReadonlyArray<number>): ReadonlyArray<number> =>
  perm.map((axis) => shape[axis])

const restored = (a: Arrays, tensor: Tensor, perm: ReadonlyArray<number>): Tensor =>
  a.transpose(
    tensor,
    perm.map((_, axis) => perm.indexOf(axis))
  )

const product = fc
  .record({ batch: fc.array(batchAxis, { maxLength: 2 }), m: size, k: size, n: size })
  .chain((shape) => {
    const rank = shape.batch.length + 2
    return fc.record({
      shape: fc.constant(shape),
      left: order(rank),
      right: order(rank),
      out: order(rank),
      scale: fc.constantFrom(1, -0.5)
    })
  })

/** Seeded, so that every run checks the same cases. */
const settings = { seed: 1, numRuns: 60 }

t.test("a product of tensors in any layout, scaled and moved: value and gradients", async (t) => {
  await fc.assert(
    fc.asyncProperty(product, async ({ shape: { batch, m, k, n }, left, right, out, scale }) => {
      const x = stored([...batch.map(([size]) => size), m, k], left)
      const y = stored([...batch.map(([, size]) => size), k, n], right)
      const inputs: Inputs = { x: floats(1, ...x), y: floats(2, ...y) }
      const program: Program = (a, { x, y }) => {
        const scaled = a.multiply(restored(a, x, left), a.scalar(scale))
        return { out: a.transpose(a.matmul(scaled, restored(a, y, right)), out) }
      }
      return (await disagreement(Graph.gradient(scalarised(program), "loss", ["x", "y"]), inputs)) < 2e-6
    }),
    settings
  )
  t.pass()
})

type Move = (a: Arrays, x: Tensor) => Tensor

/** Moves that know the shape they meet, by numbers between 0 and 1. */
const move = ([kind, u, v]: readonly [number, number, number]): Move => {
  const axis = (x: Tensor): number => Math.floor(u * x.shape.length)
  return (a, x) => {
    const rank = x.shape.length
    if (rank === 0) return x
    switch (kind) {
      case 0:
        return a.transpose(
          x,
          x.shape.map((_, place) => (place + 1 + Math.floor(u * rank)) % rank)
        )
      case 1: {
        const whole = x.shape.reduce((product, each) => product * each, 1)
        const sizes = [1, 2, 3, 4, 6, 8, 12].filter((each) => whole % each === 0)
        const first = sizes[Math.floor(v * sizes.length)]
        return a.reshape(x, [first, whole / first])
      }
      case 2:
        return a.slice(x, axis(x), 0, Math.max(1, x.shape[axis(x)] - 1))
      case 3:
        return a.concatenate([x, a.sigmoid(x)], axis(x))
      case 4:
        return a.add(x, a.mean(x, [axis(x)], true))
      case 5:
        return a.multiply(a.broadcast(a.tanh(a.sum(x, [axis(x)], true)), x.shape), x)
      case 6: {
        const half = Math.floor((x.shape[axis(x)] + 1) / 2)
        const parts = [a.slice(x, axis(x), 0, half), a.slice(x, axis(x), half, x.shape[axis(x)])]
        return a.concatenate([a.tanh(parts[0]), parts[1]], axis(x))
      }
      default:
        return a.softmax(x, axis(x))
    }
  }
}

const unit = fc.integer({ min: 0, max: 99 }).map((k) => k / 100)
const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), unit, unit), { maxLength: 6 })

t.test("chains of moves: value and gradient", async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(size, size, size), moves, async (shape, chain) => {
      const inputs: Inputs = { x: floats(4, ...shape), c: truths(5, ...shape) }
      const program: Program = (a, { x, c }) => ({
        out: chain.reduce((tensor, each) => move(each)(a, tensor), a.where(c, x, a.negate(x)))
      })
      return (await disagreement(Graph.gradient(scalarised(program), "loss", ["x"]), inputs)) < 1e-5
    }),
    settings
  )
  t.pass()
})
