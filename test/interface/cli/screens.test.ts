/**
 * Screens of 80, 100 and 200 columns, as they were when somebody looked at them: golden/screens.txt. Written anew, to be
 * looked at again, by `node test/interface/cli/screens.test.ts --write`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import t from "tap"
import * as Summary from "../../../src/interface/cli/command/run/summary.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const file = new URL("../../golden/screens.txt", import.meta.url)
const widths = [80, 100, 200]

/** What the command says on a terminal so wide. */
const onTerminal = async (width: number, ...args: ReadonlyArray<string>): Promise<string> => {
  const { isTTY, columns } = process.stdout
  Object.assign(process.stdout, { isTTY: true, columns: width })
  try {
    return (await command(...args)).stdout
  } finally {
    Object.assign(process.stdout, { isTTY, columns })
  }
}

const folder = newFolder()
const points = [-0.001, -0.01].map((lambda) => ({ lambda }))
await run(await studyOf("moments", points, { name: "moments" }), { directory: folder })
const simulation = await Discover.load("moments")

const screens: Readonly<Record<string, (width: number) => Promise<string>>> = {
  "list: what is published": async (width) => {
    const said = await onTerminal(width, "list")
    return said.slice(said.indexOf("Studies of figures"))
  },
  "list moments": (width) => onTerminal(width, "list", "moments"),
  "the end of a run": async (width) => Summary.table(folder, width, simulation),
  "the end of a run, all columns": async (width) => Summary.table(folder, width),
  "report --help": (width) => onTerminal(width, "report", "--help")
}

const shown: Array<string> = []
for (const [name, screen] of Object.entries(screens))
  for (const width of widths) shown.push(`=== ${name}, ${width} columns ===\n${await screen(width)}`)
// How the program is called depends on where one stands.
const text = shown.join("\n").replaceAll(/^\S*skein /gm, "skein ")

if (process.argv.includes("--write")) writeFileSync(file, text)

t.test("screens are as they were", async (t) => {
  const sections = (all: string) => all.split(/^(?==== )/m)
  const golden = sections(readFileSync(file, "utf8"))
  for (const [k, section] of sections(text).entries()) t.equal(section, golden[k], section.split("\n")[0]!)
})

t.test("and none is wider than its terminal", async (t) => {
  for (const section of shown) {
    const [heading, ...lines] = section.split("\n")
    const width = Number(/(\d+) columns/.exec(heading!)![1])
    // A word that is longer than the line has one for itself.
    const broken = lines.filter((line) => [...line].length > width && line.trim().includes(" "))
    t.strictSame(broken, [], heading!)
  }
})
