/**
 * The interpreters that SKEIN_PYTHON names, several as in PATH (`python3` where it names none), and what they have.
 * Looking for a library does not load it.
 */
import { spawnSync } from "node:child_process"
import { delimiter } from "node:path"

export interface Python {
  readonly command: string
  /** Version by library, and of the interpreter as `python`. */
  readonly versions: Readonly<Record<string, string>>
}

/** Libraries that the peers use. */
export const libraries = [
  "torch",
  "numpy",
  "scipy",
  "jax",
  "neural_tangents",
  "regina",
  "snappy",
  "spherogram",
  "khoca",
  "knot_floer_homology",
  "database_knotinfo",
  "optuna",
  "joblib",
  "ray",
  "distributed"
]

const look = `
import importlib.metadata, importlib.util, json, platform, sys
found = {"python": platform.python_version()}
for name in sys.argv[1:]:
    if importlib.util.find_spec(name) is not None:
        found[name] = importlib.metadata.version(name)
print(json.dumps(found))
`

const ask = (command: string): Python | null => {
  const { stdout, status } = spawnSync(command, ["-c", look, ...libraries], { encoding: "utf8" })
  return status === 0 ? { command, versions: JSON.parse(stdout) } : null
}

let asked: ReadonlyArray<Python> | undefined

/** All that answer, in the order in which they are named. */
export const all = (): ReadonlyArray<Python> => {
  const commands = (process.env.SKEIN_PYTHON || "python3")
    .split(delimiter)
    .filter((command) => command !== "")
  asked ??= commands.map(ask).filter((python) => python !== null)
  return asked
}

/** The first that has all of `wanted`. */
export const having = (...wanted: ReadonlyArray<string>): Python | undefined =>
  all().find(({ versions }) => wanted.every((library) => library in versions))

/** What to say where there is none. */
export const missing = (library: string): string =>
  `${library} is missing: no interpreter that SKEIN_PYTHON names has it (README.md in scripts/bench says how).`
