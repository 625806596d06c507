/**
 * Builds what a package holds into dist/: JavaScript with its types, and the files that pages are made of. `npm pack` and
 * `npm publish` call it. The repository itself runs as it is written and needs none of it.
 *
 * Usage: node scripts/build.ts
 */
import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

const root = join(import.meta.dirname, "..")
const built = join(root, "dist")

rmSync(built, { recursive: true, force: true })
mkdirSync(built)
const config = join(built, "tsconfig.json")
writeFileSync(
  config,
  JSON.stringify({
    extends: "../tsconfig.json",
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: "..",
      outDir: "."
    },
    include: ["../src", "../workers"],
    exclude: ["../src/accelerator/simd/assembly"]
  })
)
const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc")
const { status } = spawnSync(process.execPath, [compiler, "-p", config], { stdio: "inherit" })
rmSync(config)
if (status !== 0) process.exit(status ?? 1)
for (const folder of globSync("src/**/asset", { cwd: root }))
  cpSync(join(root, folder), join(built, folder), { recursive: true })
