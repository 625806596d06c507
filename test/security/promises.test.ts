/** SECURITY.md promises only what a test holds. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"

const root = join(import.meta.dirname, "../..")
const page = readFileSync(join(root, "SECURITY.md"), "utf8")
const promised = /## What you may rely on\n(.*?)\n## /s.exec(page)![1]!
const promises = promised
  .split(/^- /m)
  .slice(1)
  .map((text) => text.split("\n\n")[0]!)
const named = promises.map((text) =>
  [...text.matchAll(/\]\((test\/[^)]+\.test\.ts)\)/g)].map(([, file]) => file!)
)

t.test("every promise ends with the test that holds it", (t) => {
  t.ok(promises.length > 10)
  for (const [k, text] of promises.entries()) {
    t.match(text.trim(), /:\s+\[[^\]]+\]\(test\/[^)]+\.test\.ts\)$/, text.slice(0, 60))
    for (const file of named[k]!) {
      t.ok(existsSync(join(root, file)), file)
      t.match(readFileSync(join(root, file), "utf8"), /\bt\.test\(/, `${file} has tests`)
    }
  }
  t.end()
})

t.test("every test of this folder holds a promise", (t) => {
  const found = globSync("test/security/*.test.ts", { cwd: root })
  const own = "test/security/promises.test.ts"
  t.strictSame(
    found.filter((file) => file !== own && !named.flat().includes(file)),
    []
  )
  t.end()
})
