import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Pd from "../../../src/domain/notation/pd.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

t.test("every way of writing is the same diagram", async (t) => {
  const stream = Stream.make([20, 1])
  for (let draw = 0; draw < 50; draw++) {
    const word = random(stream, 1 + Stream.below(stream, 20), 2 + Stream.below(stream, 4))
    const { crossings } = Planar.ofBraid(word)
    const texts = [
      JSON.stringify(crossings),
      JSON.stringify(crossings, null, 2),
      `[${crossings.map((arcs) => `(${arcs.join(", ")})`).join(", ")}]`,
      `{${crossings.map((arcs) => `{${arcs.join(",")}}`).join(",\r\n\t")}}`,
      `PD[${crossings.map((arcs) => `X[${arcs}]`).join(", ")}]`,
      `PD: [${crossings.map((arcs) => `(${arcs.join(", ")})`).join(" ")}]`,
      crossings.map((arcs) => `X[${arcs}]`).join(" "),
      crossings.map((arcs) => `X[${arcs.join(", ")}]`).join(",\n"),
      crossings.map((arcs) => `X${arcs.some((arc) => arc > 9) ? arcs : arcs.join("")}`).join(" "),
      `  PD [ ${crossings.map((arcs) => `X [ ${arcs.join(" , ")} ]`).join(" , ")} ]  `
    ]
    for (const text of texts) t.strictSame(Pd.parse(text), { crossings, circles: 0 })
    t.strictSame(Planar.of(Pd.parse(Pd.print({ crossings, circles: 2 })).crossings, 2), {
      crossings,
      circles: 2
    })
    t.strictSame(Pd.parse(texts[4]!.replace("PD[", "PD[Loop[100], Loop[101], ")), { crossings, circles: 2 })
  }
})

t.test("brackets close what they open, and names are those of diagrams", async (t) => {
  const refused: ReadonlyArray<readonly [text: string, place: string]> = [
    ["[(1,2,2,1]]", "character 10"],
    ["PD[X[1,2,2,1])", "character 14"],
    ["PD[constructor[1,2,2,1]]", "character 4"],
    ["DT[4,6,2]", "character 1"],
    ["[[1,2,2,1],]", "character 12"],
    ["[[1,2,,2,1]]", "character 7"],
    ["[1,2,2,1]", "character 2"],
    ["[[1,2,2,1],\n[3,x,4,4]]", "line 2, character 4"],
    ["[[1,2,2]]", "character 2"],
    ["[]", "character 1"],
    ["X14253 X3641", "character 1"],
    ["X1425 X364", "character 7"],
    ["X[1,2,2,1] X[3,x,4,4]", "character 16"]
  ]
  for (const [text, place] of refused)
    t.throws(() => Pd.parse(text), { name: "SyntaxError", message: new RegExp(`^${place}: .*\\.$`) }, text)
})
