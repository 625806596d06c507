/** A picture as PDF, one page of its size: vectors and text, in the fonts that every reader has. */
import PDFDocument from "pdfkit"
import draw from "svg-to-pdfkit"
import { escaped } from "../../drawing/markup.ts"

/** CSS pixels are 1/96 of an inch, points 1/72. */
const pointsPerPixel = 0.75

const greek: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho " +
    "σ sigma τ tau φ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega"
  )
    .split(" ")
    .flatMap((word, k, words) => (k % 2 === 0 ? [[word, words[k + 1]!]] : []))
)

const substitutes: Readonly<Record<string, string>> = { ...greek, "−": "-", "≤": "<=", "≥": ">=", "→": "->" }

/** The standard fonts hold Western European letters: others by name, without their accents, or as a question mark. */
const inStandardFonts = (markup: string): string =>
  markup.replace(/[^\u0020-\u007e\u00a0-\u00ff\n\t]/gu, (character) => {
    const plain = substitutes[character] ?? character.normalize("NFKD").replace(/\p{M}/gu, "")
    return /^[\u0020-\u007e\u00a0-\u00ff]+$/.test(plain) ? escaped(plain) : "?"
  })

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
  return new Promise((done, fail) => {
    const pieces: Array<Buffer> = []
    document.on("data", (piece: Buffer) => pieces.push(piece))
    document.on("end", () => done(new Uint8Array(Buffer.concat(pieces))))
    document.on("error", fail)
    draw(document, inStandardFonts(inBlack(svg)), 0, 0, {
      width,
      height,
      assumePt: false,
      warningCallback: (warning) => fail(new TypeError(`a figure cannot be drawn in PDF: ${warning}`))
    })
    document.end()
  })
}
