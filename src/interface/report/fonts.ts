/** The letters of pictures that are not SVG: a font (DejaVu Sans) that has those of physics, too. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { unpacked } from "./woff.ts"

/** Any reader and any publisher has the letters, since the file has them. */
const files = {
  regular: "dejavu-sans-latin-400-normal.woff",
  bold: "dejavu-sans-latin-700-normal.woff",
  italic: "dejavu-sans-latin-400-italic.woff",
  boldItalic: "dejavu-sans-latin-700-italic.woff"
} as const

export type Face = keyof typeof files

export const faces = Object.keys(files) as ReadonlyArray<Face>

export const face = (isBold: boolean, isItalic: boolean): Face =>
  isBold ? (isItalic ? "boldItalic" : "bold") : isItalic ? "italic" : "regular"

const opened = new Map<Face, Buffer>()

/** The font as TrueType. */
export const of = (face: Face): Buffer => {
  const found =
    opened.get(face) ??
    unpacked(readFileSync(fileURLToPath(import.meta.resolve(`@fontsource/dejavu-sans/files/${files[face]}`))))
  opened.set(face, found)
  return found
}

/** In attributes alone: a label may say the same word. */
export const inBlack = (svg: string): string =>
  svg.replace(/<[^>]*>/g, (element) => element.replaceAll('="currentColor"', '="#111111"'))
