/** What a run says of itself is plain text on a terminal, and never an endless line. */
import { globSync, readFileSync, renameSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Manifest from "../../src/engine/manifest.ts"
import * as OutputFile from "../../src/interface/cli/argument/output-file.ts"
import { command } from "../support/command.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const clear = "\u001b[2J\u001b]0;title\u0007"
const folder = newFolder()
const directory = join(folder, "stranger")
await run(await studyOf("coin", [{ bias: 0.5, crashAt: 3 }]), { directory })
const manifest = Manifest.read(directory)!
Manifest.write(directory, {
  ...manifest,
  tags: [`${clear}\u202etag`, "x".repeat(1000)],
  crashed: [{ task: `t1.0.0-1${clear}`, message: `broken\ndone: all is well${"y".repeat(1_000_000)}` }]
})
const named = join(folder, `named\n${clear}`)
renameSync(directory, named)

/** Whatever commands a terminal, but for the ends of lines. */
const commanding = /[^\P{C}\n]/u

t.test("manifests, folders and messages", async (t) => {
  const lists = [
    ["status", "--out", folder],
    ["status", named],
    ["runs", folder],
    ["tag", named],
    ["export", named, "--table", clear],
    ["status", `${named}x`],
    ["drop", named, "--where", `${clear}=1`],
    [`${clear}`]
  ]
  for (const args of lists) {
    const { stdout, stderr } = await command(...args)
    const told = stdout + stderr
    t.not(told, "", args[0])
    t.notOk(commanding.test(told), `${args.join(" ")}: ${told.slice(0, 300)}`)
    t.ok(
      told.split("\n").every((line) => line.length < 10_000),
      "no endless line"
    )
    t.notMatch(told, /^done: all is well/m, "no line of its own")
  }
})

t.test("for programs every value is whole, and as harmless", async (t) => {
  const { stdout } = await command("runs", folder, "--json")
  t.notOk(commanding.test(stdout))
  const [line] = JSON.parse(stdout)
  t.strictSame([line.name, line.tags], [`named\n${clear}`, Manifest.read(named)!.tags])
})

t.test("tables are plain text on a terminal, and whole in a pipe", async (t) => {
  const chunks = [`a,b\r\n"${clear}\r",2\t\r\n`]
  const { write, isTTY } = process.stdout
  const shown = async (terminal: boolean): Promise<string> => {
    let told = ""
    process.stdout.isTTY = terminal
    process.stdout.write = ((chunk: unknown) => {
      told += chunk
      return true
    }) as typeof write
    try {
      await Effect.runPromise(OutputFile.writeChunks(chunks, undefined))
    } finally {
      Object.assign(process.stdout, { write, isTTY })
    }
    return told
  }
  t.equal(await shown(true), 'a,b\r\n"\\u001b[2J\\u001b]0;title\\u0007\\u000d",2\t\r\n')
  t.equal(await shown(false), chunks[0])
})

t.test("only the files that escape write to the terminal", (t) => {
  const writing = /\bprocess\.std(?:out|err)\b|\bconsole\.|\bwriteSync\(\s*[12]\b/
  const found = globSync("src/**/*.ts", { cwd: join(import.meta.dirname, "../..") })
    .filter((file) => writing.test(readFileSync(join(import.meta.dirname, "../..", file), "utf8")))
    .sort()
  t.strictSame(found, [
    // Tables, to a terminal as lines.
    "src/interface/cli/argument/output-file.ts",
    // The screen of the reporter.
    "src/interface/cli/command/merge-execution.ts",
    "src/interface/cli/command/part-execution.ts",
    "src/interface/cli/command/run/execution.ts",
    // Errors of the streams themselves.
    "src/interface/cli/process.ts",
    "src/interface/cli/terminal/output.ts",
    // A file that is given up when the process is asked to stop, by its name as one plain line.
    "src/interface/export/sink.ts",
    // An old node, before anything is read.
    "src/main.ts"
  ])
  t.end()
})
