/** Text inside SVG, HTML and XML. */
import { legible } from "./text.ts"

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/** As itself, in text and in quoted attributes alike. */
export const escaped = (text: string): string =>
  legible(text).replace(/[&<>"']/g, (character) => entities[character]!)

/**
 * A drawing of its own, as one `svg` element: no style sheet, no reference to anything, text in the reader's sans-serif
 * font. Its foreground is `currentColor`, so that it reads on light and dark pages.
 *
 * @param body elements
 * @param fontSize in pixels, of text that says none
 */
export const drawing = (
  size: { readonly width: number; readonly height: number },
  title: string,
  body: ReadonlyArray<string>,
  fontSize: number
): string => {
  const { width, height } = size
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="${fontSize}" text-anchor="middle" fill="currentColor">
<title>${escaped(title)}</title>
${body.join("\n")}
</svg>`
}
