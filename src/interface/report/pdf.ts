/** A picture as PDF, one page of its size: vectors and text, in a font (DejaVu Sans) of which the file has the letters it needs. */
import { create, type Font } from "fontkit"
import PDFDocument from "pdfkit"
import drawSvg from "svg-to-pdfkit"
import { escaped } from "../../drawing/markup.ts"
import * as Fonts from "./fonts.ts"

/** CSS pixels are 1/96 of an inch, points 1/72. */
const pointsPerPixel = 0.75

let regular: Font | undefined

/**
 * The letters that the font has; the others without their accents, or as a question mark.
 *
 * @param spelled how a letter stands that takes the place of another
 */
export const inFont = (text: string, spelled = (letters: string): string => letters): string => {
  regular ??= create(Fonts.of("regular"))
  const font = regular
  const has = (text: string): boolean =>
    [...text].every((character) => font.hasGlyphForCodePoint(character.codePointAt(0)!))
  return text.replace(/[^\u0020-\u007e\n\t]/gu, (character) => {
    if (has(character)) return character
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "")
    return has(plain) ? spelled(plain) : "?"
  })
}

/** A document that has all faces of the font. */
export const begun = (...options: ConstructorParameters<typeof PDFDocument>): PDFDocument => {
  const document = new PDFDocument(...options)
  for (const face of Fonts.faces) document.registerFont(face, Fonts.of(face))
  return document
}

/** The bytes, once `write` is through and the document ended. */
export const bytes = (document: PDFDocument, write: () => void): Promise<Uint8Array> =>
  new Promise((done, fail) => {
    const pieces: Array<Buffer> = []
    document.on("data", (piece: Buffer) => pieces.push(piece))
    document.on("end", () => done(new Uint8Array(Buffer.concat(pieces))))
    document.on("error", fail)
    write()
    document.end()
  })

/**
 * A picture at the upper left corner of the page, in its own size.
 *
 * @throws TypeError for one that cannot be drawn in PDF
 */
export const draw = (document: PDFDocument, svg: string): void => {
  const [width, height] = sizeOf(svg)
  drawSvg(document, inFont(Fonts.inBlack(svg), escaped), 0, 0, {
    width,
    height,
    assumePt: false,
    fontCallback: (_family, isBold, isItalic) => Fonts.face(isBold, isItalic),
    warningCallback: (warning) => {
      throw new TypeError(`a figure cannot be drawn in PDF: ${warning}`)
    }
  })
}

/**
 * Width and height, in points.
 *
 * @throws TypeError for a picture that does not say them
 */
export const sizeOf = (svg: string): readonly [number, number] => {
  const found =
    /^<svg [^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"/.exec(svg) ??
    /^<svg [^>]*?viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg)
  if (found === null) throw new TypeError("the picture does not say how large it is")
  return [Number(found[1]) * pointsPerPixel, Number(found[2]) * pointsPerPixel]
}

/**
 * @param svg as `Picture` has it
 * @param made goes into the file, so that the same run gives the same bytes
 * @throws TypeError for a picture that says no size, or that cannot be drawn in PDF
 */
export const of = async (svg: string, title: string, made: Date): Promise<Uint8Array> => {
  const [width, height] = sizeOf(svg)
  const info = { Title: title, Creator: "skein", CreationDate: made }
  const document = begun({ size: [width, height], margin: 0, info })
  return bytes(document, () => draw(document, svg))
}
