/** A picture as PDF, one page of its size: vectors and text, in a font (DejaVu Sans) of which the file has the letters it needs. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { create, type Font } from "fontkit"
import PDFDocument from "pdfkit"
import draw from "svg-to-pdfkit"
import { escaped } from "../../drawing/markup.ts"
import { unpacked } from "./woff.ts"

/** CSS pixels are 1/96 of an inch, points 1/72. */
const pointsPerPixel = 0.75

/** Any reader and any publisher has the letters, since the file has them. */
const files = {
  regular: "dejavu-sans-latin-400-normal.woff",
  bold: "dejavu-sans-latin-700-normal.woff",
  italic: "dejavu-sans-latin-400-italic.woff",
  boldItalic: "dejavu-sans-latin-700-italic.woff"
} as const

type Face = keyof typeof files

const faces = Object.keys(files) as ReadonlyArray<Face>

const faceOf = (isBold: boolean, isItalic: boolean): Face =>
  isBold ? (isItalic ? "boldItalic" : "bold") : isItalic ? "italic" : "regular"

const opened = new Map<Face, Buffer>()

const fontOf = (face: Face): Buffer => {
  const found =
    opened.get(face) ??
    unpacked(readFileSync(fileURLToPath(import.meta.resolve(`@fontsource/dejavu-sans/files/${files[face]}`))))
  opened.set(face, found)
  return found
}

let regular: Font | undefined

/** Letters that the font lacks without their accents, or as a question mark. */
const inFont = (markup: string): string => {
  regular ??= create(fontOf("regular"))
  const font = regular
  const has = (text: string): boolean =>
    [...text].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0)!))
  return markup.replace(/[^\u0020-\u007e\n\t]/gu, (character) => {
    if (has(character)) return character
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "")
    return has(plain) ? escaped(plain) : "?"
  })
}

/** In attributes alone: a label may say the same word. */
const inBlack = (svg: string): string =>
  svg.replace(/<[^>]*>/g, (element) => element.replaceAll('="currentColor"', '="#111111"'))

const sizeOf = (svg: string): readonly [number, number] => {
  const found = /^<svg [^>]*?viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg)
  if (found === null) throw new TypeError("the picture does not say how large it is")
  return [Number(found[1]) * pointsPerPixel, Number(found[2]) * pointsPerPixel]
}

/**
 * @param svg as `Picture` has it
 * @param made goes into the file, so that the same run gives the same bytes
 * @throws TypeError for a picture that says no size, or that cannot be drawn in PDF
 */
export const of = (svg: string, title: string, made: Date): Promise<Uint8Array> => {
  const [width, height] = sizeOf(svg)
  const info = { Title: title, Creator: "skein", CreationDate: made }
  const document = new PDFDocument({ size: [width, height], margin: 0, info })
  for (const face of faces) document.registerFont(face, fontOf(face))
  return new Promise((done, fail) => {
    const pieces: Array<Buffer> = []
    document.on("data", (piece: Buffer) => pieces.push(piece))
    document.on("end", () => done(new Uint8Array(Buffer.concat(pieces))))
    document.on("error", fail)
    draw(document, inFont(inBlack(svg)), 0, 0, {
      width,
      height,
      assumePt: false,
      fontCallback: (_family, isBold, isItalic) => faceOf(isBold, isItalic),
      warningCallback: (warning) => fail(new TypeError(`a figure cannot be drawn in PDF: ${warning}`))
    })
    document.end()
  })
}
