/** What no machine holds is refused before it runs, with its size. */
import * as Schema from "effect/Schema"
import t from "tap"
import { load } from "../../src/simulation/discover.ts"

const faults = async (simulation: string, given: unknown): Promise<ReadonlyArray<string>> => {
  const described = await load(simulation)
  const config = Schema.decodeUnknownSync(described.config)(given)
  return (described.faults?.(config) ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`)
}

t.test("networks and batches of agents", async (t) => {
  const learner = { agent: "trpo", letters: 20 }
  t.match(await faults("unknotters", { ...learner, hidden: [100_000_000] }), [
    /^hidden: .* GiB .* 2 GiB are the most/
  ])
  t.match(await faults("unknotters", { ...learner, hidden: [30_000, 30_000] }), [/^hidden: .* GiB/])
  t.match(await faults("unknotters", { ...learner, letters: 499, batch: 9_600_000 }), [/^batch: .* GiB/])
  t.same(await faults("unknotters", { ...learner, hidden: [2048, 2048] }), [])
})

t.test("models and words of classifiers", async (t) => {
  const transformer = { model: "transformer", letters: 20 }
  t.match(await faults("classifiers", { ...transformer, width: 4096, blocks: 32 }), [/^width: .* GiB/])
  t.match(await faults("classifiers", { ...transformer, letters: 1000, train: 100_000_000 }), [
    /^train: .* GiB/
  ])
  t.same(await faults("classifiers", { ...transformer, width: 1024, blocks: 8, train: 1_000_000 }), [])
})

t.test("moves after which words stand on more strands than there are", async (t) => {
  const long = { letters: 499, scramble: 1000 }
  const sentence =
    "scramble: After 1000 moves words of 499 letters may stand on more strands than braids have here: make 829 or fewer at a time."
  t.same(await faults("unknotters", { agent: "greedy", ...long }), [sentence])
  t.same(await faults("unknotters", { agent: "ppo", ...long }), [sentence], "once")
  t.same(
    await faults("unknotters", { agent: "ppo", ...long, evaluate: [20] }),
    [sentence],
    "words to train on"
  )
  t.same(await faults("unknotters", { agent: "greedy", ...long, evaluate: [20] }), [])
  t.same(await faults("unknotters", { agent: "greedy", ...long, scramble: 829 }), [])
  t.same(await faults("unknotters", { agent: "greedy", letters: 400, scramble: 1000 }), [])
})
