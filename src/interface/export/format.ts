/** The formats by name, each loaded when it is asked for. */
import { extname } from "node:path"
import type { Encoder } from "./table.ts"

const loaders = {
  csv: async (): Promise<Encoder> => (await import("./separated.ts")).csv,
  tsv: async (): Promise<Encoder> => (await import("./separated.ts")).tsv,
  json: async (): Promise<Encoder> => (await import("./json.ts")).json,
  ndjson: async (): Promise<Encoder> => (await import("./json.ts")).ndjson,
  parquet: async (): Promise<Encoder> => (await import("./parquet.ts")).parquet,
  latex: async (): Promise<Encoder> => (await import("./latex.ts")).latex,
  markdown: async (): Promise<Encoder> => (await import("./markdown.ts")).markdown,
  xlsx: async (): Promise<Encoder> => (await import("./xlsx.ts")).xlsx,
  msgpack: async (): Promise<Encoder> => (await import("./msgpack.ts")).msgpack
}

export type Format = keyof typeof loaders

export const names = Object.keys(loaders) as ReadonlyArray<Format>

/** Formats that are no text, and do a terminal no good. */
export const binary: ReadonlySet<string> = new Set(["parquet", "xlsx", "msgpack"])

export const load = (format: Format): Promise<Encoder> => loaders[format]()

const endings: Readonly<Record<string, Format>> = {
  ".csv": "csv",
  ".tsv": "tsv",
  ".tab": "tsv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
  ".tex": "latex",
  ".md": "markdown",
  ".markdown": "markdown",
  ".msgpack": "msgpack",
  ".xlsx": "xlsx"
}

/**
 * The format of a file, or of standard output where there is none: the one that is asked for, else what the ending says, else csv.
 * A sentence where the ending says something else than what is asked for, and where it says what no table is written as.
 */
export const choose = (
  asked: Format | undefined,
  file: string | undefined
): Format | { readonly fault: string } => {
  const ending = file === undefined ? "" : extname(file).toLowerCase()
  const said = endings[ending]
  if (asked !== undefined && said !== undefined && said !== asked)
    return { fault: `A file ${ending} is ${said}, and --format asks for ${asked}: one of them is wrong.` }
  if (asked === undefined && said === undefined && ending !== "" && !plainEndings.has(ending))
    return {
      fault: `Nothing is written as ${ending} here: tables are ${Object.keys(endings).join(", ")}, or what --format says.`
    }
  return asked ?? said ?? "csv"
}

/** Endings that say no more than that it is text, or data. */
const plainEndings = new Set([".txt", ".dat", ".data"])
