/**
 * Parameters as plain data: what each may be, what it means, and what it is where a study leaves it out. Threads read
 * them as well as the main thread, which makes schemas of them (parameters.ts); a schema itself would cost each thread Effect.
 */

/** What a parameter may be. */
export type Type =
  | { readonly kind: "integer" | "number"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "positive"; readonly maximum?: number }
  | { readonly kind: "choice"; readonly names: ReadonlyArray<string> }
  | { readonly kind: "integers" }
  | { readonly kind: "file"; readonly isRead: (text: string) => boolean }

/** What defaults may depend on: N, where it is known, and the unknots that are given. */
export interface Size {
  readonly letters?: number | undefined
  readonly actions?: string
  readonly data?: string | undefined
}

/** A default that depends on another parameter of the point, and what it then is, in words. */
export interface Derived<A> {
  /** Undefined where a study then has to give it. */
  readonly from: (size: Size) => A | undefined
  readonly words: string
}

export interface Parameter<A = unknown> {
  readonly type: Type
  readonly description: string
  /** `1` for a pure number, `-` for text. */
  readonly unit: string
  /** Without one, a study has to give the parameter, unless it is a file. */
  readonly default?: A | Derived<A>
  /** What it means that there is no file. */
  readonly absent?: string
}

export type Parameters = Readonly<Record<string, Parameter>>

/** What a point has of the parameters, all of them filled in. */
export type Values<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer A> ? A : never
}

type About<A> = Omit<Parameter<A>, "type">

interface Range {
  readonly minimum: number
  readonly maximum: number
}

export const integer = ({ minimum, maximum, ...about }: Range & About<number>): Parameter<number> => ({
  type: { kind: "integer", minimum, maximum },
  ...about
})

/** A number in a range that has its ends. */
export const number = ({ minimum, maximum, ...about }: Range & About<number>): Parameter<number> => ({
  type: { kind: "number", minimum, maximum },
  ...about
})

/** A number above 0. */
export const positive = ({
  maximum,
  ...about
}: { readonly maximum?: number } & About<number>): Parameter<number> => ({
  type: { kind: "positive", ...(maximum === undefined ? {} : { maximum }) },
  ...about
})

export const choice = <const Name extends string>({
  names,
  ...about
}: { readonly names: ReadonlyArray<Name> } & Omit<About<NoInfer<Name>>, "unit">): Parameter<Name> => ({
  type: { kind: "choice", names },
  unit: "-",
  ...about
})

export const integers = (about: About<ReadonlyArray<number>>): Parameter<ReadonlyArray<number>> => ({
  type: { kind: "integers" },
  ...about
})

/** The name of a file, in whose place a config has what it says; `isRead` tells that from anything else. */
export const file = ({
  isRead,
  ...about
}: { readonly isRead: (text: string) => boolean; readonly absent: string } & Omit<
  About<string>,
  "unit" | "default"
>): Parameter<string | undefined> => ({ type: { kind: "file", isRead }, unit: "-", ...about })

/** A default that depends on N. Without an N it is that of some other: what is missing is N alone. */
export const ofSize = <A>(words: string, from: (letters: number, data?: string) => A): Derived<A> => ({
  from: ({ letters = 4, data }) => from(letters, data),
  words
})

export const isDerived = (standard: unknown): standard is Derived<unknown> =>
  typeof standard === "object" && standard !== null && "from" in standard

/** What a point of this size has where a study leaves out all that it may. */
export const defaults = (parameters: Parameters, size: Size): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { default: standard }]) =>
      standard === undefined ? [] : [[name, isDerived(standard) ? standard.from(size) : standard]]
    )
  )
