/** A planar diagram as a rectangular one. */
import * as Orthogonal from "../diagram/orthogonal.ts"
import * as Planar from "../diagram/planar.ts"
import type { Place } from "./certificate.ts"
import * as Diagram from "./diagram.ts"

/** Faces that are tried as the outer one: those with the most arcs. */
const mostFaces = 8

/** A rectangular diagram, and where in it each crossing of the planar one stands. */
export interface Drawn {
  readonly diagram: Diagram.Diagram
  readonly places: ReadonlyArray<Place>
}

/**
 * A rectangular diagram that draws the planar one, crossing for crossing: what {@link Orthogonal} draws, each vertical line
 * a column and each horizontal one a row, with as few columns as a drawing can have that has one of the larger faces
 * outside. A reduced alternating diagram of c crossings gets c + 2 (Bae and Park, An upper bound of arc index of links,
 * Math. Proc. Camb. Phil. Soc. 129, 2000), others fewer, but for crossings that one could untwist. Pieces that are not
 * connected stand side by side.
 */
export const fromPlanar = (diagram: Planar.Diagram): Drawn => {
  const mate = Planar.mates(diagram)
  const places: Array<Place> = []
  const parts: Array<Diagram.Diagram> = []
  let shift = 0
  for (const piece of Planar.pieces(mate)) {
    const drawn = ofPiece(Planar.within(mate, piece))
    drawn.places.forEach(([column, row, way], i) => {
      places[piece[i]] = [column + shift, row + shift, way]
    })
    parts.push(drawn.diagram)
    shift += drawn.diagram.length
  }
  for (let circle = 0; circle < diagram.circles; circle++) parts.push(Diagram.circle)
  return { diagram: Diagram.of(Diagram.beside(...parts)), places }
}

const ofPiece = (mate: Uint32Array): Drawn => {
  const faces = Planar.faces(mate)
  const largest = Planar.largest(faces, mostFaces)
  const bends = Orthogonal.bends(mate, faces, largest, "below-across")
  const counts = bends.map((each) => each.reduce((sum, turns) => sum + Math.abs(turns), 0))
  const best = counts.indexOf(Math.min(...counts))
  const { place, lineOf, heading, corners } = Orthogonal.draw(mate, faces, largest[best], bends[best])
  const columns: Array<Array<number>> = Array.from({ length: corners.length / 2 }, () => [])
  for (const { vertical, horizontal } of corners) columns[place[vertical]].push(place[horizontal])
  return {
    diagram: Diagram.of(columns),
    places: Array.from(
      { length: mate.length / 4 },
      (_, i): Place => [place[lineOf[2 * i + 1]], place[lineOf[2 * i]], heading[4 * i]]
    )
  }
}
