/** How this program is called from here, for the commands that it tells people to type. */
import { realpathSync } from "node:fs"
import { delimiter, join, sep } from "node:path"
import { root } from "./root.ts"
import * as Shell from "./shell.ts"

const real = (path: string): string | undefined => {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** npm puts these in front for as long as it runs something: whoever types the next command does not have them. */
const isNpmsOwn = (folder: string): boolean =>
  process.env.npm_command !== undefined && folder.endsWith(join("node_modules", ".bin"))

/** The name alone where the search path leads to this installation, else the path of its script. */
const word = (): string => {
  const script = join(root, "skein")
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !isNpmsOwn(folder))
    .map((folder) => real(join(folder, "skein")))
    .find((path) => path !== undefined)
  if (found !== undefined && found === real(script)) return "skein"
  const path = Shell.fromHere(script)
  return path.includes(sep) ? path : `.${sep}${path}`
}

/** `./skein resume runs/a`: what to type in this folder. */
export const command = (...words: ReadonlyArray<string>): string => Shell.line([word(), ...words])
