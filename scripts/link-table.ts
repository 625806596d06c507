/**
 * Writes src/domain/invariant/table/linkinfo-words.ts: braid words of all prime links up to nine crossings, in every orientation, as
 * LinkInfo has them, from its data in the Python package database_knotinfo. Nothing is written unless components, linking numbers,
 * determinant, signature and Jones polynomial of every closure are LinkInfo's.
 *
 * Usage: node scripts/link-table.ts [--check]. With --check nothing is written; exit status 1 if the file is another one.
 */
import * as Word from "../src/domain/braid/word.ts"
import * as Orientation from "../src/domain/diagram/orientation.ts"
import * as Determinant from "../src/domain/invariant/determinant.ts"
import * as Jones from "../src/domain/invariant/jones.ts"
import * as Laurent from "../src/domain/invariant/laurent.ts"
import * as Signature from "../src/domain/invariant/signature.ts"
import * as Subject from "../src/domain/invariant/subject.ts"
import * as KnotInfo from "./knotinfo.ts"

const mostCrossings = 9

interface Row {
  readonly name: string
  readonly rolfsen: string
  readonly components: number
  readonly braid: readonly [strands: number, letters: ReadonlyArray<number>]
  /** In the root of t: the lowest exponent, the highest, and the coefficients. */
  readonly jones: ReadonlyArray<number>
  readonly signature: number
  readonly determinant: number
  readonly linking: ReadonlyArray<ReadonlyArray<number>>
}

const program = `
import json
from database_knotinfo import link_list
numbers = lambda text: json.loads(text.replace("{", "[").replace("}", "]"))
print(json.dumps([{
    "name": link["name"],
    "rolfsen": link["rolfsen_name"],
    "components": int(link["components"]),
    "braid": numbers(link["braid_notation"]),
    "jones": numbers(link["jones_polynomial_vector"]),
    "signature": int(link["signature"]),
    "determinant": int(link["determinant"]),
    "linking": numbers(link["linking_matrix"]),
} for link in link_list(proper_links=True)[1:] if int(link["crossing_number"]) <= ${mostCrossings}]))
`

const rows = KnotInfo.ask<ReadonlyArray<Row>>(program)

/** Linking numbers of pairs, in order: braids number components in another way than tables do. */
const pairs = (matrix: ReadonlyArray<ReadonlyArray<number>>): string =>
  matrix
    .flatMap((row, i) => row.slice(i + 1))
    .sort((a, b) => a - b)
    .join()

const faults = rows.flatMap((row) => {
  const [strands, letters] = row.braid
  const word = Word.of(letters)
  const subject = Subject.of(word)
  const [low, , ...coefficients] = row.jones
  const jones = Laurent.terms(Jones.polynomial(subject)!)
    .map(([exponent, c]) => `${2 * exponent}:${c}`)
    .join()
  const theirs = coefficients
    .map((c, k) => `${low! + k}:${c}`)
    .filter((term) => !term.endsWith(":0"))
    .join()
  const diagram = Subject.diagram(subject)
  const linking = Orientation.linking(diagram, Orientation.orient(diagram))
  return [
    Word.strands(word) === strands ? [] : [`${row.name}: strands`],
    Subject.components(subject) === row.components ? [] : [`${row.name}: components`],
    jones === theirs ? [] : [`${row.name}: Jones ${jones} ${theirs}`],
    Signature.value(subject) === row.signature ? [] : [`${row.name}: signature`],
    Determinant.value(subject) === BigInt(row.determinant) ? [] : [`${row.name}: determinant`],
    pairs(linking) === pairs(row.linking) ? [] : [`${row.name}: linking numbers`]
  ].flat()
})
if (faults.length > 0) KnotInfo.fail(faults.join("\n"))

/** `{0,1}` of `L6a4{0,1}`. */
const orientation = ({ name }: Row): string => name.slice(name.indexOf("{"))

const lines = [...Map.groupBy(rows, ({ name }) => name.slice(0, name.indexOf("{")))].map(
  ([name, of]) =>
    `${name} ${of[0]!.rolfsen} ${of.map((row) => `${orientation(row)}${KnotInfo.spell(row.braid[1])}`).join(" ")}`
)

const text = `/**
 * Braid words of the ${lines.length} prime links up to ${mostCrossings} crossings, a line a link: Thistlethwaite's name, Rolfsen's, and a word for each
 * orientation of its components. Written by scripts/link-table.ts, which checks them.
 * Source: LinkInfo (linkinfo.sitehost.iu.edu), by way of the Python package ${KnotInfo.source}.
 */

/** Letter \`a\` is sigma_1, \`A\` its inverse. */
export const words = \`
${lines.join("\n")}
\`
`

KnotInfo.write("src/domain/invariant/table/linkinfo-words.ts", text)
process.stdout.write(`${lines.length} links in ${rows.length} orientations\n`)
