/** Unknots of one's own: read from a file, told what is wrong with them, played, and all that a run needs of them. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Proof from "../../../src/domain/proof/proof.ts"
import { parse } from "../../../src/engine/config/parse.ts"
import * as Manifest from "../../../src/engine/manifest.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import * as Given from "../../../src/simulation/unknotters/given.ts"
import { newFolder, run } from "../../support/engine.ts"

const goeritz = HardUnknots.all.find(({ name }) => name === "Goeritz")!.word
/** The planar diagram of an unknot with three crossings, of KnotInfo's trefoil with one of them changed. */
const changed = "PD[X[1,5,2,4],X[3,1,4,6],X[2,5,3,6]]"

const folder = t.testdir({
  "knots.csv": `word,name\n${Word.print(goeritz)},Goeritz again\naBbb,\n"${changed}",changed\n0-1 0-2 1-2,`,
  "wrong.csv": [
    "word,name",
    "1 1 1,",
    "1 1,",
    "e,",
    "0_1,",
    "1 2,twice",
    "1 x,",
    "1 -2,twice",
    '"[[1,5,2,4],[3,1,4,6],[5,3,6,2]]",',
    "2: e,",
    ",nothing",
    "1 2,line 13",
    "1 2,"
  ].join("\n")
})

const resolved = (base: Readonly<Record<string, unknown>>, sweep: ReadonlyArray<unknown> = []) =>
  Effect.runPromise(
    Effect.result(
      parse(
        JSON.stringify({ name: "own", simulation: "unknotters", base, ...(sweep.length > 0 && { sweep }) }),
        join(folder, "study.yaml"),
        [],
        Discover
      )
    )
  )

const study = async (base: Readonly<Record<string, unknown>>, sweep: ReadonlyArray<unknown> = []) =>
  Result.getOrThrow(await resolved(base, sweep))[0]!

const faults = async (base: Readonly<Record<string, unknown>>) => {
  const found = await resolved(base)
  if (Result.isSuccess(found)) throw new Error("no fault was found")
  return found.failure.message.split("\n").map((line) => line.replaceAll(`${folder}/`, ""))
}

const agents = [{ grid: { agent: ["best-first", "random-walk"], actions: ["complete", "grid"] } }]

t.test("a study of unknots in a file plays them alone, with room for each", async (t) => {
  const { points, files } = await study({ data: "knots.csv" }, agents)
  t.match(files, [{ parameter: "data", file: "knots.csv" }])
  const configs = points.map(({ encoded }) => encoded as Readonly<Record<string, unknown>>)
  for (const config of configs) {
    t.match(config, {
      evaluate: [],
      words: 0,
      tries: 1,
      letters: config.actions === "grid" ? Number : goeritz.length
    })
    t.match(Given.parse(String(config.data)), [
      { line: 2, name: "Goeritz again", start: { word: goeritz } },
      { line: 3, name: "line 3", start: { word: Word.of([1, -2, 2, 2]) } },
      { line: 4, name: "changed", start: { diagram: Array } },
      {
        line: 5,
        name: "line 5",
        start: {
          diagram: [
            [0, 1],
            [0, 2],
            [1, 2]
          ]
        }
      }
    ])
  }
})

t.test(
  "games are told by name and summed up by letters, with proofs; another file is another point",
  async (t) => {
    const directory = newFolder()
    const one = await study({ data: "knots.csv" }, agents)
    const { outcome, tables } = await run(one, { directory })
    t.equal(outcome, "done")
    const first = { agent: "best-first", actions: "complete" }
    t.match(
      tables.hard!.filter((row) => row.agent === "best-first" && row.actions === "complete"),
      [
        { ...first, name: "Goeritz again", letters: goeritz.length, games: 1, solved: 1 },
        { ...first, name: "line 3", letters: 4, games: 1, solved: 1, moves: 1 },
        { ...first, name: "changed", games: 1, solved: 1 },
        { ...first, name: "line 5", letters: 1, games: 1, solved: 1 }
      ]
    )
    t.equal(
      tables.evaluation!.reduce((games, row) => games + Number(row.games), 0),
      16,
      "one game each, of four agents"
    )
    t.ok(tables.budgets!.every(({ name, unknots }) => name === null && unknots === null))
    const proofs = tables.certificates!.map(({ certificate }) => JSON.parse(String(certificate)))
    t.ok(proofs.length >= 10)
    for (const proof of proofs) t.ok(Proof.check(Proof.decode(proof)).valid)
    t.match(Manifest.read(directory)!.studies![0]!.files, [{ file: "knots.csv" }])
    copyFileSync(join(folder, "knots.csv"), join(folder, "kept.csv"))
    rmSync(join(folder, "knots.csv"))
    const text = readFileSync(join(directory, "study.yaml"), "utf8")
    const again = Result.getOrThrow(
      await Effect.runPromise(Effect.result(parse(text, join(directory, "study.yaml"), [], Discover)))
    )[0]!
    const second = await run(again, { directory })
    t.same(
      [second.outcome, second.tables.certificates!.map(({ nodes, ...row }) => row)],
      ["done", tables.certificates],
      "the run goes on when the file is gone; a study that is a list of points sweeps what they do not share"
    )
    t.equal(second.events.filter(({ _tag }) => _tag === "TaskStarted").length, 0)
    writeFileSync(join(folder, "knots.csv"), `${readFileSync(join(folder, "kept.csv"), "utf8")}\n`)
    const other = await study({ data: "knots.csv" }, agents)
    t.not(
      other.points[0]!.encoded,
      one.points[0]!.encoded,
      "the file is not the same, though its unknots are"
    )
  }
)

t.test("walks play each of them `tries` times, searches once", async (t) => {
  const { tables } = await run(await study({ data: "kept.csv", tries: 15 }, agents))
  for (const row of tables.hard!) t.equal(row.games, row.agent === "best-first" ? 1 : 15)
})

t.test("an agent that learns is judged by them, too", async (t) => {
  const base = {
    letters: 24,
    agent: "a3c",
    order: "assignment",
    steps: 640,
    games: 4,
    actors: 2,
    hidden: [8],
    pool: 20
  }
  const { outcome, tables } = await run(await study({ ...base, data: "kept.csv" }), { backend: "simd" })
  t.equal(outcome, "done")
  t.equal(tables.hard!.length, 4)
})

t.test("what is wrong is told by line and column", async (t) => {
  t.match(await faults({ agent: "greedy", data: "wrong.csv" }), [
    /^wrong.csv:2:1: "1 1 1" cannot be untied: It is knotted, and nothing unties it. The Alexander polynomial is/,
    /^wrong.csv:3:1: "1 1" cannot be untied: It is a link of 2 components/,
    /^wrong.csv:4:1: "e" cannot be untied: The word has no letters/,
    /^wrong.csv:5:1: "0_1" cannot be untied: A name says which knot it is/,
    /^wrong.csv:7:1: "1 x" cannot be untied: character 3/,
    /^wrong.csv:8:6: "twice" is the name of the unknot in line 6/,
    /^wrong.csv:9:1: .* cannot be untied: It is knotted/,
    /^wrong.csv:10:1: "2: e" cannot be untied: /,
    /^wrong.csv:11:1: There is no word/,
    /^wrong.csv:13:1: "line 13" is the name of the unknot in line 12/
  ])
  t.match(await faults({ agent: "greedy", data: "kept.csv", letters: 4 }), [
    /kept.csv, line 2: the unknot has 23 letters on 6 strands, and games of N = 4 have room for 8 letters on 5 strands\.$/
  ])
  t.match(await faults({ agent: "greedy", data: "kept.csv", words: 3 }), [/leave `words` out/])
  t.match(await faults({ agent: "greedy", data: "kept.csv", evaluate: [6] }), [/leave `evaluate` out/])
  t.match(await faults({ agent: "a3c" }), [/letters is missing/], "and nothing that would follow from it")
  t.equal((await faults({ agent: "a3c" })).length, 1)
})
