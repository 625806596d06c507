/** The worker's half: gradients, scores and predictions on the threads, and the steps between them. */

import type { Backend } from "../../accelerator/backend.ts"
import type { Opaque, TrainingKernel } from "../contract.ts"
import type { Config } from "./config.ts"
import * as Net from "./net.ts"
import type { Contribution, Message, State } from "./state.ts"
import { progress, tells } from "./state.ts"
import * as Training from "./training.ts"
import type { Prepared } from "./work.ts"
import { artefacts, work } from "./work.ts"

const prepare = (config: Config, { prior }: Backend): Prepared => ({ nets: Net.make(config), prior })

const kernel: TrainingKernel<Config, State, Message, Contribution, Opaque, Prepared> = {
  kind: "training",
  prepare,
  release: ({ nets }) => nets.close(),
  start: Training.start,
  done: Training.done,
  progress,
  tells,
  scatter: Training.scatter,
  work,
  step: (config, state, contributions, { nets }) =>
    Training.step(config, state, contributions, nets.optimiser()),
  artefacts
}

export default kernel
