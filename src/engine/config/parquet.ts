/**
 * A Parquet file -> its records as NDJSON, line n the n-th of them: who reads that reads Parquet, too.
 *
 * Pages may be compressed by snappy, gzip, brotli or zstd, as the writers of pyarrow, polars and duckdb do.
 */
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib"

/** Bytes that the pages of all columns may come to when they are unpacked. */
const mostBytes = 500_000_000

/** By their names in the format; hyparquet itself has snappy. */
const inflate = {
  GZIP: (bytes: Uint8Array, length: number) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes: Uint8Array, length: number) =>
    brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (bytes: Uint8Array, length: number) =>
    zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) })
}

const known: ReadonlySet<string> = new Set(["UNCOMPRESSED", "SNAPPY", ...Object.keys(inflate)])

/** Whole numbers have 64 bits there; those beyond 2^53 are texts here. */
const plain = (_name: string, value: unknown): unknown => {
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array)
  if (typeof value !== "bigint") return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}

/** The lines; or why there are none, without a full stop. */
export const linesOf = async (
  bytes: Uint8Array
): Promise<{ readonly text: string } | { readonly why: string }> => {
  const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet")
  const file = {
    byteLength: bytes.length,
    slice: (from: number, to?: number) => Uint8Array.from(bytes.subarray(from, to)).buffer
  }
  try {
    const metadata = await parquetMetadataAsync(file)
    const parts = metadata.row_groups.flatMap(({ columns }) =>
      columns.flatMap((each) => each.meta_data ?? [])
    )
    const length = parts.reduce((sum, part) => sum + Number(part.total_uncompressed_size), 0)
    if (length > mostBytes) return { why: `it has ${length} bytes unpacked, and ${mostBytes} are the most` }
    const strange = parts.find(({ codec }) => !known.has(codec))
    if (strange !== undefined)
      return {
        why: `it is compressed by ${strange.codec}, which is not read here: write it with snappy, gzip, brotli, zstd or nothing`
      }
    const rows = await parquetReadObjects({ file, metadata, compressors: inflate })
    return { text: rows.map((row) => JSON.stringify(row, plain)).join("\n") }
  } catch (cause) {
    return { why: `it is no Parquet file that is whole (${(cause as Error).message})` }
  }
}
