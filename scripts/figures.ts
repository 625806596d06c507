/** Makes the figures of the documents again, by the table of docs/figures/README.md. Usage: node scripts/figures.ts [FIGURE…] */
import { execFileSync } from "node:child_process"
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")
const figures = join(root, "docs/figures")
const folder = mkdtempSync(join(tmpdir(), "skein-figures-"))

/** Standard output of a command of Skein. */
const skein = (...args: ReadonlyArray<string>): string =>
  execFileSync(process.execPath, [join(root, "src/main.ts"), ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"]
  })

const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)

const rows = [
  ...readFileSync(join(figures, "README.md"), "utf8").matchAll(
    /^\| \[(.+?)\]\(.+?\) \| `\.\/skein (.+?)` \| (?:`(.+?)`)? *\|$/gm
  )
]
const wanted = process.argv.slice(2)
for (const [, file, line, drawn] of rows) {
  if (wanted.length > 0 && !wanted.includes(file!)) continue
  const words = wordsOf(line!)
  if (words[0] === "run") {
    const name = file!.replace(/\.svg$/, "")
    skein(...words, "--name", name, "--out", folder)
    skein("report", join(folder, name))
    copyFileSync(join(folder, name, "figures", `${drawn}.svg`), join(figures, file!))
  } else skein(...words.map((word) => (word === file ? join(figures, file) : word)))
  console.log(file)
}
rmSync(folder, { recursive: true })
