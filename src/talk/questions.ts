/** Questions that our own results raised: the talk asks none of them. */
import { counting } from "./questions/counting.ts"
import { guidance } from "./questions/guidance.ts"
import type { Slide } from "./slide.ts"

export const questions: ReadonlyArray<Slide> = [counting, guidance]
