/** What networks learn from: examples by name, listed, or of a file; and where they are asked. */
import type { Points } from "../../domain/field/inputs.ts"
import type { FileFault, FileRecord, FromFile } from "../contract.ts"

export interface Examples {
  readonly inputs: Points
  readonly targets: ReadonlyArray<number>
}

export interface Example {
  readonly input: ReadonlyArray<number>
  readonly target: number
}

export const names = ["sine", "xor"] as const
export type Name = (typeof names)[number]

/** Examples learned from at most: their tangent kernel is decomposed. */
export const most = 64
/** Coordinates of an input in a file at most. */
const mostCoordinates = 8

const corners: Points = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1]
]

/** sine: y = sin(pi x) at five points of a line; xor: y = x1 x2 at the corners of a square. */
const named: Readonly<Record<Name, Examples & { readonly asked: Points }>> = {
  sine: {
    inputs: [[-1], [-0.5], [0], [0.5], [1]],
    targets: [0, -1, 0, 1, 0],
    asked: [[0.25], [0.75], [1.25], [1.75]]
  },
  xor: {
    inputs: corners,
    targets: [1, -1, -1, 1],
    asked: [
      [0, 0],
      [0.5, 0.5],
      [1, 0],
      [2, 1]
    ]
  }
}

/** What of a config says them. */
export interface Said {
  readonly examples: Name | ReadonlyArray<Example>
  readonly data?: string
}

/** The text of a file's records stands behind the line with its name. */
const parse = (data: string): ReadonlyArray<Example> => JSON.parse(data.slice(data.indexOf("\n") + 1))

const listed = (examples: ReadonlyArray<Example>): Examples => ({
  inputs: examples.map(({ input }) => input),
  targets: examples.map(({ target }) => target)
})

/** A file comes before what is listed or named. */
export const of = ({ examples, data }: Said): Examples => {
  if (data !== undefined) return listed(parse(data))
  return typeof examples === "string" ? named[examples] : listed(examples)
}

/** Where networks are asked if nobody says where: of named examples beside them, else at the middle of all. */
export const asked = (said: Said): Points => {
  if (said.data === undefined && typeof said.examples === "string") return named[said.examples].asked
  const { inputs } = of(said)
  const [first = []] = inputs
  return [first.map((_, c) => inputs.reduce((sum, x) => sum + (x[c] ?? 0), 0) / inputs.length)]
}

const coordinates = Array.from({ length: mostCoordinates }, (_, c) => `x${c + 1}`)

const read = (records: ReadonlyArray<FileRecord>) => {
  const faults: Array<FileFault> = []
  const numberIn = ({ cells, line }: FileRecord, column: string): number | undefined => {
    const cell = cells.get(column)
    if (cell === undefined) return undefined
    const value = Number(cell.text)
    if (!Number.isFinite(value))
      faults.push({ line: cell.line ?? line, column: cell.column, message: `${cell.text} is not a number.` })
    return value
  }
  const dimension = coordinates.findLastIndex((name) => records[0]?.cells.has(name)) + 1
  const examples = records.map((record): Example => {
    const missing = (column: string): void =>
      void faults.push({ line: record.line, column: 1, message: `This example has no ${column}.` })
    const input = coordinates.slice(0, dimension).map((column) => {
      const value = numberIn(record, column)
      if (value === undefined) missing(column)
      return value ?? Number.NaN
    })
    const beyond = coordinates.slice(dimension).find((column) => record.cells.has(column))
    if (beyond !== undefined)
      faults.push({
        line: record.line,
        column: record.cells.get(beyond)!.column,
        message: `This example has ${beyond}, and the first has ${dimension} coordinates.`
      })
    const target = numberIn(record, "target")
    if (target === undefined) missing("target")
    return { input, target: target ?? Number.NaN }
  })
  if (examples.length > most)
    faults.push({
      line: records[most].line,
      column: 1,
      message: `Here networks learn from at most ${most} examples, and there are ${examples.length}.`
    })
  return faults.length > 0 ? { faults } : { text: JSON.stringify(examples) }
}

/** A file of examples: columns x1, x2, … and target. */
export const file: FromFile = {
  columns: { ...Object.fromEntries(coordinates.map((name, c) => [name, c === 0])), target: true },
  read: async (records) => read(records)
}

/** Whether a text is what {@link file} makes of one. */
export const isData = (data: string): boolean => {
  try {
    const examples: unknown = parse(data)
    return (
      data.includes("\n") &&
      Array.isArray(examples) &&
      examples.length >= 1 &&
      examples.length <= most &&
      examples.every(
        (each) => Array.isArray(each?.input) && [...each.input, each.target].every(Number.isFinite)
      )
    )
  } catch {
    return false
  }
}
