/** Kernels as a thread sees them: it passes on what only they know. */
import type { Opaque, SamplingKernel, TrainingKernel } from "../../simulation/contract.ts"

export type AnySampling = SamplingKernel<Opaque, Opaque, Opaque>
export type AnyTraining = TrainingKernel<Opaque, Opaque, Opaque, Opaque, Opaque, Opaque>
