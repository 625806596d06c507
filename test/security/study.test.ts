/** A study file, a file of points and a certificate are data: read with a limit, counted before they are made. */
import { closeSync, existsSync, ftruncateSync, openSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { command } from "../support/command.ts"
import { newFolder } from "../support/engine.ts"

const folder = newFolder()
const marker = join(folder, "marker")
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const coin = "name: a\nsimulation: coin\nseed: 1\n"

t.test("nothing in a study runs", async (t) => {
  const code = `require("node:fs").writeFileSync(${JSON.stringify(marker)}, "")`
  const texts = [
    `${coin}params:\n  bias: !!js/function 'function () { ${code} }'\n`,
    `${coin}params:\n  bias: "\${${code}}"\n`,
    `${coin}params:\n  bias: $(touch ${marker})\n`,
    `name: a\nsimulation: "data:text/javascript,${encodeURIComponent(code)}"\nseed: 1\n`,
    `name: a\nsimulation: ${folder}/evil.js\nseed: 1\n`,
    `${coin}__proto__:\n  polluted: 1\n`
  ]
  writeFileSync(join(folder, "evil.js"), code)
  for (const text of texts) {
    const { status, stderr } = await command("plan", file("study.yaml", text))
    t.equal(status, 2, text)
    t.notMatch(stderr, /^\s+at /m, "a sentence")
  }
  t.notOk(existsSync(marker))
  t.notOk("polluted" in {})
})

t.test("what is too large is refused before it is read", async (t) => {
  for (const [name, args] of [
    ["study.yaml", []],
    ["points.csv", [file("large.yaml", `${coin}points: { file: points.csv }\n`)]]
  ] as const) {
    const path = join(folder, name)
    const open = openSync(path, "w")
    // A hole, which takes no room.
    ftruncateSync(open, 600_000_000)
    closeSync(open)
    const { status, stderr } = await command("plan", args[0] ?? path)
    t.equal(status, 2)
    t.match(stderr, /600000000 bytes.*500000000/)
  }
})

t.test("aliases that multiply are refused", async (t) => {
  const levels = Array.from({ length: 30 }, (_, k) => `  k${k + 1}: &k${k + 1} [*k${k}, *k${k}]`)
  const { status, stderr } = await command(
    "plan",
    file("alias.yaml", `${coin}params:\n  k0: &k0 [1, 1]\n${levels.join("\n")}\n`)
  )
  t.equal(status, 2)
  t.notMatch(stderr, /^\s+at /m)
})

t.test("a plan that nobody could compute is refused before it is made", async (t) => {
  const text = `${coin}repeats: 100\nparams:\n  bias: 0.5\n  tosses: 4000000000000\n  grain: 1\n`
  const before = performance.now()
  const { status } = await command("plan", file("endless.yaml", text))
  t.ok(performance.now() - before < 20_000)
  t.equal(status, 2)
})

t.test("a certificate is data", async (t) => {
  for (const text of ["{", "[]", '{"from":"rm","to":1}', '{"__proto__":{"from":[1]}}']) {
    const { status, stderr } = await command("verify", file("c.json", text))
    t.equal(status, 2, text)
    t.notMatch(stderr, /^\s+at /m)
  }
})
