/** A page with what stands between its marks written anew. */
import { dirname, relative } from "node:path/posix"
import type { SourceName } from "../../src/talk/source.ts"
import type { Blocks } from "./block.ts"
import { braids } from "./braids.ts"
import { classifiers } from "./classifiers.ts"
import { fields } from "./fields.ts"
import type { Results } from "./results.ts"
import { unknotters } from "./unknotters.ts"

export const blocks: Blocks = { ...braids, ...classifiers, ...unknotters, ...fields }

const marked = /<!-- talk: (\S+) -->\n.*?<!-- \/talk -->/gs

export interface Written {
  readonly page: string
  /** Blocks that stay as they are, and the tables that they lack, or that have no row. */
  readonly waiting: ReadonlyArray<{ readonly block: string; readonly without: ReadonlyArray<string> }>
}

/** Which study it is from, and where its tables are. */
const origin = (source: SourceName, page: string, results: Results): string => {
  const run = results.run(source)
  const there = relative(dirname(page), results.place(source))
  if (run === undefined) return `([tables](${there}))`
  const { file, size, points, finished } = run
  const study = `\`${file.replace(/^.*configs\//, "configs/")}\``
  const part = finished < points ? `, ${finished} of its ${points} points` : ""
  return `(${study}${part}${size === "small" ? ", the small one" : ""}; [tables](${there}))`
}

/**
 * @param file the page's, from the repository's root on
 * @throws RangeError for a mark of no block
 */
export const pagesOf = (file: string, text: string, results: Results): Written => {
  const waiting: Array<Written["waiting"][number]> = []
  const page = text.replace(marked, (whole, name: string) => {
    const block = blocks[name]
    if (block === undefined)
      throw new RangeError(`${file} has a mark of ${name}; there are ${Object.keys(blocks).join(", ")}.`)
    const { from, tables } = block
    const found = tables.map((table) => results.rows(from, table))
    const without = tables
      .filter((_, k) => found[k] === undefined || found[k].length === 0)
      .map((table) => `${from}/${table}`)
    if (without.length > 0) {
      waiting.push({ block: name, without })
      return whole
    }
    const written = block.text(...found.map((rows) => rows!))
    return `<!-- talk: ${name} -->\n${written}\n\n${origin(from, file, results)}\n<!-- /talk -->`
  })
  return { page, waiting }
}
