/**
 * Differentiable programs: models and losses written with the array interface of domain/learn are differentiated and
 * traced by jax-js, compiled once to an ONNX graph, and run by onnxruntime.
 */
import * as Program from "./graph/program.ts"

export type { Spec, Specs, Values } from "./graph/program.ts"

export const gradient = Program.gradient
export const tangent = Program.tangent
export const evaluate = Program.evaluate
