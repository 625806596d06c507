/** Slurm's own commands, asked from where jobs are submitted: none of them computes. */
import { execFile } from "node:child_process"

/** Of a busy controller; sbatch itself gives up sooner. Milliseconds. */
const patience = 60_000

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  /** Undefined for a command that is not there, or did not answer in time. */
  readonly status: number | undefined
  readonly isThere: boolean
}

const ask = (
  command: string,
  args: ReadonlyArray<string>,
  cwd?: string,
  timeout = patience
): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(command, args, { timeout, cwd }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code
      const isThere = code !== "ENOENT" && code !== "EACCES"
      resolve({ stdout, stderr, status: typeof code === "number" ? code : undefined, isThere })
    })
  })

/** Whether there is an sbatch; it is not asked for anything. */
export const isHere = async (): Promise<boolean> => (await ask("sbatch", ["--version"])).isThere

/** The largest number that an element of an array can have; undefined where Slurm does not say. */
export const mostElements = async (): Promise<number | undefined> => {
  const { stdout } = await ask("scontrol", ["show", "config"])
  const size = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(stdout)?.[1])
  return Number.isInteger(size) && size > 1 ? size - 1 : undefined
}

/** The number of the job, or what sbatch says against it. */
export const submit = async (
  args: ReadonlyArray<string>
): Promise<{ readonly job: string } | { readonly refusal: string }> => {
  const { stdout, stderr, status } = await ask("sbatch", ["--parsable", ...args])
  const [, job] = /^(\d+)(?:;\S*)?$/m.exec(stdout.trim()) ?? []
  if (status === 0 && job !== undefined) return { job }
  const said = `${stderr}\n${stdout}`.trim()
  return { refusal: said === "" ? `it did not answer within ${patience / 1000} s` : said }
}

/** Elements of a job by what squeue calls their state; undefined where it does not answer, and none of a job that has ended. */
export const statesOf = async (job: string): Promise<ReadonlyMap<string, number> | undefined> => {
  const { stdout, stderr, status } = await ask(
    "squeue",
    ["--noheader", "--array", `--jobs=${job}`, "--format=%T"],
    undefined,
    10_000
  )
  // What it says of a job that it has forgotten.
  if (status !== 0) return /Invalid job id/i.test(stderr) ? new Map() : undefined
  const states = new Map<string, number>()
  for (const state of stdout.split("\n").map((line) => line.trim().toLowerCase()))
    if (state !== "") states.set(state, 1 + (states.get(state) ?? 0))
  return states
}
