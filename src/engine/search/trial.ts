/**
 * The trials of a search, points that it draws. Which point is number i of the search follows from the study's seed, i, and
 * the points of the batches before, the best first: neither threads nor interruptions change it.
 */
import { hash } from "node:crypto"
import * as Result from "effect/Result"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Distribution from "../../domain/random/distribution.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Threefry from "../../domain/random/threefry.ts"
import * as QuasiRandom from "../../domain/search/quasi-random.ts"
import type { Place } from "../../domain/search/space.ts"
import * as Space from "../../domain/search/space.ts"
import * as Tpe from "../../domain/search/tpe.ts"
import type { Order, Simulation } from "../../simulation/contract.ts"
import * as Decoder from "../config/decoder.ts"
import * as Parameter from "../config/parameter.ts"
import { orderOf } from "../plan.ts"
import type { Dimension, Json, Point, Sampling } from "../study.ts"
import { canonical, valueAt } from "../study.ts"

/** Why some trainings cannot be searched among. */
export const byArrival =
  "A search decides by results, and those of a training in the order of arrival are not repeatable: choose the order assignment."

const isRepeatable: Readonly<Record<Order, boolean>> = { assignment: true, arrival: false }

/** Points that are drawn evenly before the estimator has something to learn from. */
const startup = 10

/** Draws for one point: those that the simulation refuses, and those that are points already, are drawn again. */
const attempts = 200

const keyOf = (seed: number): Key => {
  const digest = hash("sha256", JSON.stringify(["search", seed]), "hex")
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)]
}

const uniforms = (key: Key, n: number): Place => {
  const words = new Uint32Array(2 * n)
  Threefry.fill(key[0], key[1], 0, 0, words)
  return Array.from({ length: n }, (_, k) => Distribution.uniform(words[2 * k]!))
}

const coordinateValue = ({ axis, integer, choices }: Dimension, coordinate: number): Json => {
  const value = Space.valueAt(axis, coordinate)
  if (choices !== undefined) return choices[value]!
  return integer ? Math.round(value) : value
}

/** Where a point is in the space. */
const placeOf = (space: ReadonlyArray<Dimension>, { swept }: Pick<Point, "swept">): Place =>
  space.map(({ name, axis, choices }) => {
    const value = swept[name] ?? null
    const number = choices?.findIndex((choice) => canonical(choice) === canonical(value)) ?? value
    return Space.coordinateOf(axis, typeof number === "number" ? number : 0)
  })

/** `base` with a value at a path; what it holds is copied along the way. */
const assigned = (
  base: Sampling["base"],
  [head, ...rest]: ReadonlyArray<string>,
  value: Json
): Sampling["base"] => {
  const inner = base[head!]
  const map = inner !== null && typeof inner === "object" && !Array.isArray(inner) ? inner : {}
  return { ...base, [head!]: rest.length === 0 ? value : assigned(map as Sampling["base"], rest, value) }
}

/** A fault of a place in the space, in the words of the simulation. */
interface Refused {
  readonly message: string
}

const decoderOf = (simulation: Simulation, { space, base }: Sampling) => {
  const { decode } = Decoder.make(simulation, Parameter.list(simulation))
  return (place: Place): Point | Refused => {
    let raw = base
    for (const [j, dimension] of space.entries())
      raw = assigned(raw, dimension.name.split("."), coordinateValue(dimension, place[j]!))
    const decoded = decode(raw)
    if (Result.isFailure(decoded)) return { message: decoded.failure[0]!.message }
    const { config, encoded } = decoded.success
    const [fault] = simulation.faults?.(config) ?? []
    if (fault !== undefined) return { message: fault.message }
    if (!isRepeatable[orderOf(simulation, config)]) return { message: byArrival }
    const swept: Record<string, Json> = {}
    for (const { name } of space) {
      const value = valueAt(encoded, name.split("."))
      if (value !== undefined) swept[name] = value
    }
    return { config, encoded, swept }
  }
}

const proposed = (
  { sampler, space }: Sampling,
  key: Key,
  index: number,
  attempt: number,
  ranked: ReadonlyArray<Place>,
  pending: ReadonlyArray<Place>
): Place => {
  const own = child(child(key, index), attempt)
  switch (sampler) {
    case "random":
      return uniforms(own, space.length)
    case "quasi-random":
      return attempt === 0 ? QuasiRandom.place(key, space.length, index) : uniforms(own, space.length)
    case "tpe": {
      if (ranked.length >= startup) {
        const axes = space.map(({ axis }) => axis)
        return Tpe.propose(axes, ranked, pending, own)
      }
      return attempt === 0 ? QuasiRandom.place(key, space.length, index) : uniforms(own, space.length)
    }
    default:
      return nothingLeft(sampler, "sampler")
  }
}

/** What the first point of a search sets, by name: for those who say what is wrong with it. */
export const first = (sampling: Sampling, seed: number): ReadonlyArray<readonly [string, Json]> => {
  const place = proposed(sampling, keyOf(seed), 0, 0, [], [])
  return sampling.space.map(
    (dimension, j) => [dimension.name, coordinateValue(dimension, place[j]!)] as const
  )
}

interface Drawn {
  readonly points: ReadonlyArray<Point>
  /** Why there are fewer than were asked for. */
  readonly fault?: string
}

/**
 * The next `count` points.
 *
 * @param before all points so far, in plan order
 * @param ranked the same, the best first
 */
export const draw = (
  simulation: Simulation,
  sampling: Sampling,
  seed: number,
  before: ReadonlyArray<Point>,
  ranked: ReadonlyArray<Point>,
  count: number
): Drawn => {
  const key = keyOf(seed)
  const make = decoderOf(simulation, sampling)
  const contents = new Set(before.map(({ encoded }) => canonical(encoded)))
  const places = ranked.map((point) => placeOf(sampling.space, point))
  const pending: Array<Place> = []
  const points: Array<Point> = []
  let refused: string | undefined
  for (let k = 0; k < count; k++) {
    let found: Point | undefined
    for (let attempt = 0; attempt < attempts && found === undefined; attempt++) {
      const place = proposed(sampling, key, before.length + k, attempt, places, pending)
      const made = make(place)
      if ("message" in made) refused ??= made.message
      else if (!contents.has(canonical(made.encoded))) found = made
    }
    if (found === undefined) return { points, fault: refused ?? "the space has no other points" }
    contents.add(canonical(found.encoded))
    pending.push(placeOf(sampling.space, found))
    points.push(found)
  }
  return { points }
}
