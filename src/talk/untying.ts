/** Agents that untie knots. */
import type { Slide } from "./slide.ts"
import { conclusions } from "./untying/conclusions.ts"
import { environment } from "./untying/environment.ts"
import { results } from "./untying/results.ts"
import { rollouts } from "./untying/rollouts.ts"

export const untying: ReadonlyArray<Slide> = [environment, results, rollouts, conclusions]
