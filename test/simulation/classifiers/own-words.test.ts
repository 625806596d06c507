/** Words of one's own: read from a file, told what is wrong with them, and all that a run needs of them. */
import { hash } from "node:crypto"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import * as Given from "../../../src/domain/decision/given.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import * as Manifest from "../../../src/engine/manifest.ts"
import type { Config } from "../../../src/simulation/classifiers/config.ts"
import * as Point from "../../../src/simulation/classifiers/config.ts"
import { wordOf } from "../../../src/simulation/classifiers/own-words.ts"
import { wordsIn } from "../../../src/simulation/classifiers/source.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import { newFolder, run } from "../../support/engine.ts"

const base = { model: "transformer", width: 8, heads: 2, blocks: 1, epochs: 1, batch: 8 }

/** Knots and unknots of which no two are rotations of each other: (1 2)^k closes to a torus knot where 3 does not divide k. */
const words = (lengths: number): ReadonlyArray<readonly [word: string, label: string]> =>
  Array.from({ length: lengths }, (_, k) => [
    [`${"1 ".repeat(2 * k + 3).trim()}`, "knot"] as const,
    [`1 ${"2 -2 ".repeat(k + 1)}2`, "unknot"] as const
  ]).flat()

const csv = (splits: ReadonlyArray<string>, lengths = 8): string =>
  [
    "word,label,split",
    ...words(lengths).map(([word, label], k) => `${word},${label},${splits[(k >> 1) % splits.length]}`)
  ].join("\n")

const folder = t.testdir({
  "words.csv": csv(["train", "train", "test", "validation"]),
  "same.csv": `${csv(["train", "train", "test", "validation"])}\n`,
  "words.ndjson": words(20)
    .map(([word, label]) => JSON.stringify({ word: word.split(" ").map(Number), label }))
    .join("\n"),
  "forms.tsv":
    "label\tword\nknot\taBaB\nknot\t3_1\nunknot\ts1 s2^-1\nknot\t0-3 1-4 0-2 1-3 2-4\nknot\t4 6 2 2 6 4 5 3 1 5 3 1\n",
  "wrong.csv": [
    "word,label,split",
    "1 1 1,knto,train",
    "1 -2 1 -2,unknot,test",
    "1 x,knot,train",
    "1 1,knot,train",
    "1 -2,knot,test",
    "e,unknot,train",
    "1 1 1,knot,train",
    "1 1 1,knot,test",
    "1 2,unknot,",
    "1 1 1,unknot,train",
    '"[[1,5,2,4],[3,1,4,6],[5,3,6,2]]",knot,test',
    "1 1,1 1 1,knot,train"
  ].join("\n"),
  "links.csv": `word,label\n${"1 1,knot\n".repeat(14)}`,
  "columns.csv": "wrod,label\n1,unknot\n",
  "one.csv": `word,label,split\n1 1 1,knot,train\n1,unknot,train\n1 1 1 1 1,knot,test\n`,
  "words.txt": ""
})

const resolved = (base: Readonly<Record<string, unknown>>, ...set: ReadonlyArray<string>) =>
  Effect.runPromise(
    Effect.result(
      parse(
        JSON.stringify({ name: "own", simulation: "classifiers", base }),
        join(folder, "study.yaml"),
        set,
        Discover
      )
    )
  )

const study = async (more: Readonly<Record<string, unknown>>, ...set: ReadonlyArray<string>) =>
  Result.getOrThrow(await resolved({ ...base, ...more }, ...set))[0]!

const faults = async (more: Readonly<Record<string, unknown>>) => {
  const found = await resolved({ ...base, ...more })
  if (Result.isSuccess(found)) throw new Error("no fault was found")
  return found.failure.message.split("\n").map((line) => line.replaceAll(`${folder}/`, ""))
}

t.test("what a file says stands in the config, and its digest in the manifest", async (t) => {
  const one = await study({ data: "words.csv" })
  const { data, ...rest } = one.points[0]!.encoded as unknown as Config
  const digest = hash("sha256", readFileSync(join(folder, "words.csv")), "hex")
  t.equal(data!.split("\n")[0], `words.csv sha256:${digest.slice(0, 16)}`)
  t.match(rest, { generator: "data", letters: 18, fewestLetters: 3, train: 8, validation: 4, test: 4 })
  t.notOk("strands" in rest || "moves" in rest)
  t.same(one.files, [{ parameter: "data", file: "words.csv", digest }])
  t.equal(one.asked, undefined, "the run's own study.yaml has the words")
  const config = one.points[0]!.config as Config
  t.same(Point.reading(config), { length: 18, generators: 2 })
  const { train, test } = Point.examples(config)
  t.same(
    train.map(({ word, label }) => [word.length, label].join(" ")).sort(),
    ["11 knot", "13 knot", "14 unknot", "12 unknot", "3 knot", "4 unknot", "5 knot", "6 unknot"].sort()
  )
  t.same(test.length, 4)
  t.same(
    Point.examples({ ...config, train: 3 }).train,
    train.slice(0, 3),
    "the first few words are those of the larger set"
  )
  const flagged = await study({ data: "gone.csv" }, "data=words.csv")
  t.same(flagged.points[0]!.encoded, one.points[0]!.encoded, "a file that a flag replaces need not be there")
})

t.test("without splits the rule of drawn words holds; numbers are lists, too", async (t) => {
  const { points } = await study({ data: "words.ndjson" })
  const config = points[0]!.config as Config
  const { train, validation, test } = Point.examples(config)
  t.equal(train.length + validation.length + test.length, 40)
  t.ok(train.length > test.length)
})

t.test("a notation that ends in a braid word will do", async (t) => {
  t.same([...wordOf("aBaB")], [1, -2, 1, -2])
  t.same([...wordOf("s1 s2^-1")], [1, -2])
  t.equal(wordOf("3_1").length, 3)
  t.ok(wordOf("0-3 1-4 0-2 1-3 2-4").length >= 3)
  t.same([...wordOf("4 6 2")], [4, 6, 2], "numbers are a word here, never a DT code")
  t.throws(() => wordOf("PD[X[1,4,2,5],X[3,6,4,1],X[5,2,6,3]]"), /a planar diagram.*give one/)
  t.throws(() => wordOf("3: 1"), /circles/)
})

t.test("what is wrong is told by line and column", async (t) => {
  const wrong = await faults({ data: "wrong.csv" })
  t.match(wrong, [
    "wrong.csv:13:1: The record has 4 fields; the columns are 3. A text with a comma in it stands in quotes."
  ])
  const lines = readFileSync(join(folder, "wrong.csv"), "utf8").split("\n").slice(0, -1)
  const { read } = await import("../../../src/simulation/classifiers/own-words.ts")
  const records = lines.slice(1).map((line, k) => {
    const fields = line.startsWith('"') ? [line.split('"')[1]!, "knot", "test"] : line.split(",")
    const cells = ["word", "label", "split"].map(
      (name, c) => [name, { text: fields[c]!, line: k + 2, column: c + 1 }] as const
    )
    return { line: k + 2, cells: new Map(cells.filter(([, { text }]) => text !== "")) }
  })
  const found = await read(records)
  t.match("faults" in found && found.faults.map(({ line, message }) => `${line}: ${message}`), [
    '2: A label is knot or unknot, not "knto".',
    "3: The word is called an unknot, and its Alexander polynomial is -t^-1 + 3 - t: it is a knot.",
    /^4: "1 x" is no word of a knot: character 3: .* is an integer, not "x"/,
    /^5: "1 1" is no word of a knot: The word closes to a link of 2 components/,
    /^6: The word is called a knot, and it is the unknot/,
    /^7: "e" is no word of a knot: The word has no letters/,
    /^9: The same closed word is for train in line 8/,
    /^10: A split is train, validation or test, .* this is ""/,
    /^11: The same closed word is called a knot in line 8/,
    /^12: .* This is a planar diagram, of which no braid word is made/
  ])
  const links = await faults({ data: "links.csv" })
  t.equal(links.length, 11, "ten of them, and how many more there are")
  t.match(links[0], /^study.yaml:1:.*links\.csv has 4 more faults\.$|links.csv:2:1/)
  t.match(await faults({ data: "columns.csv" }), [
    /^columns.csv:1:1: There is no column "wrod". Did you mean "word"\?/,
    /^columns.csv:1:1: The first line names no column "word"/
  ])
  t.match(await faults({ data: "words.txt" }), [
    /A file of data ends in .csv, .tsv, .ndjson, .jsonl or .parquet/
  ])
  t.match(await faults({ data: "none.csv" }), [/none.csv cannot be read: there is no such file/])
  t.match(await faults({ data: "one.csv" }), [/The words for test are all knots/])
  t.match(await faults({ data: "words.csv", train: 10, letters: 9, moves: 3 }), [
    /8 are for train, not 10/,
    /longest word of data has 18 letters/,
    /no moves: leave it out/
  ])
  t.match(await faults({}), [/letters is missing/], "where no words are given")
})

t.test("a text in a config is read back, large generators too", async (t) => {
  const given: ReadonlyArray<Given.Given> = [
    { word: Int16Array.of(1, -26, 3), label: "knot", split: null },
    { word: Int16Array.of(27, -1), label: "unknot", split: "validation" }
  ]
  t.equal(Given.print(given), "+:aZc -1:27,-1")
  t.same(Given.parse(Given.print(given)), given)
  t.throws(() => Given.parse("+:a1"), SyntaxError)
})

t.test("a run goes on when the file is gone, and a file that has changed is another point", async (t) => {
  const directory = newFolder()
  const first = await run(await study({ data: "words.csv" }), { directory })
  t.equal(first.outcome, "done")
  t.match(first.tables.results, [{ generator: "data", test: 4 }])
  t.same(new Set(first.tables.predictions!.map(({ proof }) => proof)), new Set(["given", "determinant"]))
  t.match(Manifest.read(directory)!.studies![0]!.files, [{ file: "words.csv" }])
  rmSync(join(folder, "words.csv"))
  const text = readFileSync(join(directory, "study.yaml"), "utf8")
  const again = Result.getOrThrow(
    await Effect.runPromise(Effect.result(parse(text, join(directory, "study.yaml"), [], Discover)))
  )[0]!
  const second = await run(again, { directory })
  t.same([second.outcome, second.tables], ["done", first.tables])
  t.equal(second.events.filter(({ _tag }) => _tag === "TaskStarted").length, 0)
  const other = await study({ data: "same.csv" })
  t.not(
    (other.points[0]!.encoded as unknown as Config).data,
    (again.points[0]!.encoded as unknown as Config).data
  )
  t.equal(
    wordsIn((other.points[0]!.encoded as unknown as Config).data!),
    wordsIn((again.points[0]!.encoded as unknown as Config).data!),
    "though the words are the same, the file is not"
  )
})
