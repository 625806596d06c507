/** What a study that sweeps several parameters, or searches, comes to along each of them. */
import type { Search } from "../../engine/study.ts"
import type { Bars, Curve, Figure, Slices } from "../../simulation/figure.ts"
import type { Tables } from "../../simulation/table.ts"
import { isNumeric, isSetting } from "../export/table.ts"

/** From so many swept parameters on, charts of a plane hide some of them in their series. */
const fewest = 3

const best: Readonly<Record<Search["goal"]["direction"], NonNullable<Slices["best"]>>> = {
  minimise: "smallest",
  maximise: "largest"
}

/** How all points of a search came out: at their ends, or where all of them were judged first. */
export const ofSearch = ({ goal, halving }: Search, table: string): Slices => {
  const { column, direction } = halving ?? goal
  const at = halving === undefined ? "" : ` at the first rung, which all of them reached`
  return {
    kind: "slices",
    name: "search-slices",
    title: `${column}, parameter by parameter`,
    caption: `Each mark is a point, in every panel; ${column} is to be ${direction}d${at}.`,
    table,
    where: halving === undefined ? { outcome: "finished" } : { rung: halving.rungs[0]! },
    y: { column: "value", label: column },
    best: best[direction]
  }
}

interface Described {
  readonly figures?: ReadonlyArray<Figure>
  readonly headline?: ReadonlyArray<string>
}

const isPlane = (figure: Figure): figure is Curve | Bars =>
  ["line", "dot", "bar", "stack"].includes(figure.kind)

type Answer = Pick<Slices, "table" | "y" | "where" | "series" | "over">

/** What the first chart along a parameter draws; else the first number of the headline, where a point has one row. */
const answerOf = ({ figures = [], headline = [] }: Described, tables: Tables): Answer | undefined => {
  const isParameter = (table: string, name: string): boolean =>
    tables[table]?.columns[name] !== undefined && isSetting(name, tables[table].columns[name])
  const chart = figures.filter(isPlane).find(({ table, x }) => isParameter(table, x.column))
  if (chart !== undefined) {
    const { table, y, where, over, series = [] } = chart
    const told = series.filter((name) => !isNumeric(tables[table]!.columns[name]!))
    return { table, y, series: told, ...(where && { where }), ...(over && { over }) }
  }
  const [table] = Object.keys(tables)
  if (table === undefined) return undefined
  const { columns } = tables[table]!
  const answers = headline.filter((name) => columns[name] !== undefined && !isSetting(name, columns[name]))
  // A name or a count beside the numbers says that a point has several rows.
  const [column] = answers.every((name) => columns[name]!.type === "real") ? answers : []
  return column === undefined ? undefined : { table, y: { column } }
}

/** Nothing where two parameters or fewer are swept: the figures of the simulation show these. */
export const ofSweep = (
  described: Described,
  tables: Tables,
  swept: ReadonlyArray<string>
): ReadonlyArray<Slices> => {
  const answer = swept.length < fewest ? undefined : answerOf(described, tables)
  return answer === undefined
    ? []
    : [
        {
          kind: "slices",
          name: "sweep-slices",
          title: `${answer.y.label ?? answer.y.column}, parameter by parameter`,
          caption:
            "Each mark is a point of the study, in every panel, whatever its other parameters are; the line joins the medians at each value.",
          ...answer
        }
      ]
}
