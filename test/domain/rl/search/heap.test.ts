import t from "tap"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as Heap from "../../../../src/domain/rl/search/heap.ts"
import * as Table from "../../../../src/domain/rl/search/table.ts"

t.test("a heap gives the least first, of equals the last that came, as a sorted list would", async (t) => {
  const stream = Stream.make([1, 1])
  const heap = Heap.make()
  const list: Array<{ item: number; priority: number }> = []
  for (let k = 0; k < 3000; k++) {
    if (list.length > 0 && Stream.below(stream, 3) === 0) {
      const least = Math.min(...list.map(({ priority }) => priority))
      const at = list.findLastIndex(({ priority }) => priority === least)
      if (Heap.pop(heap) !== list[at].item) t.fail(`after ${k} turns`)
      list.splice(at, 1)
    } else {
      const priority = Stream.below(stream, 20) / 4
      Heap.push(heap, k, priority)
      list.push({ item: k, priority })
    }
    if (heap.size !== list.length) t.fail("its size")
  }
  t.throws(() => Heap.pop(Heap.make()), RangeError)
})

t.test("a table takes each word once and says how it came there, while it grows", async (t) => {
  const stream = Stream.make([1, 2])
  const table = Table.make()
  const seen = new Map<string, number>()
  const out = new Int16Array(8)
  for (let k = 0; k < 20_000; k++) {
    const length = Stream.below(stream, 6)
    const word = Int16Array.from({ length: 8 }, () => Stream.sign(stream) * (1 + Stream.below(stream, 4)))
    const strands = 5 + Stream.below(stream, 2)
    const name = `${word.slice(0, length)} on ${strands}`
    const number = Table.add(table, word, length, strands, table.count - 1, 7 * table.count)
    if (number !== (seen.has(name) ? -1 : seen.size)) t.fail(name)
    if (number >= 0) seen.set(name, number)
  }
  t.equal(table.count, seen.size)
  for (const [name, number] of seen) {
    const length = Table.copyWord(table, number, out)
    if (`${out.slice(0, length)} on ${table.strands[number]}` !== name) t.fail(name)
  }
  t.same(Table.route(table, 3), [7, 14, 21])
  t.same(Table.route(table, 0), [])
})
