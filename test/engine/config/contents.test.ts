/** Contents that were seen before, by their hashes. */
import { crc32 } from "node:zlib"
import t from "tap"
import * as Contents from "../../../src/engine/config/contents.ts"

t.test("the first place of a content, however many there are", async (t) => {
  const texts = Array.from({ length: 5000 }, (_, k) => `{"bias":${k % 4000}}`)
  const contents = Contents.make(texts.length, (place) => texts[place]!)
  for (const [place, text] of texts.entries())
    t.equal(contents.add(text, place), place < 4000 ? undefined : place - 4000)
})

t.test("two contents with one hash are two", async (t) => {
  const texts = ["plumless", "buckeroo"]
  t.equal(crc32(texts[0]!), crc32(texts[1]!), "a known collision")
  const contents = Contents.make(2, (place) => texts[place]!)
  t.equal(contents.add(texts[0]!, 0), undefined)
  t.equal(contents.add(texts[1]!, 1), undefined)
})
