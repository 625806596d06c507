/** The program's files and what they import, read from their text. */
import { globSync, readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { dirname, join, normalize } from "node:path"

export interface Import {
  /** A path from the root, `package:name`, or `node:name`. */
  readonly target: string
  readonly typeOnly: boolean
}

/** All that node runs of the program itself, from the root. */
export const files: ReadonlyArray<string> = globSync(["src/**/*.ts", "workers/**/*.ts"])
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !file.startsWith("src/accelerator/simd/assembly/"))
  .sort()

const statement =
  /^\s*(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm

export const importsOf = (file: string): ReadonlyArray<Import> =>
  [...readFileSync(file, "utf8").matchAll(statement)].map(([, type, stated, called]) => {
    const specifier = stated ?? called!
    const target = specifier.startsWith(".")
      ? normalize(join(dirname(file), specifier))
      : isBuiltin(specifier)
        ? `node:${specifier.replace(/^node:/, "")}`
        : `package:${specifier}`
    return { target, typeOnly: type !== undefined }
  })

/** Files that lead back to themselves, each circle once: the strongly connected parts, in order. */
export const circles = (
  imports: ReadonlyMap<string, ReadonlyArray<string>>
): ReadonlyArray<ReadonlyArray<string>> => {
  const reachable = (file: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const visit = (from: string): void => {
      for (const target of imports.get(from) ?? []) {
        if (seen.has(target)) continue
        seen.add(target)
        visit(target)
      }
    }
    visit(file)
    return seen
  }
  const reached = new Map([...imports.keys()].map((file) => [file, reachable(file)]))
  const found = [...reached].map(([file, targets]) =>
    [...targets].filter((other) => reached.get(other)?.has(file)).sort()
  )
  return [
    ...new Map(found.filter((circle) => circle.length > 0).map((circle) => [circle[0], circle])).values()
  ]
}
