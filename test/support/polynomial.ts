/** Polynomials as programs print them, read term by term, so that they can be compared whatever their order and spelling. */

/** Coefficients by monomials: `t^-1 q^2`, variables in their alphabetical order, exponents as decimals. */
export type Polynomial = ReadonlyMap<string, number>

type Monomial = ReadonlyMap<string, number>

const keyOf = (monomial: Monomial): string =>
  [...monomial]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([variable, exponent]) => `${variable}^${exponent}`)
    .join(" ")

const monomialOf = (key: string): Monomial =>
  new Map(
    key
      .split(" ")
      .filter((part) => part !== "")
      .map((part): [string, number] => {
        const [variable, exponent] = part.split("^")
        return [variable!, Number(exponent)]
      })
  )

const collect = (terms: Iterable<readonly [key: string, coefficient: number]>): Polynomial => {
  const sum = new Map<string, number>()
  for (const [key, coefficient] of terms) sum.set(key, (sum.get(key) ?? 0) + coefficient)
  return new Map([...sum].filter(([, coefficient]) => coefficient !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const product = (a: Polynomial, b: Polynomial): Polynomial =>
  collect(
    [...a].flatMap(([left, x]) =>
      [...b].map(([right, y]): [string, number] => {
        const exponents = new Map(monomialOf(left))
        for (const [variable, exponent] of monomialOf(right))
          exponents.set(variable, (exponents.get(variable) ?? 0) + exponent)
        return [keyOf(exponents), x * y]
      })
    )
  )

/** To a power that is a monomial's, or a whole one. */
const raised = (a: Polynomial, exponent: number): Polynomial => {
  const [only, ...others] = [...a]
  if (only === undefined || others.length > 0 || only[1] !== 1) {
    if (!Number.isInteger(exponent) || exponent < 0) throw new RangeError("Only monomials have such powers.")
    return Array.from({ length: exponent }).reduce<Polynomial>((so) => product(so, a), new Map([["", 1]]))
  }
  return new Map([[keyOf(new Map([...monomialOf(only[0])].map(([v, e]) => [v, e * exponent]))), 1]])
}

/**
 * Reads sums and products, written out, with * or side by side: `2*v^2-v^4`, `x^-2 y^2`, `t^(1/2)`, `(1+ z)*v/z`. `[2]` after a term is
 * T^2, for torsion of order 2.
 */
export const parse = (text: string): Polynomial => {
  const tokens = text.match(/\d+|[A-Za-z]|[-+*/^()[\]]/g) ?? []
  let at = 0
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false
    at++
    return true
  }
  const integer = (): number => {
    const sign = take("-") ? -1 : 1
    return sign * Number(tokens[at++])
  }
  const exponent = (): number => {
    if (!take("(")) return integer()
    const top = integer()
    const value = take("/") ? top / integer() : top
    take(")")
    return value
  }
  const factor = (): Polynomial => {
    const token = tokens[at++]!
    let base: Polynomial
    if (token === "(") {
      base = sum()
      take(")")
    } else if (token === "[") {
      const order = integer()
      take("]")
      return new Map([[`T^${order}`, 1]])
    } else
      base = /\d/.test(token)
        ? new Map(token === "0" ? [] : [["", Number(token)]])
        : new Map([[`${token}^1`, 1]])
    return take("^") ? raised(base, exponent()) : base
  }
  const term = (): Polynomial => {
    let value = factor()
    for (;;) {
      if (take("*")) value = product(value, factor())
      else if (take("/")) value = product(value, raised(factor(), -1))
      else if (at < tokens.length && !/[-+)\]]/.test(tokens[at]!)) value = product(value, factor())
      else return value
    }
  }
  const sum = (): Polynomial => {
    let value: Polynomial = new Map()
    for (let first = true; at < tokens.length && tokens[at] !== ")"; first = false) {
      const sign = take("-") ? -1 : 1
      if (!first && sign === 1) take("+")
      const terms = term()
      value = collect([...value, ...[...terms].map(([key, c]): [string, number] => [key, sign * c])])
    }
    return value
  }
  return sum()
}

/** Monomials put for variables. */
export const substituted = (a: Polynomial, by: ReadonlyMap<string, Polynomial>): Polynomial =>
  collect(
    [...a].flatMap(([key, coefficient]) => {
      const factors = [...monomialOf(key)].map(([variable, exponent]) =>
        raised(by.get(variable) ?? new Map([[`${variable}^1`, 1]]), exponent)
      )
      const value = factors.reduce(product, new Map([["", 1]]))
      return [...value].map(([monomial, c]): [string, number] => [monomial, c * coefficient])
    })
  )

/** Without what is torsion. */
export const free = (a: Polynomial): Polynomial => new Map([...a].filter(([key]) => !key.includes("T^")))

/** What is torsion times t, and the rest as it is. */
export const torsionOneOn = (a: Polynomial): Polynomial =>
  collect(
    [...a].flatMap(([key, c]) =>
      key.includes("T^") ? [...product(new Map([[key, c]]), new Map([["t^1", 1]]))] : [[key, c] as const]
    )
  )

/** Of one variable, t: from exponent 0 on, and with a positive first coefficient. */
export const upToUnits = (a: Polynomial): Polynomial => {
  const exponents = [...a.keys()].map((key) => monomialOf(key).get("t") ?? 0)
  const low = Math.min(...exponents)
  const first = [...a].find(([key]) => (monomialOf(key).get("t") ?? 0) === low)?.[1] ?? 1
  return collect(
    [...a].map(([key, c]) => [
      keyOf(new Map([["t", (monomialOf(key).get("t") ?? 0) - low]])),
      c * Math.sign(first)
    ])
  )
}
