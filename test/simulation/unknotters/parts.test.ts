import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Prior from "../../../src/domain/braid/prior.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Split from "../../../src/domain/decision/split.ts"
import * as Screen from "../../../src/domain/invariant/screen.ts"
import * as ActionSet from "../../../src/domain/rl/environment/action-set.ts"
import * as Games from "../../../src/simulation/unknotters/games.ts"
import * as Log from "../../../src/simulation/unknotters/log.ts"
import * as Memory from "../../../src/simulation/unknotters/memory.ts"
import * as Player from "../../../src/simulation/unknotters/player.ts"
import * as Routes from "../../../src/simulation/unknotters/routes.ts"
import * as Words from "../../../src/simulation/unknotters/words.ts"

t.test("memory: one for all who have a copy, until it is owned", async (t) => {
  const plain = {
    a: Float32Array.of(1, 2),
    b: [{ c: Int32Array.of(3), d: null, e: "f" }],
    g: new Float64Array()
  }
  const shared = Memory.share(plain)
  t.same(Memory.own(shared), plain)
  t.ok(shared.a.buffer instanceof SharedArrayBuffer)
  const clone = structuredClone(shared)
  clone.b[0]!.c[0] = 7
  t.equal(shared.b[0]!.c[0], 7)
  const owned = Memory.own(shared)
  clone.a[0] = 9
  t.same([owned.a[0], plain.a[0], plain.b[0]!.c[0]], [1, 1, 3])
})

t.test("words: each a function of its number, in its split, of its letters", async (t) => {
  const [train, test] = (["train", "test"] as const).map((split) => Words.on(split, 10, Prior.sampler))
  for (const letters of [6, 9]) {
    for (let index = 0; index < 20; index++) {
      const [one, other] = [train!.word(letters, index), test!.word(letters, index)]
      t.same([one.length, other.length], [letters, letters])
      t.same([Split.of(one), Split.of(other)], ["train", "test"])
    }
  }
  t.notSame(train!.word(9, 0), train!.word(9, 1))
  t.equal(Word.print(train!.word(9, 0)), Word.print(Words.on("train", 10, Prior.sampler).word(9, 0)))
})

t.test(
  "words on the ways of hard unknots: unknots of all lengths, on the training split, by their numbers",
  async (t) => {
    const letters = 18
    const word = Routes.on(letters)
    // The seventh way first: what was asked for before makes no difference.
    const later = word(6 * 32 + 3)
    const words = Array.from({ length: 7 * 32 }, (_, index) => word(index))
    t.same(words[6 * 32 + 3], later)
    for (const each of words) {
      t.ok(each.length > 0 && each.length <= 2 * letters && Word.strands(each) <= letters + 1)
      t.equal(Permutation.components(each), 1)
      t.notOk(Screen.isKnotted(each), Word.print(each))
      t.equal(Split.of(each), "train")
    }
    const lengths = words.map(({ length }) => length)
    t.ok(Math.min(...lengths) < 6 && Math.max(...lengths) > 15, "beginnings and ends")
  }
)

t.test("the curriculum grows the longest words, and leaves out those that there are none of", async (t) => {
  const range = (config: Parameters<typeof Games.lettersAt>[0], progress: number) =>
    new Set(Array.from({ length: 1000 }, (_, k) => Games.lettersAt(config, progress, k / 1000)))
  const grown = { shortest: 4, letters: 8, curriculum: 0.5 }
  t.same(range(grown, 0), new Set([4]))
  t.same(range(grown, 0.25), new Set([4, 6]))
  t.same(range(grown, 0.5), new Set([4, 6, 7, 8]))
  t.same(range({ ...grown, curriculum: 0 }, 0), new Set([4, 6, 7, 8]))
  t.same(range({ shortest: 8, letters: 8, curriculum: 0 }, 0.3), new Set([8]))
})

t.test("logs add up, by parts of the training and kinds of actions", async (t) => {
  const kinds = Log.kinds(ActionSet.of("paper", 6))
  t.same(kinds.names, ["shift left", "shift right", "relation 1", "relation 2", "collapse", "conjugate"])
  t.same([...kinds.of], [0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5])
  t.ok(Log.kinds(ActionSet.of("complete", 6)).names.length < 16)
  const logs = [0, 1].map((index) => {
    const log = Log.empty(kinds)
    Log.add(log, 3, "games", 1 + index)
    Log.count(log, 3, 15, 4)
    Log.count(log, Log.part(999, 1000), 1e6, index)
    return log
  })
  const total = Log.total(logs)
  t.equal(Log.sumsOf(total, 3).games, 3)
  t.same(
    Log.rollouts(total).map(({ training, move, counts }) => [training, move, ...counts]),
    [
      [0.1, 10, 0, 0, 0, 0, 2, 0],
      [0.9, 300, 1, 1, 0, 0, 0, 0]
    ]
  )
  t.same([Log.part(0, 10), Log.part(5, 10), Log.part(10, 10)], [0, 10, 19])
})

t.test(
  "players: what can be solved by one collapse is, and a game is a function of key and place",
  async (t) => {
    const actions = ActionSet.of("paper", 6)
    const words = [Word.of([1, 2, -3]), Word.of([1, -2, 3, 4])]
    for (const player of [
      Player.greedy(actions, 50),
      Player.search(actions, 50, 100, () => ({ weight: 16 }))
    ])
      t.same(player(words, [1, 2]), [[4], [4]])
    const walk = Player.randomWalk(actions, 50, false)
    const games = walk(words, [1, 2])
    t.same(walk(words, [1, 2]), games)
    t.same(walk(words.slice(0, 1), [1, 2]), games.slice(0, 1), "whoever plays beside it")
    t.notSame(walk(words, [1, 3]), games)
    for (const game of games) t.ok(game.length === 50 || game.at(-1) === 4, "a collapse is what ends these")
  }
)
