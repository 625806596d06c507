/**
 * How honest the errors of the simulation correlators are: scores of many small runs against what is exact.
 *
 *     node scripts/calibration.ts [RUNS] [PATTERN]
 *
 * prints the table of src/simulation/correlators/README.md: for each activation, estimator and order the networks of a run,
 * the rows without a caution in percent, and the mean and the deviation of their scores, which are to be 0 and 1. 500 runs take
 * some minutes of one processor. PATTERN picks activations and estimators, `gauss direct` say.
 */
import * as Simd from "../src/accelerator/simd/simd.ts"
import * as Calibration from "../test/support/calibration.ts"

const [runs = "500", pattern = ""] = process.argv.slice(2)
const backend = Simd.open()
const name = ({ activation, estimator }: Calibration.Case): string => `${activation} | ${estimator}`

const cell = async (each: Calibration.Case): Promise<string> => {
  const { trusted, cautioned } = await Calibration.measure(each, Number(runs), backend)
  const share = Math.round((100 * trusted.count) / (trusted.count + cautioned.count))
  const scores = share < 2 ? "" : `, ${trusted.mean.toFixed(2)} ± ${trusted.deviation.toFixed(2)}`
  return `${each.nets}: ${share} %${scores}`
}

console.log("| activation | estimator | n = 2 | n = 4 | n = 6 |")
console.log("| --- | --- | --- | --- | --- |")
for (const [line, orders] of Map.groupBy(Calibration.cases, name)) {
  if (!line.replace(" |", "").includes(pattern)) continue
  const cells: Array<string> = []
  for (const each of orders) cells.push(await cell(each))
  console.log(`| ${line} | ${cells.join(" | ")} |`)
}
