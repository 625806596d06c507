import * as fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Braid from "../../../src/domain/notation/braid.ts"
import * as Dt from "../../../src/domain/notation/dt.ts"
import * as Name from "../../../src/domain/notation/name.ts"
import * as Read from "../../../src/domain/notation/read.ts"
import * as Text from "../../../src/domain/notation/text.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const figureEight = { word: Word.of([1, -2, 1, -2]), strands: 3 }

t.test("every way of writing a braid is the same word on the same strands", async (t) => {
  const texts = [
    ...["1 -2 1 -2", "1, -2, 1, -2", "[1,-2,1,-2]", "{1,-2,1,-2}", "1 \u22122 1 \u20132", " [ 1 -2 1 -2 ] "],
    ...["aBaB", "s1 s2^-1 s1 s2^-1", "s1*s2^-1*s1*s2^-1", "s1s2^{-1}s1s2^(-1)", "s_1 s_2^-1 s_1 s_2^-1"],
    ...[
      "sigma_1 sigma_2^-1 sigma1 sigma2^-1",
      "\\sigma_{1} \\sigma_{2}^{-1} \\sigma_1 \\sigma_2^{-1}",
      "\u03c31 \u03c32^-1 \u03c31 \u03c32^\u22121"
    ],
    ...["{3, {1, -2, 1, -2}}", "BR[3, {1, -2, 1, -2}]", "3: 1 -2 1 -2", "3: aBaB"]
  ]
  for (const text of texts) {
    t.strictSame(Read.read(text), { form: "braid", braid: figureEight }, text)
    t.strictSame(Read.read(text, "braid"), { form: "braid", braid: figureEight }, text)
  }
  for (const text of ["e", "[]", "{}", "1: e", "{1, {}}", "s1^0"])
    t.strictSame(Read.read(text), { form: "braid", braid: { word: Word.empty, strands: 1 } }, text)
})

t.test("idle strands are written before the word", async (t) => {
  const idle = { word: Word.of([1, 1]), strands: 3 }
  for (const text of ["3: 1 1", "3: aa", "3: s1^2", "{3, {1, 1}}", "BR[3,{1,1}]", "3: [1, 1]"])
    t.strictSame(Read.read(text), { form: "braid", braid: idle }, text)
  t.strictSame(Braid.on({ word: Word.of([1]), strands: 2 }, 7), { word: Word.of([1]), strands: 7 })
  t.throws(() => Braid.parse("2: 1 2"), /needs 3 strands, but is to stand on 2/)
  t.throws(() => Braid.parse("1001: 1"), /1000 strands/)
  t.throws(() => Braid.on(Braid.parse("3: 1 1"), 2), /needs 3 strands, but is to stand on 2/)
  t.throws(() => Braid.on(Braid.parse("BR[4, {1, 1}]"), 3), /needs 4 strands, but is to stand on 3/)
})

t.test("what is printed of a braid is read back", async (t) => {
  const stream = Stream.make([31, 1])
  for (let draw = 0; draw < 60; draw++) {
    const word = random(stream, Stream.below(stream, 30), 2 + Stream.below(stream, 6))
    const braid = { word, strands: Word.strands(word) + Stream.below(stream, 2) }
    for (const print of [Braid.print, Braid.printKnotTheory, Braid.printPowers])
      t.strictSame(Braid.parse(print(braid)), braid, print(braid))
  }
})

t.test("faults of braid words are told with their places", async (t) => {
  const refused: ReadonlyArray<readonly [text: string, message: RegExp]> = [
    ["1 0 2", /^character 3: letter 2 of the braid word is 0, but generators are numbered from 1\.$/],
    ["1 2.5", /^character 4: /],
    ["1 x", /^character 3: letter 2 of the braid word is an integer, not "x"\.$/],
    ["1 1000", /^character 3: 1000 is beyond the largest generator, 999\.$/],
    ["s1 s0", /^character 4: generators are numbered from 1: Sage's s0 is s1 here/],
    ["s1 t2", /^character 4: "t2" stands where a generator is expected/],
    ["s1^99999999", /^character 1: the word has more than 100000 letters\.$/],
    ["{2, {1, 1}, 3}", /or two things: the number of strands/],
    ["[1, 2", /^character 6: the end stands where|a number or a bracket is expected, not the end/],
    ["", /nothing/]
  ]
  for (const [text, message] of refused) t.throws(() => Read.read(text), message, text)
})

t.test("a capital before a number is no generator: some mean the inverse by it", async (t) => {
  for (const text of ["s1 s2 S1", "S1", "s1S_{2}"])
    for (const form of [undefined, "braid"] as const)
      t.throws(() => Read.read(text, form), /"S.*" could be meant as an inverse: s\d is a generator/, text)
})

t.test("several lines are not one knot, but for lists in brackets", async (t) => {
  for (const lines of ["1 1 1\n1 -2 1 -2", "1 1 1\r1 1\r", "s1 s2\r\ns1", "3: 1\n1"])
    t.throws(() => Read.read(lines), /line \d, character 1: a second line|character 7: a second line/, lines)
  for (const [lines, form] of [
    ["4 6\n2", "dt"],
    ["DT: [(4, 6, 2)]\n[1, 1, 0]", "dt"],
    ["O1+U2+O3+\nU1+O2+U3+", "gauss"],
    ["-1 2 -3\n1 -2 3", "gauss"]
  ] as const)
    t.throws(() => Read.read(lines, form), /a second line begins here/, lines)
  t.strictSame(Read.read("[1,\n-2, 1\n, -2]\n"), { form: "braid", braid: figureEight })
  t.strictSame(Read.read("1, -2,\n1, -2\n"), { form: "braid", braid: figureEight })
  t.equal(Read.read("PD[X[1,4,2,5],\n X[3,6,4,1],\n X[5,2,6,3]]\n").form, "pd")
})

t.test("codes of circles alone", async (t) => {
  for (const [text, circles] of [
    ["GaussCode[]", 1],
    ["GaussCode[{}, {}]", 2],
    ["{{}, {}, {}}", 3],
    ["DT[]", 1],
    ["PD[Loop[1], Loop[2]]", 2]
  ] as const)
    t.match(Read.read(text), { diagram: { crossings: [], circles } }, text)
})

t.test("a text that could be two things is refused, and said to be either", async (t) => {
  const both: ReadonlyArray<readonly [text: string, forms: ReadonlyArray<Read.Form>]> = [
    ["4 6 2", ["braid", "dt"]],
    ["[4, 6, 2]", ["braid", "dt"]],
    ["-4 -6 -2", ["braid", "dt"]],
    ["-1,2,-3,1,-2,3", ["braid", "gauss"]],
    ["1 -1", ["braid", "gauss"]],
    ["2", ["braid", "dt"]],
    ["bca", ["braid", "dt"]],
    ["cacbca", ["braid", "dt"]],
    ["trefoil", ["braid", "name"]],
    ["BBB", ["braid", "name"]]
  ]
  for (const [text, forms] of both)
    t.throws(() => Read.read(text), Object.assign(new Read.Ambiguous(forms), { forms }), text)
  // What no plane has a diagram of is no code.
  for (const text of ["1 1 1", "1 -2 1 -2", "1 -2 -1 2", "2 2", "4 6", "AAA", "AbAb", "1"])
    t.equal(Read.read(text).form, "braid", text)
})

t.test("codes are known by their forms", async (t) => {
  const forms: ReadonlyArray<readonly [text: string, form: Read.Form]> = [
    ["PD[X[1,4,2,5],X[3,6,4,1],X[5,2,6,3]]", "pd"],
    ["[[1,4,2,5],[3,6,4,1],[5,2,6,3]]", "pd"],
    ["[(5, 2, 0, 3), (3, 0, 4, 1), (1, 4, 2, 5)]", "pd"],
    ["X[1,4,2,5] X[3,6,4,1] X[5,2,6,3]", "pd"],
    ["X1425 X3641 X5263", "pd"],
    ["X4251 X8493 X5,12,6,13 X13,16,14,1 X9,14,10,15 X15,10,16,11 X11,6,12,7 X2837", "pd"],
    ["PD[Loop[1]]", "pd"],
    ["DT[cacbca]", "dt"],
    ["DT: cacbca.110", "dt"],
    ["DT: [(4, 6, 2)]", "dt"],
    ["DT:[(4,6,2)],[1,1,0]", "dt"],
    ["DT[4, 6, 2]", "dt"],
    ["([(4, 6, 2)], [1, 1, 0])", "dt"],
    ["DT: 1dcgOcQmcIe", "dt"],
    ["DT[1dcgOcQmcIeA]", "dt"],
    ["[(4,), (2,)]", "dt"],
    ["DTCode[4, 6, 2]", "dt"],
    ["[(4, 6, 2)]", "dt"],
    ["[{6, 8}, {2, 4}]", "dt"],
    ["O1+U2+O3+U1+O2+U3+", "gauss"],
    ["o1u2o3u1o2u3", "gauss"],
    ["GaussCode[-1, 2, -3, 1, -2, 3]", "gauss"],
    ["GaussCode[{1, -2}, {2, -1}]", "gauss"],
    ["{{1, -2}, {2, -1}}", "gauss"],
    ["[[[-1, 2, -3, 1, -2, 3]], [1, 1, 1]]", "gauss"],
    ["0-3 1-4 0-2 1-3 2-4", "grid"],
    ["[[0,3],[1,4],[0,2],[1,3],[2,4]]", "grid"],
    ["{{1,4},{2,5},{1,3},{2,4},{3,5}}", "grid"],
    ["3_1", "name"],
    ["K11n34", "name"],
    ["3_1#m4_1", "name"]
  ]
  for (const [text, form] of forms) t.equal(Read.read(text).form, form, text)
  t.throws(() => Read.read("[[1,2,3],[4,5,6]]"), /^character 10: these lists are no planar diagram/)
  t.throws(() => Read.read("Knot[8, 19]"), /is 8_19 here/)
  t.throws(() => Read.read("TorusKnot[3, 4]"), /1 2 1 2 1 2 1 2/)
  t.throws(() => Read.read("XD[X[1,2,3,4]]"), /"XD" is no form: there are PD, BR/)
  t.throws(() => Read.read("O1U2X3"), /^character 5: "X" stands where O or U/)
  t.throws(() => Read.read("O1+U1-"), /^character 4: crossing 1 has both signs/)
  t.throws(() => Read.read("O1+U1"), /1 of 2 passes have a sign/)
  t.throws(() => Read.read("O1U2"), /Crossing 1 is not passed below/)
  t.throws(() => Read.read("DT[4, 5, 2]"), /^character 7: a DT code has even numbers alone, not 5/)
  t.throws(() => Read.read("DT[4, 4, 2]"), /The number 4 is there twice/)
  t.throws(() => Read.read("DT[4, 8, 2]"), /none beyond 6, but 8 is there/)
})

t.test("SnapPy's characters for codes of many crossings", async (t) => {
  const components = [
    [6, -8],
    [-10, 12],
    [-2, 4]
  ]
  // As its documentation has them.
  t.strictSame(Dt.parse("DT: 1dcgOcQmcIe"), { components, flips: undefined })
  t.strictSame(Dt.parse("DT[1dcgOcQmcIeA]"), { components, flips: [0, 1, 0, 1, 1, 0] })
  t.throws(() => Dt.parse("DT: 1dcgOcQmcI"), /^character 5: these characters are no DT code of SnapPy's/)
})

t.test("names are spelt as everybody does", async (t) => {
  const names: ReadonlyArray<readonly [text: string, name: string]> = [
    ["3_1", "3_1"],
    ["K3_1", "3_1"],
    ["11n34", "11n_34"],
    ["11n_34", "11n_34"],
    ["K11n34", "11n_34"],
    ["k12A1288", "12a_1288"],
    ["L2a1", "L2a1"],
    ["L5a1{1}", "L5a1{1}"],
    ["L6n1{0,1}", "L6n1{0,1}"],
    ["5^2_1", "5^2_1"],
    ["m3_1", "m3_1"],
    ["mK11n34", "m11n_34"],
    ["3_1 # m4_1#K11n34", "3_1#m4_1#11n_34"],
    ["unknot", "0_1"],
    ["0_1", "0_1"]
  ]
  for (const [text, name] of names) {
    t.equal(Name.print(Name.parse(text)), name, text)
    t.equal(Name.isName(text), true)
    t.strictSame(Name.parse(name), Name.parse(text))
  }
  t.throws(() => Name.parse("3_1#x"), /^character 5: "x" is no name/)
  for (const text of ["3", "aAbB", "1 1 1", "s1", "e"]) t.equal(Name.isName(text), false, text)
})

t.test("numbers that the Perko pair shifts are cautioned about", async (t) => {
  t.equal(Name.caution(Name.parse("10_161")), undefined)
  t.match(
    Name.caution(Name.parse("10_162")),
    /10_162 is KnotInfo's; Rolfsen's table and SnapPy.* call it 10_163/
  )
  t.match(Name.caution(Name.parse("10_166")), /KnotInfo, and this program, call that knot 10_165/)
})

t.test(
  "which link is meant by crossings that disagree nobody knows; a knot's are turned round",
  async (t) => {
    const read = (text: string) => Read.read(text, "pd")
    t.throws(
      () => read("[[7,1,0,6],[2,0,1,3],[3,5,4,2],[5,7,6,4]]"),
      /Crossings 2 and 4 disagree about the way in which a component runs/
    )
    t.match(read("[[1,4,2,5],[4,1,3,6],[5,2,6,3]]"), { diagram: { crossings: { length: 3 } } })
  }
)

t.test("integers at a glance are those of the items, wherever they are seen at all", async (t) => {
  const texts = fc.array(fc.constantFrom("1", "-2", "+13", " ", "  ", ",", " , ", "\n", "x", "[", "]"))
  let seen = 0
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join("")
      const numbers = Text.integers(text)
      if (numbers === null) return
      seen++
      const items = Text.items(text)
      if (
        JSON.stringify(items.map((item) => (Text.isNumber(item) ? Number(item.text) : null))) !==
        JSON.stringify(numbers)
      )
        throw new Error(`${JSON.stringify(text)}: ${numbers}`)
    }),
    { seed: 19, numRuns: 5000 }
  )
  t.ok(seen > 300, `${seen} were seen`)
  t.strictSame(Text.integers("\t1, -2\u00a0+3"), [1, -2, 3])
  for (const text of ["", "1,", ",1", "1,,2", "1-2", "1 2x", "[1]"]) t.equal(Text.integers(text), null, text)
})
