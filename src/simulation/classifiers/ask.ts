/** What a trained model says of one word that somebody asks about. */
import type { Ask } from "../ask.ts"
import type { Config } from "./config.ts"
import type { State } from "./state.ts"
import { outputs } from "./work.ts"

const ask: Ask<Config, State> = {
  /** The logit of the word by the best parameters so far. */
  decide: async (config, { key, best }, word) =>
    best === null ? undefined : (await outputs(config, key, best.parameters, [word]))[0]
}

export default ask
