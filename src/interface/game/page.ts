/** "Knot or not?" as one page to play, in any browser, without a network. */
import { readFileSync } from "node:fs"
import { plural } from "../../drawing/text.ts"
import * as File from "../page/file.ts"
import * as Html from "../page/html.ts"
import { html } from "../page/html.ts"
import type { Game, Puzzle } from "./puzzle.ts"
import { style } from "./style.ts"

const script = Html.script(readFileSync(new URL("./asset/game.js", import.meta.url), "utf8"))

const file = File.maker(style, script)

/**
 * A name of eight hexadecimal digits, of which the last one is odd for a knot: answers are on the page, and nobody reads them by
 * chance. Multiplication by an odd number permutes the numbers below 2^32, and keeps the last digit of these even.
 */
const tokenOf = ({ answer }: Puzzle, index: number): string => {
  const number = Math.imul(16 * (index + 1), 0x9e3779b1) >>> 0
  const even = (14 * index) % 16
  return (number + even + lastBit[answer]).toString(16).padStart(8, "0")
}

const lastBit: Readonly<Record<Puzzle["answer"], 0 | 1>> = { unknot: 0, knot: 1 }

const figure = (puzzle: Puzzle, index: number) =>
  html`<div class="puzzle" data-crossings="${puzzle.crossings}" data-token="${tokenOf(puzzle, index)}" data-why="${Buffer.from(puzzle.sentence).toString("base64")}" hidden>${Html.picture(puzzle.picture)}</div>
`

const strip = (puzzle: Puzzle, index: number) =>
  puzzle.stages.length > 0 &&
  html`<div class="stages" id="stages-${tokenOf(puzzle, index)}" hidden>${puzzle.stages.map((stage, k) => html`${k > 0 && html`<span aria-hidden="true">→</span>`}${Html.picture(stage)}`)}</div>
`

export const page = ({ rows, origin, command }: Game): string => {
  const all = rows.flat()
  const sizes = rows.map((row) => row[0].crossings)
  return file(
    "Knot or not?",
    html`<header><h1>Knot or not?</h1><span id="score" class="faint"></span></header>
<main>
<section id="start">
<p>A closed loop of string, seen from above. Can it be pulled into a plain circle without cutting it? Then it is the unknot. If it cannot, it is a knot.</p>
<p>There are ${plural(all.length, "diagram")} here. A coin was tossed for each, so counting does not help. Every answer is proven.</p>
<fieldset><legend>Crossings</legend>${sizes.map((size) => html`<label><input type="checkbox" value="${size}" checked> ${size}</label>`)}</fieldset>
<div class="buttons"><button id="begin" class="plain" type="button">Play</button></div>
<noscript><p>The game needs JavaScript, which is on this page alone.</p></noscript>
</section>
<section id="play" hidden>
<h2 id="where" tabindex="-1"></h2>
<p id="again" class="faint" hidden>All diagrams of this page were shown; some come again.</p>
${all.map(figure)}
<div id="choice" class="buttons"><button id="knot" type="button">Knot <kbd>K</kbd></button><button id="unknot" type="button">Unknot <kbd>U</kbd></button></div>
<div id="onward" class="buttons" hidden><button id="next" class="plain" type="button">Next</button></div>
<div id="said" role="status" aria-live="polite"></div>
${all.map(strip)}</section>
<section id="end" hidden>
<h2 id="result" tabindex="-1"></h2>
<table><thead><tr><th></th><th scope="col">right</th><th scope="col">of</th></tr></thead><tbody id="table"></tbody></table>
<p class="faint">Who only guesses has half of them right.</p>
<p id="so-far"></p>
<div class="buttons"><button id="more" class="plain" type="button">Play again</button><button id="other" class="plain" type="button">Other crossings</button></div>
</section>
</main>
<footer class="faint"><p>${origin}</p><p>After the game for children of “A Triangle of Influence”. Made by <code>${command}</code>.</p></footer>`
  )
}
