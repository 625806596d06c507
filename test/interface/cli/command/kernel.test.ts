/** `skein kernel`, in this process: what it prints and writes, and how it refuses. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Kernels from "../../../../src/domain/field/wide/kernels.ts"
import * as Npy from "../../../../src/interface/export/npy.ts"
import { command } from "../../../support/command.ts"
import { newFolder } from "../../../support/engine.ts"

const folder = newFolder()
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const points = [
  [0.2, 1],
  [-1, 0.5],
  [1, 1]
]
const inline = JSON.stringify(points)
const setting = ["--activation", "erf", "--depth", "2", "--weight-std", "1.4", "--bias-std", "0.1"]
const { K, Theta } = Kernels.of({
  activation: "erf",
  depth: 2,
  weightStd: 1.4,
  biasStd: 0.1,
  inputs: points
})

t.test("a look: matrices, spectra, and that the width is infinite", async (t) => {
  const { status, stdout, stderr } = await command("kernel", inline, ...setting)
  t.equal(status, 0)
  t.match(stdout, /^erf, 2 hidden layers, weightStd 1.4, biasStd 0.1: 3 points, 2 dimensions\n/)
  t.match(stdout, new RegExp(`\n2 +\\S+ +${Number(K[4].toPrecision(6))} `))
  t.match(stdout, /\nTheta +\S+ +\S+ +\S+ +[12]\.\d+\n/)
  t.match(stderr, /infinite width/)
  const { stdout: first, stderr: nothing } = await command("kernel", inline)
  t.match(first, /^relu, 1 hidden layer, weightStd 1, biasStd 0/)
  t.equal(nothing, "")
  const many = JSON.stringify(Array.from({ length: 40 }, (_, k) => [Math.sin(k), 1e-7 * k]))
  const { stdout: wide } = await command("kernel", many)
  t.ok(wide.split("\n").every((line) => line.length <= 80))
})

t.test("points in every form are the same points", async (t) => {
  const lines = points.map((x) => x.join(","))
  const forms = [
    file("named.csv", `x,y\r\n${lines.join("\r\n")}\r\n`),
    file("plain.csv", lines.join("\n")),
    file("tabs.tsv", points.map((x) => x.join("\t")).join("\n")),
    file("lists.ndjson", points.map((x) => JSON.stringify(x)).join("\n")),
    file("maps.jsonl", points.map(([x, y]) => JSON.stringify({ x, y })).join("\n")),
    file("list.json", inline),
    file(
      "array.npy",
      Buffer.concat([...Npy.encoded({ shape: [3, 2], values: Float64Array.from(points.flat()) })])
    )
  ]
  for (const form of forms) {
    const { status, stdout, stderr } = await command("kernel", form, ...setting, "--json")
    t.equal(status, 0, `${form}: ${stderr}`)
    const told = JSON.parse(stdout)
    t.strictSame(told.K.flat(), Array.from(K), form)
    t.strictSame(told.Theta.flat(), Array.from(Theta), form)
    t.equal(told.isExact, false)
  }
  const chosen = await command("kernel", forms[0], "--columns", "y", "--json")
  const other = await command("kernel", JSON.stringify(points.map(([, y]) => [y])), "--json")
  t.equal(chosen.stdout, other.stdout)
})

t.test("files hold all of it", async (t) => {
  const out = (name: string) => join(folder, name)
  const run = async (name: string, ...more: ReadonlyArray<string>) => {
    const { status, stderr } = await command("kernel", inline, ...setting, "-o", out(name), ...more)
    t.equal(status, 0, stderr)
    return readFileSync(out(name))
  }
  const array = Npy.decoded(await run("theta.npy", "--kernel", "ntk"))
  t.strictSame(array, { shape: [3, 3], values: Theta })
  const table = (await run("pairs.csv")).toString().trim().split("\r\n")
  t.equal(table[0], "row,column,K,Theta")
  t.equal(table[4], `2,1,${K[3]},${Theta[3]}`)
  t.equal(table.length, 10)
  const matrix = (await run("matrix.csv", "--kernel", "nngp", "--matrix")).toString()
  t.equal(matrix.split("\n")[1], K.subarray(3, 6).join(","))
  const archive = await run("kernels.npz")
  t.equal(archive.subarray(0, 2).toString(), "PK")
  for (const name of ["K.npy", "Theta.npy"]) t.ok(archive.includes(name), name)
  const against = Npy.decoded(
    await run("other.npy", "--kernel", "ntk", "--against", JSON.stringify(points.slice(1)))
  )
  t.strictSame(against.shape, [3, 2])
  t.ok(Math.abs(against.values[0] - Theta[1]) < 1e-14)
})

t.test("what is wrong is said with its place", async (t) => {
  const bad = file("bad.csv", "a,b\n1,2\n3,x\n4\n5,1e999\n")
  for (const [args, sentence] of [
    [
      [bad],
      /bad\.csv:3:3: "x" is no number\.\n.*bad\.csv:4:1: This line has 1 field, .*2 columns\.\n.*bad\.csv:5:3: "1e999" is no number that is finite/
    ],
    [[bad, "--columns", "a,c"], /^\S*bad\.csv:1:1: There is no column "c".* The columns are a, b\.\n/],
    [["[[1], [2, 3]]"], /point 2: This point has 2 coordinates, and the first has 1/],
    [["[[1], [2"], /POINTS: This is no JSON/],
    [["[]"], /no points/],
    [[join(folder, "nowhere.csv")], /nowhere\.csv: The file cannot be read: there is no such file/],
    [[file("points.xml", "")], /not \.xml/],
    [[file("short.npy", "\u0093NUMPY")], /short\.npy: The file cannot be read: it is no array of NumPy/],
    [[inline, "--against", "[[1]]"], /coordinates, but others have 1/],
    [[inline, "--activation", "gauss", "--depth", "2"], /A gauss network has one hidden layer/],
    [[inline, "--depth", "0"], /Expected 1 to 1000 hidden layers, not 0/],
    [[inline, "--weight-std", "0"], /Expected a positive number, not 0/],
    [["[[1e200]]"], /variance of input 1/],
    [[inline, "--weight-std", "20", "--depth", "100"], /before layer/],
    [[inline, "-o", join(folder, "both.npy")], /holds one array/],
    [[inline, "-o", join(folder, "k.pdf")], /Nothing is written as \.pdf/],
    [[inline, "-o", join(folder, "k.npy"), "--format", "npz"], /one of them is wrong/],
    [[inline, "-o", join(folder, "k.csv"), "--format", "npz"], /one of them is wrong/],
    [[inline, "-o", join(folder, "k.csv"), "--matrix"], /--matrix writes one kernel/],
    [[inline, "--matrix"], /--matrix is about/],
    [[inline, "--against", inline, "--spectrum"], /have no spectrum/]
  ] as const) {
    const { status, stdout, stderr } = await command("kernel", ...args)
    t.equal(status, 2, args.join(" "))
    t.match(stderr, sentence)
    t.equal(stdout, "")
  }
  const counted = await command("kernel", file("counted.csv", "0,1\n0.5,2\n"))
  t.match(counted.stderr, /first line, 0, 1, counts as a point; .* --columns 0,1/)
  t.match((await command("kernel", join(folder, "counted.csv"), "--columns", "0,1")).stdout, /1 point,/)
})
