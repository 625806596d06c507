import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import * as Checker from "../../../src/domain/braid/checker.ts"
import * as Draft from "../../../src/domain/braid/draft.ts"
import * as Move from "../../../src/domain/braid/move.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const place = (draft: Draft.Draft): Certificate.Place => ({ word: Draft.word(draft), strands: draft.strands })

/** A word, some random moves, and the certificate of the walk. */
const walk = (stream: Stream.Stream): Certificate.Certificate => {
  const word = random(stream, 4 + Stream.below(stream, 8), 4)
  const draft = Draft.of(word, 40)
  draft.trace = []
  const from = place(draft)
  for (let k = 0; k < 12; k++) {
    const at = Stream.below(stream, draft.length + 1)
    const sign = Stream.sign(stream)
    const end = Stream.sign(stream) > 0 ? "high" : "low"
    const moves = [
      () => Move.commute(draft, at),
      () => Move.braid(draft, at),
      () => Move.cancel(draft, at),
      () => Move.insert(draft, at, sign),
      () => Move.rotate(draft, at),
      () => Move.conjugate(draft, sign * (draft.strands - 1)),
      () => Move.stabilise(draft, end, sign),
      () => Move.destabilise(draft, end),
      () => Move.braidRound(draft, at % draft.length)
    ]
    moves[Stream.below(stream, draft.strands > 1 && draft.length > 0 ? moves.length : 1)]()
  }
  return Certificate.make(from, place(draft), draft.trace)
}

t.test(
  "what the moves trace, the checker accepts: forwards, backwards, there and back, through JSON",
  (t) => {
    const stream = Stream.make([21, 0])
    for (let k = 0; k < 3000; k++) {
      const there = walk(stream)
      const back = Certificate.reverse(there)
      const wire = Certificate.decode(JSON.parse(JSON.stringify(back)))
      for (const certificate of [there, back, wire, Certificate.join(there, back)]) {
        const verdict = Checker.check(certificate)
        if (!verdict.valid) t.fail(`${verdict.reason} ${JSON.stringify(certificate)}`)
      }
    }
    t.pass()
    t.end()
  }
)

/** A second replay, by the moves themselves: whether each step can be made and the end is met. */
const replaysTo = (certificate: Certificate.Certificate): boolean => {
  const draft = Draft.of(Word.of(certificate.from), 200)
  const made = certificate.steps.every((step) => {
    switch (step[0]) {
      case "commute":
        return Move.commute(draft, step[1])
      case "braid":
        return Move.braid(draft, step[1])
      case "cancel":
        return draft.letters[step[1]] === step[2] && Move.cancel(draft, step[1])
      case "insert":
        Move.insert(draft, step[1], step[2])
        return true
      case "rotate":
        Move.rotate(draft, step[1])
        return true
      case "stabilise":
        Move.stabilise(draft, step[1], step[2] as 1 | -1)
        return true
      case "destabilise":
        return Move.destabilise(draft, step[1])
    }
    return false
  })
  return made && Word.equals(Draft.word(draft), Word.of(certificate.to))
}

/** One fault: a step dropped, doubled, exchanged with its neighbour, or a number in a step or an end changed. */
const mutate = (good: Certificate.Certificate, stream: Stream.Stream): Certificate.Certificate => {
  const steps = good.steps.map((step) => [...step]) as Array<[string, ...Array<string | number>]>
  const i = Stream.below(stream, steps.length)
  const change = (x: string | number) => (typeof x === "number" ? -x || 1 : x === "high" ? "low" : "high")
  switch (Stream.below(stream, 5)) {
    case 0:
      steps.splice(i, 1)
      break
    case 1:
      steps.splice(i, 0, steps[i])
      break
    case 2:
      steps[i] = [steps[i][0], ...steps[i].slice(1).map(change)]
      break
    case 3:
      return { ...good, to: [...good.to, 1] }
    default:
      return { ...good, from: good.from.map((x, k) => (k === i % good.from.length ? -x : x)) }
  }
  return { ...good, steps: steps as unknown as Array<Certificate.Step> }
}

t.test("mutated certificates are refused", (t) => {
  const stream = Stream.make([22, 0])
  const options = { letters: 9, moves: 6 }
  const draft = Prior.draft(options)
  let refused = 0
  let harmless = 0
  for (let k = 0; k < 5000; k++) {
    draft.trace = []
    Prior.randomUnknot(draft, stream, options)
    const good = Certificate.reverse(
      Certificate.make({ word: Word.empty, strands: 1 }, place(draft), draft.trace)
    )
    if (!Checker.check(good).valid) t.fail("a good certificate is refused")
    const bad = mutate(good, stream)
    const verdict = Checker.check(bad)
    if (!verdict.valid) refused++
    else if (replaysTo(bad)) harmless++
    else t.fail(`accepted: ${JSON.stringify(bad)}`)
  }
  t.ok(refused > 4000, `${refused} refused, ${harmless} mutations happen to be another valid certificate`)
  t.equal(refused + harmless, 5000)
  t.end()
})

t.test("the first illegal step gets a sentence", (t) => {
  const reason = (
    from: Array<number>,
    to: Array<number>,
    steps: Array<Certificate.Step>,
    strands = [4, 4]
  ) => {
    const verdict = Checker.check({ version: 1, from, to, strands: [strands[0], strands[1]], steps })
    return verdict.valid ? "valid" : verdict.reason
  }
  const w = [1, 3, 2, 1, -2, 1]
  const says = 'is not legal for "1 3 2 1 -2 1":'
  t.equal(reason(w, w, []), "valid")
  t.equal(reason(w, [1], []), 'The steps end at "1 3 2 1 -2 1", not at "1".')
  t.equal(reason(w, w, [], [4, 5]), "The steps end on 4 strands, not on 5.")
  t.equal(reason(w, w, [], [3, 3]), "The first word does not stand on the strands it is said to stand on.")
  const cases: ReadonlyArray<readonly [Certificate.Step, string]> = [
    [["commute", 1], "3 and 2 do not commute"],
    [["commute", 5], "there are no two letters from place 5 on"],
    [["commute", 0.5], "there are no two letters from place 0.5 on"],
    [["braid", 0], "1 3 2 is not of the form i j i"],
    [["braid", 3], "1 -2 1 has alternating signs"],
    [["braid", 4], "there are no three letters from place 4 on"],
    [["insert", 7, 1], "there is no place 7 to insert at"],
    [["insert", 0, 4], "4 is no letter here"],
    [["insert", 0, 0], "0 is no letter here"],
    [["cancel", 0, 1], "1 3 is not 1 -1"],
    [["cancel", 5, 1], "there are no two letters from place 5 on"],
    [["rotate", 7], "6 letters are not rotated by 7"],
    [["stabilise", "high", 2], "2 is no sign"],
    [["destabilise", "high", 1], "its last letter is not 3"],
    [["destabilise", "high", -2], "-2 is no sign"],
    [["destabilise", "low", 1], "the generator 1 stands elsewhere too"]
  ]
  for (const [step, why] of cases) t.equal(reason(w, w, [step]), `Step 1, ${step.join(" ")}, ${says} ${why}.`)
  t.equal(
    reason(w, w, [
      ["commute", 0],
      ["commute", 1]
    ]),
    'Step 2, commute 1, is not legal for "3 1 2 1 -2 1": 1 and 2 do not commute.'
  )
  t.end()
})

/** Moves at places far from each other, on a word of many pieces, and back. */
const longWalk = (stream: Stream.Stream, letters: number, moves: number): Certificate.Certificate => {
  const word = random(stream, letters, 6)
  const draft = Draft.of(word, 150)
  draft.trace = []
  const from = place(draft)
  for (let k = 0; k < moves; k++) {
    const at = Stream.below(stream, draft.length)
    const sign = Stream.sign(stream)
    Move.insert(draft, at, sign * 2)
    Move.rotate(draft, at)
    Move.stabilise(draft, sign > 0 ? "high" : "low", sign)
    if (k % 3 === 0) Move.destabilise(draft, sign > 0 ? "high" : "low")
    Move.braidRound(draft, at)
  }
  return Certificate.make(from, place(draft), draft.trace)
}

t.test("long words are replayed as by the moves themselves", (t) => {
  const stream = Stream.make([23, 0])
  for (let k = 0; k < 8; k++) {
    const good = longWalk(stream, 2000 + 500 * k, 20)
    t.same(Checker.check(good), { valid: true })
    t.same(Checker.check(Certificate.reverse(good)), { valid: true })
    for (let bad = 0; bad < 20; bad++) {
      const mutant = mutate(good, stream)
      if (Checker.check(mutant).valid) t.ok(replaysTo(mutant), JSON.stringify(mutant.steps.slice(0, 50)))
    }
  }
  t.end()
})

t.test("a move costs the same at the front of a long word as in a short one, nearly", (t) => {
  const letters = 100_000
  const word = Array.from({ length: letters }, (_, k) => 1 + (k % 5))
  const steps = Array.from({ length: 10_000 }, (_, k): ReadonlyArray<Certificate.Step> => {
    const at = (k * 7919) % letters
    return [
      ["insert", at % 3, 1],
      ["cancel", at % 3, 1],
      ["insert", at, 1],
      ["rotate", 1],
      ["stabilise", "low", 1],
      ["destabilise", "low", 1],
      ["rotate", -1],
      ["cancel", at, 1]
    ]
  }).flat()
  const before = process.cpuUsage()
  t.same(Checker.check({ version: 1, from: word, to: word, strands: [6, 6], steps }), { valid: true })
  const { user, system } = process.cpuUsage(before)
  const perMove = (user + system) / steps.length
  t.ok(perMove < 100, `${perMove} us a move; copying the word would take 1000`)
  const refused = Checker.check({ version: 1, from: word, to: [], strands: [6, 6], steps: [] })
  t.ok(!refused.valid && refused.reason.length < 400, "nor is the whole of it written down")
  t.end()
})

t.test("two unlinked circles are no unknot", (t) => {
  const claim = { version: 1, from: [1, -1], to: [], steps: [["cancel", 0, 1]] } as const
  t.same(Checker.check({ ...claim, strands: [2, 1] }), {
    valid: false,
    reason: "The steps end on 2 strands, not on 1."
  })
  t.same(Checker.check({ ...claim, strands: [2, 2] }), { valid: true })
  t.end()
})

t.test("no circle is lost by a sign that is none, nor by strands beyond what doubles count", (t) => {
  const letterOfTwo = Certificate.decode({
    version: 1,
    from: [2, 2],
    to: [],
    strands: [3, 1],
    steps: [
      ["destabilise", "low", 2],
      ["destabilise", "high", 1]
    ]
  })
  t.equal(Checker.check(letterOfTwo).valid, false, "a Hopf link and a circle are no unknot")
  const uncounted = Certificate.decode({
    version: 1,
    from: [],
    to: [],
    strands: [2 ** 53, 2 ** 53 - 1],
    steps: [
      ["stabilise", "low", 1],
      ["destabilise", "low", 1]
    ]
  })
  t.same(Checker.check(uncounted), { valid: false, reason: "There are more strands than 4294967296." })
  t.end()
})

t.test("decode says what is wrong with the form", (t) => {
  const good = { version: 1, from: [1], to: [], strands: [2, 1], steps: [["destabilise", "high", 1]] }
  t.same(Certificate.decode(good), good)
  const faults: ReadonlyArray<readonly [unknown, string]> = [
    [null, "A certificate is an object."],
    [{ ...good, version: 2 }, "The certificate's version is 2; this program reads 1."],
    [{ ...good, from: "1" }, "The certificate's `from` is a list of integers."],
    [{ ...good, to: [1.5] }, "The certificate's `to` is a list of integers."],
    [{ ...good, strands: [2] }, "The certificate's `strands` are two integers, for `from` and for `to`."],
    [{ ...good, version: [[1]] }, "The certificate's version is [...]; this program reads 1."],
    [{ ...good, steps: [[["rotate"]]] }, "Step 1 of the certificate is no move: [[...]]."],
    [
      { ...good, steps: [["rotate", 1, 2, 3, 4]] },
      'Step 1 of the certificate is no move: ["rotate",1,2,3,...].'
    ],
    [{ ...good, steps: 3 }, "The certificate's `steps` are a list."],
    [{ ...good, steps: [["jump", 1]] }, 'Step 1 of the certificate is no move: ["jump",1].'],
    [{ ...good, steps: [["rotate", "1"]] }, 'Step 1 of the certificate is no move: ["rotate","1"].'],
    [{ ...good, steps: [["insert", 1]] }, 'Step 1 of the certificate is no move: ["insert",1].']
  ]
  for (const [data, message] of faults) t.throws(() => Certificate.decode(data), new TypeError(message))
  t.throws(() => Certificate.decode({ ...good, from: [0] }), RangeError)
  t.throws(() => Certificate.join(good as never, good as never), RangeError)
  t.end()
})
