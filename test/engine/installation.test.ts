/** What is installed and does not fit is told with what to do, and is no bug; a simulation's own packages are its own. */
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import t from "tap"
import * as Installation from "../../src/engine/installation.ts"
import { root } from "../../src/engine/root.ts"

const packageFile = (version: string, more: object = {}) =>
  JSON.stringify({
    type: "module",
    version,
    exports: { ".": "./index.js", "./there": "./there.js" },
    ...more
  })

/** A program that needs `given` 1.0.0 and `@our/other` 2.0.0, and builds with `brought`. */
const own = {
  dependencies: { given: "1.0.0", "@our/other": "2.0.0" },
  devDependencies: { brought: "3.0.0" }
}

const folder = t.testdir({
  program: {
    "package.json": packageFile("0.1.0", own),
    node_modules: {
      given: { "package.json": packageFile("1.0.0"), "index.js": "export const a = 1" },
      "@our": { other: { "package.json": packageFile("2.0.0"), "index.js": 'import "inner"' } },
      brought: { "package.json": packageFile("3.0.0"), "index.js": "" }
    }
  }
})
const program = join(folder, "program")

/** What Node says of a module with this text. */
const errorOf = async (text: string): Promise<unknown> => {
  const file = join(program, `${Math.random()}.js`)
  writeFileSync(file, text)
  return import(pathToFileURL(file).href).then(
    () => undefined,
    (error) => error
  )
}

const hidden = (name: string): (() => void) => {
  const [there, away] = [join(program, "node_modules", name), join(folder, "away")]
  renameSync(there, away)
  return () => renameSync(away, there)
}

t.test("a package that is not there is told with the command that installs it", async (t) => {
  for (const name of ["given", "@our/other", "brought"]) {
    const back = hidden(name)
    for (const text of [`import "${name}"`, `import "${name}/there"`]) {
      const sentence = Installation.missing(String(await errorOf(text)), program)
      t.equal(
        sentence,
        `Skein needs the package ${name}, which is not installed; an update may have brought it. ` +
          `Install what it needs, in ${program}: npm ci --ignore-scripts`
      )
    }
    const required = `import { createRequire } from "node:module"; createRequire(import.meta.url)("${name}")`
    t.match(Installation.missing(String(await errorOf(required)), program), `the package ${name}, which`)
    back()
  }
  t.match(
    Installation.missing(String(await errorOf('import "@our/other"')), program),
    "the package inner, which"
  )
})

t.test("what a simulation of one's own asks for is not Skein's to install", async (t) => {
  t.equal(Installation.remedy(await errorOf('import "theirs"'), program), undefined)
  t.equal(Installation.remedy(await errorOf('import "./gone.js"'), program), undefined)
  t.equal(Installation.remedy(await errorOf('throw new Error("theirs")'), program), undefined)
  t.equal(Installation.remedy("a text", program), undefined)
})

t.test("a package of another version is told where something has failed", async (t) => {
  const file = join(program, "node_modules/given/package.json")
  writeFileSync(file, packageFile("0.9.0"))
  for (const text of ['import { b } from "given"', 'import "given/new"', 'import { a } from "given"; a()'])
    t.match(
      Installation.remedy(await errorOf(text), program),
      /^Skein needs the package given 1\.0\.0, and 0\.9\.0 is installed; .* npm ci --ignore-scripts$/
    )
  writeFileSync(file, packageFile("1.0.0"))
  t.equal(Installation.wrong(program), undefined)
})

t.test("as a package it is installed again, and what it brings along is not looked for", async (t) => {
  const project = join(folder, "project")
  mkdirSync(join(project, "node_modules/skein"), { recursive: true })
  cpSync(join(program, "package.json"), join(project, "node_modules/skein/package.json"))
  cpSync(join(program, "node_modules/given"), join(project, "node_modules/given"), { recursive: true })
  const installed = join(project, "node_modules/skein")
  t.equal(
    Installation.wrong(installed),
    "Skein needs the package @our/other, which is not installed; an update may have brought it. Install Skein again."
  )
  symlinkSync(join(program, "node_modules/@our"), join(project, "node_modules/@our"))
  t.equal(Installation.wrong(installed), undefined)
  rmSync(project, { recursive: true })
})

t.test("here everything is as package.json says", async (t) => {
  t.equal(Installation.wrong(), undefined)
  t.match(root, /[^/]$/)
})
