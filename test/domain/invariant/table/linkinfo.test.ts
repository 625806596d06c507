/** Names of links, and LinkInfo's values for the words that they stand for. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Determinant from "../../../../src/domain/invariant/determinant.ts"
import * as Signature from "../../../../src/domain/invariant/signature.ts"
import * as Subject from "../../../../src/domain/invariant/subject.ts"
import * as LinkInfo from "../../../../src/domain/invariant/table/linkinfo.ts"

t.test("every orientation up to eight crossings has LinkInfo's signature and determinant", async (t) => {
  const golden = readFileSync(join(import.meta.dirname, "../../../golden/links.csv"), "utf8")
  const rows = golden.trim().split("\n").slice(2)
  for (const row of rows) {
    const [name = "", , signature, determinant] = row.split(";")
    const subject = Subject.of(LinkInfo.find(name).word)
    t.strictSame(
      [Signature.value(subject), Determinant.value(subject)],
      [Number(signature), BigInt(determinant!)],
      name
    )
  }
  t.ok(rows.length > 130)
})

t.test("names with and without an orientation, Thistlethwaite's and Rolfsen's", async (t) => {
  t.match(LinkInfo.find("L2a1"), { name: "L2a1{0}", others: ["L2a1{1}"] })
  t.match(LinkInfo.find("L2a1{1}"), { name: "L2a1{1}", others: [] })
  t.match(LinkInfo.find("6^3_2"), { name: "L6a4{0,0}", others: { length: 3 } }, "the Borromean rings")
  t.throws(() => LinkInfo.find("L10a1"), /no link "L10a1"; it has the prime ones up to nine crossings/)
  t.throws(() => LinkInfo.find("L2a1{2}"), /L2a1 has the orientations \{0\} \{1\}, and not \{2\}/)
})
