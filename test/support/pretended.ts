/** Commands of Slurm in its place: each writes down what it was called with, and says what it is told to. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"

export interface Pretended {
  /** With the commands before all others. */
  readonly path: string
  /** From then on a command does this, a line of shell. */
  readonly pretend: (name: string, script: string) => void
  /** What was called since the last time, a line each. */
  readonly calls: () => ReadonlyArray<string>
}

/** In a folder that is there. */
export const slurm = (folder: string): Pretended => {
  const bin = join(folder, "bin")
  const log = join(folder, "calls")
  mkdirSync(bin)
  return {
    path: `${bin}${delimiter}${process.env.PATH}`,
    pretend: (name, script) => {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${log}\n${script}\n`)
      chmodSync(join(bin, name), 0o755)
    },
    calls: () => {
      const found = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []
      rmSync(log, { force: true })
      return found
    }
  }
}
