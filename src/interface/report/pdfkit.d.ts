/** The part of pdfkit, svg-to-pdfkit and fontkit that `pdf.ts` uses; none of them brings types. */
declare module "fontkit" {
  export interface Font {
    readonly numGlyphs: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { readonly path: { toSVG(): string } }
  }
  export const create: (bytes: Uint8Array) => Font
}

declare module "pdfkit" {
  import type { Readable } from "node:stream"

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly size: readonly [width: number, height: number]
      readonly margin: number
      readonly info: { readonly Title: string; readonly Creator: string; readonly CreationDate: Date }
    })
    registerFont(name: string, font: Uint8Array): void
    end(): void
  }
}

declare module "svg-to-pdfkit" {
  import type PDFDocument from "pdfkit"

  const draw: (
    document: PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      readonly width: number
      readonly height: number
      readonly assumePt: boolean
      /** The name of a registered font. */
      readonly fontCallback: (family: string, isBold: boolean, isItalic: boolean) => string
      readonly warningCallback: (warning: string) => void
    }
  ) => void
  export default draw
}
