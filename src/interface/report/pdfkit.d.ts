/** The part of pdfkit and svg-to-pdfkit that `pdf.ts` uses; neither brings types. */
declare module "pdfkit" {
  import type { Readable } from "node:stream"

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly size: readonly [width: number, height: number]
      readonly margin: number
      readonly info: { readonly Title: string; readonly Creator: string; readonly CreationDate: Date }
    })
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
      readonly warningCallback: (warning: string) => void
    }
  ) => void
  export default draw
}
