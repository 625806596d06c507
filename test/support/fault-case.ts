/** A study with faults, and what is said about them. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import t from "tap"
import { StudyFaults } from "../../src/engine/config/fault.ts"
import { parse } from "../../src/engine/config/parse.ts"
import { catalogue } from "./catalogue.ts"

export interface Case {
  readonly text: string
  readonly set?: ReadonlyArray<string>
  /** Without `s.yaml:` before them. */
  readonly faults: ReadonlyArray<string>
}

/** A study of three trees, and these lines from line 3 on. */
export const orchard = (...lines: ReadonlyArray<string>): string =>
  ["simulation: orchard", "base: { trees: 3 }", ...lines, ""].join("\n")

/** One test a case. */
export const check = (cases: Readonly<Record<string, Case>>): void => {
  for (const [name, { text, set = [], faults }] of Object.entries(cases)) {
    t.test(name, async (t) => {
      const result = await Effect.runPromise(Effect.result(parse(text, "s.yaml", set, catalogue)))
      if (Result.isSuccess(result)) return t.fail("no fault was found")
      t.ok(result.failure instanceof StudyFaults)
      const found = result.failure.message.split("\n").map((line) => line.replace(/^s\.yaml:(?=\d)/, ""))
      t.same(found, faults)
    })
  }
}
