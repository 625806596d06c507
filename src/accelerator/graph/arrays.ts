/**
 * The array interface over jax-js. A jax-js array is consumed by the first operation that uses it; here every use
 * takes a reference of its own, and a scope owns all that was made in it, so that a tensor may be used any number of
 * times and nothing is left behind.
 */
import * as jax from "@jax-js/jax"
import type { Arrays, Tensor, Tensors, Type } from "../../domain/learn/array.ts"
import * as Composite from "./composite.ts"

type Value = jax.Array
const { numpy } = jax

const hasDerivative: Readonly<Record<Type, boolean>> = { float32: true, int32: false, bool: false }

/**
 * What `run` makes of arrays by jax-js's interpreter: kernels that jax-js 0.1.25 generates for WebAssembly are off by up
 * to 3e-6 in the logarithm, lose tanh near 0 and exp near the end of its range, and leave sin beyond 1e4 (findings/
 * jax-js-wasm-functions.sh). New arrays go to one device a process, which is put back afterwards: so `run` has to make
 * its arrays before it returns.
 */
export const interpreted = <Result>(run: () => Result): Result => {
  const before = jax.defaultDevice()
  jax.defaultDevice("cpu")
  try {
    return run()
  } finally {
    jax.defaultDevice(before)
  }
}

/** A tensor with the jax-js array behind it. */
class Handle implements Tensor {
  readonly value: Value
  readonly shape: ReadonlyArray<number>
  readonly type: Type
  constructor(value: Value) {
    if (!(value.dtype in types)) throw new TypeError(`Arrays are of ${names}, not ${value.dtype}.`)
    this.value = value
    this.shape = value.shape
    this.type = value.dtype as Type
  }
}

const types = { float32: true, int32: true, bool: true }
const names = Object.keys(types).join(", ")

/** Arrays, and what they own. */
export interface Scope extends Arrays {
  readonly wrap: (value: Value) => Tensor
  /** A reference of one's own to the jax-js array of a tensor. */
  readonly take: (tensor: Tensor) => Value
  /** Frees what was made in this scope. */
  readonly release: () => void
}

/** Wraps, runs, and takes the outputs: a program as jax-js sees it. */
export const call = (
  scope: Scope,
  program: (arrays: Arrays, inputs: Tensors) => Tensors,
  inputs: Tensors,
  values: Record<string, Value>
): Record<string, Value> => {
  const wrapped = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, scope.wrap(value)]))
  const outputs = program(scope, { ...inputs, ...wrapped })
  return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, scope.take(tensor)]))
}

export const isScope = (arrays: Arrays): arrays is Scope => "take" in arrays && "wrap" in arrays

const text = (shape: ReadonlyArray<number>): string => `(${shape.join(", ")})`

const checkAxis = (operation: string, rank: number, axis: number): number => {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new RangeError(`${operation}: a tensor of ${rank} axes has no axis ${axis}.`)
  return axis < 0 ? axis + rank : axis
}

const same = (operation: string, a: Tensor, b: Tensor): void => {
  if (a.type !== b.type)
    throw new TypeError(`${operation}: one operand is ${a.type}, the other ${b.type}; cast one.`)
}

const only = (operation: string, a: Tensor, ...allowed: ReadonlyArray<Type>): void => {
  if (!allowed.includes(a.type))
    throw new TypeError(`${operation} takes ${allowed.join(" or ")}, not ${a.type}.`)
}

/**
 * The value itself, without what differentiation carries along with it: whole numbers and truth values have no
 * derivative, and jax-js's rules for some of them are wrong (that of `mod` returns its operands).
 */
const strip = (value: Value): Value => {
  let each: unknown = value
  while (typeof each === "object" && each !== null && "primal" in each && "tangent" in each)
    each = each.primal
  return each as Value
}

export const open = (): Scope => {
  const owned: Array<Value> = []
  const wrap = (value: Value): Tensor => {
    owned.push(value)
    return new Handle(value)
  }
  const take = (tensor: Tensor): Value => {
    if (!(tensor instanceof Handle)) throw new TypeError("A tensor of other arrays was handed in.")
    return tensor.value.ref
  }
  const still = (tensor: Tensor): Value => {
    if (!(tensor instanceof Handle)) throw new TypeError("A tensor of other arrays was handed in.")
    return strip(tensor.value).ref
  }
  /** Values without derivative are made of stripped values. */
  const operand = (a: Tensor): Value => (hasDerivative[a.type] ? take(a) : still(a))

  const unary =
    (name: string, of: (x: Value) => Value) =>
    (a: Tensor): Tensor => {
      only(name, a, "float32")
      return wrap(of(take(a)))
    }
  const binary =
    (name: string, of: (x: Value, y: Value) => Value, ...allowed: ReadonlyArray<Type>) =>
    (a: Tensor, b: Tensor): Tensor => {
      only(name, a, ...allowed)
      same(name, a, b)
      return wrap(of(operand(a), operand(b)))
    }
  const reduction =
    (name: string, of: (x: Value, axes: Array<number>, keepdims: boolean) => Value) =>
    (a: Tensor, axes: ReadonlyArray<number>, keep = false): Tensor => {
      only(name, a, "float32", "int32")
      const places = axes.map((axis) => checkAxis(name, a.shape.length, axis))
      return wrap(of(operand(a), places, keep))
    }
  const compare = (name: string, of: (x: Value, y: Value) => Value, ...allowed: ReadonlyArray<Type>) => {
    return (a: Tensor, b: Tensor): Tensor => {
      only(name, a, ...allowed)
      same(name, a, b)
      return wrap(of(still(a), still(b)))
    }
  }

  const subtract = binary("subtract", (x, y) => x.sub(y), "float32", "int32")
  const multiply = binary("multiply", (x, y) => x.mul(y), "float32", "int32")
  const reshape = (a: Tensor, shape: ReadonlyArray<number>): Tensor => {
    const size = (of: ReadonlyArray<number>): number => of.reduce((product, each) => product * each, 1)
    if (size(a.shape) !== size(shape))
      throw new RangeError(`reshape: ${text(a.shape)} does not fill ${text(shape)}.`)
    return wrap(operand(a).reshape([...shape]))
  }
  const range = (size: number): Value => numpy.arange(size)

  return {
    wrap,
    take,
    release: () => {
      for (const value of owned.splice(0)) value.dispose()
    },
    scalar: (value) => wrap(numpy.array(value, { dtype: numpy.float32 })),
    constant: (values, shape) => {
      const size = shape.reduce((product, each) => product * each, 1)
      if (values.length !== size)
        throw new RangeError(`constant: ${values.length} values do not fill ${text(shape)}.`)
      return wrap(numpy.array(values as Float32Array<ArrayBuffer>, { shape: [...shape] }))
    },
    iota: (size) => wrap(range(size)),

    add: binary("add", (x, y) => x.add(y), "float32", "int32"),
    subtract,
    multiply,
    divide: binary("divide", (x, y) => x.div(y), "float32", "int32"),
    minimum: binary("minimum", (x, y) => numpy.minimum(x, y), "float32", "int32"),
    maximum: binary("maximum", (x, y) => numpy.maximum(x, y), "float32", "int32"),
    remainder: binary("remainder", (x, y) => x.mod(y), "float32", "int32"),

    negate: (a) => {
      only("negate", a, "float32", "int32")
      return wrap(operand(a).neg())
    },
    exp: unary("exp", (x) => numpy.exp(x)),
    log: unary("log", (x) => numpy.log(x)),
    sqrt: unary("sqrt", (x) => numpy.sqrt(x)),
    tanh: unary("tanh", (x) => Composite.apply("tanh", x)),
    sigmoid: unary("sigmoid", (x) => Composite.apply("sigmoid", x)),
    erf: unary("erf", (x) => jax.lax.erf(x) as Value),
    relu: unary("relu", (x) => numpy.maximum(x, 0)),
    gelu: unary("gelu", (x) => Composite.apply("gelu", x)),

    equal: compare("equal", (x, y) => x.equal(y), "float32", "int32", "bool"),
    less: compare("less", (x, y) => x.less(y), "float32", "int32"),
    and: compare("and", (x, y) => x.mul(y), "bool"),
    not: (a) => {
      only("not", a, "bool")
      return wrap(still(a).notEqual(numpy.array(true)))
    },
    where: (condition, yes, no) => {
      only("where", condition, "bool")
      same("where", yes, no)
      return wrap(numpy.where(still(condition), operand(yes), operand(no)))
    },
    cast: (a, type) => wrap((hasDerivative[type] ? operand(a) : still(a)).astype(numpy[type])),

    matmul: (a, b) => {
      only("matmul", a, "float32")
      same("matmul", a, b)
      const [m, n] = [a.shape.length, b.shape.length]
      if (m < 2 || n < 2 || a.shape[m - 1] !== b.shape[n - 2])
        throw new RangeError(`matmul: ${text(a.shape)} and ${text(b.shape)} do not multiply.`)
      const rank = Math.max(m, n)
      const lift = (t: Tensor): Value =>
        take(t).reshape([...Array(rank - t.shape.length).fill(1), ...t.shape])
      return wrap(numpy.matmul(lift(a), lift(b)))
    },
    sum: reduction("sum", (x, axes, keepdims) => x.sum(axes, { keepdims })),
    mean: (a, axes, keep = false) => {
      only("mean", a, "float32")
      const places = axes.map((axis) => checkAxis("mean", a.shape.length, axis))
      return wrap(take(a).mean(places, { keepdims: keep }))
    },
    largest: reduction("largest", (x, axes, keepdims) => x.max(axes, { keepdims })),
    softmax: (a, axis) => {
      only("softmax", a, "float32")
      return wrap(Composite.apply("softmax", take(a), checkAxis("softmax", a.shape.length, axis)))
    },
    logSumExp: (a, axis, keep = false) => {
      only("logSumExp", a, "float32")
      const place = checkAxis("logSumExp", a.shape.length, axis)
      const kept = Composite.apply("logSumExp", take(a), place)
      return wrap(keep ? kept : kept.reshape(a.shape.toSpliced(place, 1)))
    },
    standardise: (a, epsilon) => {
      only("standardise", a, "float32")
      return wrap(Composite.apply("standardise", take(a), epsilon))
    },

    reshape,
    transpose: (a, axes) =>
      wrap(operand(a).transpose(axes.map((axis) => checkAxis("transpose", a.shape.length, axis)))),
    broadcast: (a, shape) => wrap(numpy.broadcastTo(operand(a), [...shape])),
    concatenate: (parts, axis) => {
      for (const part of parts) same("concatenate", parts[0], part)
      return wrap(
        numpy.concatenate(parts.map(operand), checkAxis("concatenate", parts[0].shape.length, axis))
      )
    },
    slice: (a, axis, from, to) => {
      const place = checkAxis("slice", a.shape.length, axis)
      if (!(0 <= from && from <= to && to <= a.shape[place]))
        throw new RangeError(
          `slice: ${from} to ${to} is not within the ${a.shape[place]} entries of axis ${axis}.`
        )
      return wrap(
        operand(a).slice(...a.shape.map((_, each) => (each === place ? [from, to] : []) as [number, number]))
      )
    },
    gather: (table, rows) => {
      only("gather", rows, "int32")
      return wrap(numpy.take(operand(table), still(rows), 0))
    },
    gatherAlong: (a, places, axis) => {
      only("gatherAlong", places, "int32")
      const place = checkAxis("gatherAlong", a.shape.length, axis)
      const matches = places.shape.length === a.shape.length
      if (!matches || places.shape.some((size, each) => each !== place && size !== a.shape[each]))
        throw new RangeError(
          `gatherAlong: places ${text(places.shape)} do not fit ${text(a.shape)} along ${axis}.`
        )
      return wrap(numpy.takeAlongAxis(operand(a), still(places), place))
    },
    argsort: (a) => {
      only("argsort", a, "float32", "int32")
      return wrap(still(a).argsort(-1))
    },

    stop: (a) => wrap(still(a))
  }
}
