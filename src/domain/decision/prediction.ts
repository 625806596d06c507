/** What a classifier says of a word whose label is known. */

export interface Prediction {
  /** Letters separated by blanks. */
  readonly word: string
  readonly label: "knot" | "unknot"
  readonly proof: string
  /** The logit: the log of the odds that it is a knot. */
  readonly output: number
  readonly strands: number
  readonly writhe: number
  /** null where no name was looked for, or there is none. */
  readonly name: string | null
  /** Smallest and largest exponent of the Jones polynomial; null where it was not computed. */
  readonly jonesLow: number | null
  readonly jonesHigh: number | null
}

export const isKnot = ({ label }: Pick<Prediction, "label">): boolean => label === "knot"

/** An output of zero says unknot. */
export const isRight = (prediction: Pick<Prediction, "label" | "output">): boolean =>
  prediction.output > 0 === isKnot(prediction)

/** Of a knot, between 0 and 1. */
export const probability = ({ output }: Pick<Prediction, "output">): number => 1 / (1 + Math.exp(-output))

/** Cross entropy of label and output, in nats: log(1 + exp(-z)) for a knot and log(1 + exp(z)) else, finite for any z. */
export const loss = (judged: Pick<Prediction, "label" | "output">): number => {
  const against = isKnot(judged) ? -judged.output : judged.output
  return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)))
}

/** In groups, the largest first; of equal ones the one that began first. */
export const groups = <A, Key>(
  all: ReadonlyArray<A>,
  keyOf: (each: A) => Key
): ReadonlyArray<readonly [key: Key, members: ReadonlyArray<A>]> =>
  [...Map.groupBy(all, keyOf)].sort((a, b) => b[1].length - a[1].length)
