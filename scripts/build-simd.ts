/**
 * Compiles the modules in src/accelerator/simd/assembly to TypeScript files that hold them as text in base 64, so that
 * a fresh clone runs without a compiler and a bundle needs no file beside it.
 *
 * Optimisation level 1: higher levels undo the interleaving of independent chains, which is worth a factor 1.7.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import asc from "assemblyscript/asc"

const folder = new URL("../src/accelerator/simd/", import.meta.url)

/** A module's first source file in assembly/, and what is written. */
export interface Module {
  readonly source: string
  readonly file: URL
  /** Whether it works on memory that threads share, which it is given. */
  readonly isShared?: boolean
}
export const network: Module = { source: "module.ts", file: new URL("binary.ts", folder) }
export const prior: Module = { source: "braid/prior.ts", file: new URL("prior-binary.ts", folder) }

export const descent: Module = { source: "descent/module.ts", file: new URL("descent-binary.ts", folder) }

export const wide: Module = { source: "wide.ts", file: new URL("wide-binary.ts", folder) }

export const actorCritic: Module = {
  source: "actor-critic.ts",
  file: new URL("actor-critic-binary.ts", folder),
  isShared: true
}

export const optimiser: Module = {
  source: "optimiser.ts",
  file: new URL("optimiser-binary.ts", folder)
}

/** 4 GiB, in pages: all that a module can address, so that whoever makes the memory may make it as large as it likes. */
const mostPages = 65_536
const shared = ["--importMemory", "--sharedMemory", "--maximumMemory", `${mostPages}`, "--enable", "threads"]

/** The text of the file to write. */
export const compile = async ({ source, isShared = false }: Module): Promise<string> => {
  const written = new Map<string, string | Uint8Array>()
  const { error, stderr } = await asc.main(
    [
      source,
      "--baseDir",
      fileURLToPath(new URL("assembly", folder)),
      "--outFile",
      "module.wasm",
      "--optimizeLevel",
      "1",
      "--noAssert",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--enable",
      "relaxed-simd",
      ...(isShared ? shared : [])
    ],
    { writeFile: (name: string, contents: string | Uint8Array) => void written.set(name, contents) }
  )
  if (error) throw new Error(`${stderr}`)
  const base64 = Buffer.from(written.get("module.wasm") as Uint8Array).toString("base64")
  const lines = base64.match(/.{1,160}/g)!.map((line) => `  "${line}"`)
  return [
    "/** Written by scripts/build-simd.ts from assembly/: do not edit. */",
    "export const binary = [",
    lines.join(",\n"),
    '].join("")',
    ""
  ].join("\n")
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const module of [network, prior, descent, wide, actorCritic, optimiser]) {
    writeFileSync(module.file, await compile(module))
    const text = readFileSync(module.file, "utf8")
    console.log(`${fileURLToPath(module.file)}: ${text.length} characters`)
  }
}
