/**
 * Functions that the compiler knows by name, so that it can put one operator, and a short derivative, in the place of
 * their primitives. To jax-js each is a jitted function: differentiation keeps the name and appends what it did
 * (`_jvp`, `_peval`, `_resid`, `_t`), and whoever does not know a name inlines its primitives.
 */
import * as jax from "@jax-js/jax"

type Value = jax.Array
const { numpy } = jax

/** A composite of one tensor: what it is, and the parameter that its name carries in brackets. */
const functions = {
  tanh: (x: Value) => numpy.tanh(x),
  // By the hyperbolic tangent, which is finite everywhere, as are its derivatives.
  sigmoid: (x: Value) => numpy.tanh(x.mul(0.5)).add(1).mul(0.5),
  gelu: (x: Value) => {
    const cubic = x.ref.mul(x.ref).mul(0.044715).add(1).mul(x.ref)
    return numpy
      .tanh(cubic.mul(Math.sqrt(2 / Math.PI)))
      .add(1)
      .mul(0.5)
      .mul(x)
  },
  softmax: (x: Value, axis: number) => {
    const powers = exponentials(x, axis)
    return powers.ref.div(powers.sum(axis, { keepdims: true }))
  },
  /** Keeps the axis, with size 1. */
  logSumExp: (x: Value, axis: number) => {
    const top = jax.lax.stopGradient(x.ref.max(axis, { keepdims: true })) as Value
    return numpy.log(numpy.exp(x.sub(top.ref)).sum(axis, { keepdims: true })).add(top)
  },
  standardise: (x: Value, epsilon: number) => {
    const centred = x.ref.sub(x.mean(-1, { keepdims: true }))
    const variance = centred.ref.mul(centred.ref).mean(-1, { keepdims: true })
    return centred.mul(numpy.reciprocal(numpy.sqrt(variance.add(epsilon))))
  }
}

const exponentials = (x: Value, axis: number): Value => {
  const top = jax.lax.stopGradient(x.ref.max(axis, { keepdims: true })) as Value
  return numpy.exp(x.sub(top))
}

export type Name = keyof typeof functions

const jitted = new Map<string, (x: Value) => Value>()

/** Calls the composite `name`; consumes a reference of x, as jax-js does. */
export const apply = (name: Name, x: Value, parameter = 0): Value => {
  const title = `${name}(${parameter})`
  let known = jitted.get(title)
  if (known === undefined) {
    const named = { [title]: (x: Value) => functions[name](x, parameter) }
    known = jax.jit(named[title]) as (x: Value) => Value
    jitted.set(title, known)
  }
  return known(x)
}

/** What a jitted function's name says: the composite, its parameter, and what differentiation appended. */
export const parse = (title: string): { name: Name; parameter: number; suffix: string } | undefined => {
  const [, name, parameter, suffix] = /^([a-zA-Z]+)\(([^)]*)\)([a-z_]*)$/.exec(title) ?? []
  if (name === undefined || !(name in functions)) return undefined
  return { name: name as Name, parameter: Number(parameter), suffix }
}
