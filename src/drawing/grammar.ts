/**
 * What a picture may be made of: shapes and texts that refer to nothing outside it, that nobody can click, and that run
 * nothing, wherever it is shown. Whatever draws escapes its texts; this is what shows that it has.
 *
 * Narrower than XML on purpose (no comment, no declaration, double quotes alone), so that every reader, of XML or HTML,
 * takes it apart in the same way.
 */

const shapes = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"]
const groups = ["svg", "g", "defs", "symbol", "use", "clipPath", "mask", "marker", "pattern"]
const colours = ["linearGradient", "radialGradient", "stop"]

/** HTML begins again inside these: they hold text alone. */
const told: ReadonlySet<string> = new Set(["title", "desc"])

const elements: ReadonlySet<string> = new Set([...shapes, ...groups, ...colours, ...told])

/** Attributes that are words for people. All others are read as CSS, or as addresses, by their own rules of escaping. */
const words = /^(aria-[a-z]+|id|class|role)$/

/** A call of a function that does not stay inside the picture: of CSS, some fetch what they name. */
const foreignCall =
  /(?<![\w-])(?!(?:matrix|translate|scale|rotate|skew[XY]|rgba?|hsla?|oklab|oklch|lab|lch|url(?=\(#))\()[\w-]*\s*\(/i

const isHarmless = (name: string, value: string): boolean => {
  if (/^(on|xml:base$)/i.test(name) || /^(style|src)$/i.test(name)) return false
  if (words.test(name)) return true
  if (/^xmlns(:|$)/.test(name)) return /^http:\/\/www\.w3\.org\/(2000\/svg|1999\/xlink)$/.test(value)
  if (/href$/i.test(name)) return /^#[\w-]+$/.test(value)
  return !/[&\\]/.test(value) && !foreignCall.test(value)
}

const textPattern = /[^<&]+|&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/y
const tagPattern = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(\/?)>/y
const attributePattern = /([A-Za-z][\w:.-]*)="([^"]*)"/g

/** The piece that begins at `at`. */
const matched = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** What is in a picture and may not be, as it stands there; undefined where all is well. Cost: linear in its length. */
export const stranger = (svg: string): string | undefined => {
  const open: Array<string> = []
  const body = svg.trim()
  for (let at = 0; at < body.length; ) {
    const here = (): string => body.slice(at, at + 40)
    const text = matched(textPattern, body, at)
    if (text !== null) {
      if (open.length === 0) return here()
      at += text[0].length
      continue
    }
    const tag = matched(tagPattern, body, at)
    if (tag === null) return here()
    const [whole, closes, name, attributes, ends] = tag as unknown as [string, string, string, string, string]
    if (closes !== "") {
      if (open.pop() !== name || attributes !== "" || ends !== "") return here()
    } else {
      // One element, and it is an svg.
      if (!elements.has(name) || (at === 0) !== (open.length === 0) || (at === 0 && name !== "svg"))
        return here()
      if (told.has(open.at(-1) ?? "")) return here()
      for (const [attribute, key, value] of attributes.matchAll(attributePattern))
        if (!isHarmless(key!, value!)) return attribute
      if (ends === "") open.push(name)
    }
    at += whole.length
  }
  return body === "" || open.length > 0 ? body.slice(-40) : undefined
}
