/** A picture as PNG, on white, for slides and for programs that draw neither SVG nor PDF. */
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { initWasm, Resvg } from "@resvg/resvg-wasm"
import * as Fonts from "./fonts.ts"

/** Of the pictures' own unit: CSS pixels are 1/96 of an inch. */
const pixelsPerInch = 96

let ready: Promise<void> | undefined

/** The library is loaded once. */
const loaded = async (): Promise<void> =>
  initWasm(await readFile(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))))

/**
 * @param svg as `Picture` has it
 * @param dotsPerInch 300 is what journals ask for
 * @throws TypeError for a picture that cannot be drawn
 */
export const of = async (svg: string, dotsPerInch = 300): Promise<Uint8Array> => {
  ready ??= loaded()
  await ready
  const family = "DejaVu Sans"
  try {
    const drawn = new Resvg(Fonts.inBlack(svg), {
      background: "white",
      fitTo: { mode: "zoom", value: dotsPerInch / pixelsPerInch },
      font: {
        fontBuffers: Fonts.faces.map(Fonts.of),
        defaultFontFamily: family,
        sansSerifFamily: family,
        serifFamily: family
      }
    })
    return drawn.render().asPng()
  } catch (cause) {
    throw new TypeError(`the picture cannot be drawn as PNG: ${(cause as Error).message ?? cause}`)
  }
}
