/**
 * Differentiable programs: models and losses written with the array interface of domain/learn are differentiated and
 * traced by jax-js, compiled once to an ONNX graph, and run by onnxruntime.
 */
import * as Compile from "./graph/compile.ts"
import * as Program from "./graph/program.ts"
import * as Session from "./graph/session.ts"

export type { Compiled } from "./graph/compile.ts"
export type { Spec, Specs, Values } from "./graph/program.ts"
export type { Session } from "./graph/session.ts"

export const gradient = Program.gradient
export const tangent = Program.tangent
export const evaluate = Program.evaluate
export const compile = Compile.compile
export const bake = Compile.bake
export const open = Session.open
