/**
 * Writes src/domain/invariant/table/knotinfo-words.ts, and what its test compares with: braid words of all prime knots up to twelve crossings, as KnotInfo has
 * them, from its data in the Python package database_knotinfo. Nothing is written unless the Jones and Alexander polynomials and
 * the signature of every closure are KnotInfo's, and unless every knot differs from every other one and its mirror image.
 *
 * Usage: node scripts/knot-table.ts [--check]. With --check nothing is written; exit status 1 if the file is another one.
 */
import * as Word from "../src/domain/braid/word.ts"
import * as Alexander from "../src/domain/invariant/alexander.ts"
import * as Fingerprint from "../src/domain/invariant/fingerprint.ts"
import * as Jones from "../src/domain/invariant/jones.ts"
import * as Laurent from "../src/domain/invariant/laurent.ts"
import * as Rolfsen from "../src/domain/invariant/rolfsen.ts"
import * as Signature from "../src/domain/invariant/signature.ts"
import * as Subject from "../src/domain/invariant/subject.ts"
import * as KnotInfo from "./knotinfo.ts"

const mostCrossings = 12

interface Row {
  readonly name: string
  readonly braid: ReadonlyArray<number> | ReadonlyArray<ReadonlyArray<number>>
  readonly symmetry: string
  readonly jones: ReadonlyArray<number>
  readonly alexander: ReadonlyArray<number>
  readonly signature: number
}

const program = `
import json
from database_knotinfo import link_list
numbers = lambda text: json.loads(text.replace("{", "[").replace("}", "]"))
print(json.dumps([{
    "name": knot["name"],
    "braid": numbers(knot["braid_notation"]),
    "symmetry": knot["symmetry_type"].strip(),
    "jones": numbers(knot["jones_polynomial_vector"]),
    "alexander": numbers(knot["alexander_polynomial_vector"]),
    "signature": int(knot["signature"]),
} for knot in link_list()[2:] if int(knot["crossing_number"]) <= ${mostCrossings}]))
`

const rows = KnotInfo.ask<ReadonlyArray<Row>>(program)

const isAchiral = ({ symmetry }: Row): boolean => symmetry.endsWith("amphicheiral")
/** Where KnotInfo has two words, of fewer strands and of fewer letters, the one of fewer strands. */
const wordOf = ({ braid }: Row): Word.Word =>
  Word.of((typeof braid[0] === "number" ? braid : braid[0]) as ReadonlyArray<number>)

// The polynomials' coefficients begin after their lowest and highest exponents; Alexander polynomials have either sign.
const faults: Array<string> = []
const groups = new Map<string, Array<readonly [name: string, subject: Subject.Subject]>>()
for (const row of rows) {
  const word = wordOf(row)
  const subject = Subject.of(word)
  const jones = Jones.polynomial(subject)!
  const alexander = Alexander.polynomial(subject)!
  const signature = Signature.value(subject)
  const [low, , ...coefficients] = row.jones
  if (!Laurent.isEqual(jones, Laurent.of(low, coefficients))) faults.push(`${row.name}: Jones`)
  const own = alexander.coefficients.map(Number)
  const theirs = row.alexander.slice(2)
  if (own.join() !== theirs.join() && own.map((c) => -c).join() !== theirs.join())
    faults.push(`${row.name}: Alexander`)
  if (signature !== row.signature) faults.push(`${row.name}: signature`)
  const add = (name: string, each: Subject.Subject, of: Laurent.Laurent, sign: number) => {
    const key = `${Laurent.key(of)} ${Laurent.key(alexander)} ${sign}`
    groups.set(key, [...(groups.get(key) ?? []), [name, each]])
  }
  add(row.name, subject, jones, signature)
  if (!isAchiral(row)) add(`m${row.name}`, Subject.of(Word.mirror(word)), Laurent.mirror(jones), -signature)
}
for (const group of groups.values())
  for (const [i, [name, subject]] of group.entries())
    for (const [other, theirs] of group.slice(i + 1))
      if (!Fingerprint.differ(subject, theirs)) faults.push(`${name} and ${other}: not told apart`)
if (faults.length > 0) KnotInfo.fail(faults.join("\n"))

/** Chiral knots of the Knot Atlas that are KnotInfo's mirror images. */
const reflected = rows.filter((row) => {
  const atlas = Rolfsen.table.byName.get(row.name)
  if (atlas === undefined || isAchiral(row)) return false
  const theirs = Subject.of(atlas.word)
  const isSame = (word: Word.Word): boolean => {
    const own = Subject.of(word)
    const jones = Laurent.isEqual(Jones.polynomial(own)!, Jones.polynomial(theirs)!)
    return jones && Signature.value(own) === Signature.value(theirs) && !Fingerprint.differ(own, theirs)
  }
  const [plain, mirrored] = [isSame(wordOf(row)), isSame(Word.mirror(wordOf(row)))]
  if (plain === mirrored) KnotInfo.fail(`${row.name}: the chirality of the Knot Atlas is open.`)
  return mirrored
})

const width = 132
const wrapped = (words: ReadonlyArray<string>, indent: string): string => {
  const lines = [indent]
  for (const word of words) {
    const line = lines.at(-1)!
    if (line.length + 1 + word.length > width) lines.push(indent + word)
    else lines[lines.length - 1] = line === indent ? line + word : `${line} ${word}`
  }
  return lines.join("\n")
}

const families = Map.groupBy(rows, ({ name }) => name.split("_")[0])
const names = (of: ReadonlyArray<Row>) =>
  wrapped(
    of.map(({ name }) => name),
    "  "
  )
const achiral = (sort: string) => names(rows.filter(({ symmetry }) => symmetry === `${sort} amphicheiral`))

const text = `/**
 * Braid words of the ${rows.length} prime knots up to ${mostCrossings} crossings, by crossings and, from eleven on, by whether they alternate, in the order of
 * their names; with how they are their own mirror images. Written by scripts/knot-table.ts, which checks them.
 * Source: KnotInfo (knotinfo.org), by way of the Python package ${KnotInfo.source}.
 */

/** Letter \`a\` is sigma_1, \`A\` its inverse. */
export const words: Readonly<Record<string, string>> = {
${[...families]
  .map(
    ([family, of]) =>
      `  "${family}": \`\n${wrapped(
        of.map((row) => KnotInfo.spell(wordOf(row))),
        "    "
      )}\``
  )
  .join(",\n")}
}

/** Knots that are their own mirror images, with a turn of their orientation, without one, or either way. */
export const achiral = {
  negative: \`
${achiral("negative")}\`,
  positive: \`
${achiral("positive")}\`,
  fully: \`
${achiral("fully")}\`
}

/** Knots that are, in the braid words of the Knot Atlas (katlas.org), the mirror images of these. */
export const reflectedInKnotAtlas = \`
${names(reflected)}\`
`

const golden = `# KnotInfo's signature and Jones polynomial (its lowest exponent and all coefficients) of each knot in the table, by way of the Python package ${KnotInfo.source}. Written by scripts/knot-table.ts.
name,signature,jones
${rows.map(({ name, signature, jones: [low, , ...coefficients] }) => `${name},${signature},${low} ${coefficients.join(" ")}`).join("\n")}
`

KnotInfo.write("src/domain/invariant/table/knotinfo-words.ts", text)
KnotInfo.write("test/golden/knotinfo-table.csv", golden)
process.stdout.write(
  `${rows.length} primes up to ${mostCrossings} crossings; ${reflected.length} of ${Rolfsen.primes.length} are turned over in the Knot Atlas.\n`
)
