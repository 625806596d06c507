/** The command line as a child process: the program as a person runs it. */
import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { join } from "node:path"
import { fixtures } from "./engine.ts"

export const program = join(import.meta.dirname, "../../src/main.ts")

/**
 * The test runner hooks itself into every node process that a test starts: slow, and it takes signals for itself.
 * It puts its options back into the environment of whatever is spawned, so that they must be taken out there: what is
 * spawned is `env` with these before the command.
 */
export const plain = ["NODE_OPTIONS="]

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts `skein ...args` in `cwd`, with the simulations of this folder beside the project's own. */
export const start = (cwd: string, args: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}): Running =>
  running(spawn("env", [...plain, process.execPath, program, ...args], { cwd, env: environment(env) }))

/** The same, with files limited to `blocks` blocks of 1024 bytes: the nearest thing to a full disk. */
export const startOnFullDisk = (cwd: string, args: ReadonlyArray<string>, blocks: number): Running => {
  const command = `trap "" XFSZ; ulimit -f ${blocks}; exec env "$@"`
  return running(
    spawn("bash", ["-c", command, "bash", ...plain, process.execPath, program, ...args], {
      cwd,
      env: environment({})
    })
  )
}

export const skein = (cwd: string, ...args: ReadonlyArray<string>): Promise<Ended> => start(cwd, args).ended

export const environment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  NO_COLOR: "1",
  SKEIN_SIMULATIONS: fixtures,
  ...env
})

export const running = (child: ChildProcess): Running => {
  let stdout = ""
  let stderr = ""
  child.stdout!.on("data", (chunk) => {
    stdout += chunk
  })
  child.stderr!.on("data", (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr }))
  )
  return { child, ended }
}
