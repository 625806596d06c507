/** Parquet files as other programs write them, read as lines of JSON; test/golden/parquet says how they were made. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { linesOf } from "../../../src/engine/config/parquet.ts"
import * as Records from "../../../src/engine/config/records.ts"

const golden = join(import.meta.dirname, "../../golden/parquet")
const bytesOf = (name: string) => readFileSync(join(golden, `${name}.parquet`))

const rows = [
  { word: "1 1 1", label: "knot", split: "train" },
  { word: "1 2", label: "unknot", split: "train" },
  { word: "1 -2 1 -2", label: "knot", split: "test" },
  { word: "1 -2 -2 2", label: "unknot", split: "test" }
]

const read = async (bytes: Uint8Array) => {
  const found = await linesOf(bytes)
  if ("why" in found) throw new Error(found.why)
  return found.text.split("\n").map((line): unknown => JSON.parse(line))
}

t.test("texts as polars writes them, compressed by whatever node unpacks", async (t) => {
  for (const name of ["zstd", "snappy", "gzip", "brotli", "uncompressed"])
    t.same(await read(bytesOf(`polars-${name}`)), rows, name)
})

t.test(
  "lists, dictionaries, cells that are missing and several groups of rows, as pyarrow writes them",
  async (t) => {
    const lists = rows.map(({ word, ...rest }) => ({ word: word.split(" ").map(Number), ...rest }))
    for (const name of ["snappy", "zstd"])
      t.same(
        await read(bytesOf(`pyarrow-${name}`)),
        lists.with(3, { ...lists[3]!, split: null as never }),
        name
      )
  }
)

t.test("what cannot be read is told in a sentence", async (t) => {
  t.match(await linesOf(bytesOf("polars-lz4")), {
    why: /^it is compressed by LZ4_RAW, which is not read here: write it with snappy, gzip, brotli, zstd or nothing$/
  })
  t.match(await linesOf(Buffer.from("word,label\n1 1 1,knot\n")), {
    why: /^it is no Parquet file that is whole/
  })
  t.match(await linesOf(new Uint8Array()), { why: /^it is no Parquet file that is whole/ })
  const whole = bytesOf("pyarrow-zstd")
  t.match(await linesOf(whole.subarray(0, whole.length - 1)), { why: /^it is no Parquet file that is whole/ })
})

t.test(
  "records have the numbers of their rows for lines, and columns are those that are asked for",
  async (t) => {
    const found = await Records.read("words.parquet", bytesOf("pyarrow-snappy"), {
      word: true,
      label: true,
      split: false
    })
    if (found === undefined || !("records" in found)) throw new Error("no records")
    t.same(
      found.records.map(({ line, cells }) => [line, [...cells.keys()], cells.get("word")]),
      rows.map(({ word }, k) => [
        k + 1,
        k === 3 ? ["word", "label"] : ["word", "label", "split"],
        { text: `[${word.replaceAll(" ", ",")}]`, line: k + 1, column: 1 }
      ])
    )
    t.match(await Records.read("words.parquet", bytesOf("polars-zstd"), { word: true, name: false }), {
      faults: [{ line: 1, column: 1, message: /There is no column "label"/ }]
    })
  }
)
