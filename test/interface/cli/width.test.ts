/** Help and lists fit a terminal of 80 columns, and a simulation one screen of it. */
import t from "tap"
import { command } from "../../support/command.ts"

const commands =
  "list plan run resume status runs tag retry drop serve export models decide report compare archive repair diagrams kernel knot unknot verify new check doctor".split(
    " "
  )

const longest = (text: string): number => Math.max(...text.split("\n").map((line) => [...line].length))

t.test("help fits 80 columns", async (t) => {
  const all = await command("--help")
  t.equal(all.status, 0)
  for (const name of commands) t.match(all.stdout, new RegExp(`^  ${name} `, "m"))
  t.ok(longest(all.stdout) <= 80)
  for (const name of commands) {
    const { stdout } = await command(name, "--help")
    // An example is there to be copied: it stays on one line.
    const [described] = stdout.split("\nEXAMPLES\n")
    t.ok(longest(described!) <= 80, `${name}: ${longest(described!)}`)
  }
})

t.test("a description goes on below itself", async (t) => {
  const { stdout } = await command("run", "--help")
  t.match(stdout, /^ {2}--out DIR {17}The folder .*\n {28}\S/m)
})

t.test("lists fit 80 columns, and what one simulation takes and gives a screen", async (t) => {
  const { stdout: all } = await command("list")
  t.ok(longest(all) <= 80)
  t.match(all, /configs\/braids\/rolfsen\.yaml +Figure 8 of "Learning to Unknot"/)
  t.match(all, /configs\/classifiers\/hashes\.yaml +Panel \(a\) of the talk/)
  for (const name of [
    "braids",
    "classifiers",
    "correlators",
    "couplings",
    "flow",
    "kernels",
    "moments",
    "training",
    "unknotters"
  ]) {
    const { stdout } = await command("list", name)
    t.ok(longest(stdout) <= 80, `${name}: ${longest(stdout)}`)
    t.ok(stdout.trimEnd().split("\n").length <= 40, name)
    t.match(stdout, new RegExp(`list ${name} --all says all`))
    const whole = await command("list", name, "--all")
    t.ok(longest(whole.stdout) <= 80, `all of ${name}: ${longest(whole.stdout)}`)
    const { parameters, tables } = JSON.parse((await command("list", name, "--json")).stdout)
    for (const parameter of parameters) {
      t.ok(stdout.includes(parameter.name), parameter.name)
      t.match(whole.stdout, new RegExp(`^  ${parameter.name} `, "m"))
    }
    for (const table of Object.keys(tables)) t.ok(stdout.includes(table), table)
  }
})

t.test("expressions of diagrams are whole, in lines of 80 columns", async (t) => {
  const line = ["diagrams", "--points", "6", "--vertex", "4", "--order", "2"]
  const { stdout } = await command(...line)
  t.ok(longest(stdout) <= 80)
  const found = JSON.parse((await command(...line, "--json")).stdout)
  const text = stdout.replace(/\s+/g, " ")
  for (const { expression } of found) t.ok(text.includes(expression), expression)
})
