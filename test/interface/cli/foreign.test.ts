/**
 * What stands in a run's folder at a name of the run's, and is none of its own: every command refuses it in a sentence
 * that names it, before anything is read or written, and nothing outside the folder is changed or shown.
 */
import { execFileSync } from "node:child_process"
import { hash } from "node:crypto"
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as OwnFile from "../../../src/engine/own-file.ts"
import * as Catalogue from "../../../src/interface/dashboard/catalogue.ts"
import { command } from "../../support/command.ts"
import { site } from "../../support/dashboard.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

// Hundreds of commands.
t.setTimeout(300_000)

const secret = "a word that nobody else knows"
const home = newFolder()
process.chdir(home)
const coins = [0.25, 0.5].map((bias) => ({ bias, tosses: 30 }))
await run(await studyOf("coin", coins), { directory: "runs/good" })
await run(await studyOf("coin", coins), { directory: "runs/other" })
rmSync("runs/good/run.lock")
writeFileSync(
  "study.yaml",
  "name: bad\nsimulation: coin\nseed: 7\nbase: { tosses: 30 }\nsweep: [{ grid: { bias: [0.25, 0.5] } }]\n"
)
mkdirSync("outside")
writeFileSync("outside/file", secret)
execFileSync("mkfifo", ["pipe"])

/** By a name for people: puts it there, and takes it away. */
const kinds: Readonly<Record<string, (path: string) => () => void>> = {
  "a link to a file": (path) => {
    symlinkSync(join(home, "outside/file"), path)
    return () => rmSync(path)
  },
  "a link to a folder": (path) => {
    symlinkSync(join(home, "outside"), path)
    return () => rmSync(path)
  },
  "a link to nowhere": (path) => {
    symlinkSync(join(home, "outside/nothing"), path)
    return () => rmSync(path)
  },
  "a pipe": (path) => {
    renameSync("pipe", path)
    return () => renameSync(path, "pipe")
  },
  "a folder, or a file": (path) => {
    if (folders.has(path)) writeFileSync(path, secret)
    else mkdirSync(path)
    return () => rmSync(path, { recursive: true })
  }
}

const bad = "runs/bad"
const folders = new Set(
  ["former", "figures", "tables", "models", "repair.partial", "batch"].map((name) => join(bad, name))
)

/** Each on the run `bad`. */
const commands: ReadonlyArray<ReadonlyArray<string>> = [
  ["run", "study.yaml", "--threads", "1"],
  ["run", "runs/bad/study.yaml"],
  ["resume", "bad"],
  ["resume", "bad", "--replace"],
  ["status", "bad"],
  ["report", "bad"],
  ["archive", "bad"],
  ["archive", "bad", "--output", "packed.zip"],
  ["export", "bad"],
  ["compare", "good", "bad"],
  ["tag", "bad"],
  ["tag", "bad", "--add", "paper"],
  ["retry", "bad", "--point", "0"],
  ["drop", "bad", "--point", "0", "--purge"],
  ["repair", "bad"],
  ["models", "bad"],
  ["decide", "bad", "1 1 1"],
  ["unknot", "bad", "1 -2"],
  ["serve", "bad", "--port", "0"]
]

/** All that is below a folder: digests of files; of all else, what it is. */
const tree = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name): [string, string] => {
      const stats = lstatSync(join(folder, name))
      return [name, stats.isFile() ? hash("md5", readFileSync(join(folder, name))) : String(stats.mode)]
    })
  )

const fresh = (): void => {
  rmSync(bad, { recursive: true, force: true })
  cpSync("runs/good", bad, { recursive: true })
}

/** All for a link to a file; else four of them, which are others each time. */
const turn = (kind: string, round: number): typeof commands =>
  kind === "a link to a file"
    ? commands
    : [0, 1, 2, 3].map((k) => commands[(4 * round + k) % commands.length]!)

t.test("whatever stands at whatever name of a run, commands refuse it", { timeout: 300_000 }, async (t) => {
  fresh()
  let round = 0
  for (const name of OwnFile.names) {
    const path = join(bad, name)
    if (existsSync(path)) renameSync(path, "kept")
    for (const [kind, put] of Object.entries(kinds)) {
      const takeAway = put(path)
      const before = tree(".")
      const wrong: Array<unknown> = []
      for (const args of turn(kind, round++)) {
        const told = await command(...args)
        const said = told.status === 2 && told.stderr.startsWith(`${path} is a`) && told.stdout === ""
        if (!said || told.stderr.includes(secret)) wrong.push({ args, ...told })
      }
      t.same(wrong, [], `${kind} at ${name}`)
      t.same(tree("."), before, "and nothing is changed")
      takeAway()
    }
    if (existsSync("kept")) renameSync("kept", path)
  }
})

/** With something at a name below the run's folder, as long as `use` takes. */
const having = async (kind: string, name: string, use: (path: string) => Promise<void>): Promise<void> => {
  fresh()
  const path = join(bad, name)
  rmSync(path, { force: true, recursive: true })
  const takeAway = kinds[kind]!(path)
  await use(path)
  takeAway()
}

t.test("it does not hide the other runs", async (t) => {
  for (const [kind, name] of [
    ["a pipe", "run.sqlite"],
    ["a link to nowhere", "run.sqlite"],
    ["a link to a file", "manifest.json"],
    ["a pipe", "log.ndjson"]
  ] as const) {
    await having(kind, name, async (path) => {
      const said = `${path} is a`
      for (const args of [["status"], ["runs"]]) {
        const { status, stdout } = await command(...args)
        t.equal(status, 0)
        t.match(stdout, /good .*coin .*done/)
        t.ok(stdout.includes(said), `${args}: ${kind} at ${name}`)
        t.notMatch(stdout, secret)
      }
      const { get } = await site(t, Catalogue.ofFolder("runs"))
      const { text } = await get("/")
      t.match(text, />good<.*>done</)
      t.ok(text.includes(said))
      t.equal((await get("/runs/good")).status, 200)
      const page = await get("/runs/bad")
      t.equal(page.status, 500)
      t.ok(page.text.includes(said), page.text)
    })
  }
})

t.test("what a command puts into folders of the run is a file of its own, too", async (t) => {
  fresh()
  t.equal((await command("report", "bad")).status, 0)
  const pages = readdirSync(bad, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(figures|tables)\/|\.html$/.test(name)
  )
  t.ok(pages.length > 1)
  for (const name of pages) {
    for (const kind of ["a link to a file", "a pipe"]) {
      await having(kind, "report.html", async () => {})
      mkdirSync(join(bad, "figures"))
      mkdirSync(join(bad, "tables"))
      const path = join(bad, name)
      const takeAway = kinds[kind]!(path)
      const before = tree(".")
      t.match(await command("report", "bad"), { status: 2, stdout: "", stderr: / is a .*own/ })
      t.same(tree("."), before, `${kind} at ${name}`)
      takeAway()
    }
  }
  for (const kind of Object.keys(kinds)) {
    if (kind === "a folder, or a file") continue
    await having(kind, "bad.zip", async (path) => {
      const before = tree(".")
      const { status, stderr } = await command("archive", "bad")
      t.equal(status, 2)
      t.match(stderr, `${path} is a`)
      t.same(tree("."), before)
      // What somebody names is what he likes.
      writeFileSync("target", "")
      symlinkSync("target", "named.zip")
      t.equal((await command("archive", "bad", "--output", "named.zip")).status, 0)
      t.ok(lstatSync("named.zip").isSymbolicLink())
      t.ok(statSync("target").size > 0)
      t.notMatch(readFileSync("target", "latin1"), secret)
      rmSync("named.zip")
    })
  }
})

t.test("files that share their content with others are read, and not written to", async (t) => {
  for (const names of [["run.sqlite"], ["log.ndjson"], ["run.sqlite", "log.ndjson"]]) {
    fresh()
    const paths = names.map((name) => join(bad, name))
    const backups = names.map((name) => `backup-${name}`)
    for (const [i, backup] of backups.entries()) linkSync(paths[i]!, backup)
    for (const args of [["status"], ["export"], ["report"], ["archive"], ["compare", "good"]])
      t.equal((await command(args[0]!, "bad", ...args.slice(1))).status, 0, `${args} ${names}`)
    const before = tree(".")
    for (const args of commands) {
      if (!["resume", "drop", "retry", "repair"].includes(args[0]!) && !args.includes("--add")) continue
      const { status, stderr } = await command(...args)
      t.equal(status, 2, args.join(" "))
      const have = names.length === 1 ? "has" : "have"
      t.match(
        stderr,
        `${paths.join(" and ")} ${have} other names (hard links), whose content would change, too`
      )
      t.same(tree("."), before)
    }
    // What it says helps.
    const [, remedy = ""] = /first: (.*)/.exec((await command("resume", "bad")).stderr) ?? []
    execFileSync("sh", ["-c", remedy])
    t.match(await command("tag", "bad", "--add", "paper"), { status: 0 })
    for (const backup of backups) {
      t.equal(lstatSync(backup).nlink, 1)
      rmSync(backup)
    }
  }
  // Those that are made anew have no part in it.
  fresh()
  linkSync(join(bad, "manifest.json"), "backup")
  const before = readFileSync("backup", "utf8")
  t.match(await command("tag", "bad", "--add", "paper"), { status: 0 })
  t.equal(readFileSync("backup", "utf8"), before)
  t.match(readFileSync(join(bad, "manifest.json"), "utf8"), /paper/)
})

t.test("a folder that may only be read is not written to, and read", async (t) => {
  // Root may write everywhere.
  if (process.getuid?.() === 0) return
  for (const name of ["", "run.sqlite"]) {
    fresh()
    const path = join(bad, name)
    const mode = statSync(path).mode
    chmodSync(path, mode & ~0o222)
    const before = tree(".")
    for (const args of [
      ["resume"],
      ["report"],
      ["archive"],
      ["retry", "--point", "0"],
      ["tag", "--add", "paper"]
    ]) {
      const { status, stderr } = await command(args[0]!, "bad", ...args.slice(1))
      t.equal(status, 2, args.join(" "))
      t.equal(stderr, `${path} may not be written to; a copy may: cp -r ${bad} copy && chmod -R u+w copy\n`)
    }
    for (const args of [["status"], ["export"], ["compare", "good"]])
      t.equal((await command(args[0]!, "bad", ...args.slice(1))).status, 0, args.join(" "))
    t.same(tree("."), before)
    // What it says helps.
    execFileSync("sh", ["-c", `cp -r ${bad} copy && chmod -R u+w copy`])
    t.match(await command("tag", "copy", "--add", "paper"), { status: 0 })
    rmSync("copy", { recursive: true })
    chmodSync(path, mode)
  }
})

t.test("a journal that names another file is left alone, and so is that file", async (t) => {
  fresh()
  const name = join(home, "outside/file-mj000000900")
  writeFileSync(name, secret)
  const end = Buffer.concat([Buffer.from(name), Buffer.alloc(8), Buffer.from("d9d505f920a163d7", "hex")])
  const journal = join(bad, "run.sqlite-journal")
  writeFileSync(journal, end)
  for (const args of commands) {
    if (args.includes("good")) continue
    const { status, stderr } = await command(...args)
    t.equal(status, 2)
    t.match(stderr, `${journal} names a file elsewhere, which no journal of a run does: take it away\n`)
  }
  t.equal(readFileSync(name, "utf8"), secret)
  t.same(readFileSync(journal), end)
})

t.test("the folder of a run, and those above it, may be links", async (t) => {
  fresh()
  rmSync("scratch", { recursive: true, force: true })
  mkdirSync("scratch")
  renameSync(bad, "scratch/run")
  symlinkSync(join(home, "scratch"), "disk")
  symlinkSync("../disk/run", bad)
  for (const args of [["status"], ["resume"], ["report"], ["archive"], ["tag", "--add", "paper"], ["repair"]])
    t.match(await command(args[0]!, "bad", ...args.slice(1)), { status: 0 }, args[0])
  t.ok(lstatSync(bad).isSymbolicLink())
  t.ok(existsSync("scratch/run/report.html"))
  rmSync(bad)
})

t.test("points and results of such a run are not taken over", async (t) => {
  fresh()
  rmSync(join(bad, "study.yaml"))
  symlinkSync(join(home, "outside/file"), join(bad, "study.yaml"))
  writeFileSync("more.yaml", "name: more\nsimulation: coin\nseed: 7\npoints: { run: bad }\n")
  t.match(await command("plan", "more.yaml"), {
    status: 2,
    stderr: /runs\/bad\/study.yaml is a symbolic link/
  })
  rmSync("runs/good", { recursive: true })
  rmSync("runs/other", { recursive: true })
  const own = ["--name", "again", "--threads", "1", "--backend", "cpu"]
  const { status, stderr } = await command("run", "study.yaml", ...own)
  t.equal(status, 0)
  t.notMatch(stderr, "taken over")
  const log = readFileSync("runs/again/log.ndjson", "utf8")
  t.match(log, /"RunNotSearched","run":"bad","reason":"[^"]*runs\/bad\/study.yaml is a symbolic link/)
  t.notMatch(log, secret)
})
