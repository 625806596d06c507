/** Machines that would compute other bits are told apart, before any work, in a sentence that says by what. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import t from "tap"
import * as BitProof from "../../src/engine/bit-proof.ts"
import * as Fingerprint from "../../src/engine/fingerprint.ts"
import * as Plan from "../../src/engine/plan.ts"
import type { Json } from "../../src/engine/study.ts"
import { load, names } from "../../src/simulation/discover.ts"
import { fixtures, newFolder, studyOf } from "../support/engine.ts"

/** Copies of the simulation coin, each with a name of its own: a fingerprint is made once a process. */
const place = newFolder()
process.env.SKEIN_SIMULATIONS = [fixtures, place].join(delimiter)
let copies = 0
const copied = async (change: (folder: string) => void): Promise<Fingerprint.Fingerprint> => {
  const name = `copy${copies++}`
  const folder = join(place, name)
  cpSync(join(fixtures, "coin"), folder, { recursive: true })
  change(folder)
  const found = await Fingerprint.of(name)
  rmSync(folder, { recursive: true })
  const files = Object.entries(found.files).map(([path, digest]) => [path.replace(name, "coin"), digest])
  return { ...found, simulation: "coin", files: Object.fromEntries(files) }
}

t.test("the same files have the same fingerprint, wherever they are", async (t) => {
  const a = await copied(() => {})
  const b = await copied((folder) => {
    writeFileSync(join(folder, "README.md"), "for people")
    writeFileSync(join(folder, ".kernel.ts.swp"), "an editor's")
  })
  t.equal(Fingerprint.refusal(a, b), undefined)
  t.ok(Fingerprint.is(JSON.parse(JSON.stringify(a))), "it travels as data")
  t.notOk(Fingerprint.is({ ...a, files: { index: 3 } }))
  t.match(a.files, { "coin/kernel.ts": /^[0-9a-f]{32}$/, "coin/index.ts": /^[0-9a-f]{32}$/ })
  t.match(a.program, { domain: /^[0-9a-f]{32}$/, accelerator: /^[0-9a-f]{32}$/, engine: /^[0-9a-f]{32}$/ })
  for (const [name, version] of Object.entries(a.packages)) t.match(version, /^\d+\.\d+\.\d+/, name)
})

t.test("a file of the simulation that differs, is more, or is beside it, is named", async (t) => {
  const ours = await copied(() => {})
  const kernel = await copied((folder) => writeFileSync(join(folder, "kernel.ts"), "other"))
  t.equal(
    Fingerprint.refusal(ours, kernel, "host b"),
    "host b has another coin/kernel.ts of the simulation coin: copy the simulation's folder from one to the other"
  )
  const deeper = await copied((folder) => {
    mkdirSync(join(folder, "data"))
    writeFileSync(join(folder, "data", "table.bin"), new Uint8Array([1]))
  })
  t.match(Fingerprint.refusal(ours, deeper), /another coin\/data\/table\.bin of/)
  writeFileSync(join(place, "shared.ts"), "export const x = 1")
  const beside = await copied(() => {})
  rmSync(join(place, "shared.ts"))
  t.match(Fingerprint.refusal(ours, beside), /another shared\.ts of/)
  t.match(Fingerprint.refusal(beside, ours), /another shared\.ts of/)
})

t.test("the lock file of the simulation's project counts, and only that", async (t) => {
  const without = await copied(() => {})
  writeFileSync(join(place, "package.json"), "{}")
  writeFileSync(join(place, "package-lock.json"), "{}")
  const one = await copied(() => {})
  writeFileSync(join(place, "package-lock.json"), "{ }")
  const other = await copied(() => {})
  for (const name of ["package.json", "package-lock.json"]) rmSync(join(place, name))
  const files = without.files
  t.match(Fingerprint.refusal({ ...one, files }, { ...other, files }), /another lock file in the project/)
  t.match(Fingerprint.refusal({ ...one, files }, without), /another lock file in the project/)
  t.equal((await Fingerprint.of("moments")).lock, null, "Skein's own are told by its version and packages")
})

t.test("version, program, packages, architecture and Node are told, each with what to do", async (t) => {
  const ours = await Fingerprint.of("moments")
  const other = (change: Partial<Fingerprint.Fingerprint>) =>
    Fingerprint.refusal(ours, { ...ours, ...change }, "host b")
  t.equal(other({}), undefined)
  t.match(
    other({ skein: "9.9.9", program: {} }),
    /^host b has Skein 9\.9\.9, and here it is [^;]*: install the same/
  )
  t.match(
    other({ architecture: "riscv64" }),
    /^host b computes on riscv64, node \d+, and this machine is .*: use/
  )
  t.match(other({ node: "v22.1.0" }), /node 22, and this machine is/)
  t.equal(other({ node: `${process.version}9` }), undefined, "of Node the major version, as resume has it")
  t.match(
    other({ program: { ...ours.program, domain: "0" } }),
    /other files of Skein in src\/domain: install/
  )
  t.match(other({ packages: { ...ours.packages, effect: "1.0.0" } }), /effect 1\.0\.0, and here it is \d/)
  const { effect: _, ...packages } = ours.packages
  t.match(other({ packages }), /the package effect not installed/)
  t.match(other({ simulation: "flow" }), /works on the simulation flow, not on moments/)
  t.match(
    other({ architecture: "riscv64", files: {} }),
    /^host b computes on riscv64.*; it has another .*: use machines .*, copy the simulation/,
    "all at once"
  )
})

t.test("a simulation that is not there has none", async (t) => {
  await t.rejects(Fingerprint.of("nowhere"), /there is no simulation "nowhere"/)
})

const subjectOf = async (simulation: string, config: Record<string, Json> = {}) => {
  const loaded = await load(simulation)
  const study = await studyOf(simulation, [{ ...(loaded.smoke as Record<string, Json>), ...config }])
  const point = Plan.make(loaded, study).points[0]!
  const key = Plan.keyOfRepeat(point, 0)
  return [loaded, { simulation, backend: "simd" as const, config: point.config, key }] as const
}

t.test("each simulation proves its bits, the same each time", async (t) => {
  for (const name of await names()) {
    const [simulation, subject] = await subjectOf(name)
    const proofs = [await BitProof.of(simulation, subject), await BitProof.of(simulation, subject)] as const
    t.match(proofs[0].grain, /^[0-9a-f]{32}$/, name)
    t.ok(BitProof.is(proofs[0]))
    t.equal(BitProof.refusal(...proofs), undefined, name)
  }
})

t.test("a grain with other bits, or a function of Math, is refused", async (t) => {
  const [simulation, subject] = await subjectOf("coin", { bias: 0.25 })
  const ours = await BitProof.of(simulation, subject)
  const [, other] = await subjectOf("coin", { bias: 0.75 })
  const theirs = await BitProof.of(simulation, other)
  t.match(BitProof.refusal(ours, theirs, "host b"), /^host b computes the first grain .* with other bits/)
  const math = { ...ours.math, exp: "0", sin: "0" }
  t.match(
    BitProof.refusal(ours, { ...ours, math }),
    /other last bits than this machine \(Math.sin and Math.exp\)/
  )
  t.equal(Object.keys(ours.math).length, 23)
})

t.test("a kernel that throws, or ends its thread, in the first grain has a proof nevertheless", async (t) => {
  const proofOf = async (config: Record<string, Json>) => {
    const [simulation, subject] = await subjectOf("coin", config)
    return BitProof.of(simulation, subject)
  }
  const [throwing, ending] = [await proofOf({ crashAt: 3 }), await proofOf({ dieAt: 3 })]
  t.equal(throwing.grain, "throws")
  t.equal(ending.grain, "ends its thread")
  t.strictSame(throwing.math, ending.math)
  t.ok(BitProof.is(ending))
  t.equal(BitProof.refusal(ending, await proofOf({ dieAt: 3 })), undefined, "the run tells it at its point")
})

t.test("the functions of Math are asked where machines differ", async (t) => {
  const [simulation, subject] = await subjectOf("coin")
  const { math } = await BitProof.of(simulation, subject)
  const digests = Object.values(math)
  t.equal(new Set(digests).size, digests.length, "none is out of its domain everywhere")
})
