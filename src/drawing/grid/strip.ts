/** How a rectangular diagram becomes another, as one SVG: the diagram before each move, with the lines that it moves. */
import type * as Grid from "../../domain/grid/diagram.ts"
import * as Marks from "../../domain/grid/marks.ts"
import * as Move from "../../domain/grid/move.ts"
import { escaped } from "../markup.ts"
import { clipped, plural, thinned } from "../text.ts"
import * as Diagram from "./diagram.ts"

/** Pictures of a strip: few enough to look at one by one. Fewer of large diagrams, of which each takes its room. */
const mostFrames = 40
const mostColumns = 8000
const framesOf = (start: Grid.Diagram): number =>
  Math.min(mostFrames, Math.max(3, Math.floor(mostColumns / start.length)))

const width = 1200
const lineHeight = 22
const space = 14
const letterWidth = 7
const mostCharacters = Math.floor((width - 2 * space) / letterWidth)

interface Frame {
  readonly caption: string
  readonly diagram: Grid.Diagram
  readonly shown?: Diagram.Lines
}

/**
 * @param moves all allowed, one after the other
 */
export const strip = (start: Grid.Diagram, moves: ReadonlyArray<Move.Code>, title: string): string => {
  const shown = chosen(moves, framesOf(start) - 1)
  const frames = framesAt(start, moves, shown)
  const left = moves.length - shown.length
  const note = left === 0 ? "" : `; ${plural(shown.length, "move")} drawn, ${left} left out between them`
  return arranged(frames, title + note, clipped(title, mostCharacters - note.length) + note)
}

/**
 * The moves that are drawn, by their places: all joins, and exchanges evenly among the others, where there are more than
 * have room; the first move in any case.
 */
export const chosen = (moves: ReadonlyArray<Move.Code>, most: number): ReadonlyArray<number> => {
  const all = [...moves.keys()]
  const joins = thinned(
    all.filter((k) => !Move.isExchange(moves[k])),
    most - 1
  )
  const exchanges = thinned(
    all.filter((k) => Move.isExchange(moves[k])),
    most - joins.length
  )
  return [...joins, ...exchanges].sort((a, b) => a - b)
}

const framesAt = (
  start: Grid.Diagram,
  moves: ReadonlyArray<Move.Code>,
  shown: ReadonlyArray<number>
): ReadonlyArray<Frame> => {
  const marks = Marks.of(start)
  const isShown = new Set(shown)
  const frames: Array<Frame> = []
  for (const [k, move] of moves.entries()) {
    if (isShown.has(k)) frames.push(before(k, move, Marks.diagram(marks)))
    Marks.apply(marks, move)
  }
  const end = Marks.diagram(marks)
  return [...frames, { caption: end.length === 2 ? "a circle" : `${end.length} columns`, diagram: end }]
}

/** Lines are numbered as certificates number them. */
const before = (k: number, move: Move.Code, diagram: Grid.Diagram): Frame => {
  const of = Move.isRow(move) ? "rows" : "columns"
  const places = [Move.placeOf(move), (Move.placeOf(move) + 1) % diagram.length]
  const what = Move.isExchange(move) ? "exchange" : "join"
  return { caption: `${k + 1}. ${what} ${of} ${places.join(", ")}`, diagram, shown: { of, places } }
}

/** In rows, from left to right, each frame under its caption. */
const arranged = (frames: ReadonlyArray<Frame>, title: string, heading: string): string => {
  const sizes = frames.map(({ diagram, caption }) => ({
    across: Math.max(Diagram.size(diagram.length), letterWidth * caption.length),
    down: lineHeight + Diagram.size(diagram.length)
  }))
  const page = Math.max(width, ...sizes.map(({ across }) => across + 2 * space))
  let [left, top, height] = [space, 2 * lineHeight, 0]
  const drawn = frames.map(({ caption, diagram, shown }, k) => {
    const { across, down } = sizes[k]
    if (left + across + space > page) {
      top += height + space
      left = space
      height = 0
    }
    const text = `<text x="${left}" y="${top + lineHeight - 8}">${escaped(caption)}</text>`
    const corner = { x: left, y: top + lineHeight }
    const picture = Diagram.draw(diagram, { title: caption, corner, ...(shown && { shown }) })
    left += across + space
    height = Math.max(height, down)
    return `${text}\n${picture}`
  })
  const bottom = top + height + space
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${page} ${bottom}" width="${page}" height="${bottom}" fill="#808080" font-family="system-ui, sans-serif" font-size="13">
<title>${escaped(title)}</title>
<text x="${space}" y="${lineHeight}">${escaped(heading)}</text>
${drawn.join("\n")}
</svg>`
}
