/** Who opens files, as a test: those of a run's folder are opened by one module, which follows no link. */
import { readFileSync } from "node:fs"
import t from "tap"
import { files } from "./support/imports.ts"

/** Follow no link to the content of a file. */
const harmless = [
  ...["rmSync", "rm", "renameSync", "rename", "realpathSync", "realpath"],
  ...["closeSync", "fstatSync", "readSync", "writeSync", "constants"]
]

/** Of those who know no runs. */
const any = "whatever they like"

/** Who opens what else by its path, and what that is. */
const others: Readonly<Record<string, readonly [names: string, what: string]>> = {
  "src/engine/run.ts": ["existsSync mkdirSync", "the folder of a run as a whole, which may be a link"],
  "src/engine/batch/submission.ts": ["mkdirSync", "the folder of a run as a whole, which may be a link"],
  "src/engine/asked.ts": ["readdirSync", "a run's folder as a whole, and its former/, which OwnFile makes"],
  "src/engine/reuse.ts": ["readdirSync", "the folder of runs"],
  "src/engine/package-file.ts": ["readFileSync", "the program's package.json"],
  "src/engine/fingerprint.ts": [
    "existsSync readFileSync readdirSync",
    "the files of the program, of a simulation and of what is installed"
  ],
  "src/engine/installation.ts": ["existsSync readFileSync", "package.json of installed packages"],
  "src/engine/part/file.ts": ["fdatasyncSync openSync", "files of parts that somebody names"],
  "src/engine/part/glance.ts": ["existsSync", "files of parts that somebody names"],
  "src/engine/journal/database.ts": [
    "DatabaseSync accessSync existsSync statSync",
    "run.sqlite, behind OwnFile.check"
  ],
  "src/engine/journal/lock.ts": ["DatabaseSync", "run.lock, behind OwnFile.check"],
  "src/engine/journal/holder.ts": ["readFileSync", "what Linux says of itself"],
  "src/engine/journal/network-disk.ts": ["readFileSync statSync statfsSync", "what Linux says of disks"],
  "src/engine/config/config.ts": [any, "study files that somebody names"],
  "src/engine/config/input.ts": [any, "data that a study names"],
  "src/engine/config/points-run.ts": ["existsSync readdirSync", "the folder of runs"],
  "src/engine/fleet/secret.ts": ["readFileSync", "secrets and certificates that somebody names"],
  "src/interface/run/surroundings.ts": [
    "accessSync existsSync readFileSync statfsSync",
    "what the operating system says of itself"
  ],
  "src/interface/run/location.ts": ["existsSync readdirSync", "the folder of runs"],
  "src/interface/dashboard/catalogue.ts": ["readdirSync", "the folder of runs"],
  "src/interface/dashboard/server.ts": ["readFileSync", "the program's assets"],
  "src/interface/archive/archive.ts": ["mkdtempSync", "a new folder, for a copy"],
  "src/interface/game/page.ts": ["readFileSync", "the program's assets"],
  "src/interface/report/fonts.ts": ["readFileSync", "the fonts of an installed package"],
  "src/interface/report/script.ts": ["readFileSync", "the program's assets"],
  "src/interface/report/png.ts": ["readFile", "an installed package"],
  "src/interface/export/sink.ts": [
    "createWriteStream existsSync stat",
    "files that somebody names, and new ones"
  ],
  "src/interface/cli/argument/fleet.ts": ["statSync", "who may read the secrets that somebody names"],
  "src/interface/cli/argument/input-file.ts": ["createReadStream", "files that somebody names"],
  "src/interface/cli/argument/output-file.ts": ["existsSync statSync", "files that somebody names"],
  "src/interface/cli/completion/candidates.ts": ["readFileSync", "study files that somebody names"],
  "src/interface/cli/command/list/studies.ts": [
    "existsSync readFileSync readdirSync",
    "the studies that come with the program"
  ],
  "src/interface/cli/command/merge.ts": ["existsSync statSync", "study files that somebody names"],
  "src/interface/cli/command/models.ts": ["mkdirSync", "a folder that somebody names"],
  "src/interface/cli/command/report/pages.ts": ["mkdirSync", "a folder that somebody names"],
  "src/interface/cli/command/runs.ts": ["existsSync", "the folder of runs"],
  "src/interface/cli/command/doctor.ts": [any, "a new folder"],
  "src/interface/conformance.ts": [any, "a new folder"],
  "src/interface/scaffold.ts": [any, "a simulation that is made"]
}

const imported = /^import \{([^}]*)\} from "node:(?:fs|fs\/promises|sqlite)"/gm

/** What of node's own functions a file has that open something by its path. */
const opening = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(imported)]
    .flatMap(([, list]) => list!.split(","))
    .map((name) => name.trim())
    .filter((name) => !/^(type .*)?$/.test(name) && !harmless.includes(name))
    .sort()

const ours = files.filter((file) => /^src\/(engine|interface)\//.test(file))

t.test("the files of a run are opened by one module", async (t) => {
  for (const file of ours) {
    if (file === "src/engine/own-file.ts") continue
    const [names = ""] = others[file] ?? []
    if (names === any) continue
    t.equal(opening(readFileSync(file, "utf8")).join(" "), names, `${file}: use OwnFile for files of a run`)
  }
  t.same(
    Object.keys(others).filter((file) => !ours.includes(file)),
    []
  )
})

t.test("nobody has all of node's functions at once", async (t) => {
  const all = /^import (?!type)[^{]*from "node:(fs|sqlite)|import\("node:(fs|sqlite)/m
  t.same(
    ours.filter((file) => all.test(readFileSync(file, "utf8"))),
    []
  )
})

t.test("these rules bite", async (t) => {
  t.same(
    opening('import { constants, readFileSync } from "node:fs"\nimport type { Stats } from "node:fs"\n'),
    ["readFileSync"]
  )
  t.same(opening('import {\n  open,\n  rm\n} from "node:fs/promises"\n'), ["open"])
})
