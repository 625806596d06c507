/** What the line of a study says under a right checksum, which anybody can make, is held against what a run has. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Checksum from "../../src/engine/journal/checksum.ts"
import * as Finished from "../../src/engine/journal/finished.ts"
import * as Stored from "../../src/engine/journal/stored.ts"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

type Study = Readonly<Record<string, unknown>>

const directory = join(newFolder(), "run")
await run(await studyOf("coin", [{ bias: 0.5 }, { bias: 0.25 }]), { directory })
const file = () => new DatabaseSync(join(directory, "run.sqlite"))
const database = file()
const { study, signature, points } = database.prepare("SELECT * FROM _study").get()!
database.close()

const says = (change: Study): void => {
  const text = JSON.stringify({ ...JSON.parse(String(study)), ...change })
  const database = file()
  database
    .prepare("UPDATE _study SET study = ?, signature = ?, points = ?, crc = ?")
    .run(...Stored.studyLine(text, String(signature), Number(points)))
  database.close()
}

const goal = { direction: "maximise", table: "tosses", column: "heads" }

t.test("columns that no table has are no goal", async (t) => {
  for (const [change, sentence] of [
    [
      { until: { column: "tails", standardError: 0.1, atMost: 3 } },
      /until a column "tails", which no table has/
    ],
    [{ search: { goal, batch: 2 } }, /searches, and has no table of that/]
  ] as const) {
    says(change)
    for (const args of [["status"], ["report"], ["archive"], ["export"]]) {
      const { status, stdout, stderr } = await command(args[0]!, directory)
      t.equal(status, 2)
      t.equal(stdout, "")
      t.match(stderr, sentence)
      t.notMatch(stderr, /bug|undefined|^\s+at /m)
    }
  }
  says({})
})

t.test("a list of runs says of a study what its checksum is right for, and texts alone", async (t) => {
  const list = async () => (await command("runs", join(directory, ".."))).stdout
  t.match(await list(), /run +coin +done/)
  for (const name of [{ toString: 1 }, ["a", {}], 7]) {
    says({ simulation: name })
    const text = await list()
    t.match(text, /run +- +unreadable .*its study says what none does: simulation must be text/)
    t.notMatch(text, /object Object|primitive/)
  }
  says({})
  const database = file()
  database.exec(`UPDATE _study SET study = replace(study, '"coin"', '"dice"')`)
  database.close()
  t.match(await list(), /its study does not match its checksum/)
  says({})
})

t.test("what stands beside a cell is a NaN or the sign of a zero, and no other number", async (t) => {
  for (const special of ['{"heads":"0.987654"}', '{"heads":true}', '{"tails":"NaN"}']) {
    const database = file()
    database.prepare("UPDATE tosses SET _special = ?").run(special)
    for (const ordinal of [0, 1]) {
      const cells = database.prepare("SELECT * FROM tosses WHERE _point = ?").get(ordinal)!
      const { _point, _row, ...rest } = cells
      const adder = Checksum.adder()
      adder.add(Object.values(rest) as ReadonlyArray<Checksum.Stored>)
      const [, repeats, sums, crc] = Finished.line(ordinal, 1, { tosses: adder.take() })
      database
        .prepare("UPDATE _finished SET repeats = ?, sums = ?, crc = ? WHERE ordinal = ?")
        .run(repeats, sums, crc, ordinal)
    }
    database.close()
    const { status, stdout, stderr } = await command("export", directory, "--format", "json")
    t.not(status, 0)
    t.match(stderr, /it says of a cell what is said of none/)
    t.notMatch(stdout, /0\.987654|tails/)
  }
})
