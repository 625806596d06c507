/** What came out, on a terminal: which figure speaks for a claim, and how it is written. */
import t from "tap"
import * as Screen from "../../../../src/interface/cli/command/reproduce/screen.ts"
import type { Judged } from "../../../../src/interface/reproduction/runs/judged.ts"
import type { Judgement } from "../../../../src/talk/claim.ts"
import * as Judge from "../../../../src/talk/judgement.ts"

const shown = (judgement: Judgement): string => {
  const claim = { id: "it", says: "It is so.", from: [], judge: () => judgement }
  const slide = { id: "slide", title: "A slide", claims: [claim], figures: [], ours: [] }
  const judged: Judged = [{ slide, claims: [{ claim, judgement }], runs: [] }]
  return Screen.verdicts(judged, "small", 120).split("\n")[1]!.replaceAll("\u00a0", " ")
}

const same = Judge.exact("MAPE of M0", 100, { published: 100, unit: "%" })
const other = Judge.exact("MAPE of M1", 0.0099, { published: 0.0145, unit: "%" })

t.test("a claim that differs shows a figure that differs", async (t) => {
  t.equal(
    shown(Judge.differs("So.", [same, other])),
    "  it  differs  MAPE of M1: 0.0099 %, published 0.0145 %; 1 more"
  )
  t.match(shown(Judge.agrees("So.", [same, other])), "MAPE of M0: 100 %, published 100 %; 1 more")
  t.match(shown(Judge.differs("So.", [same])), "MAPE of M0: 100 %, published 100 %")
  t.equal(shown(Judge.differs("So.")), "  it  differs")
})

t.test("figures have the digits that their error leaves them", async (t) => {
  t.match(shown(Judge.agrees("So.", [Judge.withError("E f", 0.498123, 0.00012)])), "E f: 0.49812 ± 0.00012")
  const share = { ...Judge.exact("<x^2>", 68.41, { unit: "%" }), doubt: { low: 66.5, high: 70.3 } }
  t.match(shown(Judge.agrees("So.", [share])), "⟨x²⟩: 68.4 (66.5 to 70.3) %")
})
