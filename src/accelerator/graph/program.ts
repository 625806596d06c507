/** What can be done with a program before it is compiled: differentiate it, evaluate it, trace it. */

import * as jax from "@jax-js/jax"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Program, Tensor, Tensors, Type } from "../../domain/learn/array.ts"
import * as Arrays from "./arrays.ts"

type Value = jax.Array
type Named = Record<string, Value>

/** Values of a tensor by its type; bool as bytes 0 and 1. */
export type Values = Float32Array | Int32Array | Uint8Array
export interface Spec {
  readonly shape: ReadonlyArray<number>
  readonly type: Type
}
/** Shape and type of each named input or output. */
export type Specs = Readonly<Record<string, Spec>>

/** The typed array of each type. */
export const arrayOf = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }

/** @throws TypeError where the values are of another type, or not as many as the shape holds */
export const checkValues = (name: string, { shape, type }: Spec, values: Values): void => {
  const size = shape.reduce((product, each) => product * each, 1)
  if (!(values instanceof arrayOf[type]) || values.length !== size)
    throw new TypeError(
      `${name} is ${type} of ${size} values, not ${values.constructor.name} of ${values.length}.`
    )
}

const scopeOf = (arrays: Parameters<Program>[0]): Arrays.Scope => {
  if (!Arrays.isScope(arrays))
    throw new TypeError("A program is differentiated with the arrays of this accelerator.")
  return arrays
}

const pick = (inputs: Tensors, by: ReadonlyArray<string>, scope: Arrays.Scope): Named => {
  const missing = by.find((name) => inputs[name] === undefined)
  if (missing !== undefined) throw new RangeError(`There is no input ${missing} to differentiate by.`)
  const whole = by.find((name) => inputs[name].type !== "float32")
  if (whole !== undefined)
    throw new TypeError(
      `The input ${whole} is ${inputs[whole].type}; derivatives are taken by float32 alone.`
    )
  return Object.fromEntries(by.map((name) => [name, scope.take(inputs[name])]))
}

const wrapAll = (scope: Arrays.Scope, values: Named, prefix = ""): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, scope.wrap(value)]))

/**
 * The program with the gradient of its scalar output `loss` by each of the inputs named: outputs `gradient.<name>`
 * beside its own.
 *
 * @throws RangeError where the program has no such output or input, TypeError where one is not float32
 */
export const gradient =
  (program: Program, loss: string, by: ReadonlyArray<string>): Program =>
  (arrays, inputs) => {
    const scope = scopeOf(arrays)
    const primals = pick(inputs, by, scope)
    const run = (values: Named): [Value, Named] => {
      const outputs = Arrays.call(scope, program, inputs, values)
      const { [loss]: value, ...others } = outputs
      if (value === undefined) throw new RangeError(`The program has no output ${loss}.`)
      if (value.shape.length !== 0 || value.dtype !== "float32")
        throw new TypeError(
          `The loss ${loss} is ${value.dtype} (${value.shape.join(", ")}), not a float32 scalar.`
        )
      return [value, others]
    }
    const [value, pull, others] = jax.vjp(run, [primals], { hasAux: true }) as unknown as [
      Value,
      ((seed: Value) => [Named]) & { dispose: () => void },
      Named
    ]
    const [slopes] = pull(jax.numpy.array(1, { dtype: jax.numpy.float32 }))
    pull.dispose()
    return {
      ...wrapAll(scope, { [loss]: value, ...others }),
      ...wrapAll(scope, slopes, "gradient.")
    }
  }

/**
 * The program with its derivative along a direction: inputs `tangent.<name>` for each of the inputs named, outputs
 * `tangent.<output>` for each of its float32 outputs. Composes with {@link gradient}: the tangent of a gradient is the
 * Hessian times the direction.
 */
export const tangent =
  (program: Program, by: ReadonlyArray<string>): Program =>
  (arrays, inputs) => {
    const scope = scopeOf(arrays)
    const names = by.map((name) => `tangent.${name}`)
    const primals = pick(inputs, by, scope)
    const given = pick(inputs, names, scope)
    const directions = Object.fromEntries(by.map((name) => [name, given[`tangent.${name}`]]))
    const others = Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)))
    const run = (values: Named): [Named, Named] => {
      const outputs = Object.entries(Arrays.call(scope, program, others, values))
      const smooth = outputs.filter(([, value]) => value.dtype === "float32")
      const whole = outputs.filter(([, value]) => value.dtype !== "float32")
      return [Object.fromEntries(smooth), Object.fromEntries(whole)]
    }
    const [values, slopes, whole] = jax.jvp(run, [primals], [directions], { hasAux: true }) as unknown as [
      Named,
      Named,
      Named
    ]
    return { ...wrapAll(scope, { ...values, ...whole }), ...wrapAll(scope, slopes, "tangent.") }
  }

const toJax = (name: string, { values, shape, type }: Spec & { readonly values: Values }): Value => {
  checkValues(name, { shape, type }, values)
  switch (type) {
    case "bool":
      return jax.numpy.array(Int32Array.from(values), { shape: [...shape], dtype: jax.numpy.bool })
    case "float32":
    case "int32":
      return jax.numpy.array(values as Float32Array<ArrayBuffer>, { shape: [...shape] })
    default:
      return nothingLeft(type, "type of tensor")
  }
}

/**
 * What jax-js itself makes of a program: the reference that compiled programs are tested against. Slow.
 */
export const evaluate = async (
  program: Program,
  inputs: Readonly<Record<string, Spec & { readonly values: Values }>>
): Promise<Record<string, Values>> => {
  const scope = Arrays.open()
  try {
    const outputs = Arrays.interpreted(() => {
      const given = Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name, toJax(name, input)])
      )
      return Arrays.call(scope, program, {}, given)
    })
    const results: Record<string, Values> = {}
    for (const [name, value] of Object.entries(outputs)) {
      const bool = value.dtype === "bool"
      const data = await value.data()
      results[name] = bool ? Uint8Array.from(data as Int32Array) : (data as Float32Array | Int32Array)
    }
    return results
  } finally {
    scope.release()
  }
}

/** The program as jax-js's expression, its inputs and outputs in the order of their names. */
export const trace = (
  program: Program,
  specs: Specs
): { closed: jax.ClosedJaxpr; outputs: Array<string> } => {
  const scope = Arrays.open()
  let outputs: Array<string> = []
  const run = (values: Named): Array<Value> => {
    const results = Arrays.call(scope, program, {}, values)
    outputs = Object.keys(results)
    const taken = outputs.map((name) => results[name])
    return taken
  }
  const abstract = Object.fromEntries(
    Object.entries(specs).map(([name, { shape, type }]) => [name, new Abstract(shape, type)])
  )
  try {
    const { jaxpr: closed } = Arrays.interpreted(() =>
      jax.makeJaxpr(run as (values: Named) => Array<Value>)(abstract as unknown as Named)
    )
    return { closed, outputs }
  } finally {
    scope.release()
  }
}

/** What jax-js reads of an argument that has no value yet. */
class Abstract {
  readonly shape: Array<number>
  readonly dtype: Type
  readonly weakType = false
  constructor(shape: ReadonlyArray<number>, type: Type) {
    this.shape = [...shape]
    this.dtype = type
  }
}
