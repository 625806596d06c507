/** What the documents say is so: links lead somewhere, commands and their flags exist, study files resolve. */
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Yaml from "yaml"
import * as Read from "../src/domain/notation/read.ts"
import * as Config from "../src/engine/config/config.ts"
import * as Paper from "../src/simulation/paper.ts"
import { command } from "./support/command.ts"
import { newFolder } from "./support/engine.ts"

const documents = globSync([
  "*.md",
  "docs/**/*.md",
  "src/**/*.md",
  "scripts/**/*.md",
  "configs/**/*.md",
  "findings/*.md"
]).sort()

const textOf = (document: string): string => readFileSync(document, "utf8")

interface Block {
  readonly language: string
  readonly text: string
}

const blocksOf = (document: string): ReadonlyArray<Block> =>
  [...textOf(document).matchAll(/^ *```(\w*)\n(.*?)^ *```$/gms)].map(([, language, text]) => ({
    language: language!,
    text: text!
  }))

/** A document without its code blocks. */
const prose = (document: string): string => textOf(document).replace(/^ *```.*?^ *```$/gms, "")

const inline = (document: string): ReadonlyArray<string> =>
  [...prose(document).matchAll(/(?<!\\)`([^`\n]+)`/g)].map(([, code]) => code!)

/** GitHub's anchor of a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")

/** Of headings, and those that a document says itself. */
const anchorsOf = (document: string): ReadonlyArray<string> => {
  const text = prose(document)
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading!.replace(/`/g, "")))
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)]
}

t.test("links lead somewhere", async (t) => {
  t.ok(documents.includes("README.md") && documents.includes(join("docs", "structure.md")))
  let links = 0
  for (const document of documents) {
    for (const [, shown, drawn] of prose(document).matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)) {
      const target = shown ?? drawn
      if (/^[a-z]+:/.test(target!)) continue
      links++
      const [path, heading] = target!.split("#")
      const file = path === "" ? document : normalize(join(dirname(document), decodeURIComponent(path!)))
      t.ok(existsSync(file), `${document}: ${target}`)
      if (heading !== undefined) t.ok(anchorsOf(file).includes(heading), `${document}: ${target}`)
    }
  }
  t.ok(links > 20, `${links} links`)
})

t.test("no document keeps the marks of a merge, nor a row twice", async (t) => {
  for (const document of documents) {
    t.notMatch(textOf(document), /^(<{7}|={7}|>{7})( |$)/m, document)
    for (const [table] of prose(document).matchAll(/(^\|.*\n)+/gm)) {
      const rows = table.trimEnd().split("\n")
      t.same(
        rows.filter((row, k) => rows.indexOf(row) < k),
        [],
        document
      )
    }
  }
})

t.test("the keys of skein knot --json are those of its page, in that order", async (t) => {
  const { stdout } = await command("knot", "1 1 1", "--json", "--khovanov")
  const page = textOf(join("docs", "knot.md"))
  const section = page.split(/^# /m).find((each) => each.startsWith("What `skein knot --json` says"))!
  const rows = [...section.matchAll(/^\| (`.*?`) \|/gm)]
  const described = rows.flatMap(([, keys]) => [...keys!.matchAll(/`(\w+)`/g)].map(([, key]) => key))
  const later = ["khovanov", "khovanovIntegral", "rasmussen"]
  t.same(Object.keys(JSON.parse(stdout)), [...described, ...later])
  for (const key of later) t.ok(page.includes(`\`${key}\``), key)
})

t.test("skein knot reads every example of its page as the form that stands beside it", async (t) => {
  let examples = 0
  for (const [, form, cell] of textOf(join("docs", "knot.md")).matchAll(/^\| `--(\w+)` \| (.*) \|$/gm))
    for (const [, example] of cell!.matchAll(/`([^`]+)`/g)) {
      examples++
      t.equal(Read.read(example!).form, form, example)
      t.equal((await command("knot", example!, "--fast")).status, 0, example)
    }
  t.ok(examples > 15, `${examples} examples`)
})

t.test("paths in the text are there", async (t) => {
  const beginsLikeOurs = /^(src|test|docs|configs|scripts|workers|\.ci)\/[\w./*-]+$/
  for (const document of documents)
    for (const code of inline(document))
      if (beginsLikeOurs.test(code))
        t.ok(globSync(code.replace(/\/$/, "")).length > 0, `${document}: ${code}`)
})

/** Words of a shell line, quotes taken off, comments left out. */
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.replace(/(^|\s)#.*$/, "").matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain!
  )

/** Lines of shell that documents tell people to type. */
const lines = documents.flatMap((document) => [
  ...blocksOf(document)
    .filter(({ language }) => ["sh", "bash", "console"].includes(language))
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"))
    .map((line) => ({ document, line })),
  ...inline(document)
    .filter((code) => /^(\.\/)?skein [a-z]|^npm |^node /.test(code))
    .map((line) => ({ document, line }))
])

/** What may follow each subcommand, from its own help. */
const flags = new Map<string, ReadonlySet<string>>()
const flagsOf = async (subcommand: string): Promise<ReadonlySet<string>> => {
  const known = flags.get(subcommand)
  if (known !== undefined) return known
  const { stdout } = await command(subcommand, "--help")
  const found = new Set([...stdout.matchAll(/(?<![\w-])--?[a-z][a-z-]*/g)].map(([flag]) => flag))
  flags.set(subcommand, found)
  return found
}

t.test("commands exist, with their flags and the files that they name", async (t) => {
  const { stdout: help } = await command("--help")
  let commands = 0
  for (const { document, line } of lines) {
    const words = wordsOf(line)
    const at = words.findIndex((word) => /^(\.\/)?skein$/.test(word))
    if (at < 0 || !/^(srun|nohup|exec)?$/.test(words[at - 1] ?? "")) continue
    const [subcommand = "", ...rest] = words.slice(at + 1)
    if (subcommand === "…" || subcommand.startsWith("-")) continue
    commands++
    t.match(help, new RegExp(`^ +${subcommand}\\b`, "m"), `${document}: ${line}`)
    const known = await flagsOf(subcommand)
    // What stands behind -- is for another program.
    const own = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest
    for (const word of own) {
      if (/^--?[a-z]/.test(word)) t.ok(known.has(word.split("=")[0]!), `${document}: ${line} (${word})`)
      if (/^configs\/.*\.yaml$/.test(word)) t.ok(existsSync(word), `${document}: ${word}`)
    }
  }
  t.ok(commands > 15, `${commands} commands`)
})

t.test("npx starts no run in any document: it loses signals and the exit status", async (t) => {
  for (const document of documents) t.notMatch(textOf(document), /npx skein/, document)
})

t.test("npm scripts and programs exist", async (t) => {
  for (const { document, line } of lines) {
    const [program, ...rest] = wordsOf(line)
    const folder = document.startsWith(join("docs", "example")) ? join("docs", "example") : "."
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    if (program === "npm" && rest[0] === "run") t.ok(rest[1]! in scripts, `${document}: ${line}`)
    if (program === "npm" && ["start", "test"].includes(rest[0]!))
      t.ok(rest[0]! in scripts, `${document}: ${line}`)
    if (program === "node" && /\.[tj]s$/.test(rest[0] ?? ""))
      t.ok(existsSync(rest[0]!), `${document}: ${line}`)
    if (program?.startsWith(".")) t.ok(statSync(program).mode & 0o100, `${document}: ${line}`)
  }
})

t.test("study files in the text resolve", async (t) => {
  const folder = newFolder()
  let studies = 0
  for (const document of documents) {
    for (const { language, text } of blocksOf(document)) {
      if (language !== "yaml") continue
      const file = join(folder, `study-${studies++}.yaml`)
      writeFileSync(file, text)
      const found = await Effect.runPromise(Config.load(file)).catch((fault: Error) => fault.message)
      t.ok(
        typeof found !== "string" && found.every(({ points }) => points.length > 0),
        `${document}: ${found}`
      )
    }
  }
  t.ok(studies > 0)
})

t.test("every simulation has its page, and the list in the README is whole", async (t) => {
  const readme = textOf("README.md")
  for (const page of globSync("src/simulation/*/README.md")) t.ok(readme.includes(`(${page})`), page)
  for (const folder of globSync("src/simulation/*/index.ts").map(dirname))
    t.ok(existsSync(join(folder, "README.md")), folder)
})

t.test("the glossary's words are words of their homes", async (t) => {
  const rows = [...textOf("docs/glossary.md").matchAll(/^\| ([a-z ]+) \|.*\]\((.*?)\) \|$/gm)]
  t.ok(rows.length > 20)
  for (const [, word, home] of rows) {
    const text = textOf(join("docs", home!)).toLowerCase()
    t.ok(
      word!.split(" ").every((part) => text.includes(part)),
      `${word}: ${home}`
    )
  }
})

t.test("changelog, citation and license are of this version and of these papers", async (t) => {
  const { version, license } = JSON.parse(readFileSync("package.json", "utf8"))
  const headings = [...textOf("CHANGELOG.md").matchAll(/^## \[(.*?)\]/gm)].map(([, heading]) => heading)
  t.ok([version, "Unreleased"].includes(headings[0]), "the newest changes are those of this version")
  const kinds = [...textOf("CHANGELOG.md").matchAll(/^### (.*)$/gm)].map(([, kind]) => kind)
  const usual = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
  t.same(
    kinds.filter((kind) => !usual.includes(kind!)),
    []
  )
  const citation = Yaml.parse(readFileSync("CITATION.cff", "utf8"))
  t.match(citation, { version, license })
  const papers = [Paper.networksAndFields, Paper.learningToUnknot]
  t.same(
    citation.references.map(({ title, year, url }: Record<string, unknown>) => ({ title, year, url })),
    papers.map(({ title, year, arxiv }) => ({ title, year, url: `https://arxiv.org/abs/${arxiv}` }))
  )
  t.match(readFileSync("LICENSE", "utf8"), new RegExp(`^${license} License`))
})
