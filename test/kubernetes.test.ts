/** The manifests of configs/kubernetes: valid, of one piece, and their commands do what they say. */
import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import * as Yaml from "yaml"
import { environment, plain } from "./support/cli.ts"
import { newFolder, tablesOf } from "./support/engine.ts"

const folder = join(import.meta.dirname, "../configs/kubernetes")
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"))

const python = process.env.SKEIN_PYTHON
const hasPeer = python !== undefined && spawnSync(python, ["-c", "import kubernetes_validate"]).status === 0

t.test(
  "they fit the schemas of Kubernetes",
  { skip: !hasPeer && "SKEIN_PYTHON names no Python with kubernetes-validate" },
  async (t) => {
    for (const file of files) {
      const { status, stdout, stderr } = spawnSync(
        python!,
        ["-m", "kubernetes_validate", "--strict", join(folder, file)],
        { encoding: "utf8" }
      )
      t.equal(status, 0, stdout + stderr)
    }
  }
)

interface Document {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly data?: Readonly<Record<string, string>>
}

const textOf = (file: string): string => readFileSync(join(folder, file), "utf8")

const documentsOf = (file: string): ReadonlyArray<Document> =>
  Yaml.parseAllDocuments(textOf(file)).map((document) => {
    t.same(document.errors, [], file)
    return document.toJS() as Document
  })

/** All values at keys of this name, however deep. */
const valuesAt = (key: string, within: unknown): ReadonlyArray<unknown> =>
  typeof within !== "object" || within === null
    ? []
    : Object.entries(within).flatMap(([name, value]) => [
        ...(name === key ? [value] : []),
        ...valuesAt(key, value)
      ])

t.test("what they name is there", async (t) => {
  const all = files.flatMap((file) => documentsOf(file))
  const names = (kind: string) =>
    all.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name)
  for (const { name } of valuesAt("configMap", all) as ReadonlyArray<{ name: string }>)
    t.ok(names("ConfigMap").includes(name), name)
  for (const { claimName } of valuesAt("persistentVolumeClaim", all) as ReadonlyArray<{ claimName: string }>)
    t.ok(names("PersistentVolumeClaim").includes(claimName), claimName)
  for (const name of valuesAt("serviceName", all)) t.ok(names("Service").includes(String(name)))
  const containers = (valuesAt("containers", all) as ReadonlyArray<ReadonlyArray<{ name: string }>>).flat()
  for (const name of valuesAt("containerName", all))
    t.ok(
      containers.some((container) => container.name === name),
      String(name)
    )
  const [completions] = valuesAt("completions", documentsOf("parts.yaml"))
  t.match(textOf("parts.yaml"), `+ 1))/${completions}"`)
})

t.test("the commands of the parts and of the merge make the run", async (t) => {
  const place = newFolder()
  for (const name of ["study", "runs", "bin"]) mkdirSync(join(place, name))
  const study = "name: moments\nsimulation: moments\nseed: 7\nsweep:\n  - grid: { lambda: [0, -0.01] }\n"
  writeFileSync(join(place, "study/study.yaml"), study)
  const [asked] = documentsOf("study.yaml")
  writeFileSync(join(place, "asked.yaml"), asked!.data!["study.yaml"]!)
  const path = [join(import.meta.dirname, ".."), process.env.PATH].join(delimiter)
  const sh = (script: string, env: NodeJS.ProcessEnv = {}) =>
    spawnSync("env", [...plain, "sh", "-c", script], {
      cwd: place,
      encoding: "utf8",
      env: environment({ PATH: path, ...env })
    })
  const scriptOf = (file: string): string => {
    const [[script]] = valuesAt("args", documentsOf(file)) as ReadonlyArray<ReadonlyArray<string>>
    return script!.replaceAll(/\/(study|runs)\b(?=[/ ]|$)/g, (_, name) => join(place, name))
  }
  const plan = sh("skein plan asked.yaml --no-measure")
  t.equal(plan.status, 0, plan.stderr)
  const part = scriptOf("parts.yaml").replace("/16", "/2")
  for (const index of ["0", "1"]) {
    const { status, stderr } = sh(part, { JOB_COMPLETION_INDEX: index })
    t.equal(status, 0, stderr)
  }
  const merged = sh(scriptOf("merge.yaml"))
  t.equal(merged.status, 0, merged.stderr)
  const alone = sh("skein run study/study.yaml --name alone --threads 0 --backend simd --no-reuse")
  t.equal(alone.status, 0, alone.stderr)
  t.same(tablesOf(join(place, "runs/moments")), tablesOf(join(place, "runs/alone")))
})
