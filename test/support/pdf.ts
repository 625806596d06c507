/** What a reader makes of a PDF file of several fonts: its objects, its pages, their text, its bookmarks. */
import { inflateSync } from "node:zlib"

export interface Pdf {
  readonly title: string
  /** Of each page, its lines joined by blanks. */
  readonly pages: ReadonlyArray<string>
  readonly bookmarks: ReadonlyArray<string>
  /** Where links lead outside. */
  readonly addresses: ReadonlyArray<string>
  /** Names of places in the document, as links have them, and as places do. */
  readonly leads: ReadonlyArray<string>
  readonly places: ReadonlyArray<string>
}

/** A text as a file has it: bytes of one letter each, or UTF-16 behind its mark. */
const literal = (text: string): string => {
  const bytes = Buffer.from(
    text.replace(/\\([nrt()\\])/g, (_, c: string) => ({ n: "\n", r: "\r", t: "\t" })[c] ?? c),
    "latin1"
  )
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString("utf16le")
    : bytes.toString("latin1")
}

const strings = (file: string, key: string): ReadonlyArray<string> =>
  [...file.matchAll(new RegExp(`/${key} \\(((?:\\\\[\\s\\S]|[^\\\\)])*)\\)`, "g"))].map(([, text]) =>
    literal(text!)
  )

const unitsOf = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("")

export const read = (bytes: Uint8Array): Pdf => {
  const file = Buffer.from(bytes).toString("latin1")
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [id!, body!])
  )
  const streamOf = (id: string): string => {
    const body = objects.get(id)!
    const at = body.indexOf("stream\n") + 7
    return inflateSync(Buffer.from(body.slice(at, body.lastIndexOf("\nendstream")), "latin1")).toString(
      "latin1"
    )
  }
  const fonts = new Map<string, ReadonlyArray<string>>()
  for (const [, name, id] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)!)![1]!)
    const letters = [...map.matchAll(/\[(.*?)\]/gs)].flatMap(([, list]) =>
      [...list!.matchAll(/<(.*?)>/g)].map(([, units]) => unitsOf(units!.replaceAll(" ", "")))
    )
    fonts.set(name!, letters)
  }
  const textOf = (content: string): string => {
    let font: ReadonlyArray<string> = []
    let text = ""
    for (const [all, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ|<[0-9a-f]+> Tj/g)) {
      if (name !== undefined) font = fonts.get(name)!
      else {
        const glyphs = [...(shown ?? all).matchAll(/<([0-9a-f]+)>/g)].flatMap(
          ([, hex]) => hex!.match(/.{4}/g)!
        )
        text += `${shown === undefined ? "" : " "}${glyphs.map((glyph) => font[Number.parseInt(glyph, 16)]).join("")}`
      }
    }
    return text
  }
  const [, kids = ""] = /\/Kids \[(.*?)\]/.exec(file) ?? []
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) =>
    textOf(streamOf(/\/Contents (\d+) 0 R/.exec(objects.get(id!)!)![1]!))
  )
  const [, title] = /\/Title (\d+) 0 R/.exec(file)!
  return {
    title: literal(objects.get(title!)!.slice(1, -1)),
    pages,
    bookmarks: strings(file, "Title"),
    addresses: strings(file, "URI"),
    leads: strings(file, "D"),
    places: [...file.matchAll(/\((\S+?)\) \[\d+ 0 R \/XYZ/g)].map(([, name]) => literal(name!))
  }
}
