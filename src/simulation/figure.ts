/**
 * The pictures that a simulation's results make: what is drawn against what, over the columns of its tables. Nothing
 * here says how; `interface/chart` draws them, on pages and into files alike. What is no chart the simulation draws itself.
 *
 * Axes are labelled with their column's unit. Whatever else a study sweeps becomes part of the series, so that a
 * figure stays right for sweeps that its author did not think of.
 */
import type { Cell } from "./table.ts"

interface Titled {
  /** Names its files: lower-case letters, digits and hyphens, unique within the simulation. */
  readonly name: string
  readonly title: string
  /** What it shows and what to look for: a sentence or two. */
  readonly caption: string
}

/** Only rows with this value, or one of these, in the column. */
type Where = Readonly<Record<string, Cell | ReadonlyArray<Cell>>>

interface Grouped extends Titled {
  readonly table: string
  readonly where?: Where
  /** Columns that make up a series: one colour and symbol for each combination of their values. */
  readonly series?: ReadonlyArray<string>
  /** Columns that make up a panel. */
  readonly facet?: ReadonlyArray<string>
}

export interface Axis {
  readonly column: string
  /** Without the unit, which is the column's; absent: the column's name. */
  readonly label?: string
  /** `category`: values as they stand, evenly spaced. Absent: linear, or category for a column of text. */
  readonly scale?: "linear" | "log" | "category"
  /** Draws |value|. */
  readonly magnitude?: boolean
}

/** `theory` is drawn as a solid line, `expansion`, the first terms of a series, dashed and dotted, `reference` dashed. */
export type LineStyle = "theory" | "expansion" | "reference"

/** One more column over the same x. */
export interface Line {
  readonly column: string
  readonly label: string
  readonly style: LineStyle
}

/** Marks with what is known of their error, joined (`line`) or not (`dot`). */
export interface Curve extends Grouped {
  readonly kind: "line" | "dot"
  readonly x: Axis
  /** Its column's standard error is drawn: as a band where marks are joined, else as bars. */
  readonly y: Axis
  /** Columns that bound a band. */
  readonly band?: readonly [low: string, high: string]
  readonly lines?: ReadonlyArray<Line>
  /** Values of y that mean something; without a label, none is in the legend. */
  readonly levels?: ReadonlyArray<{ readonly value: number; readonly label: string }>
  /** Columns whose values are repetitions: rows that differ in nothing else become their mean and its standard error. */
  readonly over?: ReadonlyArray<string>
  /** Panels whose values have nothing in common each get axes of their own. */
  readonly ownAxes?: boolean
  /** Marks are not told apart by what the study sweeps: there are too many for a legend. */
  readonly pooled?: boolean
  /** What it shows is how y changes with x: panels with a single x have nothing to show, and are left out. */
  readonly trend?: boolean
  /** Says the rank correlation (Spearman's) of x and y for each series. */
  readonly correlation?: boolean
}

export interface Bars extends Grouped {
  /** Series side by side (`bar`) or on top of each other (`stack`). */
  readonly kind: "bar" | "stack"
  readonly x: Axis
  readonly y: Axis
  /** Of the categories. `natural`: 3_1, 4_1, 10_1; `value`: the largest first. Absent: as they come. */
  readonly order?: "natural" | "value"
  /** How many categories at most: those with the largest values. */
  readonly most?: number
  readonly over?: ReadonlyArray<string>
}

/** How the values of a column are distributed: the share of each series in each bin. */
export interface Histogram extends Grouped {
  readonly kind: "histogram"
  readonly x: Axis
  /** About so many; absent: 30. */
  readonly bins?: number
  /** A column that says how often the row's value counts. */
  readonly weight?: string
  /** Draws the standard normal distribution beside it: of values in standard errors. */
  readonly normal?: boolean
}

/** One quantity against each parameter that the study sweeps, a panel each. */
export interface Slices extends Omit<Grouped, "facet"> {
  readonly kind: "slices"
  /** Its scale is the one that spreads its values, unless it is told. */
  readonly y: Axis
  readonly over?: ReadonlyArray<string>
  /** Which of the points are marked as the best, in place of the series. */
  readonly best?: "smallest" | "largest"
}

/** What the simulation draws itself: the picture of that name in its `picture.ts` (see picture.ts here). */
export interface Picture extends Titled {
  readonly kind: "picture"
  readonly picture: string
  /** Whose rows it is drawn from; absent: from none. */
  readonly table?: string
  readonly where?: Where
}

export type Chart = Curve | Bars | Histogram | Slices

export type Figure = Chart | Picture
