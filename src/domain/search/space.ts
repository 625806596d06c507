/**
 * The space of a search: what each parameter may be. Samplers work on the unit cube, one axis a parameter, where every
 * parameter that is drawn uniformly is uniform; this is the way from there to values and back.
 *
 *     uniform      value = a + (b - a) u
 *     logUniform   value = a (b / a)^u
 *     steps        value = a + s floor(n u), the same odds for each of n
 *     choice       value = choices[floor(n u)]
 */
import { nothingLeft } from "../exhaustive.ts"

export type Axis =
  | { readonly kind: "uniform" | "logUniform"; readonly from: number; readonly to: number }
  /** `count` values from `from` on. */
  | { readonly kind: "steps"; readonly from: number; readonly step: number; readonly count: number }
  /** So many values without an order. */
  | { readonly kind: "choice"; readonly count: number }

/** A place in the unit cube: each coordinate in [0, 1). */
export type Place = ReadonlyArray<number>

/** Twelve digits: the name of a point is made from its values, and the last bits of a power differ between machines. */
const rounded = (x: number): number => Number(x.toPrecision(12))

const clamped = (x: number, from: number, to: number): number => Math.min(to, Math.max(from, x))

/** Which of `count` equal parts of [0, 1) the coordinate is in. */
export const part = (coordinate: number, count: number): number =>
  clamped(Math.floor(coordinate * count), 0, count - 1)

/** The value at a coordinate; of a choice, its place in the list. */
export const valueAt = (axis: Axis, coordinate: number): number => {
  switch (axis.kind) {
    case "uniform":
      return clamped(rounded(axis.from + (axis.to - axis.from) * coordinate), axis.from, axis.to)
    case "logUniform":
      return clamped(rounded(axis.from * (axis.to / axis.from) ** coordinate), axis.from, axis.to)
    case "steps":
      return rounded(axis.from + axis.step * part(coordinate, axis.count))
    case "choice":
      return part(coordinate, axis.count)
    default:
      return nothingLeft(axis, "axis")
  }
}

/** Where on the axis a value is: {@link valueAt} of it is the value, within rounding. Of steps and choices, their middle. */
export const coordinateOf = (axis: Axis, value: number): number => {
  const inside = (x: number) => clamped(Number.isFinite(x) ? x : 0, 0, 1 - 2 ** -53)
  switch (axis.kind) {
    case "uniform":
      return inside((value - axis.from) / (axis.to - axis.from))
    case "logUniform":
      return inside(Math.log(value / axis.from) / Math.log(axis.to / axis.from))
    case "steps":
      return inside(((value - axis.from) / axis.step + 0.5) / axis.count)
    case "choice":
      return inside((value + 0.5) / axis.count)
    default:
      return nothingLeft(axis, "axis")
  }
}
