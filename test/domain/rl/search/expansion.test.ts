import t from "tap"
import * as Necklace from "../../../../src/domain/braid/necklace.ts"
import * as Permutation from "../../../../src/domain/braid/permutation.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as Jones from "../../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as Expansion from "../../../../src/domain/rl/search/expansion.ts"
import { random } from "../../../support/braid.ts"

const options = { mostLetters: 14, mostStrands: 6, stabilises: true, pairs: "any" } as const

const knots = (count: number, stream: Stream.Stream): Array<Word.Word> => {
  const found: Array<Word.Word> = []
  while (found.length < count) {
    const word = random(stream, 5 + Stream.below(stream, 7), 3 + Stream.below(stream, 3))
    if (Permutation.components(word) === 1) found.push(word)
  }
  return found
}

t.test("every move of either kind keeps the Jones polynomial", async (t) => {
  const expansion = Expansion.make(options)
  const kinds = new Map<number, number>()
  let steps = 0
  for (const word of knots(40, Stream.make([61, 0]))) {
    const polynomial = Jones.of(word)
    const check = (what: string) => {
      const { letters, length, strands } = expansion.draft
      const after = letters.slice(0, length)
      if (Word.strands(after) !== strands) t.fail(`${Word.print(after)} does not use its ${strands} strands`)
      if (!Laurent.isEqual(Jones.of(after, strands), polynomial)) t.fail(`${what}: ${Word.print(word)}`)
    }
    Expansion.expand(expansion, word, word.length, Word.strands(word), (code) => {
      const kind = Expansion.kindOf(code)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      check(`move ${kind} at ${Expansion.placeOf(code)}`)
    })
    Expansion.expandBySteps(expansion, word, word.length, Word.strands(word), () => {
      steps++
      check("a step")
    })
  }
  const all = [Expansion.relation, Expansion.detour, Expansion.stabilise, Expansion.destabilise]
  for (const kind of all) t.ok(kinds.get(kind)! > 10, `${kinds.get(kind)} moves of kind ${kind}`)
  t.ok(steps > 1000, `${steps} steps`)
})

t.test("moves belong to the cyclic word up to relation 1, not to how it is written", async (t) => {
  const expansion = Expansion.make(options)
  const necklace = Necklace.make(20)
  const canonical = (word: Int16Array, length: number, strands: number) => {
    Necklace.canonical(necklace, word, length, strands)
    return necklace.letters.slice(0, length)
  }
  for (const word of knots(60, Stream.make([62, 0]))) {
    const strands = Word.strands(word)
    const children = (one: Word.Word) => {
      const found = new Set<string>()
      Expansion.expand(expansion, one, one.length, strands, () => {
        const { draft } = expansion
        found.add(`${canonical(draft.letters, draft.length, draft.strands)} on ${draft.strands}`)
      })
      return [...found].sort()
    }
    const written = canonical(word, word.length, strands)
    t.same(children(Word.rotate(written, 3)), children(word), Word.print(word))
  }
})

t.test("limits: letters, strands, kinds", async (t) => {
  const word = Word.of([1, 2, -1, 2, 1, 2])
  const lengths = (options: Expansion.Options) => {
    const expansion = Expansion.make(options)
    const found = new Set<string>()
    Expansion.expand(expansion, word, 6, 3, () =>
      found.add(`${expansion.draft.length} on ${expansion.draft.strands}`)
    )
    return found
  }
  const grown = (found: Set<string>) => [...found].filter((one) => one.startsWith("8") || one.startsWith("7"))
  t.same(grown(lengths({ ...options, mostLetters: 6 })), [])
  t.ok(lengths(options).has("7 on 4"))
  t.notOk(lengths({ ...options, stabilises: false }).has("7 on 4"))
  t.notOk(lengths({ ...options, mostStrands: 3 }).has("7 on 4"))
  const code = Expansion.encode(Expansion.detour, 1000, -400)
  t.same(
    [Expansion.kindOf(code), Expansion.placeOf(code), Expansion.letterOf(code)],
    [Expansion.detour, 1000, -400]
  )
})
