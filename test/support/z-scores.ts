/** Whether standard errors are honest: many small studies of couplings, each against what is exact. */
import * as Schema from "effect/Schema"
import type { Backend } from "../../src/accelerator/backend.ts"
import * as Key from "../../src/domain/random/key.ts"
import type { Config } from "../../src/simulation/couplings/config.ts"
import simulation from "../../src/simulation/couplings/index.ts"
import type { Tally } from "../../src/simulation/couplings/kernel.ts"
import kernel from "../../src/simulation/couplings/kernel.ts"
import * as Prepared from "../../src/simulation/prepared.ts"
import type { Row } from "../../src/simulation/table.ts"

type Given = Readonly<Record<string, unknown>>
type Tables = Readonly<Record<string, ReadonlyArray<Row>>>

const decode = (given: Given): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

const study = async (config: Config, backend: Backend, key: Key.Key, repeats: number): Promise<Tables> => {
  const prepared = await Prepared.of(kernel, config, backend)
  const [replicates, grain] = [simulation.replicates(config), simulation.grain(config)]
  const tallies: Array<Tally> = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    let sum = kernel.empty
    for (let from = 0; from < replicates; from += grain) {
      const shard = { key: Key.child(key, repeat), from, to: Math.min(replicates, from + grain) }
      sum = kernel.combine(sum, await kernel.sample(config, shard, prepared))
    }
    tallies.push(sum)
  }
  return simulation.rows(config, tallies)
}

/** Numbers of a study that have errors, by name: couplings of the fits, kappas, and one row of the 6-point functions. */
const measured = ({ couplings, sixPoint, kappa }: Tables): ReadonlyArray<readonly [string, Row, string]> => [
  ...["M1", "M2", "M3"].flatMap((model) => {
    const row = couplings.find((each) => each.model === model)!
    const names = ["lambda0", "lambda2", "lambdaNL"].filter((name) => row[`${name}StandardError`] !== null)
    return names.map((name) => [`${model} ${name}`, row, name] as const)
  }),
  ["tensorMean", couplings[0], "tensorMean"],
  ...kappa.map((row) => [`kappa ${row.method}`, row, "kappa"] as const),
  ...sixPoint
    .slice(-1)
    .flatMap((row) =>
      ["gpAndLambda", "gpShare", "gpAndLambdaShare"].map((name) => [name, row, name] as const)
    )
]

/** By name: (value - exact) / standard error, one a study. */
export const zScores = async (
  given: Given,
  backend: Backend,
  { studies, repeats = 1, seed = 1 }: { studies: number; repeats?: number; seed?: number }
): Promise<ReadonlyMap<string, ReadonlyArray<number>>> => {
  const config = decode({ ...given, source: "direct" })
  const exact = await study(decode({ ...given, source: "exact" }), backend, [0, 0], 1)
  const truth = new Map(measured({ ...exact }).map(([name, row, column]) => [name, row[column]]))
  // Of exact functions no error is known, so that their models name no couplings.
  for (const model of ["M1", "M2", "M3"])
    for (const name of ["lambda0", "lambda2", "lambdaNL"])
      truth.set(`${model} ${name}`, exact.couplings.find((row) => row.model === model)![name])
  const scores = new Map<string, Array<number>>()
  for (let number = 0; number < studies; number++)
    for (const [name, row, column] of measured(
      await study(config, backend, Key.child([20200808, seed], number), repeats)
    )) {
      const z = (Number(row[column]) - Number(truth.get(name))) / Number(row[`${column}StandardError`])
      scores.set(name, [...(scores.get(name) ?? []), z])
    }
  return scores
}

export const spread = (
  values: ReadonlyArray<number>
): { readonly mean: number; readonly deviation: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) }
}
