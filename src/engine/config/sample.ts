/**
 * Values drawn for a sweep. Draws are a function of the study's seed, the parameter's name and their number: neither
 * another parameter nor a larger n changes them.
 */
import { hash } from "node:crypto"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Distribution from "../../domain/random/distribution.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import * as Spacing from "./spacing.ts"

const { rounded } = Spacing

export const distributions = ["uniform", "logUniform", "normal"] as const

export interface Drawn {
  /** Of the parameter. */
  readonly name: string
  readonly seed: number
  readonly integer: boolean
}

const keyOf = ({ seed, name }: Drawn): Key => {
  const digest = hash("sha256", JSON.stringify(["sample", seed, name]), "hex")
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)]
}

const uniforms = (key: Key, n: number): Float64Array => {
  const words = new Uint32Array(2 * n)
  Threefry.fill(key[0], key[1], 0, 0, words)
  return Float64Array.from({ length: n }, (_, k) => Distribution.uniform(words[2 * k]))
}

/** Which of `weights.length` things each of n draws takes, with odds in proportion to their weights. */
export const choose = (weights: ReadonlyArray<number>, n: number, field: Drawn): Float64Array => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const last = weights.findLastIndex((weight) => weight > 0)
  return uniforms(keyOf(field), n).map((u) => {
    let left = u * total
    // Where rounding leaves something over, the last that has any odds takes it.
    const index = weights.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    return index === -1 ? last : index
  })
}

/** As {@link draw}, of the numbers `a + k step` up to b, or `mean + k step`. */
export const drawSteps = (
  distribution: (typeof distributions)[number],
  a: number,
  b: number,
  step: number,
  n: number,
  field: Drawn
): (() => Float64Array) | string => {
  if (!(step > 0)) return "the step of a sample must be above 0"
  const free = draw(distribution, a, b, n, { ...field, integer: false })
  if (typeof free === "string") return free
  if (distribution === "normal")
    return () => free().map((x) => rounded(a + Math.round((x - a) / step) * step))
  if (step > b - a && b > a) return `steps of ${step} do not fit between ${a} and ${b}`
  const steps = Spacing.range(a, b, step)
  if (typeof steps === "string") return steps
  const { count, at } = steps
  switch (distribution) {
    case "uniform":
      return () => uniforms(keyOf(field), n).map((u) => at(Math.floor(u * count)))
    case "logUniform":
      return () => free().map((x) => at(Math.min(count - 1, Math.round((x - a) / step))))
    default:
      return nothingLeft(distribution, "distribution")
  }
}

/** Draws n numbers when it is asked to; a sentence's end where there can be none. */
export const draw = (
  distribution: (typeof distributions)[number],
  a: number,
  b: number,
  n: number,
  field: Drawn
): (() => Float64Array) | string => {
  const key = keyOf(field)
  const outOfOrder = `${a} is above ${b}: give the lower end first`
  const tooFar = `${a} and ${b} are too far apart`
  switch (distribution) {
    case "normal": {
      if (b < 0) return "the standard deviation of a normal cannot be negative"
      // Further out than any draw.
      if (!Number.isFinite(Math.abs(a) + 40 * b)) return `a normal of ${a} and ${b} goes beyond all numbers`
      return () => {
        const normals = new Float64Array(n)
        Distribution.normals(key, 0, normals)
        return normals.map((z) => rounded(a + b * z))
      }
    }
    case "logUniform": {
      if (a > b) return outOfOrder
      if (a <= 0) return "the ends of logUniform must be above 0"
      if (!Number.isFinite(b / a)) return tooFar
      return () => uniforms(key, n).map((u) => rounded(a * (b / a) ** u))
    }
    case "uniform": {
      if (a > b) return outOfOrder
      if (!Number.isFinite(b - a)) return tooFar
      if (!field.integer) return () => uniforms(key, n).map((u) => rounded(a + (b - a) * u))
      const [first, last] = [Math.ceil(a), Math.floor(b)]
      if (first > last) return `there is no integer from ${a} to ${b}`
      return () => uniforms(key, n).map((u) => first + Math.floor((last - first + 1) * u))
    }
    default:
      return nothingLeft(distribution, "distribution")
  }
}
