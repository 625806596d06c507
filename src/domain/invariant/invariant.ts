import { nothingLeft } from "../exhaustive.ts"
import type { Subject } from "./subject.ts"

/**
 * An invariant as it is shown, to people and to programs. Each stands in its own file, with what computes it, and in the
 * list of catalogue.ts.
 */
export interface Invariant {
  /** In JSON. */
  readonly name: string
  /** For people. */
  readonly title: string
  /** `quick` takes milliseconds, `slow` is left out by who is in a hurry, `asked` is computed only by request. */
  readonly effort: "quick" | "slow" | "asked"
  /** How long it may take, as far as an estimate tells, beyond milliseconds. */
  readonly seconds: (subject: Subject) => number
  /** null where it is out of reach. */
  readonly show: (subject: Subject) => Shown | null
}

/** What somebody wants beyond what is quick. */
export interface Wanted {
  /** Whoever is not in a hurry: the Jones polynomial, names, a search for small rectangular diagrams, whatever decides. */
  readonly slow: boolean
  /** Names of those that are computed only by request. */
  readonly asked: ReadonlyArray<string>
}

export const isWanted = ({ name, effort }: Invariant, { slow, asked }: Wanted): boolean => {
  switch (effort) {
    case "quick":
      return true
    case "slow":
      return slow
    case "asked":
      return asked.includes(name)
    default:
      return nothingLeft(effort, "effort")
  }
}

export interface Shown {
  readonly text: string
  /** Numbers where doubles hold them, else their digits as text; null where the link has no such thing, as the text says. */
  readonly json: unknown
}

/** A value as it is shown, in the way that somebody asks for; none as none. */
export const shown = <A>(
  value: A | null,
  text: (value: A) => string,
  json: (value: A) => unknown
): Shown | null =>
  value === null
    ? null
    : {
        get text() {
          return text(value)
        },
        get json() {
          return json(value)
        }
      }
