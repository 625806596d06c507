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
  msgpack: async (): Promise<Encoder> => (await import("./msgpack.ts")).msgpack
}

export type Format = keyof typeof loaders

export const names = Object.keys(loaders) as ReadonlyArray<Format>

/** Formats that are no text, and do a terminal no good. */
export const binary: ReadonlySet<Format> = new Set(["parquet", "msgpack"])

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
  ".msgpack": "msgpack"
}

/** What a file's name says about its format. */
export const ofFile = (file: string): Format | undefined => endings[extname(file).toLowerCase()]
