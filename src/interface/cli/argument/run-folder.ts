/** Runs as people name them: a name below runs/, or a path. */

import { basename, dirname, join, resolve, sep } from "node:path"
import * as Effect from "effect/Effect"
import { nearest } from "../../../engine/config/nearest.ts"
import * as Reader from "../../../engine/journal/reader.ts"
import * as OwnFile from "../../../engine/own-file.ts"
import { namePattern } from "../../../engine/study.ts"
import * as Location from "../../run/location.ts"
import * as Problem from "../terminal/problem.ts"

/** A folder that nothing but the run's own is in the place of its files. */
const checked = (directory: string): Effect.Effect<string, Problem.Stop> =>
  Effect.try({
    try: () => {
      OwnFile.check(directory)
      return directory
    },
    catch: (cause) => Problem.misuse((cause as OwnFile.NotOwn).message)
  })

/** The folder of a run that is there, one of those in the folder `runs`, or by its path: a name comes before a path. */
export const find = (run: string, runs: string): Effect.Effect<string, Problem.Stop> =>
  findWhere(run, runs, Reader.exists)

/** The one name that has the word in it, capitals ignored. */
const onlyWith = (word: string, names: ReadonlyArray<string>): string | undefined => {
  const found = names.filter((name) => name.toLowerCase().includes(word.toLowerCase()))
  return word !== "" && found.length === 1 ? found[0] : undefined
}

/** The same, where another question says whether a folder has one. */
export const findWhere = (
  run: string,
  runs: string,
  isRun: (folder: string) => boolean
): Effect.Effect<string, Problem.Stop> =>
  Effect.suspend(() => {
    const found = [join(runs, run), run].find(isRun)
    if (found !== undefined) return checked(found)
    const folder = run.includes(sep) ? dirname(run) : runs
    const names = Location.namesIn(folder)
    const near = nearest(basename(run), names) ?? onlyWith(basename(run), names)
    const hint =
      near !== undefined
        ? `did you mean "${run.includes(sep) ? join(folder, near) : near}"?`
        : names.length > 0
          ? `its runs: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}.`
          : "there are no runs yet."
    return Effect.fail(Problem.misuse(`There is no run "${run}" in ${folder}${sep}; ${hint}`))
  })

/** A `*` is any part of a name. */
const matching = (pattern: string, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
  const test = new RegExp(`^${parts.join(".*")}$`, "s")
  return names.filter((name) => test.test(name))
}

/** The names that a pattern stands for, as they can be looked for; of a name itself, and of a pattern of none. */
const expanded = (run: string, runs: string): ReadonlyArray<string> => {
  if (!run.includes("*") || [join(runs, run), run].some(Reader.exists)) return [run]
  const folder = run.includes(sep) ? dirname(run) : runs
  const names = matching(basename(run), Location.namesIn(folder))
  return names.length === 0 ? [run] : names.map((name) => join(folder, name))
}

/** A page about runs that stands beside them: a shell's `runs/*` names it with them. */
const isPage = (path: string): boolean => path.endsWith(".html") && OwnFile.found(path)?.isFile() === true

/** As {@link find}, each once, of names and of patterns of names: `quickstart-*`, where the shell leaves it alone. */
export const findAll = (
  names: ReadonlyArray<string>,
  runs: string
): Effect.Effect<ReadonlyArray<string>, Problem.Stop> => {
  const wanted = names.length > 1 ? names.filter((name) => !isPage(name)) : names
  const all = (wanted.length === 0 ? names : wanted).flatMap((name) => expanded(name, runs))
  return Effect.map(
    Effect.forEach(all, (run) => find(run, runs)),
    (found) => [...new Map(found.map((directory) => [resolve(directory), directory])).values()]
  )
}

/** The folder of the run whose own study.yaml a file is; undefined where it is none. */
export const ofStudyFile = (file: string): Effect.Effect<string | undefined, Problem.Stop> => {
  const folder = dirname(file)
  return basename(file) === "study.yaml" && Reader.exists(folder)
    ? checked(folder)
    : Effect.succeed(undefined)
}

/** The folder of a run that may not be there yet. Names are names of folders. */
export const ofName = (folder: string, name: string): Effect.Effect<string, Problem.Stop> =>
  namePattern.test(name)
    ? Effect.succeed(join(folder, name))
    : Effect.fail(
        Problem.misuse(
          `"${name}" cannot name a run: use letters, digits, ".", "_" and "-", at most 100 of them.`
        )
      )

/** Files that cannot be read or written are the world's; anything else is a bug and keeps its stack. */
export const attempt = <A>(directory: string, work: () => Promise<A>): Effect.Effect<A, Problem.Stop> =>
  Effect.tryPromise({ try: work, catch: (cause) => cause as Error }).pipe(
    Effect.catch((cause) => {
      // It names its file.
      if (cause instanceof OwnFile.NotOwn) return Effect.fail(Problem.misuse(cause.message))
      return "code" in cause || cause instanceof RangeError
        ? Effect.fail(Problem.failedBy(Location.shown(directory), cause))
        : Effect.die(cause)
    })
  )
