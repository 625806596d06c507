/**
 * "A Triangle of Influence", slide by slide, as far as a computation can test it: the slides that say who works where, what
 * learning is, or what is hoped for have no place here.
 */
import { decisions } from "./decisions.ts"
import { fields } from "./fields.ts"
import * as Judge from "./judgement.ts"
import { knots } from "./knots.ts"
import { questions } from "./questions.ts"
import type { Slide } from "./slide.ts"
import { untying } from "./untying.ts"

/** In the order of the talk, and behind it the questions that our own results raised. */
export const slides: ReadonlyArray<Slide> = [...knots, ...decisions, ...untying, ...fields, ...questions].map(
  (slide) => ({ ...slide, claims: slide.claims.map(Judge.byFigures) })
)
