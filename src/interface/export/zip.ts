/** A zip file in pieces, so that tables of any length pass through. */
import { Zip, ZipDeflate, ZipPassThrough } from "fflate"

export interface Entry {
  /** With slashes, relative. */
  readonly path: string
  readonly chunks: Iterable<string | Uint8Array>
}

/** Of zip without its 64-bit extension. */
const mostBytes = 2 ** 32 - 1

/** What is compressed already gains nothing, and numbers of f64 little for much time. */
const isCompressed = (path: string): boolean => /\.(pdf|parquet|npy)$/.test(path)

/**
 * The file's bytes. Entries are taken one after the other, so that a later one may be made of what earlier ones came to;
 * `written` hears how large each was.
 *
 * @param made the time of all entries: the same run gives the same bytes; times before 1980 and after 2099 become its ends
 * @throws RangeError beyond 4 GiB, which takes the format's 64-bit extension
 */
export function* zipped(
  entries: Iterable<Entry>,
  made: Date,
  written: (path: string, bytes: number) => void
): Generator<Uint8Array> {
  // The format counts from 1980, in no time zone: UTC, written as if it were local.
  const local = new Date(Math.min(Math.max(made.getTime(), Date.UTC(1980, 0, 2)), Date.UTC(2099, 11, 30)))
  const mtime = new Date(local.getTime() + local.getTimezoneOffset() * 60_000)
  let ready: Array<Uint8Array> = []
  let total = 0
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    ready.push(bytes)
  })
  function* drained(): Generator<Uint8Array> {
    const found = ready
    ready = []
    for (const bytes of found) {
      total += bytes.length
      if (total > mostBytes)
        throw new RangeError("the archive would be larger than 4 GiB; export large tables by themselves")
      yield bytes
    }
  }
  const encoder = new TextEncoder()
  for (const { path, chunks } of entries) {
    const file = isCompressed(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    file.mtime = mtime
    zip.add(file)
    let size = 0
    for (const chunk of chunks) {
      const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk
      size += bytes.length
      if (size > mostBytes) throw new RangeError(`${path} is larger than 4 GiB`)
      file.push(bytes)
      yield* drained()
    }
    file.push(new Uint8Array(0), true)
    written(path, size)
    yield* drained()
  }
  zip.end()
  yield* drained()
}
