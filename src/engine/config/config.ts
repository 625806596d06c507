/** A study file -> studies: what the rest of the program asks of this folder. */
import { readdir, readFile, stat } from "node:fs/promises"
import { basename, dirname, extname, join } from "node:path"
import * as Effect from "effect/Effect"
import * as Discover from "../../simulation/discover.ts"
import { StudyFaults } from "./fault.ts"
import { nearest } from "./nearest.ts"
import { type Catalogue, parse } from "./parse.ts"

/** Room for the points of the largest study, one a line; what it holds is counted before it is read (document.ts). */
const mostBytes = 500_000_000

const isStudyFile = (file: string): boolean => [".yaml", ".yml"].includes(extname(file))

/** Study files under a folder and the folders in it, in order. */
const studyFiles = async (folder: string, depth = 1): Promise<ReadonlyArray<string>> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory())
        return depth > 0 && !entry.name.startsWith(".") ? studyFiles(path, depth - 1) : []
      return isStudyFile(path) ? [path] : []
    })
  return (await Promise.all(found)).flat()
}

const stem = (file: string): string => basename(file, extname(file))

/** The study file that was probably meant: one in the same folder, its path, or its name in another folder. */
const meant = async (path: string): Promise<string | undefined> => {
  const near = await studyFiles(dirname(path), 0)
  const beside =
    nearest(stem(path), near.map(stem)) ?? near.map(stem).find((each) => each.startsWith(`${stem(path)}-`))
  if (beside !== undefined) return near.find((file) => stem(file) === beside)
  const all = [...new Set([...near, ...(await studyFiles("configs", 2))])]
  const normal = join(path)
  const byPath = nearest(normal, all) ?? nearest(`${normal}.yaml`, all)
  if (byPath !== undefined) return byPath
  const name = nearest(stem(path), all.map(stem))
  return all.find((file) => stem(file) === name)
}

const missing = async (path: string): Promise<string> => {
  const found = await meant(path)
  return `There is no such file.${found === undefined ? "" : ` Did you mean ${found}?`}`
}

const folder = async (path: string): Promise<string> => {
  const files = await studyFiles(path)
  const choice = files.length > 0 ? ` Name one of its study files: ${files.join(", ")}.` : ""
  return `This is a folder, not a study file.${choice}`
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "The file may not be read: permission denied.",
  ENOTDIR: "A part of this path is a file, not a folder."
}

/** The text of the file, or a sentence on why there is none. */
const read = async (path: string): Promise<{ readonly text: string } | { readonly fault: string }> => {
  try {
    const status = await stat(path)
    if (status.isDirectory()) return { fault: await folder(path) }
    if (!status.isFile()) return { fault: "This is not a regular file." }
    if (status.size > mostBytes)
      return { fault: `The file has ${status.size} bytes; a study file has at most ${mostBytes}.` }
    const bytes = await readFile(path)
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
      return text.includes("\0") ? { fault: "The file is not text." } : { text }
    } catch {
      return { fault: "The file is not text in UTF-8." }
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === "ENOENT") return { fault: await missing(path) }
    return { fault: reasons[code ?? ""] ?? `The file cannot be read: ${message}.` }
  }
}

/**
 * The studies of a file, in its order.
 *
 * @param overrides what `--set` was given, `key=value` each
 * @param catalogue where simulations come from
 * @param runs the folder that has the runs that studies name without a path
 * @throws StudyFaults with every fault at once
 */
export const load = Effect.fnUntraced(function* (
  path: string,
  overrides: ReadonlyArray<string> = [],
  catalogue: Catalogue = Discover,
  runs?: string
) {
  const content = yield* Effect.promise(() => read(path))
  if ("fault" in content) return yield* new StudyFaults({ faults: [{ file: path, message: content.fault }] })
  return yield* parse(content.text, path, overrides, catalogue, runs)
})
