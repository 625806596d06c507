// Installs what package-lock.json names, each package checked by its hash, unless node_modules already holds exactly that. With
// --check it installs nothing, and says so where nothing is installed.
// No package runs a script: none is needed, and what scripts fetch no lock file knows. Plain JavaScript without imports from
// node_modules: it runs on a bare machine, on any node from 20.
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"

const lock = readFileSync("package-lock.json", "utf8")
const mark = "node_modules/.installed-lock.json"

if (process.argv.includes("--check")) {
  if (!existsSync("node_modules/effect")) {
    process.stderr.write("Skein is not installed yet. Do it once: npm ci --ignore-scripts\n")
    process.exit(2)
  }
} else if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
  const { status } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32"
    }
  )
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(mark, lock)
}

// npm leaves out, without a word, a node whose hash is another, and has none for other systems.
if (!existsSync("node_modules/.bin/node") && Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(
    `Skein needs node 24 or newer, this is ${process.version}, and the registry has none for this system that package-lock.json names.\n`
  )
  process.exit(2)
}
