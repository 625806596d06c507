/** What a trained model says of one word that somebody asks about. */
import type { Ask } from "../ask.ts"
import type { Config } from "./config.ts"
import * as Net from "./net.ts"
import type { State } from "./state.ts"
import { outputs } from "./work.ts"

let latest: { readonly config: Config; readonly nets: Net.Nets } | undefined

/** The answering net of the config that was asked about last stays open: words come one after the other. */
const answering = async (config: Config): Promise<Net.Net> => {
  if (latest?.config !== config) {
    await latest?.nets.close()
    latest = { config, nets: Net.make(config) }
  }
  return latest.nets.outputs()
}

const ask: Ask<Config, State> = {
  caution: ({ letters, fewestLetters }, { length }) => {
    if (length >= fewestLetters && length <= letters) return undefined
    const seen = fewestLetters === letters ? `${letters}` : `${fewestLetters} to ${letters}`
    const than = length < fewestLetters ? "shorter" : "longer"
    return `the word has ${length} letters, ${than} than all that the model saw in training, which have ${seen}`
  },
  /** The logit of the word by the best parameters so far. */
  decide: async (config, { key, best }, word) =>
    best === null
      ? undefined
      : (await outputs(config, await answering(config), key, best.parameters, [word]))[0]
}

export default ask
