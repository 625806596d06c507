/**
 * What kernels throw where nobody can catch it, through the real command line, on threads and without: the task that it is
 * of is told, and no other.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { crashed } from "../../src/engine/job.ts"
import { skein } from "../support/cli.ts"
import { newFolder } from "../support/engine.ts"

const folderWith = (...points: ReadonlyArray<string>): string => {
  const folder = newFolder()
  const list = points.map((point) => `      - { ${point} }`).join("\n")
  writeFileSync(
    join(folder, "stray.yaml"),
    `simulation: coin\nbase: { tosses: 100 }\nsweep:\n  - list:\n${list}\n`
  )
  return folder
}

const flags = ["--backend", "cpu", "--json", "--threads"]

for (const threads of ["0", "1"])
  t.test(`on ${threads} threads`, async (t) => {
    const thrown = folderWith("bias: 0.1, strayAt: 50", "bias: 0.2", "bias: 0.3")
    const run = await skein(thrown, "run", "stray.yaml", ...flags, threads)
    t.equal(run.status, 1)
    const [{ outcome, pointsFinished, crashed }] = JSON.parse(run.stdout)
    t.match({ outcome, pointsFinished }, { outcome: "failed", pointsFinished: 2 })
    t.match(crashed, [{ message: "RangeError: toss 50 rolled away" }], "that one, and no other")
    t.notMatch(run.stderr, /Node\.js v/)

    // Its timer fires while the next point is at work.
    const left = folderWith("bias: 0.1, leaves: 100", "bias: 0.2, slow: 100, grain: 5")
    const after = await skein(left, "run", "stray.yaml", ...flags, threads)
    t.equal(after.status, 0, after.stderr)
    t.match(JSON.parse(after.stdout), [{ outcome: "done", pointsFinished: 2 }])
    t.match(
      after.stderr,
      /coin left something behind that threw after its task had ended: RangeError: the table has been left \(at \{"bias":0\.1,.*; its numbers stand\)/
    )
  })

t.test("whatever is thrown can be told", async (t) => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const odd: ReadonlyArray<readonly [unknown, string]> = [
    [new RangeError("as usual"), "RangeError: as usual"],
    ["text", "Error: text"],
    [null, "Error: null"],
    [Object.create(null), "Error: an object that cannot be shown"],
    [revoked.proxy, "Error: an object that cannot be shown"],
    [Object.assign(new Error("x"), { message: Symbol("m"), stack: () => 1 }), "Error: Symbol(m)"],
    [
      Object.create(Error.prototype, {
        message: {
          get() {
            throw new Error("in the message")
          }
        }
      }),
      "Error: an object that cannot be shown"
    ]
  ]
  for (const [cause, message] of odd) {
    const reply = crashed(cause)
    t.equal(reply.message, message)
    t.type(reply.stack, "string")
    t.doesNotThrow(() => structuredClone(reply))
  }
})
