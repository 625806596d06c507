/**
 * No last branch means "otherwise": a choice among names ends in a check that nothing is left, so that the type checker
 * shows every place that a new name concerns. support/choices.ts says what counts as a choice.
 */
import { join } from "node:path"
import t from "tap"
import * as Choices from "./support/choices.ts"

const root = join(import.meta.dirname, "..").replaceAll("\\", "/")

t.test("the program's choices among names are whole", async (t) => {
  const found = Choices.find(`${root}/tsconfig.json`, (file) => /^(src|workers|scripts)\//.test(file))
  const places = [...found].flatMap(([file, choices]) =>
    choices.map(
      ({ line, subject, left }) => `${file}:${line} takes ${left.join(", ")} for the rest of ${subject}`
    )
  )
  t.same(places, [])
})

const sample = `
declare const nothingLeft: (left: never, what: string) => never
type Color = "red" | "green" | "blue"
declare const color: Color
declare const shape: { kind: "disc"; radius: number } | { kind: "box"; side: number }
declare const text: string

const last = color === "red" ? 1 : color === "green" ? 2 : 3
const one = color === "red" || color === "green" ? 1 : 2
const not = color !== "red" ? 1 : 2
const size = (): number => {
  if (shape.kind === "disc") return shape.radius
  return shape.side
}
const open = (): number => {
  switch (color) {
    case "red": return 1
    default: return 2
  }
}
const silent = (): void => {
  switch (color) {
    case "red": console.log(1)
  }
}

const whole = (): number => {
  switch (color) {
    case "red": return 1
    case "green": case "blue": return 2
    default: return nothingLeft(color, "color")
  }
}
const chain = (): number => {
  if (color === "red") return 1
  if (color === "green") return 2
  return color === "blue" ? 3 : nothingLeft(color, "color")
}
const handedOn = (): number => {
  if (color === "red") return 1
  switch (color) {
    case "green": case "blue": return 2
    default: return nothingLeft(color, "color")
  }
}
const asked = color === "red" ? 1 : null
const handed = shape.kind === "disc" ? { ...shape, radius: 1 } : shape
const flag = color === "red" && text !== ""
const anyText = text === "a" ? 1 : 2
const guard = (): number => {
  if (color === "red") throw new Error("no")
  if (text === "b") return 3
  return 2
}
`

t.test("the rule bites, and only where it should", async (t) => {
  const folder = t.testdir({
    "sample.ts": sample,
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, types: [] }, files: ["sample.ts"] })
  })
  const found = Choices.find(`${folder.replaceAll("\\", "/")}/tsconfig.json`, () => true)
  const shown = found.get("sample.ts")?.map(({ line, left }) => [sample.split("\n")[line - 1]?.trim(), left])
  t.same(shown, [
    ['const last = color === "red" ? 1 : color === "green" ? 2 : 3', ["blue"]],
    ['const one = color === "red" || color === "green" ? 1 : 2', ["blue"]],
    ['const not = color !== "red" ? 1 : 2', ["blue", "green"]],
    ['if (shape.kind === "disc") return shape.radius', ["box"]],
    ["switch (color) {", ["blue", "green", "red"]],
    ["switch (color) {", ["blue", "green", "red"]]
  ])
})
