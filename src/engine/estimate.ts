/** What a study comes to by what its points take here, unless something speaks against running it. */
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import * as Pace from "./pace.ts"
import * as Refusal from "./refusal.ts"
import type { Study } from "./study.ts"
import * as Survey from "./survey.ts"

export interface Estimate {
  readonly survey: Survey.Survey
  /** Undefined where nothing was tried. */
  readonly pace: Pace.Pace | undefined
}

/** @param backend what tries some of its points for a moment; absent: all is as long as it is said to be */
export const of = async (
  simulation: Simulation,
  study: Study,
  threads: number,
  backend?: () => Promise<BackendName>
): Promise<Estimate | { readonly refusal: string }> => {
  const survey = Survey.of(simulation, study, threads)
  const refusal = Refusal.ofSurvey(survey)
  if (refusal !== undefined) return { refusal: `${study.name}: ${refusal}` }
  const pace = backend && (await Pace.measure(simulation, study, backend))
  return { survey: pace === undefined ? survey : Survey.of(simulation, study, threads, pace), pace }
}
