/** Who made a run, as archives name them. */

export interface Author {
  readonly given?: string
  readonly family: string
  /** `0000-0002-1825-0097`. */
  readonly orcid?: string
}

/** ISO 7064 MOD 11-2: the last digit checks the others. */
const checks = (orcid: string): boolean => {
  const digits = orcid.replaceAll("-", "")
  const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0)
  const last = (12 - (total % 11)) % 11
  return digits.at(-1) === (last === 10 ? "X" : String(last))
}

/**
 * `Ada Lovelace`, `Lovelace, Ada`, each with an ORCID in brackets where there is one: `Ada Lovelace (0000-0002-…)`.
 *
 * @throws RangeError for a text without a name, and for an ORCID that is none
 */
export const parse = (text: string): Author => {
  const [, name = "", orcid] = /^\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(text) ?? []
  if (name === "")
    throw new RangeError(`"${text}" names no author: write "Given Family" or "Given Family (ORCID)".`)
  if (orcid !== undefined && !(/^(\d{4}-){3}\d{3}[\dX]$/.test(orcid) && checks(orcid)))
    throw new RangeError(`"${orcid}" is no ORCID.`)
  const [family, given] = name.includes(",")
    ? name.split(",").map((part) => part.trim())
    : [name.split(/\s+/).at(-1)!, name.split(/\s+/).slice(0, -1).join(" ")]
  return {
    family: family!,
    ...(given === undefined || given === "" ? {} : { given }),
    ...(orcid === undefined ? {} : { orcid })
  }
}

export const print = ({ given, family }: Author): string =>
  given === undefined ? family : `${given} ${family}`
