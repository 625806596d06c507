/** Knots, braids and the priors of random ones. */
import type { Slide } from "./slide.ts"

export const knots: ReadonlyArray<Slide> = []
