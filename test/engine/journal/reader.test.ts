/** Points of a run one at a time, one alone, and counted: as all of them at once are. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Reader from "../../../src/engine/journal/reader.ts"
import * as Settings from "../../../src/interface/run/settings.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const points = Array.from({ length: 12 }, (_, k) => ({ bias: (1 + k) / 20, tosses: 10 + (k % 4) }))

const opened = (directory: string, use: (reader: Reader.Reader) => void): void => {
  const reader = Reader.open(directory)
  try {
    use(reader)
  } finally {
    reader.close()
  }
}

const changed = (directory: string, sql: string): void => {
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  database.exec(sql)
  database.close()
}

t.test("points one at a time", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", points as never), { directory })
  changed(directory, "DELETE FROM _finished WHERE ordinal IN (0, 5, 11)")
  opened(directory, (reader) => {
    const repeats = reader.points().map((point) => point.repeats)
    t.strictSame(repeats, [0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0])
    t.strictSame([...reader.eachPoint], reader.points())
    t.strictSame([...reader.eachPoint], reader.points(), "as often as they are asked for")
    t.strictSame(reader.point(5), reader.points()[5])
    t.strictSame(reader.point(12), undefined)
    t.strictSame(reader.size(), { points: 12, finished: 9 })
    const { follows } = Settings.of(reader.eachPoint, undefined)
    t.equal(follows("tosses", ["bias"]), true)
    t.equal(follows("bias", ["tosses"]), false)
  })
})

t.test("damaged points are not read, and none is missing without a word", async (t) => {
  const directory = newFolder()
  await run(await studyOf("coin", points as never), { directory })
  changed(directory, "UPDATE _point SET config = replace(config, '0.4', '0.9') WHERE ordinal = 7")
  opened(directory, (reader) => {
    t.throws(() => [...reader.eachPoint], /the config of point 7 does not match its checksum/)
    t.throws(() => reader.point(7), /the config of point 7 does not match its checksum/)
  })
  changed(directory, "DELETE FROM _point WHERE ordinal = 11")
  opened(directory, (reader) => t.throws(() => reader.size(), /it has 11 of 12 points/))
})
