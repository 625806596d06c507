/** Runs that somebody, or a simulation that no type checker has seen, has damaged: a sentence, and nothing mixed. */
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { newFolder, run, studyOf, tablesOf } from "../support/engine.ts"

const coins = [{ bias: 0.25 }, { bias: 0.5 }]

t.test("results whose manifest is gone or damaged are not continued", async (t) => {
  const directory = newFolder()
  const study = await studyOf("coin", coins)
  const { tables } = await run(study, { directory })
  for (const text of ["", "garbage{", "null", "{}"]) {
    writeFileSync(join(directory, "manifest.json"), text)
    await t.rejects(
      run(study, { directory }),
      { _tag: "RunRefused", message: /manifest.json is damaged/ },
      text
    )
  }
  rmSync(join(directory, "manifest.json"))
  const gone = { _tag: "RunRefused", message: /has results but no manifest.json/ }
  await t.rejects(run(study, { directory, backend: "simd" }), gone)
  t.same(tablesOf(directory), tables)
})

t.test("rows that do not fit their table are a bug of the point", async (t) => {
  const good = { bias: 0.5, repeats: 1, heads: 0.5, headsStandardError: 0.1, weight: 1 }
  const bad: ReadonlyArray<readonly [unknown, RegExp]> = [
    [
      { tosses: [{ ...good, heads: "half" }] },
      /the column heads of tosses is real, but a row has a string there/
    ],
    [{ tosses: [{ ...good, heads: [1] }] }, /a row has a object there/],
    [{ tosses: [{ ...good, head: 1 }] }, /the table tosses describes no column "head"/],
    [{ throws: [good] }, /rows for a table "throws" that is not described/],
    [Promise.resolve({ tosses: [good] }), /rows returned a promise/]
  ]
  for (const [rows, message] of bad) {
    const change = {
      rows: (config: { bias: number }) => (config.bias === 0.5 ? rows : { tosses: [good] })
    } as never
    const { outcome, crashed, tables } = await run(await studyOf("coin", coins), { change })
    t.equal(outcome, "failed")
    t.match(crashed, [{ message }])
    t.equal(tables.tosses!.length, 1, "the other point goes on")
  }
})

t.test("a cut that no sampling can have is refused before anything runs", async (t) => {
  const study = await studyOf("coin", coins)
  for (const [change, message] of [
    [{ cost: () => Number.NaN }, /cost must be a number of seconds, not NaN/],
    [{ grain: () => 0 }, /grain must be an integer of at least 1, not 0/],
    [{ grain: () => 2.5 }, /grain must be an integer of at least 1, not 2.5/],
    [{ replicates: () => -5 }, /number of replicates must be an integer of at least 0, not -5/]
  ] as const) {
    await t.rejects(run(study, { change }), { message })
  }
})

t.test("a repeat without replicates has the empty tally", async (t) => {
  const { outcome, tables } = await run(await studyOf("coin", [{ bias: 0.5, tosses: 0 }]))
  t.equal(outcome, "done")
  t.match(tables.tosses, [{ heads: Number.NaN, weight: 0 }], "and NaN is kept as NaN")
})
