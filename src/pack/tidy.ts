/**
 * Keeps small what Skein keeps in the user's cache: what V8 compiled, which node only ever adds to, and packs of programs that are
 * there no more. All of it can be made again, so that nobody waits for anybody: what another process reads it has open, and what
 * it misses it makes.
 *
 *     node src/pack/tidy.ts FOLDER
 */
import {
  existsSync,
  globSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync
} from "node:fs"
import { dirname, join, relative, sep } from "node:path"

/** Some twenty versions of the whole program. */
const mostBytes = 200e6
/** A pack that nobody has opened for so long is one of a program, or a node, that nobody starts any more. */
const longestMilliseconds = 60 * 86_400_000

/** Systems note at least once a day when a file was read, if they note it at all. */
const usedAt = ({ atimeMs, mtimeMs }: Stats): number => Math.max(atimeMs, mtimeMs)

/** Of the files that are there still when they are looked at. */
const statsOf = (pattern: string, folder: string): Array<readonly [file: string, stats: Stats]> =>
  globSync(pattern, { cwd: folder }).flatMap((path) => {
    const file = join(folder, path)
    const stats = statSync(file, { throwIfNoEntry: false })
    return stats?.isFile() ? [[file, stats] as const] : []
  })

/** Of what was compiled, that which was used last stays: half of the most that there may be. */
const tidyCompiled = (folder: string, most: number): void => {
  const files = statsOf("**/*", folder).sort(([, a], [, b]) => usedAt(b) - usedAt(a))
  let bytes = files.reduce((sum, [, { size }]) => sum + size, 0)
  if (bytes <= most) return
  while (bytes > most / 2) {
    const [file, { size }] = files.pop()!
    rmSync(file, { force: true })
    bytes -= size
  }
}

const tidyPacked = (folder: string): void => {
  for (const [file, stats] of statsOf("*/**/open.cjs", folder)) {
    const pack = dirname(file)
    const [, ...path] = relative(folder, pack).split(sep)
    const isGone = !existsSync(join(sep, ...path))
    if (isGone || Date.now() - usedAt(stats) > longestMilliseconds)
      rmSync(pack, { recursive: true, force: true })
  }
  // Those above it, as far as they hold nothing else.
  const folders = globSync("**/", { cwd: folder }).sort((a, b) => b.length - a.length)
  for (const path of folders)
    try {
      rmdirSync(join(folder, path))
    } catch {
      // They do.
    }
}

/** @param folder with `compiled` and `packed` */
export const tidy = (folder: string, most: number = mostBytes): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, "tidied"), "", { mode: 0o600 })
  tidyCompiled(join(folder, "compiled"), most)
  tidyPacked(join(folder, "packed"))
}

if (import.meta.main) tidy(process.argv[2]!)
