/** The text by which a study says itself, and the settings in it. */
import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../../src/engine/config/parse.ts"
import type { Study } from "../../../src/engine/study.ts"
import { catalogue } from "../../support/catalogue.ts"

const read = (text: string, ...set: ReadonlyArray<string>) =>
  Effect.runPromise(parse(text, "configs/orchard/spring.yaml", set, catalogue))

const header = "simulation: orchard\nbase: { trees: 3 }\n"

t.test("a study says itself by a text of its own", async (t) => {
  const block = "# a comment\nsimulation: orchard\nbase: { trees: 3 }\nsweep:\n  - grid: { years: [1, 2] }"
  const texts = {
    block,
    "with a name": `name: a\n${block}\n`,
    "in braces": "{ simulation: orchard, base: { trees: 3 } }",
    "between markers": `%YAML 1.2\n---\n${block}\n...\n`,
    indented: "  simulation: orchard\n  base: { trees: 3 }\n",
    "with an anchor": "simulation: orchard\nbase: &b { trees: 3 }\nsweep: [list: [*b, { trees: 4 }]]\n",
    "that ends in text": "simulation: orchard\nbase:\n  trees: 3\n  species: |-\n    pear",
    "with settings": `${block}\nset: ["years=5,6", "seed=3"]\n`,
    "beside another": `---\nname: other\nsimulation: garden\nbase: { kind: pond, depth: 2 }\n---\n${block}\n`
  }
  for (const [what, text] of Object.entries(texts)) {
    const named = what === "beside another" ? [] : ["name=b"]
    for (const set of [[], ["trees=1,7"], [...named, "water=2", "years=7"], ["soil.depth=2,3"]]) {
      for (const { asked, ...study } of await read(text, ...set)) {
        const { text, file } = asked!()
        t.equal(file, "configs/orchard/spring.yaml")
        const again = await Effect.runPromise(parse(text, "runs/b/study.yaml", [], catalogue))
        // A point makes its parts when they are asked for.
        const whole = (point: Study["points"][number]) => [point.config, point.encoded, point.swept]
        t.strictSame(
          again.map(({ asked: _, points, ...rest }) => ({ ...rest, points: points.map(whole) })),
          [{ ...study, points: study.points.map(whole) }],
          `${what} ${set}`
        )
        t.equal(again[0]!.asked!().text, text, "and that text says itself")
      }
    }
  }
  const [said] = await read(texts.block, "years=5", "seed=2")
  t.equal(said!.asked!().text, `${block}\nname: "spring"\nset: ["years=5","seed=2"]\n`)
})

t.test("settings in the file", async (t) => {
  const points = async (settings: string, ...set: ReadonlyArray<string>) =>
    (await read(`${header}set: ${settings}\n`, ...set))[0]!.points.map(({ encoded }) => encoded.years)
  t.same(await points('["years=5"]'), [5])
  t.same(await points('["years=5,6"]'), [5, 6])
  t.same(await points('["years=5,6"]', "years=7"), [7], "the command line says more")
  const faults = async (settings: string) =>
    Effect.runPromise(Effect.flip(parse(`${header}set: ${settings}\n`, "a.yaml", [], catalogue))).then(
      ({ faults }) => faults.map(({ line, message }) => `${line}: ${message}`)
    )
  t.match(await faults("years=5"), ['3: set is a list of settings, such as ["width=5"].'])
  t.match(await faults("[5]"), ["3: A setting is text that says key=value"])
  t.match(await faults('["yaers=5"]'), ['3: There is no parameter "yaers". Did you mean "years"?'])
})
