/**
 * Compiles src/accelerator/simd/assembly to src/accelerator/simd/binary.ts, the module as text in base 64, so that
 * a fresh clone runs without a compiler and a bundle needs no file beside it.
 *
 * Optimisation level 1: higher levels undo the interleaving of independent chains, which is worth a factor 1.7.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import asc from "assemblyscript/asc"

const folder = new URL("../src/accelerator/simd/", import.meta.url)

/** The text of binary.ts. */
export const compile = async (): Promise<string> => {
  const written = new Map<string, string | Uint8Array>()
  const { error, stderr } = await asc.main(
    [
      "module.ts",
      "--baseDir",
      fileURLToPath(new URL("assembly", folder)),
      "--outFile",
      "network.wasm",
      "--optimizeLevel",
      "1",
      "--noAssert",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--enable",
      "relaxed-simd"
    ],
    { writeFile: (name: string, contents: string | Uint8Array) => void written.set(name, contents) }
  )
  if (error) throw new Error(`${stderr}`)
  const base64 = Buffer.from(written.get("network.wasm") as Uint8Array).toString("base64")
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  "${line}"`)
  return [
    "/** Written by scripts/build-simd.ts from assembly/: do not edit. */",
    "export const binary = [",
    lines.join(",\n"),
    '].join("")',
    ""
  ].join("\n")
}

export const file = new URL("binary.ts", folder)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(file, await compile())
  const text = readFileSync(file, "utf8")
  console.log(`${fileURLToPath(file)}: ${text.length} characters`)
}
