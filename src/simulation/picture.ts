/**
 * Pictures that no description over columns makes: a simulation draws them itself. Beside its `index.ts` it may have a
 * `picture.ts` (or `.js`) that default-exports {@link Pictures}; a figure of the kind `"picture"` names one of them. Whoever
 * shows figures loads it, on the main thread. `src/drawing` has what such pictures are made of.
 */

import type { Picture } from "./figure.ts"
import type { Row } from "./table.ts"

export interface Drawn {
  /** One `svg` element of its own, in `currentColor`; absent where there is nothing to draw. */
  readonly svg?: string
  /** What a reader who cannot see the picture is told. */
  readonly description: string
  /** What was left out and what was computed; without a picture, why there is none. */
  readonly notes: ReadonlyArray<string>
}

/** Draws a figure from those rows of its table that it is about. Pure. */
export type Draw = (rows: ReadonlyArray<Row>, figure: Picture) => Drawn

/** By the names that figures have for them. */
export type Pictures = Readonly<Record<string, Draw>>
