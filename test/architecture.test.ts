/** Who imports whom, as a test: a file that no rule of support/layers.ts governs fails. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import t from "tap"
import { circles, files, type Import, importsOf } from "./support/imports.ts"
import { everywhere, type Rule, rules } from "./support/layers.ts"

const allowed = (file: string, { target, typeOnly }: Import, rule: Rule): boolean =>
  [...everywhere, ...rule.may].some((entry) => {
    if (entry === "own") return target.startsWith(`${dirname(file).split("/").slice(0, 3).join("/")}/`)
    const prefix = entry.replace(/^type /, "")
    return target.startsWith(prefix) && (typeOnly || !entry.startsWith("type "))
  })

t.test("every import is allowed by the rule of its file", async (t) => {
  for (const file of files) {
    const rule = rules.find((rule) => rule.files.test(file))
    if (rule === undefined) {
      t.fail(`no rule governs ${file}`)
      continue
    }
    const refused = importsOf(file).filter((each) => !allowed(file, each, rule))
    t.same(refused, [], file)
  }
})

t.test("no file imports itself by way of others, types included", async (t) => {
  t.same(circles(new Map(files.map((file) => [file, importsOf(file).map(({ target }) => target)]))), [])
  const bent = { a: ["b", "node:fs"], b: ["c"], c: ["a"], d: ["a", "d"] }
  t.same(circles(new Map(Object.entries(bent))), [["a", "b", "c"], ["d"]])
})

t.test("what a worker loads has no Effect in it", async (t) => {
  const closure = (start: ReadonlyArray<string>): Set<string> => {
    const seen = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      if (!existsSync(file) || !file.endsWith(".ts")) return
      for (const { target, typeOnly } of importsOf(file)) if (!typeOnly) visit(target)
    }
    start.forEach(visit)
    return seen
  }
  const loaded = closure(["workers/task.ts", "workers/knots.ts", ...globSync("src/simulation/*/kernel.ts")])
  t.ok(loaded.has("src/engine/thread/perform.ts"), "the closure was followed")
  t.same(
    [...loaded].filter((target) => /^package:@?effect/.test(target)),
    []
  )
})

t.test("what runs simulations knows no knots", async (t) => {
  const general = [...globSync("src/engine/**/*.ts"), "src/simulation/contract.ts"]
  t.same(
    general.filter((file) => /knot|braid/i.test(readFileSync(file, "utf8"))),
    []
  )
})

t.test("names and sizes", async (t) => {
  const vague = /\/(utils?|common|helpers?|core|lib|types|misc)(\/|\.ts$)/
  t.same(
    files.filter((file) => vague.test(file)),
    [],
    "folders and files are named by thing"
  )
  const long = [...files, ...globSync(["test/**/*.ts", "scripts/**/*.ts"])].filter(
    (file) => readFileSync(file, "utf8").split("\n").length > 401
  )
  t.same(long, [], "no file above 400 lines")
  const barrels = files.filter((file) => /^export (\*|\{[^}]*\}) from/m.test(readFileSync(file, "utf8")))
  t.same(barrels, [], "no barrels")
})

t.test("the rules bite", async (t) => {
  const rule = (file: string): Rule => rules.find((each) => each.files.test(file))!
  const domain = "src/domain/stats/moments.ts"
  t.notOk(allowed(domain, { target: "package:effect", typeOnly: false }, rule(domain)))
  t.notOk(allowed(domain, { target: "node:fs", typeOnly: true }, rule(domain)))
  const kernel = "src/simulation/correlators/kernel.ts"
  t.notOk(allowed(kernel, { target: "src/simulation/braids/kernel.ts", typeOnly: false }, rule(kernel)))
  t.notOk(allowed(kernel, { target: "src/accelerator/backend.ts", typeOnly: false }, rule(kernel)))
  t.ok(allowed(kernel, { target: "src/accelerator/backend.ts", typeOnly: true }, rule(kernel)))
  t.equal(
    rules.find((each) => each.files.test("src/utils/strings.ts")),
    undefined
  )
})
