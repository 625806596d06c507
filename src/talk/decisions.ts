/** Networks that decide the unknot, what is hard for them, and what they have learned of Jones. */
import type { Slide } from "./slide.ts"

export const decisions: ReadonlyArray<Slide> = []
