import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { draw } from "../../../src/drawing/diagram/diagram.ts"
import * as Grammar from "../../../src/drawing/grammar.ts"

const diagram = (word: string, strands?: number) => Planar.ofBraid(Word.parse(word), strands)

/** The strands' paths, by component: how many pieces each is drawn in. */
const pieces = (svg: string): ReadonlyArray<number> =>
  [...svg.matchAll(/<path stroke="#\w+" d="([^"]*)"/g)].map(([, data]) => data.split("M").length - 1)

t.test(
  "a strand is interrupted where it passes below, and has its component's colour and arrow",
  async (t) => {
    for (const [word, counts] of [
      ["1 1 1", [3]],
      ["1 1", [1, 1]],
      ["1 -2 1 -2 1 -2", [2, 2, 2]],
      ["1 -1", [1, 2]]
    ] as const) {
      const svg = draw(diagram(word))
      t.equal(Grammar.stranger(svg), undefined)
      t.strictSame(pieces(svg).toSorted(), counts, word)
      t.equal(new Set(svg.match(/ stroke="#\w+"/g)).size, counts.length, "colours")
      t.equal(svg.match(/<path fill="#\w+" stroke="none"/g)?.length, counts.length, "arrows")
      t.notMatch(svg, /NaN|undefined/)
    }
  }
)

t.test("circles beside a link, and a circle alone", async (t) => {
  t.strictSame(pieces(draw(diagram("1 1 1", 4))), [3, 1, 1])
  t.strictSame(pieces(draw(diagram("e", 1))), [1])
})

t.test("crossings are numbered and shown on request", async (t) => {
  const plain = draw(diagram("1 -2 1 -2"))
  t.notMatch(plain, /<text|<circle/)
  t.match(plain, "<title>A diagram with 4 crossings</title>")
  const svg = draw(diagram("1 -2 1 -2"), { isNumbered: true, shown: [1, 3], title: "4_1 & its <crossings>" })
  t.strictSame(
    [...svg.matchAll(/<text [^>]*>(\d+)</g)].map(([, number]) => number),
    ["1", "2", "3", "4"]
  )
  t.equal(svg.match(/<circle /g)?.length, 2)
  t.match(svg, "<title>4_1 &amp; its &lt;crossings&gt;</title>")
  t.equal(Grammar.stranger(svg), undefined)
})

t.test("a picture inside another one stands at its corner", async (t) => {
  t.match(draw(diagram("1"), { corner: { x: 7, y: 9 } }), / x="7" y="9" /)
})
