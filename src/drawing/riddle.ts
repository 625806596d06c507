/** The picture of a knot to judge by eye: a closed braid as one, any other diagram as a round line. */
import type * as Planar from "../domain/diagram/planar.ts"
import * as Braid from "./braid/diagram.ts"
import * as Curve from "./diagram/curve.ts"

/** @param title of which a screen reader must not learn the answer */
export const draw = (origin: Planar.Origin, title: string, square?: Curve.Options["square"]): string => {
  const options = { title, ...(square && { square }) }
  return "word" in origin
    ? Braid.closed(origin.word, { ...options, strands: origin.strands })
    : Curve.svg(origin, options)
}
