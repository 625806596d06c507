/** The manifests of configs/kubernetes: valid, of one piece, and their commands do what they say. */
import { spawn, spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t, { type Test } from "tap"
import * as Yaml from "yaml"
import { environment, plain, type Running, running } from "./support/cli.ts"
import { newFolder, tablesOf } from "./support/engine.ts"
import { configured, said, serve, skip } from "./support/fleet.ts"

t.setTimeout(180_000)

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

/** A folder with what the pods of a manifest have mounted. */
const mounted = (study: string): string => {
  const place = newFolder()
  for (const name of ["study", "runs", "secret"]) mkdirSync(join(place, name))
  writeFileSync(join(place, "study/study.yaml"), study)
  return place
}

/** Paths that are mounted, in that folder. */
const local = (text: string, place: string): string =>
  text.replaceAll(/\/(study|runs|secret)\b(?=[/ ]|$)/g, (_, name) => join(place, name))

/** A command in a container: `exec` or not, it is the process that the pod's signals reach. */
const container = (place: string, command: ReadonlyArray<string>, env: NodeJS.ProcessEnv = {}): Running =>
  running(spawn("env", [...plain, ...command], { cwd: place, env: environment({ PATH: path, ...env }) }))

const path = [join(import.meta.dirname, ".."), process.env.PATH].join(delimiter)

const scriptOf = (file: string, place: string): string => {
  const [[script]] = valuesAt("args", documentsOf(file)) as ReadonlyArray<ReadonlyArray<string>>
  return local(script!, place)
}

const moments = "name: moments\nsimulation: moments\nseed: 7\nsweep:\n  - grid: { lambda: [0, -0.01] }\n"

const alone = async (t: Test, place: string, backend = "simd"): Promise<void> => {
  const flags = ["--name", "alone", "--threads", "0", "--backend", backend, "--no-reuse"]
  const { status, stderr } = await container(place, ["skein", "run", "study/study.yaml", ...flags]).ended
  t.equal(status, 0, stderr)
}

t.test("the commands of the parts and of the merge make the run", async (t) => {
  const place = mounted(moments)
  const [asked] = documentsOf("study.yaml")
  writeFileSync(join(place, "asked.yaml"), asked!.data!["study.yaml"]!)
  const plan = await container(place, ["skein", "plan", "asked.yaml", "--no-measure"]).ended
  t.equal(plan.status, 0, plan.stderr)
  const part = scriptOf("parts.yaml", place).replace("/16", "/2")
  for (const JOB_COMPLETION_INDEX of ["0", "1"]) {
    const { status, stderr } = await container(place, ["sh", "-c", part], { JOB_COMPLETION_INDEX }).ended
    t.equal(status, 0, stderr)
  }
  const merged = await container(place, ["sh", "-c", scriptOf("merge.yaml", place)]).ended
  t.equal(merged.status, 0, merged.stderr)
  await alone(t, place)
  t.same(tablesOf(join(place, "runs/moments")), tablesOf(join(place, "runs/alone")))
})

t.test("a pod of a part that is evicted ends with 75, and the next one goes on", async (t) => {
  const place = mounted("simulation: coin\nseed: 3\nbase: { tosses: 600, grain: 10, bias: 0.5, slow: 100 }\n")
  const part = scriptOf("parts.yaml", place).replace("/16", "/1").replace("--backend simd", "--backend cpu")
  const command = ["sh", "-c", part]
  const evicted = container(place, command, { JOB_COMPLETION_INDEX: "0" })
  await said(evicted, /part/)
  await setTimeout(2000)
  evicted.child.kill("SIGTERM")
  const { status, stderr } = await evicted.ended
  t.equal(status, 75, stderr)
  const next = await container(place, command, { JOB_COMPLETION_INDEX: "0" }).ended
  t.equal(next.status, 0, next.stderr)
})

t.test("the commands of the fleet make the run", { skip }, async (t) => {
  const place = mounted(moments)
  const [server] = documentsOf("fleet.yaml")
  const configuration = server!.data!["nats.conf"]!.replace("/data", join(place, "data"))
  // As the variable from the Secret; a file in the pods.
  process.env.SKEIN_TOKEN = "0123456789abcdef"
  writeFileSync(join(place, "secret/token"), process.env.SKEIN_TOKEN, { mode: 0o400 })
  const { port, stop } = await serve(configured(configuration), false)
  t.teardown(stop)
  const commands = (
    valuesAt("command", documentsOf("fleet.yaml")) as ReadonlyArray<ReadonlyArray<string>>
  ).map((command) =>
    command.map((word) => local(word, place).replace("skein-nats:4222", `127.0.0.1:${port}`))
  )
  t.equal(commands.length, 2)
  const [coordinator, station] = commands
  const stations = [1, 2].map(() => container(place, station!))
  const { status, stderr } = await container(place, coordinator!).ended
  t.equal(status, 0, stderr)
  for (const each of stations) {
    each.child.kill("SIGTERM")
    const end = await each.ended
    t.equal(end.status, 0, end.stderr)
  }
  await alone(t, place)
  t.same(tablesOf(join(place, "runs/moments")), tablesOf(join(place, "runs/alone")))
})
