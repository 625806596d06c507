import { escaped } from "../markup.ts"
import * as Diagram from "./diagram.ts"

/** One picture of a strip. */
export interface Frame {
  /** What led to it. */
  readonly caption: string
  readonly word: ArrayLike<number>
  readonly strands: number
}

const lineHeight = 24
const gap = 12
const letterWidth = 8

/**
 * Open braids one below the other, each under its caption: how a braid becomes another, as one SVG. Captions are of a grey
 * that reads on light and dark pages.
 */
export const strip = (frames: ReadonlyArray<Frame>, title: string): string => {
  const sizes = frames.map(({ word, strands }) => Diagram.openSize(word, strands))
  const widths = frames.map(({ caption }, k) => Math.max(sizes[k][0], letterWidth * caption.length))
  let top = gap
  const drawn = frames.map(({ caption, word, strands }, k) => {
    const text = `<text x="${gap}" y="${top + lineHeight - 8}">${escaped(caption)}</text>`
    const braid = Diagram.open(word, { strands, corner: { x: 0, y: top + lineHeight } })
    top += lineHeight + sizes[k][1] + gap
    return `${text}\n${braid}`
  })
  const width = Math.max(0, ...widths) + 2 * gap
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" fill="#808080" font-family="system-ui, sans-serif" font-size="14">
<title>${escaped(title)}</title>
${drawn.join("\n")}
</svg>`
}
