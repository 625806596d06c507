/** Agents that untie knots. */
import type { Slide } from "./slide.ts"

export const untying: ReadonlyArray<Slide> = []
