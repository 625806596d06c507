/**
 * Words on the ways from hard unknots to the empty word: what no agent comes to see that begins with RANDOMUNKNOT's
 * words, which come down without hills. Games that begin anywhere on such a way are short enough to be won, from its end
 * backwards.
 *
 * Half of the ways begin with one of the hard unknots or its mirror image, half with a random sum of them; a plain search
 * has found them. Word number `index` is a function of its number and N alone.
 *
 * Source of the idea: Salimans and Chen, "Learning Montezuma's Revenge from a single demonstration", arXiv 1812.03381.
 */
import * as HardUnknots from "../../domain/braid/hard-unknots.ts"
import * as Word from "../../domain/braid/word.ts"
import * as Split from "../../domain/decision/split.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type * as ActionsOf from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import * as Composite from "../../domain/rl/search/composite.ts"
import * as Frontier from "../../domain/rl/search/frontier.ts"
import * as Weight from "../../domain/rl/search/weight.ts"
import * as Sum from "./sum.ts"

const key: Key = [1812, 3381]

/** Words that are taken of one way. */
const each = 32

/** What a search for a way may see; the hardest of the five takes a tenth of it. */
const mostWords = 1_000_000

/** Of N: word number `index` of way number `way`. */
type Ways = (way: number, index: number) => Word.Word

const made = new Map<number, Ways>()

/** For games of N letters, sum.ts's fewest or more. Keeps the ways it has found, for as long as the thread lives. */
export const on = (letters: number): ((index: number) => Word.Word) => {
  const ways = made.get(letters) ?? waysOf(letters)
  made.set(letters, ways)
  return (index) => ways(Math.floor(index / each), index % each)
}

const waysOf = (letters: number): Ways => {
  const actions = ActionSet.of("complete", letters)
  const found = new Map<number, ReadonlyArray<Word.Word>>()
  return (way, index) => {
    const words = found.get(way) ?? find(actions, child(key, way))
    found.set(way, words)
    return words[index]
  }
}

/** Words of the training split on one way. */
const find = (actions: ActionsOf.Actions, key: Key): ReadonlyArray<Word.Word> => {
  for (let attempt = 0; ; attempt++) {
    const stream = Stream.make(child(key, attempt))
    const start = draw(actions.letters, stream)
    const { outcome, actions: chosen } = Frontier.search(
      actions,
      start,
      { weight: Weight.greedy },
      { mostWords }
    )
    if (outcome !== "solved") continue
    const words = Episode.play(actions, start, chosen).words.filter(
      (word) => word.length > 0 && Split.of(word) === "train"
    )
    if (words.length === 0) continue
    return Array.from({ length: each }, () => words[Stream.below(stream, words.length)])
  }
}

const draw = (letters: number, stream: Stream.Stream): Word.Word => {
  if (Stream.below(stream, 2) === 0) {
    const fitting = HardUnknots.all.filter(
      ({ word }) => word.length <= letters && Word.strands(word) <= letters
    )
    const { word } = fitting[Stream.below(stream, fitting.length)]
    return Stream.sign(stream) > 0 ? word : Word.mirror(word)
  }
  const some = Sum.fewest + Stream.below(stream, Math.min(letters, Sum.most) - Sum.fewest + 1)
  const strands = 4 + Stream.below(stream, Math.max(1, Math.floor(some / 6) - 2))
  return Composite.draw(stream, { letters: some, strands })
}
