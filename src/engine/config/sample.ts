/**
 * Values drawn for a sweep. Draws are a function of the study's seed, the parameter's name and their number: neither
 * another parameter nor a larger n changes them.
 */
import { hash } from "node:crypto"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Distribution from "../../domain/random/distribution.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import { rounded } from "./spacing.ts"

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
