import t from "tap"
import * as Draft from "../../../../src/domain/braid/draft.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import * as Actions from "../../../../src/domain/rl/environment/actions.ts"
import * as Complete from "../../../../src/domain/rl/environment/complete.ts"
import * as Paper from "../../../../src/domain/rl/environment/paper.ts"

/** The word, its strands and the outcome after the action of this description. */
const play = (actions: Actions.Actions, word: string, description: string) => {
  const draft = Draft.make(actions.capacity)
  Draft.load(draft, Word.parse(word))
  const action = Array.from({ length: actions.size }, (_, k) => actions.describe(k)).indexOf(description)
  const outcome = actions.act(draft, action)
  return [Word.print(Draft.word(draft)), draft.strands, outcome]
}

t.test("the paper's actions by hand", async (t) => {
  const actions = ActionSet.of("paper", 5)
  t.equal(actions.size, 10, "N + 5")
  t.equal(actions.capacity, 10)
  const cases: ReadonlyArray<readonly [string, string, string, Actions.Outcome]> = [
    ["1 2 -3", "shift left", "2 -3 1", Actions.made],
    ["1 2 -3", "shift right", "-3 1 2", Actions.made],
    ["2 1 3 2 -1 -3", "relation 1", "2 -1 -3 2 3 1", Actions.made],
    ["1 2 2 3", "relation 1", "1 2 2 3", Actions.idle],
    ["3 1 2 -1 3 2 2", "relation 2", "3 2 2 3 -2 1 2", Actions.made],
    ["1 -2 1 3 2", "relation 2", "1 -2 1 3 2", Actions.idle],
    ["2 3 1 3 2", "relation 2", "2 3 1 3 2", Actions.idle],
    ["1 2 -1 2 2", "collapse", "1 2 -1 2 2", Actions.made],
    ["1 2 2 -1", "collapse", "2 2", Actions.made],
    ["1 -2", "conjugate 1", "1 1 -2 -1", Actions.made],
    ["1 -2", "conjugate 2", "2 1 -2 -2", Actions.made],
    ["1 -2", "conjugate 3", "1 -2", Actions.idle],
    ["1 1 1 1 1 1 1 1 1", "conjugate 1", "1 1 1 1 1 1 1 1 1", Actions.refused],
    ["1 1 1 1 1 1 1 1 1", "conjugate 2", "1 1 1 1 1 1 1 1 1", Actions.idle]
  ]
  for (const [word, action, after, outcome] of cases) {
    const [now, , became] = play(actions, word, action)
    t.same([now, became], [after, outcome], `${action} on ${word}`)
  }
})

t.test("the complete actions by hand", async (t) => {
  const actions = ActionSet.of("complete", 4)
  t.equal(actions.size, 34, "6 N + 10")
  const cases: ReadonlyArray<readonly [string, string, string, number, Actions.Outcome]> = [
    ["1 2 3 -1 3", "collapse", "2 3 3", 4, Actions.made],
    ["-1 3 2 4 1", "cancel", "3 2 4", 5, Actions.made],
    ["2 -1 -2", "cancel", "-1", 3, Actions.made],
    ["2 -1 -2 4 3", "cancel", "2 -1 -2 4 3", 5, Actions.made],
    ["1 -2", "stabilise high -", "1 -2 -3", 4, Actions.made],
    ["1 -2", "stabilise low +", "2 -3 1", 4, Actions.made],
    ["1 2 3 4", "stabilise high +", "1 2 3 4", 5, Actions.idle],
    ["1 1 1 1 1 1 1 1", "stabilise low -", "1 1 1 1 1 1 1 1", 2, Actions.refused],
    ["1 -2 1", "destabilise high", "1 1", 2, Actions.made],
    ["1 -2 -2", "destabilise low", "-1 -1", 2, Actions.made],
    ["1 -2 1", "destabilise low", "1 -2 1", 3, Actions.idle],
    ["1 -2", "conjugate -2", "-2 1 -2 2", 3, Actions.made],
    ["1 2 1 3 2", "relation 1 at 2", "2 1 2 3 1", 4, Actions.made],
    ["3 2 2 1", "relation 1 at 3", "2 2 3 1", 4, Actions.made],
    ["3 2 2 1", "relation 1 at 2", "3 2 2 1", 4, Actions.idle],
    ["3 2 2 1", "relation 1 at 4", "3 2 2 1", 4, Actions.idle],
    ["2 -1 3 1", "relation 2 at 3", "3 -2 1 2", 4, Actions.made],
    ["2 -1 3 -1", "relation 2 at 3", "3 -2 -1 2", 4, Actions.idle],
    ["2 -1 3 3 1", "relation 2 at 4", "3 3 -2 1 2", 4, Actions.made],
    ["1 3 3 -2 1", "relation 2 at 3", "1 3 3 -2 1", 4, Actions.idle],
    ["2 1 3 3 1", "relation 2 at 4", "3 3 2 1 2", 4, Actions.made]
  ]
  for (const [word, action, after, strands, outcome] of cases) {
    if (outcome === Actions.idle)
      t.same(play(actions, word, action), [word, Word.strands(Word.parse(word)), outcome])
    else t.same(play(actions, word, action), [after, strands, outcome], `${action} on ${word}`)
  }
})

t.test("descriptions are all different; sizes are checked", async (t) => {
  for (const name of ["paper", "complete"] as const) {
    const actions = ActionSet.of(name, 7)
    t.equal(new Set(Array.from({ length: actions.size }, (_, k) => actions.describe(k))).size, actions.size)
    for (const letters of [0, 1.5, 500]) t.throws(() => ActionSet.of(name, letters), RangeError)
  }
})

t.test("actions by name have the numbers that describe them", async (t) => {
  const { describe } = ActionSet.of("complete", 7)
  const codes = Complete.numbers(7)
  t.same([codes.shiftLeft, codes.shiftRight, codes.collapse, codes.cancel].map(describe), [
    "shift left",
    "shift right",
    "collapse",
    "cancel"
  ])
  for (const end of ["high", "low"] as const) {
    t.equal(describe(codes.destabilise(end)), `destabilise ${end}`)
    t.equal(describe(codes.stabilise(end, 1)), `stabilise ${end} +`)
    t.equal(describe(codes.stabilise(end, -1)), `stabilise ${end} -`)
  }
  for (const letter of [1, 7, -1, -7]) t.equal(describe(codes.conjugate(letter)), `conjugate ${letter}`)
  for (const place of [0, 13]) {
    t.equal(describe(codes.relation1(place)), `relation 1 at ${place}`)
    t.equal(describe(codes.relation2(place)), `relation 2 at ${place}`)
  }
  const paper = ActionSet.of("paper", 7)
  for (const [name, number] of Object.entries(Paper.numbers)) {
    t.equal(paper.describe(number).replace(" ", "").toLowerCase(), name.toLowerCase())
  }
})
