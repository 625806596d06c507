/** Text for LaTeX: what plain pdflatex would not take, or would take for something else, checked by TeX's own rules. */
import * as fc from "fast-check"
import t from "tap"
import { latex } from "../../../src/interface/export/latex.ts"
import { escaped } from "../../../src/interface/export/tex.ts"

t.test("characters as themselves", (t) => {
  const spelled: ReadonlyArray<readonly [string, string]> = [
    ["plain text, with (dots).", "plain text, with (dots)."],
    ["\\ { } $ & # % _", "\\textbackslash{} \\{ \\} \\$ \\& \\# \\% \\_"],
    ["^ ~ < > |", "\\textasciicircum{} \\textasciitilde{} \\textless{} \\textgreater{} \\textbar{}"],
    ['"quoted"', "\\texttt{\\symbol{34}}quoted\\texttt{\\symbol{34}}"],
    ["[0, 1] *", "{[}0, 1] {*}"],
    ["a--b---c ''d'' ?` !`", "a-{}-b-{}-{}-c '{}'d'{}' ?{`} !{`}"],
    ["-1 2 -1", "-1 2 -1"],
    ["3 × 10⁻⁷ ± 2 µm", "3 $\\times$ 10$^{-}$$^{7}$ $\\pm$ 2 $\\mu$m"],
    ["κ₄ → λ, α ≤ Ω", "$\\kappa$$_{4}$ $\\rightarrow$ $\\lambda$, $\\alpha$ $\\leq$ $\\Omega$"],
    [
      "Schrödinger, Ampère, Poincaré, Čech, naïve",
      `Schr\\"{o}dinger, Amp\\\`{e}re, Poincar\\'{e}, \\v{C}ech, na\\"{\\i}ve`
    ],
    ["e\u0301 Gauß Łódź", "\\'{e} Gau\\ss{} \\L{}\\'{o}d\\'{z}"],
    ["两 🪢 \u0000 ą", "\\texttt{U+4E24} \\texttt{U+1FAA2} \\texttt{U+0000} \\texttt{U+0105}"],
    ["two\r\n lines\tand", "two lines and"]
  ]
  for (const [text, wanted] of spelled) t.equal(escaped(text), wanted, text)
  t.end()
})

/** What is left of a text when everything is taken off that TeX reads as one thing; empty if it reads all of it. */
const unread = (text: string): string =>
  text
    .replace(/(?<!\\)\$(\\[a-zA-Z]+|[_^]\{[^{}$]*(?:\\[a-z]+)?\}|[a-z-])\$/g, "")
    .replace(/\\texttt\{(\\symbol\{34\}|U\+[0-9A-F]{4,6})\}/g, "")
    .replace(/\\[`'^~=.ucrHv"]\{(\\[ij]|[A-Za-z])\}/g, "")
    .replace(/\\[A-Za-z]+\{\}/g, "")
    .replace(/\\[{}$&#%_,]/g, "")
    .replace(/\{([[*`']|--|---|``|''|[?!]`)\}/g, "")
    .replace(/\{\}/g, "")
    .replace(/[A-Za-z0-9 !'()+,\-./:;=?@\]]/g, "")

t.test("whatever the text, TeX reads all of it", (t) => {
  const signs = [..."\\{}$&#%_^~<>|\"[]*`'-,?! aé×±μ–“…ß₂\n\t"]
  const hard = fc.array(fc.constantFrom(...signs), { maxLength: 30 }).map((all) => all.join(""))
  fc.assert(
    fc.property(fc.oneof(hard, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), (text) => {
      const found = escaped(text)
      // A no-break space is a tie.
      return unread(found.replace(/(?<!\\)~/g, "")) === "" && !/[^ -~]/.test(found)
    }),
    { numRuns: 2000 }
  )
  t.end()
})

t.test("a first cell is no argument of the end of the line before it", (t) => {
  const label = { type: "text", description: "anything", unit: "-" } as const
  const rows = ["[b]", "*", "=", "-"].map((cell) => ({ "[a]": cell }))
  const file = [...latex({ name: "odd", columns: { "[a]": label }, rows })].join("")
  t.match(
    file,
    /^% In the preamble: \\usepackage\{booktabs\}\n\\begin\{tabular\}\{l\}\n\\toprule\n\{\[\}a\] \\\\\n\\midrule\n/
  )
  t.notMatch(file, /(\\\\|rule)\s*[[*]/)
  t.end()
})
