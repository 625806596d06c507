/**
 * The arrays that models and losses are written with. A program says what is computed, over tensors whose shape and
 * type are known while it is written; `accelerator/graph.ts` differentiates it, compiles it and runs it, so that no
 * model names the library that does.
 *
 * Binary operations broadcast as NumPy does. A tensor may be used any number of times. Axes may be negative, counted
 * from the last.
 */

export type Type = "float32" | "int32" | "bool"

/** A value of a program under construction. */
export interface Tensor {
  readonly shape: ReadonlyArray<number>
  readonly type: Type
}

/** Tensors by name: parameters, inputs, outputs. */
export type Tensors = Readonly<Record<string, Tensor>>

/** What is to be computed from named inputs: named outputs. Pure; called once for each set of shapes. */
export type Program = (arrays: Arrays, inputs: Tensors) => Tensors

export interface Arrays {
  /** A scalar of type float32. */
  readonly scalar: (value: number) => Tensor
  readonly constant: (values: Float32Array | Int32Array, shape: ReadonlyArray<number>) => Tensor
  /** 0, 1, ... size - 1, of type int32. */
  readonly iota: (size: number) => Tensor

  readonly add: (a: Tensor, b: Tensor) => Tensor
  readonly subtract: (a: Tensor, b: Tensor) => Tensor
  readonly multiply: (a: Tensor, b: Tensor) => Tensor
  readonly divide: (a: Tensor, b: Tensor) => Tensor
  readonly minimum: (a: Tensor, b: Tensor) => Tensor
  readonly maximum: (a: Tensor, b: Tensor) => Tensor
  /** Of int32, the sign of the numerator. */
  readonly remainder: (a: Tensor, b: Tensor) => Tensor

  readonly negate: (a: Tensor) => Tensor
  readonly exp: (a: Tensor) => Tensor
  readonly log: (a: Tensor) => Tensor
  readonly sqrt: (a: Tensor) => Tensor
  readonly tanh: (a: Tensor) => Tensor
  readonly sigmoid: (a: Tensor) => Tensor
  readonly erf: (a: Tensor) => Tensor
  readonly relu: (a: Tensor) => Tensor
  /** a (1 + tanh(sqrt(2 / pi) (a + 0.044715 a^3))) / 2. */
  readonly gelu: (a: Tensor) => Tensor

  readonly equal: (a: Tensor, b: Tensor) => Tensor
  readonly less: (a: Tensor, b: Tensor) => Tensor
  readonly and: (a: Tensor, b: Tensor) => Tensor
  readonly not: (a: Tensor) => Tensor
  readonly where: (condition: Tensor, yes: Tensor, no: Tensor) => Tensor
  readonly cast: (a: Tensor, type: Type) => Tensor

  /** (..., m, k) times (..., k, n); the leading axes broadcast. */
  readonly matmul: (a: Tensor, b: Tensor) => Tensor
  readonly sum: (a: Tensor, axes: ReadonlyArray<number>, keep?: boolean) => Tensor
  readonly mean: (a: Tensor, axes: ReadonlyArray<number>, keep?: boolean) => Tensor
  readonly largest: (a: Tensor, axes: ReadonlyArray<number>, keep?: boolean) => Tensor
  readonly softmax: (a: Tensor, axis: number) => Tensor
  readonly logSumExp: (a: Tensor, axis: number, keep?: boolean) => Tensor
  /** (a - mean) / sqrt(variance + epsilon) over the last axis, without scale or shift. */
  readonly standardise: (a: Tensor, epsilon: number) => Tensor

  readonly reshape: (a: Tensor, shape: ReadonlyArray<number>) => Tensor
  readonly transpose: (a: Tensor, axes: ReadonlyArray<number>) => Tensor
  readonly broadcast: (a: Tensor, shape: ReadonlyArray<number>) => Tensor
  readonly concatenate: (parts: ReadonlyArray<Tensor>, axis: number) => Tensor
  /** The entries `from` (included) to `to` (excluded) of `axis`. */
  readonly slice: (a: Tensor, axis: number, from: number, to: number) => Tensor
  /** Rows of `table` (rows, ...) at int32 `rows` of any shape s: (s, ...). */
  readonly gather: (table: Tensor, rows: Tensor) => Tensor
  /** Along `axis`, the entries that int32 `places` (of a's shape but for that axis) names. */
  readonly gatherAlong: (a: Tensor, places: Tensor, axis: number) => Tensor
  /** The places, int32, that sort the last axis upwards; equal entries keep their order. */
  readonly argsort: (a: Tensor) => Tensor

  /** The same value, constant to differentiation. */
  readonly stop: (a: Tensor) => Tensor
}
