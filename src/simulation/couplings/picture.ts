/** The Feynman diagrams of the first order. */
import * as Feynman from "../../drawing/feynman.ts"
import type { Pictures } from "../picture.ts"

const pictures: Pictures = {
  /** Those of the 4-point function with one vertex of four lines, corrections of the 2-point function dropped. */
  diagrams: (_, { title, caption }) => ({
    svg: Feynman.ofVertices(4, [4], title, "dropped"),
    description: caption,
    notes: []
  })
}

export default pictures
