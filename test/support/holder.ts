/** Another program that has a run's file open: a process of its own, told over standard input what to do with it. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { plain } from "./cli.ts"

const program = `
  const { DatabaseSync } = require("node:sqlite")
  const database = new DatabaseSync(process.argv[1])
  database.exec("PRAGMA busy_timeout = 20000")
  require("node:readline").createInterface({ input: process.stdin }).on("line", (sql) => {
    const rows = /^SELECT/.test(sql) ? database.prepare(sql).all() : database.exec(sql)
    process.stdout.write("done\\n")
  }).on("close", () => process.exit())
`

export interface Holder {
  /** Rejects where the other program fails. */
  readonly exec: (sql: string) => Promise<void>
  readonly close: () => Promise<unknown>
}

export const open = (file: string): Holder => {
  const child = spawn("env", [...plain, process.execPath, "-e", program, file], {
    stdio: ["pipe", "pipe", "inherit"]
  })
  const ended = once(child, "close")
  return {
    exec: async (sql) => {
      child.stdin.write(`${sql}\n`)
      await Promise.race([
        once(child.stdout, "data"),
        ended.then(() => Promise.reject(new Error(`it ended at ${sql}`)))
      ])
    },
    close: () => {
      child.stdin.end()
      return ended
    }
  }
}
