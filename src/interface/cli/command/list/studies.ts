/** Study files that come with the program and say which published figure or table they make again. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../../../../engine/root.ts"
import * as Location from "../../../run/location.ts"

export interface Study {
  readonly file: string
  /** What they call it. */
  readonly says: string
}

/** As the comments of the files name them. */
const figure =
  /\b(Figure \d+|Panel \(\w\)|[Tt]he talk's figures|The table of couplings|[Tt]he experiments of)/

/** The comment that a file begins with, without what editors read in it. */
const commentOf = (text: string): string =>
  (text.match(/^(#.*\n)*/)?.[0] ?? "")
    .split("\n")
    .map((line) => line.replace(/^#\s?/, ""))
    .filter((line) => !line.startsWith("yaml-language-server"))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim()

/** Sentences and what is before and after a colon, each a capital first. */
const phrases = (text: string): ReadonlyArray<string> =>
  text.split(/[.?:]\s+/).map((each) => each.slice(0, 1).toUpperCase() + each.slice(1))

/** Those whose comment names a figure, in order. */
export const ofFigures = (): ReadonlyArray<Study> => {
  const folder = join(root, "configs")
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .flatMap((name) => {
      const file = join(folder, name)
      const says = phrases(commentOf(readFileSync(file, "utf8"))).find((each) => figure.test(each))
      return says === undefined
        ? []
        : [{ file: Location.shown(file), says: says.replace(/(,| at) (its|their) .*$|\.$/, "") }]
    })
}
