/**
 * Builds what a package holds into dist/: JavaScript with its types, and the files that pages are made of. `npm pack` and
 * `npm publish` call it. The repository itself runs as it is written and needs none of it.
 *
 * Usage: node scripts/build.ts
 */
import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire, findPackageJSON } from "node:module"
import { dirname, join, relative, resolve } from "node:path"

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
// Which folders have modules.
for (const file of globSync("src/{,*/}package.json", { cwd: root }))
  cpSync(join(root, file), join(built, file))
for (const folder of globSync("src/**/asset", { cwd: root }))
  cpSync(join(root, folder), join(built, folder), { recursive: true })

/**
 * Puts what is used of a package into dist/, for the one module that imports it, so that it need not be a dependency: each
 * of these, or one that it would bring, has a script that runs where it is installed. The systems are those on which the
 * launcher runs.
 */
const bring = (
  name: string,
  { by, main, files, license }: { by: string; main: string; files: ReadonlyArray<string>; license: string }
): void => {
  const source = dirname(findPackageJSON(name, import.meta.url)!)
  const target = join(built, name)
  for (const file of globSync(files, { cwd: source })) cpSync(join(source, file), join(target, file))
  cpSync(resolve(source, license), join(target, "LICENSE"))
  const { version, type, ...of } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"))
  writeFileSync(
    join(target, "package.json"),
    JSON.stringify({ name, version, license: of.license, type, main })
  )
  const [code, types] = [join(built, `${by}.js`), join(built, `${by}.d.ts`)] as const
  for (const file of [code, types]) {
    const text = readFileSync(file, "utf8")
    const path = relative(dirname(file), join(target, main))
    const ours = text.replace(new RegExp(`(from |import\\()"${name}"`), `$1"${path}"`)
    if (ours === text && file === code) throw new Error(`${file} does not import ${name}.`)
    writeFileSync(file, ours)
  }
}

// Would bring an implementation of WebGL that is compiled on the spot, and an older webgpu.
bring("gpu.js", {
  by: "src/accelerator/gpu/gpu",
  main: "src/index.js",
  files: ["src/**/*.js", "src/index.d.ts"],
  license: "LICENSE"
})
// Would bring msgpackr-extract, which reads texts faster; there are next to none in what we store.
bring("msgpackr", {
  by: "src/engine/wire",
  main: "node-index.js",
  files: ["{node-index,pack,unpack,stream,iterators}.js"],
  license: "LICENSE"
})
// Has the binaries of all systems, some twice, and fetches more for CUDA from elsewhere.
bring("onnxruntime-node", {
  by: "src/accelerator/graph/session",
  main: "dist/index.js",
  files: [
    "dist/*.{js,d.ts}",
    "bin/napi-v6/linux/*/*",
    "bin/napi-v6/darwin/arm64/{*.node,libonnxruntime.1.dylib}"
  ],
  license: join(root, "scripts/license/onnxruntime.txt")
})
bring("webgpu", {
  by: "src/accelerator/gpu/gpu",
  main: "index.js",
  files: ["index.js", "dist/{linux,darwin}-*.dawn.node"],
  license: "LICENSE.md"
})
