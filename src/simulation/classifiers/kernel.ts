/** The worker's half: gradients, scores and predictions on the threads, and the steps between them. */
import type { TrainingKernel } from "../contract.ts"
import type { Config } from "./config.ts"
import type { Contribution, Message, State } from "./state.ts"
import * as Training from "./training.ts"
import { artefacts, work } from "./work.ts"

const kernel: TrainingKernel<Config, State, Message, Contribution> = {
  kind: "training",
  start: Training.start,
  done: Training.done,
  scatter: Training.scatter,
  work: (config, message, backend) => work(config, message, backend.prior),
  step: Training.step,
  artefacts
}

export default kernel
