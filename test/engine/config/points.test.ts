/** Points from files of data, beside the study and with its sweep. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { parquetWriteBuffer } from "hyparquet-writer"
import t from "tap"
import * as Delimited from "../../../src/engine/config/delimited.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import { catalogue } from "../../support/catalogue.ts"

const folder = t.testdir({
  "trees.csv":
    '\ufefftrees,species,soil.depth,rows,note\r\n3,pear,0.5,"[[1, 2], [3, 4]]","old, ""very"" old"\r\n4,,1e1,square,"two\nlines"\r\n\r\n5,plum,,,\r\n',
  "trees.tsv": "trees\twater\n3\t0.25\n",
  "trees.ndjson": '{"trees":3,"soil":{"acid":true}}\n{"trees":4,"water":2}\n',
  "wrong.csv": "trees,yeers,trees,years\n3,1,1,abc\n4,2,1,200\n0,1,1\n",
  "open.csv": 'trees\n"3\n',
  "bare.csv": "trees\n",
  "wrong.ndjson": "[1]\n{\n",
  "deep.ndjson": `{"trees":${"[".repeat(20_000)}${"]".repeat(20_000)}}\n`,
  "deep.csv": `trees,rows\n3,${"[".repeat(20_000)}${"]".repeat(20_000)}\n`,
  "large.csv": "trees,years\n3,9007199254740993\n",
  "nan.csv": "trees,water\nNaN,1\n3,-inf\n4,1e400\n",
  "empty.csv": "",
  "bom.csv": "\ufeff\r\n\r\n",
  "latin.csv": Buffer.from([0x74, 0x0a, 0xe9]) as unknown as string,
  "twice.csv": "trees,years\n3,1\n3,1.0\n",
  "trees.xlsx": ""
})

const read = (lines: string, ...set: ReadonlyArray<string>) =>
  Effect.runPromise(
    Effect.result(parse(`simulation: orchard\n${lines}\n`, join(folder, "study.yaml"), set, catalogue))
  )

const swept = async (lines: string, ...set: ReadonlyArray<string>) =>
  Result.getOrThrow(await read(lines, ...set))[0].points.map((point) => point.swept)

const faults = async (lines: string) => {
  const result = await read(lines)
  if (Result.isSuccess(result)) throw new Error("no fault was found")
  return result.failure.message.split("\n").map((line) => line.replaceAll(`${folder}/`, ""))
}

t.test("columns are parameters, typed by their schemas, and an empty cell is the default", async (t) => {
  t.strictSame(await swept("points: { file: trees.csv, ignore: [note] }"), [
    {
      trees: 3,
      species: "pear",
      "soil.depth": 0.5,
      rows: [
        [1, 2],
        [3, 4]
      ]
    },
    { trees: 4, species: "apple", "soil.depth": 10, rows: "square" },
    { trees: 5, species: "plum", "soil.depth": 1, rows: "square" }
  ])
  t.strictSame(await swept("points: { file: trees.csv, columns: [trees] }"), [
    { trees: 3 },
    { trees: 4 },
    { trees: 5 }
  ])
  t.strictSame(await swept("points: { file: trees.tsv }"), [{ trees: 3, water: 0.25 }])
  t.strictSame(await swept("points: { file: trees.ndjson }"), [
    { trees: 3, soil: { depth: 1, acid: true }, water: 0.5 },
    { trees: 4, soil: { depth: 1, acid: false }, water: 2 }
  ])
  const absolute = join(folder, "trees.tsv")
  t.strictSame(await swept(`points: { file: ${JSON.stringify(absolute)} }`), [{ trees: 3, water: 0.25 }])
})

const parquet = (name: string, columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"]): void =>
  writeFileSync(join(folder, name), Buffer.from(parquetWriteBuffer({ columnData })))

t.test(
  "of Parquet a row is a point, an empty cell the default, and faults have the number of the row",
  async (t) => {
    parquet("trees.parquet", [
      { name: "trees", data: [3n, 4n, 5n], type: "INT64" },
      { name: "species", data: ["pear", null, "plum"], type: "STRING", nullable: true },
      { name: "soil.depth", data: [0.5, 10, null], type: "DOUBLE", nullable: true },
      { name: "note", data: ["old", "new", null], type: "STRING", nullable: true }
    ])
    t.strictSame(await swept("points: { file: trees.parquet, ignore: [note] }"), [
      { trees: 3, species: "pear", "soil.depth": 0.5 },
      { trees: 4, species: "apple", "soil.depth": 10 },
      { trees: 5, species: "plum", "soil.depth": 1 }
    ])
    parquet("wrong.parquet", [
      { name: "trees", data: [3n, 4n], type: "INT64" },
      { name: "yeers", data: [1, 2], type: "DOUBLE" },
      { name: "water", data: ["much", "1"], type: "STRING" }
    ])
    t.strictSame(await faults("points: { file: wrong.parquet }"), [
      'wrong.parquet:1:1: orchard has no parameter "yeers". Did you mean "years"? Leave the column out by ignore: ["yeers"].',
      'wrong.parquet:1:1: water must be a number, not the text "much".',
      'wrong.parquet:2:1: water must be a number, not the text "1".'
    ])
    writeFileSync(join(folder, "half.parquet"), readFileSync(join(folder, "trees.parquet")).subarray(0, 100))
    const [fault] = await faults("points: { file: half.parquet }")
    t.match(
      fault,
      /^study.yaml:2:17: The points of half.parquet cannot be read: it is no Parquet file that is whole/
    )
  }
)

t.test("they multiply with a sweep, over base and under flags", async (t) => {
  const points = "points: { file: trees.csv, columns: [trees] }\nbase: { trees: 9, water: 1 }"
  t.strictSame(await swept(`${points}\nsweep: [{ grid: { years: [1, 2] } }]`, "trees=3"), [
    { years: 1 },
    { years: 2 }
  ])
  t.strictSame(
    (await swept(`${points}\nsweep: [{ grid: { years: [1, 2] } }]`)).map(({ trees, years }) => [
      trees,
      years
    ]),
    [3, 4, 5].flatMap((trees) => [1, 2].map((years) => [trees, years]))
  )
})

t.test("each fault has its place in the data", async (t) => {
  t.strictSame(await faults("points: { file: wrong.csv }"), [
    'wrong.csv:1:7: orchard has no parameter "yeers". Did you mean "years"? Leave the column out by ignore: ["yeers"].',
    'wrong.csv:1:13: The column "trees" is there already.',
    'wrong.csv:2:7: years must be a number, not the text "abc".',
    "wrong.csv:3:7: years must be a value between 1 and 100, not 200.",
    "wrong.csv:4:1: The record has 3 fields; the columns are 4.",
    "wrong.csv:4:1: trees must be a value greater than 0, not 0."
  ])
  t.strictSame(await faults("points: { file: open.csv }"), [
    "open.csv:2:1: A quoted field of this record has no end."
  ])
  t.strictSame(await faults("points: { file: bare.csv }"), [
    "bare.csv:1:1: The file has no records: its first line names the columns, and points follow."
  ])
  t.strictSame(await faults("points: { file: wrong.ndjson }"), [
    "wrong.ndjson:1:1: Each line is a map of parameters in JSON.",
    "wrong.ndjson:2:1: Each line is a map of parameters in JSON."
  ])
  t.strictSame(await faults("points: { file: twice.csv }"), [
    "twice.csv:3:1: This makes the same point as twice.csv:2:1."
  ])
})

t.test("data that nobody expects", async (t) => {
  t.strictSame(await faults("points: { file: deep.ndjson }"), [
    "deep.ndjson:1:1: Values of this line stand too deep inside each other."
  ])
  t.match(await faults("points: { file: deep.csv }"), [/^deep.csv:2:3: rows must be .*\[\[\[/])
  t.strictSame(await faults("points: { file: large.csv }"), [
    "large.csv:2:3: years must be an integer, not 9007199254740993."
  ])
  t.strictSame(await faults("points: { file: nan.csv }"), [
    'nan.csv:2:1: trees must be a number, not the text "NaN".',
    'nan.csv:3:3: water must be a number, not the text "-inf".',
    "nan.csv:4:3: water must be a finite number, not 1e400."
  ])
  const none = "The file has no records: its first line names the columns, and points follow."
  for (const file of ["empty.csv", "bom.csv"])
    t.strictSame(await faults(`points: { file: ${file} }`), [`${file}:1:1: ${none}`])
  t.strictSame(await faults("points: { file: latin.csv }"), [
    "study.yaml:2:17: The points of latin.csv cannot be read: it is not text in UTF-8."
  ])
  t.strictSame(await faults("points: { file: /dev/zero }"), [
    "study.yaml:2:17: The points of /dev/zero cannot be read: this is not a regular file."
  ])
})

t.test("names of columns that the file has not, to ignore or to take", async (t) => {
  t.strictSame(await faults("points: { file: trees.tsv, ignore: [watre] }"), [
    'study.yaml:2:36: The file has no column "watre". Did you mean "water"?'
  ])
  t.strictSame(await faults("points: { file: trees.ndjson, columns: [trees, watre] }"), [
    'study.yaml:2:40: The file has no column "watre". Did you mean "water"?'
  ])
})

t.test("what names no data", async (t) => {
  const wanted =
    "points names a file of data or a run, such as { file: points.csv } or { run: first, where: { width: 5 } }."
  t.strictSame(await faults("points: trees.csv"), [`study.yaml:2:9: ${wanted}`])
  t.strictSame(await faults("points: { file: 3, files: x }"), [
    "study.yaml:2:17: points names a file of data, such as { file: points.csv }.",
    'study.yaml:2:20: points of a file has no key "files". Did you mean "file"?'
  ])
  t.strictSame(await faults("points: { file: none.csv }"), [
    "study.yaml:2:17: The points of none.csv cannot be read: there is no such file."
  ])
  t.strictSame(await faults("points: { file: trees.xlsx }"), [
    "study.yaml:2:17: A file of points ends in .csv, .tsv, .ndjson, .jsonl or .parquet."
  ])
  t.strictSame(await faults("points: { file: trees.tsv, columns: [wter], ignore: [trees] }"), [
    "trees.tsv:2:1: trees is missing.",
    'study.yaml:2:37: The file has no column "wter". Did you mean "water"?',
    "study.yaml:2:45: Name the columns to take or those to ignore, not both."
  ])
  t.strictSame(await faults("points: { file: trees.tsv }\nsweep: [{ grid: { water: [1, 2] } }]"), [
    "study.yaml:3:19: water is swept already at trees.tsv:1:7."
  ])
})

t.test("fields of a hundred thousand records", (t) => {
  const records = Delimited.read(
    `a,b\n${Array.from({ length: 100_000 }, (_, i) => `${i},"x${i}"\n`).join("")}`,
    ","
  )
  if ("message" in records) return t.fail(records.message)
  t.equal(records.count, 100_001)
  t.match(records.at(77_777), [
    { text: "77776", line: 77_778, column: 1 },
    { text: "x77776", isQuoted: true, line: 77_778, column: 7 }
  ])
  t.end()
})
