/** Shells complete commands, flags, runs, simulations, tables and parameters, and names of files where these are meant. */
import { spawnSync } from "node:child_process"
import { chmodSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { environment, plain, program } from "../../support/cli.ts"
import { command } from "../../support/command.ts"
import { newFolder } from "../../support/engine.ts"

t.setTimeout(120_000)

const folder = newFolder()
process.chdir(folder)
writeFileSync("study.yaml", "name: heads\nsimulation: coin\nbase: { bias: 0.5, tosses: 10 }\n")
writeFileSync("skein", `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
chmodSync("skein", 0o755)

const offered = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  (await command("__complete", ...words)).stdout.split("\n").slice(0, -1)

t.test("what may come next", async (t) => {
  await command("run", "study.yaml", "--backend", "cpu", "--threads", "0")
  await command(
    "run",
    "study.yaml",
    "--backend",
    "cpu",
    "--threads",
    "0",
    "--out",
    "held",
    "--name",
    "others"
  )
  t.strictSame(await offered("re"), ["resume", "retry", "report", "reproduce", "repair"])
  t.strictSame(await offered("export", ""), ["heads"])
  t.strictSame(await offered("export", "--out", "held", ""), ["others"])
  t.strictSame(await offered("compare", "heads", ""), ["heads"], "all of several")
  t.strictSame(await offered("unknot", "h"), ["heads"])
  t.strictSame(await offered("list", "co"), ["correlators", "couplings", "coin"])
  t.strictSame(await offered("export", "heads", "--table", ""), ["tosses"])
  t.strictSame(await offered("export", "heads", "--table", "="), ["tosses"], "as bash cuts --table=")
  t.ok((await offered("export", "heads", "--columns", "head")).includes("heads"))
  t.strictSame(await offered("export", "heads", "--format", "par"), ["parquet"])
  t.strictSame(await offered("run", "study.yaml", "--set", "b"), ["bias="])
  t.strictSame(await offered("run", "--back"), ["--backend"])
  t.strictSame(await offered("nothing", ""), [])
  t.strictSame(await offered("report", "heads", "--format", ""), ["svg", "pdf", "png"])
  t.strictSame(
    await offered("report", "heads", "--format", "svg,"),
    ["svg,pdf", "svg,png"],
    "what is there already is not"
  )
  t.strictSame(await offered("knot", "--from", "knots.txt", "--columns", "jones,alex"), ["jones,alexander"])
  t.strictSame(await offered("knot", "--format", "csv,"), [], "of a choice there is one")
  t.ok(
    (await offered("export", "heads", "--columns", "bias,heads,")).every((name) =>
      name.startsWith("bias,heads,")
    )
  )
  t.strictSame(await offered("models", "heads", "--a"), ["--all"])
  t.strictSame(await offered("decide", "heads", "--d"), ["--dt"])
})

t.test("where a file is meant nothing is offered, so that the shell names files", async (t) => {
  for (const line of [
    ["run", ""],
    ["plan", "st"],
    ["verify", ""],
    ["export", "heads", "-o", ""],
    ["run", "study.yaml", "--out", "h"],
    ["run", "nowhere.yaml", "--set", ""]
  ])
    t.strictSame(await offered(...line), [], line.join(" "))
})

t.test("no code runs that is just in the folder where one stands", async (t) => {
  mkdirSync(join("simulations", "mine"), { recursive: true })
  for (const noun of ["index", "kernel"])
    writeFileSync(join("simulations", "mine", `${noun}.js`), 'process.stderr.write("it runs\\n")\n')
  writeFileSync("mine.yaml", "simulation: mine\n")
  const told = await command("__complete", "run", "mine.yaml", "--set", "")
  t.strictSame([told.stdout, told.stderr], ["", ""])
})

/** What a shell has after its script was read and a key was pressed, in its own words. */
const inShell = (shell: string, script: string) =>
  spawnSync("env", [...plain, shell, "-c", script], {
    cwd: folder,
    env: environment({}),
    encoding: "utf8"
  })

const has = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0

t.test("bash", { skip: has("bash") ? false : "there is no bash" }, (t) => {
  const completed = (name: string, ...words: ReadonlyArray<string>) => {
    const quoted = words.map((each) => `'${each}'`).join(" ")
    const { stdout } = inShell(
      "bash",
      `npx() { shift 2; ./skein "$@"; }
       eval "$(./skein --completions bash)"
       COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; ${name}; printf '%s\n' "\${COMPREPLY[@]}"`
    )
    return stdout.split("\n").filter((line) => line !== "")
  }
  t.strictSame(completed("_skein", "./skein", "sta"), ["status"])
  t.strictSame(completed("_skein", "./skein", "status", ""), ["heads"])
  t.strictSame(completed("_skein", "./skein", "run", "stu"), [])
  t.strictSame(completed("_skein_npx", "npx", "skein", "status", ""), ["heads"])
  t.strictSame(completed("_skein_npx", "npx", "tap", ""), [])
  const { stdout, stderr } = inShell("bash", 'eval "$(./skein --completions bash)"; complete -p skein npx')
  t.equal(stderr, "")
  t.match(stdout, /-o bashdefault -o default -F _skein skein\n/, "what is not offered are names of files")
  t.match(stdout, /-F _skein_npx npx\n/)
  t.end()
})

for (const shell of ["zsh", "fish"])
  t.test(`${shell} reads its script`, { skip: has(shell) ? false : `there is no ${shell}` }, (t) => {
    writeFileSync(`script.${shell}`, inShell("bash", `./skein --completions ${shell}`).stdout)
    const { status, stderr } = spawnSync(shell, ["-n", `script.${shell}`], { cwd: folder, encoding: "utf8" })
    t.strictSame([status, stderr], [0, ""])
    t.end()
  })
