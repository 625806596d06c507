import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Manifest from "../../src/engine/manifest.ts"
import { Unfit } from "../../src/engine/unfit.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"
import { subject } from "../support/subject.ts"

/** As the first version wrote them: nothing that may be absent. */
const old = subject([]).manifest!
const at = "2026-03-04T05:06:07.000Z"

const reread = (manifest: unknown): Manifest.Manifest => {
  const directory = newFolder()
  writeFileSync(join(directory, "manifest.json"), JSON.stringify(manifest))
  return Manifest.read(directory)!
}

/** The sentence behind the name of the file. */
const refusal = (manifest: unknown): string => {
  try {
    reread(manifest)
  } catch (cause) {
    if (cause instanceof Unfit) return cause.message.replace(/^.*manifest\.json is damaged: /, "")
    throw cause
  }
  return "none"
}

t.test(
  "what versions of old and of today write is read as it is, and what later ones add stays",
  async (t) => {
    t.strictSame(reread(old), old)
    const machine = { architecture: "x64", processor: "p", system: "linux 6", node: "v24.0.0" }
    const today = {
      ...old,
      acceptedVersions: [{ from: 1, to: 2, at }],
      acceptedMachines: [{ from: "x64, node 22", to: "x64, node 24", at }],
      studies: [
        { at, file: null, digest: "d", seed: 1, points: 1, repeats: 1, text: null },
        {
          at,
          file: "a",
          digest: "d",
          seed: 1,
          points: 1,
          repeats: 1,
          text: "a",
          origin: { digest: "d", file: "b" }
        }
      ],
      inherited: 1,
      tags: ["a"],
      reused: [{ run: "r", at, points: 1, tasks: 1 }],
      changes: [{ at, change: "drop", points: 1, which: "w", purged: true }],
      commit: null,
      order: "mixed",
      sessions: [{ started: "2026-01-01T00:00:00Z", threads: 0, host: "h", machine }],
      crashed: [{ task: "t", point: 1, swept: { a: [1, { b: null }] }, message: "m" }]
    }
    t.strictSame(reread(today), today)
    const later = { ...today, more: { of: [1] }, sessions: [{ ...today.sessions[0], more: 1 }] }
    t.strictSame(reread(later), later)
  }
)

t.test("what cannot be so is a sentence with its field, and the nearest word", async (t) => {
  const [session] = old.sessions
  const marker = { markup: "<b data-marker>", html: "<b data-marker>" }
  for (const [change, said] of [
    [{ backend: "smid" }, /^backend must be .*not the text "smid"\. Did you mean "simd"\?/],
    [{ order: "arival" }, /^order must be .* Did you mean "arrival"\?/],
    [
      { sessions: [{ ...session, outcome: "Done" }] },
      /^sessions\[0\]\.outcome must be .* Did you mean "done"\?/
    ],
    [
      { changes: [{ at, change: "drp", points: 1, which: "" }] },
      /^changes\[0\]\.change .* Did you mean "drop"\?/
    ],
    [
      { sessions: [{ ...session, ended: "2026-13-01T00:00:00Z" }] },
      /^sessions\[0\]\.ended: must be a time such as/
    ],
    [{ sessions: [{ ...session, started: "yesterday" }] }, /^sessions\[0\]\.started: must be a time/],
    [{ sessions: [{ ...session, threads: -1 }] }, /^sessions\[0\]\.threads must be/],
    [{ sessions: [{ ...session, machine: {} }] }, /^sessions\[0\]\.machine\.architecture is missing/],
    [{ sessions: {} }, /^sessions must be a list/],
    [{ seed: 1e300 }, /^seed must be an integer/],
    [{ skein: undefined }, /^skein is missing/],
    [{ name: "x".repeat(2000) }, /^name: must be at most 1000 characters/],
    [{ tags: [marker] }, /^tags\[0\] must be text/],
    [{ commit: marker }, /^commit must be text or empty/],
    [{ dependencies: { a: marker } }, /^dependencies\.a must be text/],
    [{ crashed: [{ task: "t", message: marker }] }, /^crashed\[0\]\.message must be text/],
    [{ studies: [marker] }, /^studies\[0\]\.at is missing/]
  ] as ReadonlyArray<readonly [object, RegExp]>)
    t.match(refusal({ ...old, ...change }), said)
  for (const nothing of [null, [], "text", 1])
    t.match(refusal(nothing), "it does not say what computed this run")
})

t.test("lists within lists are refused before they exhaust anybody's stack", async (t) => {
  const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels))
  const crashed = (levels: number) => [{ task: "t", point: 1, swept: { a: nested(levels) }, message: "m" }]
  t.equal(refusal({ ...old, crashed: crashed(50) }), "none")
  t.match(refusal({ ...old, crashed: crashed(1000) }), "more than 100 lists within lists")
  const directory = newFolder()
  writeFileSync(join(directory, "manifest.json"), "[".repeat(10_000_000))
  t.throws(() => Manifest.read(directory), Unfit)
})

t.test("a key that names the prototype hides nothing", async (t) => {
  const directory = newFolder()
  const file = join(directory, "manifest.json")
  writeFileSync(file, `${JSON.stringify(old).slice(0, -1)},"__proto__":{"changes":[1]}}`)
  const found = Manifest.read(directory)!
  t.equal(found.changes, undefined)
  Manifest.write(directory, { ...found, tags: ["a"] })
  t.match(readFileSync(file, "utf8"), /"__proto__"/)
  t.equal(Manifest.read(directory)!.changes, undefined)
})

t.test("a run reads the repository that it is computed from, and locks nothing there", async (t) => {
  const trace = join(newFolder(), "git.txt")
  process.env.GIT_TRACE2 = trace
  t.teardown(() => {
    delete process.env.GIT_TRACE2
  })
  await run(await studyOf("flow", [{ cutoffs: [10, 100] }]), { directory: newFolder() })
  // Elsewhere than in a checkout there may be no git at all.
  const calls = existsSync(trace) ? readFileSync(trace, "utf8").split("\n") : []
  for (const call of calls.filter((line) => / start .* status /.test(line)))
    t.match(call, "--no-optional-locks")
})
