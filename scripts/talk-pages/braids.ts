/** What the page of braids says came out. */
import type { Row } from "../../src/simulation/table.ts"
import * as Cell from "../../src/talk/cell.ts"
import * as Statistics from "../../src/talk/statistics.ts"
import type { Blocks } from "./block.ts"
import * as Markdown from "./markdown.ts"

type Rows = ReadonlyArray<Row>

const sum = (rows: Rows): number => Cell.sum(rows, "count")

const rolfsen = (labels: Rows, knots: Rows): string => {
  const [strands, moves] = ["strands", "moves"].map((column) => Cell.number(labels[0], column))
  const all = sum(knots)
  const primes = sum(Cell.where(labels, { family: "prime" }))
  const trefoils = sum(Cell.where(knots, { name: "3_1" }))
  const unknots = sum(Cell.where(labels, { label: "unknot" }))
  const draws = sum(labels)
  const share = (k: number, n: number): string => `${Markdown.percent(Statistics.share(k, n))} %`
  return `Of ${draws} draws on ${strands} strands with M = ${moves} ${share(unknots, draws)} are unknots; of the ${all} knots ${share(primes, all)} are prime and ${share(trefoils, all)} trefoils (± half of the 95 % interval).`
}

export const braids: Blocks = {
  rolfsen: { from: "rolfsen", tables: ["labels", "knots"], text: rolfsen }
}
