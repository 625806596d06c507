/** Messages that are larger than the server takes, both ways: the same bytes, whatever is lost or said twice on the way. */
import { hash } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import t from "tap"
import * as Asking from "../../../src/engine/fleet/asking.ts"
import * as Message from "../../../src/engine/fleet/message.ts"
import * as Parcel from "../../../src/engine/fleet/parcel.ts"
import * as Waiting from "../../../src/engine/fleet/waiting.ts"
import { start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { configured, resultsOf, serve, skip } from "../../support/fleet.ts"

t.setTimeout(240_000)

const bytesOf = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => (i * 197) % 251)

const part = (parcel: string, offset: number, size: number, bytes: Uint8Array) =>
  ({ _tag: "Part", session: "s", station: "a", parcel, offset, size, bytes }) as const

t.test("parts that do not fit are asked for again, and repeated ones change nothing", (t) => {
  const whole = bytesOf(10)
  const { take } = Parcel.make(15)
  const piece = (from: number, to: number, size = 10) => part("p", from, size, whole.subarray(from, to))
  t.equal(take(piece(4, 8)), "again", "without a beginning")
  t.equal(take(piece(0, 4)), "more")
  t.equal(take(piece(0, 4)), "more", "twice")
  t.equal(take(piece(8, 10)), "again", "one is lost")
  t.equal(take(piece(4, 8)), "again", "from the beginning")
  t.equal(take(piece(0, 4)), "more")
  t.equal(take(piece(4, 8)), "more")
  t.equal(take(piece(4, 8)), "more", "twice")
  t.equal(take(part("q", 0, 10, whole)), "full", "both together are too large")
  t.strictSame(take(piece(8, 10)), Buffer.from(whole))
  t.equal(take(piece(8, 10)), "again", "it is gone")
  t.strictSame(take(part("q", 0, 10, whole)), Buffer.from(whole))
  t.equal(take(piece(0, 4)), "more")
  t.equal(take(piece(4, 8, 11)), "again", "of another size")
  t.end()
})

t.test("whatever is lost on the way, the message comes home with its bytes", async (t) => {
  const limit = Message.leastLimit
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.constantFrom("heard", "heard", "lost", "unanswered", "forgotten")),
      fc.integer({ min: 0, max: 30_000 }),
      async (fates, size) => {
        let parcels = Parcel.make()
        let found: Uint8Array | undefined
        let steps = 0
        const reply = (bytes: Uint8Array): Message.Answer => {
          const message = Message.told(bytes)!
          if (message._tag !== "Part") {
            found = bytes
            return { _tag: "Go", bytes: 7 }
          }
          const whole = parcels.take(message)
          return typeof whole === "string" ? { _tag: Parcel.said[whole] } : reply(new Uint8Array(whole))
        }
        const request = async (_: string, bytes: Uint8Array) => {
          t.ok(bytes.length <= limit)
          const fate = steps++ < 12 ? fates.next().value : "heard"
          if (fate === "lost") throw new Error("nobody heard it")
          if (fate === "forgotten") parcels = Parcel.make()
          const answer = reply(bytes)
          if (fate === "unanswered") throw new Error("the answer is lost")
          return { data: Message.pack(answer) }
        }
        const client = { request } as unknown as Parameters<typeof Asking.make>[0]["client"]
        const ask = Asking.make({ client, limit }, "r", () => false, Waiting.make(), 0)
        const checkpoint = { next: 1, bytes: bytesOf(size) }
        const message = { _tag: "Frame", session: "s", station: "a", errand: "e", at: 0, checkpoint } as const
        const answer = await ask(message)
        return answer._tag === "Go" && Buffer.from(Message.pack(message)).equals(found!)
      }
    ),
    { seed: 15, numRuns: 200 }
  )
})

/** A simulation of its own folder, with so many files beside it that a station has much to say of itself. */
const simulations = (): string => {
  const folder = newFolder()
  mkdirSync(join(folder, "bulk"))
  for (const noun of ["index", "kernel"])
    writeFileSync(
      join(folder, "bulk", `${noun}.ts`),
      `import its from ${JSON.stringify(join(import.meta.dirname, `../../support/bulky/bulk/${noun}.ts`))}\nexport default its\n`
    )
  for (let k = 0; k < 200; k++)
    writeFileSync(join(folder, "bulk", `data-${k}.txt`), hash("sha256", String(k)))
  return folder
}

const study = (size: number, text: number) => `
simulation: bulk
seed: 3
repeats: 2
base: { size: ${size}, text: "${"abcdefghi ".repeat(text / 10)}" }
sweep:
  - grid: { draws: [1, 3] }
`

for (const [what, limit, size, text] of [
  ["8 kB: results of 80 kB, points of 30 kB, and who a station is", 8192, 10_000, 30_000],
  ["1 MB, as usual: results of 4 MB", 2 ** 20, 500_000, 10]
] as const)
  t.test(`a server that takes ${what}`, { skip }, async (t) => {
    const server = await serve(configured(`max_payload: ${limit}`))
    const folder = newFolder()
    writeFileSync(join(folder, "study.yaml"), study(size, text))
    const env = { SKEIN_SIMULATIONS: simulations() }
    const flags = ["run", "study.yaml", "--backend", "cpu", "--no-reuse"]
    const station = start(folder, ["work", server.url, "--name", "a", "--threads", "2"], env)
    try {
      const alone = await start(folder, [...flags, "--name", "alone", "--threads", "0"], env).ended
      t.equal(alone.status, 0, alone.stderr)
      const together = start(folder, [...flags, "--name", "fleet", "--fleet", server.url], env)
      const late = setTimeout(() => together.child.kill(), 90_000)
      const { status, stderr } = await together.ended
      clearTimeout(late)
      t.equal(status, 0, stderr)
      const of = (name: string) => resultsOf(join(folder, "runs", name, "run.sqlite"))
      t.strictSame(of("fleet"), of("alone"))
    } finally {
      station.child.kill("SIGTERM")
      t.notMatch((await station.ended).stderr, /\n\s+at /)
      server.stop()
    }
  })

t.test("a server that takes too little for anything", { skip }, async (t) => {
  const server = await serve(configured("max_payload: 4000"))
  try {
    const { status, stderr } = await start(newFolder(), ["work", server.url]).ended
    t.equal(status, 2)
    t.match(
      stderr,
      /takes messages of 4000 bytes at the most, and a fleet needs 8192: raise max_payload in its configuration/
    )
  } finally {
    server.stop()
  }
})
