/** Files that commands draw into: what their names end in says how the picture is written. */
import { extname } from "node:path"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"
import * as OutputFile from "./output-file.ts"

const endings = [".svg", ".pdf", ".png"] as const
type Ending = (typeof endings)[number]

const endingOf = (file: string): Ending | undefined =>
  endings.find((each) => extname(file).toLowerCase() === each)

/** A flag that names a picture to write; undefined where it is not given. */
export const flag = (name: string, description: string) =>
  OutputFile.flag(name, `${description}, as SVG, PDF or PNG (.svg, .pdf, .png)`)

/** Fails for a file that cannot be written, or whose ending no picture has, before anything has been computed for it. */
export const check = (file: string | undefined): Effect.Effect<void, Problem.Stop> =>
  file === undefined || endingOf(file) !== undefined
    ? OutputFile.check(file)
    : Effect.fail(Problem.misuse(`${file} ends in none of ${endings.join(", ")}.`))

const contentOf = async (file: string, svg: string, title: string): Promise<string | Uint8Array> => {
  const ending = endingOf(file) ?? ".svg"
  switch (ending) {
    case ".svg":
      return `${svg.trimEnd()}\n`
    case ".pdf":
      return (await import("../../report/pdf.ts")).of(svg, title, new Date())
    case ".png":
      return (await import("../../report/png.ts")).of(svg)
    default:
      return nothingLeft(ending, "ending")
  }
}

/** Draws into a file that was checked, and says so. */
export const write = (file: string, svg: string, title: string): Effect.Effect<void, Problem.Stop> =>
  Effect.gen(function* () {
    yield* OutputFile.write(file, yield* Effect.promise(() => contentOf(file, svg, title)))
    yield* Output.say(`Drawn in ${file}.`)
  })
