/**
 * Names and formulas of labels as people print them: `lambda0` is λ₀, `kappa_n` κₙ, `x^4` x⁴, `K_W^4` K_W⁴, `<x^4>` ⟨x⁴⟩, `1e-4` 10⁻⁴. What
 * Unicode has no small letter for stays as it is typed, and so do words that are part of others.
 */

const greek: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ"
}

const letters = Object.values(greek).join("")

const places = (characters: string): ReadonlyMap<string, string> =>
  new Map([...characters].map((character, k) => ["0123456789-+nijkm"[k]!, character]))

const below = places("₀₁₂₃₄₅₆₇₈₉₋₊ₙᵢⱼₖₘ")
const above = places("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿⁱʲᵏᵐ")

/** None where one of them has no such form. */
const raised = (text: string, forms: ReadonlyMap<string, string>): string | undefined => {
  const found = [...text].map((character) => forms.get(character))
  return found.includes(undefined) ? undefined : found.join("")
}

/** 10⁻⁴. */
export const powerOfTen = (exponent: number): string => `10${raised(String(exponent), above)!}`

/** `-2.5e-4` as -2.5×10⁻⁴, `1e-4` as 10⁻⁴. */
const scientific = (mantissa: string, exponent: string): string => {
  const power = powerOfTen(Number(exponent))
  switch (mantissa) {
    case "1":
      return power
    case "-1":
      return `-${power}`
    default:
      return `${mantissa}×${power}`
  }
}

const words = new RegExp(`(?<![A-Za-z])(${Object.keys(greek).join("|")})(?![a-z])`, "g")

export const typeset = (text: string): string =>
  text
    .replace(words, (word) => greek[word]!)
    .replace(new RegExp(`(?<=[${letters}])(?:NL\\b)`, "g"), "_NL")
    .replace(new RegExp(`(?<=[${letters}])\\d+`, "g"), (digits) => raised(digits, below)!)
    .replace(/(?<=[\p{L}])_([\dnijkm]+)(?![\p{L}\d])/gu, (all, index) => raised(index, below) ?? all)
    .replace(/(?<=[\p{L}])_\(([\dnijkm+-]+)\)/gu, (all, index) => raised(index, below) ?? all)
    .replace(/\^(-?[\dn]+|\(-?\d+\))/g, (all, power) => raised(power.replace(/[()]/g, ""), above) ?? all)
    .replace(/<([A-Za-z](?:[^A-Za-z<>][^<>]{0,10})?)>/g, "⟨$1⟩")
    .replace(/(?<![\p{L}\d._-])(-?\d+(?:\.\d+)?)e([-+]?\d{1,3})(?![\p{L}\d._])/gu, (_, mantissa, exponent) =>
      scientific(mantissa, exponent)
    )
    .replaceAll(">=", "≥")
    .replaceAll("<=", "≤")
