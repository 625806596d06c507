/** Modules as functions export what they do as modules, and keep their places. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Script } from "node:vm"
import t from "tap"
import { link } from "../../src/pack/link.ts"
import { newFolder } from "../support/engine.ts"

type Namespace = Readonly<Record<string, unknown>>

const texts: Readonly<Record<string, string>> = {
  a: `export const one = 1
export let count = 0
export const more = () => { count++ }
/* A comment
of two lines. */
export class Thing { name = "size"; line() { return new Error("here").stack } } // and one of one
export function* two() { yield 2 }
const hidden = 3
export { hidden as shown, hidden as "with a blank" }
export const { b, c: [d] } = { b: 5, c: [6] }
`,
  b: `import * as A from "./a.mjs"
import { one, more as increase, "with a blank" as three } from "./a.mjs"
import { basename } from "node:path"
import path from "node:path"
export { Thing, two as second } from "./a.mjs"
export default [one, three, A.shown, basename("x/y"), path.basename("x/z"), /[äöü]/u.test("ö"), \`é\${one}\`]
increase()
export const ä = A.count
export const where = import.meta.url
export const later = async () => (await import("./a.mjs")).count
export const named = async (name) => (await import(name)).count
`,
  c: `export default () => [...list, ä, begun]
const begun = list.length
import list, { ä } from "./b.mjs"
import "./a.mjs"
`
}

const folder = newFolder()
mkdirSync(folder, { recursive: true })
const addressOf = (name: string): string => pathToFileURL(join(folder, `${name}.mjs`)).href
for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.mjs`), text)

const made = new Map<string, Namespace>()
const load = (address: string): Namespace => {
  const known = made.get(address)
  if (known !== undefined) return known
  if (!address.startsWith("file:")) {
    const found = process.getBuiltinModule(address)!
    return { ...found, default: found }
  }
  const text = link(texts[address.slice(addressOf("").length - 4, -4)]!, {
    namespace: (specifier) =>
      `$load(${JSON.stringify(specifier.startsWith(".") ? new URL(specifier, address).href : specifier)})`,
    later: (specifier) => JSON.stringify(new URL(specifier, address).href)
  })
  if (/[^\0-\x7f]/.test(text)) throw new Error(`not ASCII: ${text}`)
  const evaluate = new Script(text, { filename: address }).runInThisContext()
  const namespace = evaluate(
    load,
    async (of: string) => load(new URL(of, address).href),
    () => ({ url: address })
  )
  made.set(address, namespace)
  return namespace
}

const shown = (namespace: Namespace): unknown =>
  Object.entries(namespace).map(([name, value]) => [
    name,
    typeof value === "function" ? String(value.name) : value
  ])

t.test("what is exported, by the same names in the same order", async (t) => {
  for (const name of ["c", "b", "a"]) {
    const ours = load(addressOf(name))
    const theirs: Namespace = await import(addressOf(name))
    t.strictSame(shown(ours), shown(theirs), name)
  }
})

t.test("what may change is read anew", async (t) => {
  const { count, more } = load(addressOf("a")) as { count: number; more: () => void }
  more()
  t.equal(load(addressOf("a")).count, count + 1)
})

t.test("dynamic imports, of names that are known and others", async (t) => {
  const { later, named } = load(addressOf("b")) as Record<string, (name?: string) => Promise<number>>
  t.equal(await later!(), load(addressOf("a")).count)
  t.equal(await named!("./a.mjs"), load(addressOf("a")).count)
})

t.test("places are kept", async (t) => {
  const { Thing } = load(addressOf("a")) as { Thing: new () => { line: () => string } }
  const theirs = (await import(addressOf("a"))).Thing
  const placeOf = (stack: string) => /a\.mjs:\d+:\d+/.exec(stack)?.[0]
  t.equal(placeOf(new Thing().line()), placeOf(new theirs().line()))
})

t.test("what cannot be told so is refused", async (t) => {
  const links = { namespace: String, later: String }
  for (const text of [
    'export * from "./a.mjs"',
    "export default function a() {}",
    "export const a = String.raw`ä`"
  ])
    t.throws(() => link(text, links), SyntaxError, text)
})
