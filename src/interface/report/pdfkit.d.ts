/** The part of pdfkit, svg-to-pdfkit and fontkit that is used here; none of them brings types. */
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

  interface Outline {
    /** Leads to the document's page of now. `top` is from its upper edge, `left` from the right one. */
    addItem(title: string, options: { readonly top: number; readonly left: number }): Outline
  }

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly size: readonly [width: number, height: number]
      readonly margin: number
      readonly info: { readonly Title: string; readonly Creator: string; readonly CreationDate: Date }
      /** Pages can be gone back to until the end. */
      readonly bufferPages?: boolean
      readonly lang?: string
      readonly displayTitle?: boolean
    })
    readonly outline: Outline
    registerFont(name: string, font: Uint8Array): void
    addPage(): this
    switchToPage(index: number): void
    bufferedPageRange(): { readonly start: number; readonly count: number }
    font(name: string): this
    fontSize(size: number): this
    fillColor(color: string): this
    strokeColor(color: string): this
    lineWidth(width: number): this
    widthOfString(text: string): number
    text(text: string, x: number, y: number, options: { readonly lineBreak: false }): this
    rect(x: number, y: number, width: number, height: number): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    fill(): this
    stroke(): this
    save(): this
    restore(): this
    translate(x: number, y: number): this
    scale(factor: number): this
    link(x: number, y: number, width: number, height: number, address: string): this
    goTo(x: number, y: number, width: number, height: number, name: string): this
    addNamedDestination(name: string, kind: "XYZ", left: number, top: number, zoom: null): void
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
