/** Runs of one simulation, compared. */
import * as Columns from "../../engine/columns.ts"
import * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"
import type { Row, Table } from "../../simulation/table.ts"
import type { Subject } from "./document.ts"
import * as Match from "./match.ts"
import * as Verdict from "./verdict.ts"

export interface Run {
  readonly name: string
  readonly directory: string
}

interface Read {
  readonly name: string
  readonly study: Reader.Reader["study"]
  readonly tables: Reader.Reader["tables"]
  readonly points: ReadonlyArray<{
    readonly config: Reader.StoredPoint["config"]
    readonly rows: ReadonlyArray<Row>
  }>
  readonly whole: boolean
  readonly version: number | undefined
}

/** Why they cannot be compared, as a sentence. */
export class Incomparable extends RangeError {}

const read = ({ name, directory }: Run, wanted: string | undefined): Read => {
  const reader = Reader.open(directory)
  try {
    const table = wanted ?? Object.keys(reader.tables)[0]
    const points = reader.points()
    return {
      name,
      study: reader.study,
      tables: reader.tables,
      points: points.map(({ config, ordinal }) => ({
        config,
        rows: table !== undefined && table in reader.tables ? [...reader.rows(table, new Set([ordinal]))] : []
      })),
      whole: points.every(({ repeats }) => repeats > 0),
      version: Manifest.read(directory)?.simulationVersion
    }
  } finally {
    reader.close()
  }
}

const notes = (runs: ReadonlyArray<Read>, { alone, lines }: Match.Comparison): ReadonlyArray<string> => {
  const [first, ...others] = runs
  const versions = new Set(runs.map(({ version }) => version))
  return [
    ...(lines.length === 0
      ? ["No row of the first run has a partner: the runs have no point in common."]
      : []),
    ...(others.some(({ study }) => study.seed === first!.study.seed)
      ? [
          "Runs with the same seed share their random numbers wherever a point is the same: their differences are smaller than these errors say."
        ]
      : []),
    ...(versions.size > 1 ? ["The runs were computed by different versions of the simulation."] : []),
    ...runs.flatMap(({ name, whole }) =>
      whole ? [] : [`${name} is not complete: these are the rows of its finished points.`]
    ),
    ...alone.flatMap((count, k) =>
      count === 0
        ? []
        : [
            `${count} of ${runs[k]!.points.flatMap(({ rows }) => rows).length} rows of ${runs[k]!.name} have no partner.`
          ]
    )
  ]
}

/** Parameters that are one value in each run, but not the same in all. */
const settings = (runs: ReadonlyArray<Read>): Subject["settings"] => {
  const names = new Set(runs.flatMap(({ points }) => points.flatMap(({ config }) => Object.keys(config))))
  const found = [...names].map((name) => ({
    name,
    values: runs.map(
      ({ points }) => new Set(points.map(({ config }) => JSON.stringify(config[name]) ?? "absent"))
    )
  }))
  return [
    ...found,
    { name: "repeats", values: runs.map(({ study }) => new Set([String(study.repeats)])) }
  ].flatMap(({ name, values }) => {
    const single = values.every((each) => each.size === 1)
    const said = values.map(([value]) => value!)
    return single && new Set(said).size > 1 ? [{ name, values: said }] : []
  })
}

/** The columns of the first run's table, and those that show parameters which others sweep. */
const columnsOf = ([first, ...others]: ReadonlyArray<Read>, table: string): Table["columns"] => {
  const { columns } = first!.tables[table]!
  const more = others.flatMap(({ tables }) =>
    Object.entries(tables[table]!.columns).filter(
      ([name, { parameter }]) => parameter !== undefined && !(name in columns)
    )
  )
  return { ...columns, ...Object.fromEntries(more) }
}

/**
 * The rows of a run; those of a point have its value of what other runs sweep. This one may sweep it too and have no
 * column for it: runs of old have none but those of the simulation.
 */
const rowsOf = ({ points }: Read, columns: Table["columns"]): ReadonlyArray<Row> =>
  points.flatMap(
    ({ config, rows }) => Columns.filled({ rows: { description: "", columns } }, { rows }, config).rows!
  )

/**
 * @param runs two or more; differences are against the first
 * @param wanted the table; the simulation's first where it is undefined
 * @throws Incomparable, and SQLite's own errors
 */
export const of = (runs: ReadonlyArray<Run>, wanted?: string): Subject => {
  const found = runs.map((run) => read(run, wanted))
  const [first, ...others] = found
  const stranger = others.find(({ study }) => study.simulation !== first!.study.simulation)
  if (stranger !== undefined)
    throw new Incomparable(
      `${first!.name} is a run of ${first!.study.simulation}, ${stranger.name} one of ${stranger.study.simulation}: only runs of the same simulation can be compared.`
    )
  const table = wanted ?? Object.keys(first!.tables)[0]
  const without = found.find(({ tables }) => table === undefined || !(table in tables))
  if (table === undefined || without !== undefined)
    throw new Incomparable(
      `${without!.name} has no table "${table}". There are ${Object.keys(without!.tables).join(", ")}.`
    )
  const columns = columnsOf(found, table)
  const comparison = Match.of(
    columns,
    found.map((run) => ({ name: run.name, rows: rowsOf(run, columns) }))
  )
  const names = runs.map(({ name }) => name)
  return {
    simulation: first!.study.simulation,
    table,
    runs: names,
    settings: settings(found),
    comparison,
    verdicts: Verdict.of(comparison, names),
    notes: notes(found, comparison)
  }
}
