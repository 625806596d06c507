/**
 * The project's own study files: each resolves, names the schema that editors check it with, and stands in the folder of
 * its simulation; only quickstart.yaml, which has one study of each, stands above the folders.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Config from "../src/engine/config/config.ts"

/** Those of kubernetes are no studies. */
const files = globSync("configs/**/*.yaml", { exclude: ["configs/kubernetes/*"] }).toSorted()

t.ok(files.length > 0)

for (const file of files) {
  t.test(file, async (t) => {
    const studies = await Effect.runPromise(Config.load(file))
    for (const { points } of studies) t.ok(points.length > 0)
    if (file === join("configs", "quickstart.yaml")) t.ok(studies.length > 1)
    else for (const { simulation } of studies) t.equal(join("configs", simulation), dirname(file))
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, "utf8")) ?? []
    t.ok(schema !== undefined && existsSync(join(dirname(file), schema)), "the first line names a schema")
  })
}
