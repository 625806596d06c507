/**
 * How honest the errors of the simulation correlators are: scores of many small runs against what is exact.
 *
 *     node scripts/calibration.ts [RUNS] [PATTERN]
 *
 * prints the table of src/simulation/correlators/README.md: for each activation, estimator and order the networks of a run,
 * the rows without a caution in percent, and the mean and the deviation of their scores, which are to be 0 and 1. With 500 runs, half
 * an hour of one processor. PATTERN picks cases, `gauss direct 4` say.
 */
import * as Simd from "../src/accelerator/simd/simd.ts"
import * as Calibration from "../test/support/calibration.ts"

const [runs = "500", pattern = ""] = process.argv.slice(2)
const backend = Simd.open()
const name = ({ activation, estimator, order }: Calibration.Case): string =>
  `${activation} ${estimator} ${order}`

console.log("| activation | estimator | n | networks | trusted % | mean | deviation |")
console.log("| --- | --- | --- | --- | --- | --- | --- |")
for (const each of Calibration.cases) {
  if (!new RegExp(pattern).test(name(each))) continue
  const { trusted, cautioned } = await Calibration.measure(each, Number(runs), backend)
  const share = Math.round((100 * trusted.count) / (trusted.count + cautioned.count))
  const scores =
    share < 2 ? ["", ""] : [trusted.mean, trusted.deviation].map((x) => x.toFixed(2).replace("-0.00", "0.00"))
  const { activation, estimator, order, nets } = each
  console.log(`| ${[activation, estimator, order, nets, share, ...scores].join(" | ")} |`)
}
