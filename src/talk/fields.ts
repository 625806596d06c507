/** Neural networks and quantum field theory. */
import { action } from "./fields/action.ts"
import { architectures } from "./fields/architectures.ts"
import { deviation, perspective } from "./fields/deviation.ts"
import { flow } from "./fields/flow.ts"
import { free, symmetry } from "./fields/free.ts"
import { kernel } from "./fields/kernel.ts"
import { learning, training } from "./fields/learning.ts"
import { moments } from "./fields/moments.ts"
import { rules } from "./fields/rules.ts"
import { sixPoint } from "./fields/six-point.ts"
import { table } from "./fields/table.ts"
import type { Slide } from "./slide.ts"

/** The tables that compare words of both fields with one another hold nothing to compute, and have no place here. */
export const fields: ReadonlyArray<Slide> = [
  learning,
  moments,
  architectures,
  free,
  action,
  rules,
  flow,
  kernel,
  deviation,
  table,
  sixPoint,
  perspective,
  training,
  symmetry
]
