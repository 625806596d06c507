/** Where runs are: a name below runs/, or a path. */

import { existsSync, readdirSync } from "node:fs"
import { basename, dirname, join, relative, resolve, sep } from "node:path"
import * as Effect from "effect/Effect"
import { nearest } from "../../engine/config/nearest.ts"
import * as Reader from "../../engine/journal/reader.ts"
import * as Problem from "./problem.ts"

export const defaultFolder = "runs"

/** The names of the runs in a folder, in order. */
export const namesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && Reader.exists(join(folder, entry.name)))
        .map((entry) => entry.name)
        .sort()
    : []

/** The folder of a run that is there. A name below runs/ comes before a path. */
export const find = (run: string): Effect.Effect<string, Problem.Stop> =>
  Effect.suspend(() => {
    const found = [join(defaultFolder, run), run].find((folder) => Reader.exists(folder))
    if (found !== undefined) return Effect.succeed(found)
    const folder = run.includes(sep) ? dirname(run) : defaultFolder
    const names = namesIn(folder)
    const near = nearest(basename(run), names)
    const hint =
      near !== undefined
        ? `did you mean "${run.includes(sep) ? join(folder, near) : near}"?`
        : names.length > 0
          ? `there are ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}.`
          : "there are no runs yet."
    return Effect.fail(Problem.misuse(`There is no run "${run}" in ${folder}${sep}; ${hint}`))
  })

/** The folder of a run that may not be there yet. Names are names of folders. */
export const ofName = (folder: string, name: string): Effect.Effect<string, Problem.Stop> =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)
    ? Effect.succeed(join(folder, name))
    : Effect.fail(
        Problem.misuse(
          `"${name}" cannot name a run: use letters, digits, ".", "_" and "-", at most 100 of them.`
        )
      )

/** As short as it can be typed from here. */
export const shown = (directory: string): string => {
  const path = relative(process.cwd(), resolve(directory))
  return path === "" ? "." : path.startsWith("..") ? resolve(directory) : path
}
