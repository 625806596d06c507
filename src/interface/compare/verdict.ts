/** What a comparison comes to: quantity by quantity, and as one figure. */
import type { Axis, Figure } from "../../simulation/figure.ts"
import type { Cell } from "../../simulation/table.ts"
import { spread } from "../chart/data.ts"
import type { Look } from "../chart/look.ts"
import * as Picture from "../chart/picture.ts"
import { comparable } from "../export/table.ts"
import type { Comparison } from "./match.ts"

/** Of one run against the first, over all rows that both have. */
export interface Verdict {
  readonly quantity: string
  readonly run: string
  readonly compared: number
  /** Equal to the last bit. */
  readonly equal: number
  /** Of those with a known error: how many, root mean square of their differences in standard errors, beyond 2, largest. */
  readonly measured: number
  readonly rms: number | null
  readonly beyondTwo: number
  readonly largest: number | null
  readonly largestRelative: number
}

/** The entry of the largest magnitude, or 0. */
const largest = (values: ReadonlyArray<number>): number =>
  values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)

export const of = ({ lines }: Comparison, runs: ReadonlyArray<string>): ReadonlyArray<Verdict> => {
  const quantities = [...new Set(lines.map(({ quantity }) => quantity))]
  return quantities.flatMap((quantity) =>
    runs.slice(1).flatMap((run, k) => {
      const found = lines.flatMap((line) =>
        line.quantity === quantity && line.differences[k] !== undefined ? [line.differences[k]] : []
      )
      if (found.length === 0) return []
      const inErrors = found.flatMap((each) =>
        each.inErrors === undefined || Number.isNaN(each.inErrors) ? [] : [each.inErrors]
      )
      const squares = inErrors.reduce((sum, z) => sum + z * z, 0)
      return [
        {
          quantity,
          run,
          compared: found.length,
          equal: found.filter(({ absolute }) => absolute === 0).length,
          measured: inErrors.length,
          rms: inErrors.length === 0 ? null : Math.sqrt(squares / inErrors.length),
          beyondTwo: inErrors.filter((z) => Math.abs(z) > 2).length,
          largest: inErrors.length === 0 ? null : largest(inErrors),
          largestRelative: largest(found.map(({ relative }) => relative))
        }
      ]
    })
  )
}

interface KeyColumn {
  readonly name: string
  readonly place: number
  /** Different ones. */
  readonly values: ReadonlyArray<Cell>
}

const areNumbers = (values: ReadonlyArray<Cell>): boolean =>
  values.every((value) => typeof value === "number" || typeof value === "bigint")

/** Along which differences are drawn: of the parameters that vary, the one with the most values, numbers before names. */
const axisOf = ({ keys, parameters, lines }: Comparison): KeyColumn | undefined => {
  const varying = keys
    .map((name, place) => ({ name, place, values: [...new Set(lines.map(({ key }) => key[place]!))] }))
    .filter(({ values }) => values.length > 1)
  const weight = ({ name, values }: KeyColumn): number =>
    (parameters.includes(name) ? 1e12 : 0) + (areNumbers(values) ? 1e9 : 0) + values.length
  return varying.sort((a, b) => weight(b) - weight(a))[0]
}

const scaleOf = (values: ReadonlyArray<Cell>): NonNullable<Axis["scale"]> =>
  areNumbers(values) ? spread(values.map(Number)) : "category"

/**
 * The differences along a parameter: in standard errors, or relative where no quantity has one.
 *
 * @param look the usual one where it is absent
 */
export const picture = (
  comparison: Comparison,
  runs: ReadonlyArray<string>,
  table: string,
  look?: Look
): Picture.Picture => {
  const { lines } = comparison
  const axis = axisOf(comparison)
  const known = lines.some(({ differences }) => differences.some((each) => each?.inErrors !== undefined))
  const places = new Map<string, number>()
  const rows = lines.flatMap(({ key, quantity, differences }) => {
    const name = JSON.stringify(key.map(comparable))
    if (!places.has(name)) places.set(name, places.size + 1)
    return differences.flatMap((each, k) => {
      const difference = known ? each?.inErrors : each?.relative
      return difference === undefined
        ? []
        : [
            {
              at: axis === undefined ? places.get(name)! : key[axis.place]!,
              difference,
              quantity,
              run: runs[k + 1]!
            }
          ]
    })
  })
  const label = known ? "difference in standard errors" : "relative difference"
  const figure: Figure = {
    kind: "dot",
    name: "comparison",
    title: `${table}: ${runs.slice(1).join(", ")} against ${runs[0]}`,
    caption: known
      ? "Each mark is one quantity of one row. Independent runs of the same thing scatter about 0 with a standard deviation of 1: one in twenty lies beyond the dotted lines at 2 and -2. Rows of one point may share their random numbers and move together."
      : "Each mark is one quantity of one row, its difference over the larger of both magnitudes. No column says its standard error.",
    table: "differences",
    x: {
      column: "at",
      label: axis?.name ?? "row",
      scale: axis === undefined ? "linear" : scaleOf(axis.values)
    },
    y: { column: "difference", label },
    levels: known
      ? [
          { value: 2, label: "0 and two standard errors" },
          { value: 0, label: "" },
          { value: -2, label: "" }
        ]
      : [{ value: 0, label: "" }],
    series: ["quantity", "run"]
  }
  const columns = {
    at: {
      type:
        axis === undefined || axis.values.every((value) => Number.isInteger(Number(value)))
          ? "integer"
          : "real",
      description:
        axis === undefined ? "rows that both runs have, in plan order" : `the parameter ${axis.name}`,
      unit: "1"
    },
    difference: { type: "real", description: label, unit: "1" },
    quantity: { type: "text", description: "column", unit: "-" },
    run: { type: "text", description: "run", unit: "-" }
  } as const
  return Picture.of(figure, () => ({ columns, rows, swept: [] }), {}, look)
}
