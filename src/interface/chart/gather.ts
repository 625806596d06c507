/** Rows in their series and panels, before anything is made of them. */
import type { Row } from "../../simulation/table.ts"
import * as Data from "./data.ts"
import * as Select from "./select.ts"

export interface Gathered<A> {
  readonly found: ReadonlyArray<A & Data.Place>
  /** Labels, in the order of the sweep. */
  readonly series: ReadonlyArray<string>
  readonly facets: ReadonlyArray<string>
  /** Rows without a value. */
  readonly empty: number
  /** Rows of series and panels beyond the most. */
  readonly beyond: number
}

/** Columns that make up a series and a panel. */
export interface Columns {
  readonly series: ReadonlyArray<string>
  readonly facet: ReadonlyArray<string>
}

/** Places, by a row of each. */
const ordered = (
  rows: ReadonlyMap<number, Row>,
  compare: (a: Row, b: Row) => number
): ReadonlyArray<number> => [...rows].sort(([, a], [, b]) => compare(a, b)).map(([place]) => place)

/** @param read what the figure is made of; undefined where a row has none */
export const of = <A extends object>(
  source: Select.Source,
  rows: ReadonlyArray<Row>,
  { series, facet }: Columns,
  read: (row: Row) => A | undefined
): Gathered<A> => {
  const seriesOf = Select.labeller(source, rows, series)
  const facetOf = Select.labeller(source, rows, facet)
  const places = Data.newPlaces()
  const found: Array<A & Data.Place> = []
  const firstOf = { series: new Map<number, Row>(), facet: new Map<number, Row>() }
  let empty = 0
  let beyond = 0
  for (const row of rows) {
    const value = read(row)
    const place = value === undefined ? undefined : places.of(seriesOf(row), facetOf(row))
    if (value === undefined) empty++
    else if (place === undefined) beyond++
    else {
      found.push({ ...value, ...place })
      if (!firstOf.series.has(place.series)) firstOf.series.set(place.series, row)
      if (!firstOf.facet.has(place.facet)) firstOf.facet.set(place.facet, row)
    }
  }
  // Rows of points that are not finished come last, whatever they are about.
  const bySeries = ordered(firstOf.series, Select.sorter(source, rows, series))
  const byFacet = ordered(firstOf.facet, Select.sorter(source, rows, facet))
  return {
    found: found.map((each) => ({
      ...each,
      series: bySeries.indexOf(each.series),
      facet: byFacet.indexOf(each.facet)
    })),
    series: bySeries.map((k) => places.series[k]!),
    facets: byFacet.map((k) => places.facets[k]!),
    empty,
    beyond
  }
}
