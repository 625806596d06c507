/**
 * Text for LaTeX, such that plain pdflatex sets it: with the fonts that it begins with (encoding OT1), and without packages.
 *
 * Not every character that a keyboard has is one of OT1: `"`, `<` and accented letters are spelled. Some mean something only
 * where they stand: `[` and `*` after the end of a line of a table would be its argument, and `--`, `''`, `?` before a
 * backquote become other characters. What these fonts do not have at all (Chinese, emoji) stands as its code point.
 */

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  // In the upright font of OT1 it would be a closing quotation mark, and in German documents a command.
  '"': "\\texttt{\\symbol{34}}",
  "[": "{[}",
  "*": "{*}",
  "`": "{`}"
}

/** Letters and signs that are no letter with an accent. */
const named: Readonly<Record<string, string>> = {
  ß: "\\ss{}",
  ø: "\\o{}",
  Ø: "\\O{}",
  æ: "\\ae{}",
  Æ: "\\AE{}",
  œ: "\\oe{}",
  Œ: "\\OE{}",
  ł: "\\l{}",
  Ł: "\\L{}",
  ı: "\\i{}",
  "–": "{--}",
  "—": "{---}",
  "‘": "{`}",
  "’": "{'}",
  "“": "{``}",
  "”": "{''}",
  "…": "\\ldots{}",
  "§": "\\S{}",
  "¶": "\\P{}",
  "©": "\\copyright{}",
  "£": "\\pounds{}",
  "¡": "{!`}",
  "¿": "{?`}",
  "\u00a0": "~",
  "\u202f": "\\,",
  "\u2009": "\\,"
}

const greek = [
  ..."alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho".split(" "),
  ..."varsigma sigma tau upsilon phi chi psi omega".split(" ")
]

/** Greek capitals that look like Latin ones have no command. */
const capitals: Readonly<Record<string, string>> = {
  Γ: "\\Gamma",
  Δ: "\\Delta",
  Θ: "\\Theta",
  Λ: "\\Lambda",
  Ξ: "\\Xi",
  Π: "\\Pi",
  Σ: "\\Sigma",
  Υ: "\\Upsilon",
  Φ: "\\Phi",
  Ψ: "\\Psi",
  Ω: "\\Omega"
}

const digits = [..."0123456789"]

const mathematics: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    greek.map((name, k) => [String.fromCodePoint(0x3b1 + k), name === "omicron" ? "o" : `\\${name}`])
  ),
  ...capitals,
  µ: "\\mu",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, k) => [sign, `^{${digits[k]}}`])),
  ...Object.fromEntries([..."₀₁₂₃₄₅₆₇₈₉"].map((sign, k) => [sign, `_{${digits[k]}}`])),
  "⁻": "^{-}",
  "⁺": "^{+}",
  "₋": "_{-}",
  "°": "^{\\circ}",
  "×": "\\times",
  "÷": "\\div",
  "±": "\\pm",
  "∓": "\\mp",
  "·": "\\cdot",
  "−": "-",
  "≤": "\\leq",
  "≥": "\\geq",
  "≠": "\\neq",
  "≈": "\\approx",
  "∼": "\\sim",
  "∝": "\\propto",
  "∞": "\\infty",
  "√": "\\surd",
  "∂": "\\partial",
  "∇": "\\nabla",
  "∑": "\\sum",
  "∫": "\\int",
  "→": "\\rightarrow",
  "←": "\\leftarrow",
  "↔": "\\leftrightarrow",
  "⇒": "\\Rightarrow",
  "∈": "\\in",
  ℓ: "\\ell",
  "⟨": "\\langle",
  "⟩": "\\rangle",
  "†": "\\dagger",
  "¬": "\\neg"
}

/** By the combining mark that follows a letter in Unicode's decomposition. */
const accents: Readonly<Record<string, string>> = {
  "\u0300": "`",
  "\u0301": "'",
  "\u0302": "^",
  "\u0303": "~",
  "\u0304": "=",
  "\u0306": "u",
  "\u0307": ".",
  "\u0308": '"',
  "\u030a": "r",
  "\u030b": "H",
  "\u030c": "v",
  "\u0327": "c"
}

const withAccent = (letter: string, accent: string): string => {
  const dotless = letter === "i" || letter === "j" ? `\\${letter}` : letter
  return `\\${accent}{${dotless}}`
}

const codePoint = (character: string): string =>
  `\\texttt{U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}}`

const spelled = (character: string): string => {
  const known = special[character] ?? named[character]
  if (known !== undefined) return known
  if (/^[ -~]$/.test(character)) return character
  if (mathematics[character] !== undefined) return `$${mathematics[character]}$`
  const [letter = "", mark = "", ...more] = character.normalize("NFD")
  const accent = accents[mark]
  return /^[A-Za-z]$/.test(letter) && accent !== undefined && more.length === 0
    ? withAccent(letter, accent)
    : codePoint(character)
}

/** Those that would become another character with the next one. */
const ligatures = /([-',])(?=\1)/g

/** Every character as itself; a line break or a tab is a blank. */
export const escaped = (text: string): string => {
  const line = text.normalize("NFC").replace(/\s+/g, (blanks) => (/[\r\n\t]/.test(blanks) ? " " : blanks))
  const parted = line.split(ligatures)
  // What `split` has captured stands at the odd places.
  return parted.map((part, k) => (k % 2 === 1 ? `${part}{}` : [...part].map(spelled).join(""))).join("")
}
