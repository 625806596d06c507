import * as Diagram from "./diagram.ts"

/** A closed braid to judge by eye, and what it is. */
export interface Puzzle {
  readonly word: ArrayLike<number>
  readonly answer: "knot" | "unknot"
}

const initials: Readonly<Record<Puzzle["answer"], string>> = { knot: "K", unknot: "U" }

/**
 * "Knot or not?": one row of closed braids for each list of puzzles, numbered through, and the answers, K or U, on
 * a second page. A row is headed by the number of crossings of its first word. After figures 14 to 16 of the talk
 * on "Learning to Unknot" (2010.16263). Answers one self-contained HTML page, light or dark as the reader's system.
 */
export const page = (rows: ReadonlyArray<ReadonlyArray<Puzzle>>): string => {
  let number = 0
  const numbered = rows.map((row) => row.map((puzzle) => ({ ...puzzle, number: ++number })))
  const questions = numbered.map(
    (row) => `<h2>${heading(row)}</h2>
<div class="row">
${row.map(({ word, number }) => figure(number, Diagram.closed(word, { title: `Puzzle ${number}` }))).join("\n")}
</div>`
  )
  const answers = numbered.map(
    (row) => `<h2>${heading(row)}</h2>
<p>${row.map(({ number, answer }) => `<span>${number} <b>${initials[answer]}</b></span>`).join(" ")}</p>`
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>Knot or not?</title>
<style>
:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif }
body { max-width: 72rem; margin: 1rem auto; padding: 0 1rem }
h2 { font-size: 1rem; margin: 1rem 0 0.25rem }
.row { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem }
figure { margin: 0; text-align: center }
figure svg { width: 100%; height: auto }
#answers { break-before: page; margin-top: 100vh }
#answers span { display: inline-block; min-width: 4rem }
@media print { #answers { margin-top: 0 } figure { break-inside: avoid } }
</style>
</head>
<body>
<section id="questions">
<h1>Knot or not?</h1>
<p>Which of these closed braids can be untied to a plain circle? The answers are on the second page.</p>
${questions.join("\n")}
</section>
<section id="answers">
<h1>Answers</h1>
<p>K: a knot. U: the unknot.</p>
${answers.join("\n")}
</section>
</body>
</html>
`
}

const heading = (row: ReadonlyArray<Puzzle>): string => `${row[0]?.word.length ?? 0} crossings`

const figure = (number: number, svg: string): string =>
  `<figure>${svg}<figcaption>${number}</figcaption></figure>`
