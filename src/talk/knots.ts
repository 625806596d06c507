/** Knots, braids and the priors of random ones. */
import { game } from "./knots/game.ts"
import { invariants } from "./knots/invariants.ts"
import { meaning } from "./knots/meaning.ts"
import { moves } from "./knots/moves.ts"
import { prior } from "./knots/prior.ts"
import type { Slide } from "./slide.ts"

export const knots: ReadonlyArray<Slide> = [moves, meaning, invariants, game, prior]
