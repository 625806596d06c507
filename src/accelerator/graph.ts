/**
 * Differentiable programs: models and losses written with the array interface of domain/learn are differentiated and
 * traced by jax-js, compiled once to an ONNX graph, and run by onnxruntime.
 *
 *     const slopes = gradient(loss, "loss", ["weight"])            a program again
 *     const session = await open(compile(slopes, specs))
 *     session.inputs.weight.set(...)                                in place
 *     await session.run()
 *     session.outputs["gradient.weight"]                            filled in place
 *
 * A run of one session takes one thread; threads share the work by sessions of their own. Large batches are best cut
 * into micro-batches whose activations stay in the processor's cache, with gradients summed in a fixed order: of a
 * transformer of width 64 and length 48, 16 words; of width 128 and length 96, 4 to 16 (scripts/bench/training.ts).
 */
import * as Compile from "./graph/compile.ts"
import * as Program from "./graph/program.ts"
import * as Session from "./graph/session.ts"
import * as Optimiser from "./simd/optimiser.ts"

export type { Compiled } from "./graph/compile.ts"
export type { Spec, Specs, Values } from "./graph/program.ts"
export type { Options, Session } from "./graph/session.ts"

export const gradient = Program.gradient
export const tangent = Program.tangent
export const evaluate = Program.evaluate
export const compile = Compile.compile
export const bake = Compile.bake
export const open = Session.open
/** What takes the steps between two gradients. */
export const optimiser = Optimiser.make
