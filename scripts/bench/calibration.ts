/**
 * How honest the standard errors of couplings are: the mean and the spread of (value - exact) / standard error over many
 * small studies. Errors that are right give 0 and 1; where tails are undersampled, as gauss's are, no scatter shows it.
 *
 *     node scripts/bench/calibration.ts [--studies 500] [--repeats 1] [--seed 1] '{"activation":"relu","width":50,"nets":4096}'
 */
import { parseArgs } from "node:util"
import { open } from "../../src/accelerator/open.ts"
import { spread, zScores } from "../../test/support/z-scores.ts"

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    studies: { type: "string", default: "500" },
    repeats: { type: "string", default: "1" },
    seed: { type: "string", default: "1" }
  }
})
const [studies, repeats, seed] = [flags.studies, flags.repeats, flags.seed].map(Number)

const backend = await open("simd")
for (const config of positionals) {
  console.log(config)
  for (const [name, scores] of await zScores(JSON.parse(config), backend, { studies, repeats, seed })) {
    const { mean, deviation } = spread(scores)
    console.log(`  ${name.padEnd(26)} mean ${mean.toFixed(2).padStart(6)}  spread ${deviation.toFixed(3)}`)
  }
}
backend.close()
