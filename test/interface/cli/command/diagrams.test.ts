/** `skein diagrams`, in this process: what it prints, and how it refuses. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import * as Services from "../../../../src/interface/cli/services.ts"
import * as Skein from "../../../../src/interface/cli/skein.ts"
import { newFolder } from "../../../support/engine.ts"

const capture = (stream: NodeJS.WriteStream) => {
  const write = stream.write
  let text = ""
  stream.write = ((chunk: string) => {
    text += chunk
    return true
  }) as typeof write
  return () => {
    stream.write = write
    return text
  }
}

const diagrams = async (line: string) => {
  const [out, err] = [capture(process.stdout), capture(process.stderr)]
  try {
    const args = ["diagrams", ...line.split(" ")]
    const status = await Effect.runPromise(Effect.provide(Skein.main(args, "0.0.0"), Services.layer))
    return { status, stdout: out(), stderr: err() }
  } finally {
    out()
    err()
  }
}

t.test("--json: the diagrams of equation 3.18", async (t) => {
  const { status, stdout } = await diagrams("--points 4 --vertex 4 --order 1 --json")
  t.equal(status, 0)
  const found = JSON.parse(stdout)
  t.same(
    found.map(({ factor, kind, pairings }: Readonly<Record<string, unknown>>) => [factor, kind, pairings]),
    [
      [24, "kept", 24],
      [72, "two-point", 72],
      [9, "vacuum", 9]
    ]
  )
  t.equal(found[0].expression, "-24 ∫d^d y λ K(x1,y) K(x2,y) K(x3,y) K(x4,y)")
  t.match(found[0].latex, /^-24 \\int d\^/)
})

t.test("for people, and as a picture", async (t) => {
  const file = join(newFolder(), "six.svg")
  const { status, stdout, stderr } = await diagrams(`--points 6 --vertex 6 --svg ${file}`)
  t.equal(status, 0)
  t.match(stdout, /^factor +kind +pairings +expression\n +720 +kept +720 +-720 ∫d\^d z κ /)
  t.equal(stderr, `Drawn in ${file}.\n`)
  t.match(readFileSync(file, "utf8"), /^<svg .*<\/svg>\n$/s)
})

t.test("what has no diagrams ends with 2 and a sentence", async (t) => {
  for (const [line, sentence] of [
    [
      "--points 3 --vertex 4",
      "Expected 2, 4 or 6 points, not 3: functions of an odd number of points vanish"
    ],
    ["--points 8 --vertex 4", "Expected 2, 4 or 6 points, not 8"],
    ["--points 4 --vertex 5", '"5"'],
    ["--points 4 --vertex 4 --order 3", "Expected 0, 1 or 2 vertices, not 3"],
    ["--points 4", "Missing required flag: --vertex"],
    ["--points 4 --vertex 4 --svg /nowhere/x.svg", "The folder /nowhere does not exist."],
    ["--points 4 --vertex 4 --svg x.gif", "x.gif ends in none of .svg, .pdf, .png."]
  ] as const) {
    const { status, stderr } = await diagrams(line)
    t.equal(status, 2, line)
    t.ok(stderr.includes(sentence), `${sentence} in:\n${stderr}`)
  }
})
