/** Neural networks and quantum field theory. */
import type { Slide } from "./slide.ts"

export const fields: ReadonlyArray<Slide> = []
