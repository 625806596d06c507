/**
 * The table of speed in README.md, made of scripts/bench/result.json, between the two marks. Usage: node scripts/bench/readme.ts
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Print from "./print.ts"
import * as Result from "./result.ts"

interface Line {
  readonly what: string
  readonly section: string
  /** Measurements that make the line, as {@link Result.nameOf} names them; a range where they are several. */
  readonly names: ReadonlyArray<string>
  readonly peer: string
}

const activations = ["relu", "erf", "gauss"]
const sampling = (peer: string): ReadonlyArray<string> =>
  ["100", "1000"].flatMap((width) => activations.map((each) => `${each}, width ${width} / ${peer}`))

const lines: ReadonlyArray<Line> = [
  ...[
    ["torch", "PyTorch"],
    ["jax", "JAX"],
    ["numpy", "NumPy"]
  ].map(([library, peer]) => ({
    what: "random networks, drawn and evaluated",
    section: "sampling",
    names: sampling(library!),
    peer: peer!
  })),
  {
    what: "the same, two threads",
    section: "sampling",
    names: ["100", "1000"].flatMap((width) =>
      activations.map((each) => `${each}, width ${width}, simd, 2 threads / one thread`)
    ),
    peer: "one thread"
  },
  {
    what: "time to 1 % of kappa4, relu, width 100",
    section: "estimators",
    names: ["single-neuron, relu, width 100 / torch"],
    peer: "PyTorch, direct"
  },
  {
    what: "tangent kernels of 1000 points, three layers",
    section: "kernels",
    names: ["relu", "erf", "gelu", "cos"].map((each) => `${each}, 1000 points / neural-tangents`),
    peer: "neural-tangents (JAX)"
  },
  ...[
    ["vmap", "PyTorch, torch.func.vmap"],
    ["compiled", "the same under torch.compile"]
  ].map(([program, peer]) => ({
    what: "a step of gradient descent, networks of width 100 on ten points",
    section: "descent",
    names: ["relu", "erf", "tanh"].map((each) => `${each}, width 100, 10 points / torch ${program}`),
    peer: peer!
  })),
  {
    what: "random knots and unknots",
    section: "braid",
    names: ["unknot", "knot"].flatMap((kind) =>
      [9, 30, 96].map((letters) => `${kind}s of ${letters} letters, module / quick Python`)
    ),
    peer: "Python"
  },
  {
    what: "Jones polynomial, 9 to 60 letters",
    section: "invariant",
    names: [
      "Jones, 9 letters, 4 strands / regina",
      "Jones, 30 letters, 5 strands / regina",
      "Jones, 60 letters, 5 strands / regina"
    ],
    peer: "Regina"
  },
  {
    what: "the Jones polynomial, 20 to 61 letters on 3 to 18 strands",
    section: "knots",
    names: [3, 5, 9, 12, 18].flatMap((strands) =>
      [20, 21, 40, 41, 60, 61].map((letters) => `Jones, ${letters} letters, ${strands} strands / regina`)
    ),
    peer: "Regina"
  },
  {
    what: "Khovanov homology, PD codes of 12 to 40 crossings",
    section: "knots",
    names: [12, 20, 30, 40].map((crossings) => `Khovanov, PD of ${crossings} crossings / khoca`),
    peer: "khoca"
  },
  {
    what: "very hard unknots by their groups, certificate checked",
    section: "grid",
    names: ["group of unknots of the file / SnapPy's fundamental group"],
    peer: "SnapPy"
  },
  {
    what: "very hard unknots untied, certificate checked",
    section: "grid",
    names: ["moves of unknots of the file / knot Floer homology (SnapPy)"],
    peer: "knot Floer homology"
  },
  ...["torch", "torch.compile"].map((program) => ({
    what: "a transformer's training step, 1 and 2 threads",
    section: "training",
    names: ["small", "large"].flatMap((size) =>
      ["one thread", "2 threads"].map(
        (threads) => `a step of the ${size} transformer, ${threads} / ${program}`
      )
    ),
    peer: program === "torch" ? "PyTorch" : "torch.compile"
  })),
  {
    what: "the same, two threads",
    section: "training",
    names: ["small", "large"].map((size) => `a step of the ${size} transformer, 2 threads / one thread`),
    peer: "one thread"
  },
  {
    what: "the unknotting game",
    section: "environment",
    names: [30, 96].flatMap((letters) =>
      ["random", "busy"].map((kind) => `paper actions, ${letters} letters, ${kind} / numpy`)
    ),
    peer: "NumPy"
  },
  {
    what: "A3C, 1 and 2 threads",
    section: "a3c",
    names: ["A3C, one thread / torch", "A3C, 2 threads / torch"],
    peer: "PyTorch"
  },
  {
    what: "an update in the trust region",
    section: "trust-region",
    names: ["an update, 5000 rows / torch"],
    peer: "PyTorch"
  },
  ...[
    ["ray", "Ray"],
    ["distributed", "Dask distributed"]
  ].flatMap(([library, peer]) => [
    {
      what: "an empty task on another process, 1 kB there and back",
      section: "fleet",
      names: [`an empty task, 1 kB there and back / ${library}`],
      peer: peer!
    },
    {
      what: "overhead of a task of a second",
      section: "fleet",
      names: [`overhead of a task of a second / ${library}`],
      peer: peer!
    }
  ]),
  {
    what: "tasks of a tenth of a second on two stations",
    section: "fleet",
    names: ["tasks of a tenth of a second, two stations / one station"],
    peer: "one station"
  },
  ...[
    ["import snappy", "Python that imports SnapPy"],
    ["node -e 0", "node that does nothing"]
  ].map(([command, peer]) => ({
    what: "`list`, `--help` and `knot 3_1`, from start to end",
    section: "start",
    names: ["list", "--help", "knot 3_1"].map((args) => `${args}, on the clock / ${command}`),
    peer: peer!
  }))
]

const range = (values: ReadonlyArray<number>): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) =>
    Print.figure(Number(value.toPrecision(2)))
  )
  return least === most ? least! : `${least} to ${most}`
}

/** Lines whose measurements are there, and the machines that they are from. */
export const table = (result: Result.Result): string => {
  const found = lines.flatMap(({ what, section, names, peer }) => {
    const measurements = result.sections[section]?.measurements ?? []
    const ratios = measurements
      .filter((each) => names.includes(Result.nameOf(each)))
      .map(({ ratio }) => ratio!)
    return ratios.length === 0 ? [] : [`| ${what} | ${peer} | ${range(ratios)} |`]
  })
  const sections = Object.values(result.sections)
  const machines = new Set(sections.map(({ machine }) => `${machine.cpu}, ${machine.cores} cores`))
  // The bench itself keeps every core busy, and no more.
  const isBusy = sections.some(({ machine }) => machine.load > 2 * machine.cores)
  const dates = sections.map(({ date }) => date.slice(0, 10)).sort()
  const when = new Set([dates[0], dates.at(-1)])
  const libraries = Map.groupBy(
    sections.flatMap(({ machine }) => Object.entries(machine.libraries)),
    ([name]) => name
  )
  // Not all peers go with the newest of another.
  const versions = [
    "torch",
    "jax",
    "neural_tangents",
    "numpy",
    "regina",
    "snappy",
    "khoca",
    "ray",
    "distributed"
  ].flatMap((name) => {
    const all = libraries.get(name)?.map(([, version]) => version)
    return all === undefined ? [] : [`${name} ${[...new Set(all)].join(" and ")}`]
  })
  return [
    "| what | beside | times as fast |",
    "| --- | --- | --: |",
    ...found,
    "",
    `${[...machines].join("; ")}, ${[...when].join(" to ")}; ${versions.join(", ")}.${isBusy ? " Other programs were busy on it, so digits are few." : ""}`
  ].join("\n")
}

const [begin, end] = ["<!-- bench -->", "<!-- /bench -->"]

/** @throws RangeError where the text has no marks */
export const put = (text: string, result: Result.Result): string => {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new RangeError(`README.md has no ${begin} before ${end}.`)
  return `${text.slice(0, from + begin.length)}\n${table(result)}\n${text.slice(to)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = join(import.meta.dirname, "../../README.md")
  const result = Result.parse(readFileSync(join(import.meta.dirname, "result.json"), "utf8"))
  writeFileSync(readme, put(readFileSync(readme, "utf8"), result))
}
