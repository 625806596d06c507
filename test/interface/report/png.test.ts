/** PNG files as their readers see them: signature, size, and what is drawn. */
import { inflateSync } from "node:zlib"
import t from "tap"
import * as Png from "../../../src/interface/report/png.ts"

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48" width="96" height="48" fill="currentColor">${content}</svg>`

/** Width, height and the bytes of its pixels, not yet filtered back. */
const read = (bytes: Uint8Array) => {
  const file = Buffer.from(bytes)
  const data: Array<Buffer> = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const length = file.readUInt32BE(at)
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") data.push(file.subarray(at + 8, at + 8 + length))
  }
  return {
    signature: file.toString("latin1", 1, 4),
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    pixels: inflateSync(Buffer.concat(data))
  }
}

t.test("so many dots an inch, on white, with the letters of the font that goes with it", async (t) => {
  const empty = read(await Png.of(svg("")))
  t.match(empty, { signature: "PNG", width: 300, height: 150 }, "an inch by half an inch")
  t.match(read(await Png.of(svg(""), 600)), { width: 600, height: 300 })
  const letters = read(await Png.of(svg('<text x="9" y="30">λ₄</text>')))
  const other = read(await Png.of(svg('<text x="9" y="30">κ₄</text>')))
  t.notOk(letters.pixels.equals(empty.pixels), "something is drawn")
  t.notOk(letters.pixels.equals(other.pixels), "and it is that letter")
  t.strictSame(await Png.of(svg("<text>a</text>")), await Png.of(svg("<text>a</text>")), "the same bytes")
})

t.test("what is no picture is refused in a sentence", async (t) => {
  await t.rejects(Png.of("<svg"), { name: "TypeError", message: /cannot be drawn as PNG/ })
})
