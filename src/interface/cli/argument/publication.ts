/** Who made what is published, and what others may do with it. */
import * as CliFlag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Publication } from "../../archive/citation-file.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

export const flags = {
  authors: CliFlag.String("author").pipe(
    CliFlag.withMetavar("NAME"),
    CliFlag.withDescription('Who made it: "Given Family" or "Given Family (ORCID)"; may be repeated'),
    CliFlag.atLeast(0)
  ),
  license: CliFlag.String("license").pipe(
    CliFlag.withMetavar("SPDX"),
    CliFlag.withDescription("Under which licence it may be used: CC-BY-4.0, CC0-1.0, …"),
    CliFlag.filter(
      (name) => /^[A-Za-z0-9.+-]+$/.test(name),
      (name) => `Expected an SPDX identifier, as CC-BY-4.0 is, not ${name}`
    ),
    CliFlag.optional
  )
}

export interface Given {
  readonly authors: ReadonlyArray<string>
  readonly license: Option.Option<string>
}

/** Fails for what names no author. */
export const of = Effect.fnUntraced(function* ({ authors, license }: Given) {
  const Author = yield* Effect.promise(() => import("../../archive/author.ts"))
  const people = yield* Effect.try({
    try: () => authors.map(Author.parse),
    catch: (cause) => Problem.misuse((cause as Error).message)
  })
  return {
    authors: people,
    ...(Option.isSome(license) ? { license: license.value } : {})
  } satisfies Publication
})

/** What is to be done before it is published. */
export const missing = Effect.fnUntraced(function* ({ authors, license }: Publication) {
  if (authors.length === 0) yield* Output.say("it names no author: --author before you publish it")
  if (license === undefined) yield* Output.say("it says no licence: --license before you publish it")
})
