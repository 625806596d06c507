/** An archive of a run whose words came from a file: where it is unpacked every command works, without the file. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { unzipSync } from "fflate"
import t from "tap"
import { skein } from "../../../support/cli.ts"
import { newFolder } from "../../../support/engine.ts"

t.setTimeout(240_000)

const folder = newFolder()
const other = newFolder()

const words = Array.from({ length: 12 }, (_, k) => [
  `${"1 ".repeat(2 * k + 3).trim()},knot`,
  `1 ${"2 -2 ".repeat(k + 1)}2,unknot`
]).flat()

const studies = {
  nets: { data: "words.csv", base: "model: feed-forward, width: 8, epochs: 2, batch: 8", asks: "decide" },
  untied: { data: "knots.csv", base: "agent: greedy", asks: "unknot" }
} as const

writeFileSync(join(folder, "words.csv"), `word,label\n${words.join("\n")}\n`)
writeFileSync(join(folder, "knots.csv"), "word,name\n1 -2 2 2,mine\n1 2 -3,\n")
for (const [name, { data, base }] of Object.entries(studies))
  writeFileSync(
    join(folder, `${name}.yaml`),
    `simulation: ${name === "nets" ? "classifiers" : "unknotters"}\nbase: { ${base}, data: ${data} }\nsweep: [{ grid: { ${name === "nets" ? "dropout: [0, 0.1]" : "moves: [30, 40]"} } }]\n`
  )

const done = async (cwd: string, ...args: ReadonlyArray<string>): Promise<string> => {
  const { status, stdout, stderr } = await skein(cwd, ...args)
  if (status !== 0) throw new Error(`skein ${args.join(" ")}: ${stderr}`)
  return stdout
}

const unpack = (zip: string, to: string): void => {
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), bytes)
  }
}

for (const [name, { data, asks }] of Object.entries(studies))
  t.test(
    `${name}: report, export, compare, resume, ${asks} and a new run in an unpacked archive`,
    async (t) => {
      const [whole, part] = [join(other, `${name}-whole`), join(other, `${name}-part`)]
      await done(folder, "run", `${name}.yaml`, "--threads", "0", "--backend", "cpu")
      const table = await done(folder, "export", name, "--format", "csv")
      await done(folder, "archive", name, "-o", "whole.zip")
      unpack(join(folder, "whole.zip"), whole)
      await done(folder, "retry", name, "--point", "1")
      await done(folder, "archive", name, "-o", "part.zip")
      unpack(join(folder, "part.zip"), part)
      rmSync(join(folder, data))
      rmSync(join(folder, "runs"), { recursive: true })

      t.equal(await done(whole, "export", ".", "--format", "csv"), table)
      t.match(await done(whole, "status", "."), /state +done/)
      t.match(await done(part, "status", "."), /points +1 of 2/)
      await done(part, "resume", ".", "--threads", "0")
      t.equal(
        await done(part, "export", ".", "--format", "csv"),
        table,
        "what was missing is computed from what the run keeps"
      )
      await done(whole, "report", ".")
      t.match(await done(other, "compare", whole, part), /all equal/)
      if (asks === "decide") t.match(await done(whole, "decide", ".", "4_1"), /^proven +knot/m)
      await done(
        whole,
        "run",
        "study.yaml",
        "--name",
        "again",
        "--threads",
        "0",
        "--backend",
        "cpu",
        "--no-reuse"
      )
      const again = await done(whole, "export", "again", "--format", "csv")
      t.equal(again, table)
      await done(whole, "archive", ".", "-o", "again.zip")
    }
  )
