import { html } from "../page/html.ts"

/** How the game looks: light and dark, on desks and on phones. No font and no picture comes from elsewhere. */
export const style = html`
:root { color-scheme: light dark; --ink: #1a1a1a; --faint: #595959; --paper: #fff; --line: #d0d0d0; --tint: #f4f5f7; --knot: #0b5cad; --unknot: #8a4b00; --right: #00684a; --wrong: #a3262a; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --faint: #a8a8a8; --paper: #121212; --line: #3d3d3d; --tint: #1e1f22; --knot: #7db8f0; --unknot: #f0b26b; --right: #5fd0a8; --wrong: #ff9a94; --on: #121212 } }
* { box-sizing: border-box }
[hidden] { display: none !important }
body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 17px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem }
h1 { margin: 0; font-size: 1.6rem }
h2 { margin: 0; outline: none; font-size: 1.05rem; font-weight: 600 }
p { margin: .5rem 0 }
.faint { color: var(--faint); font-size: .9rem }
#score { font-variant-numeric: tabular-nums; white-space: nowrap }
.puzzle > svg { display: block; width: min(100%, 54vh); height: auto; aspect-ratio: 1; margin: .25rem auto }
.buttons { display: flex; gap: .75rem; max-width: 28rem; margin: .5rem auto }
button { flex: 1; min-height: 3.2rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border: 2px solid; border-radius: .6rem; background: none; cursor: pointer }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
#knot { color: var(--on); background: var(--knot); border-color: var(--knot) }
#unknot { color: var(--on); background: var(--unknot); border-color: var(--unknot) }
button.plain { color: var(--ink); border-color: var(--ink) }
kbd { font: inherit; font-weight: 400; opacity: .75 }
@media (hover: none) { kbd { display: none } }
#said { min-height: 4.5rem; padding: .6rem .9rem; border-left: 5px solid var(--line); background: var(--tint) }
#said.right { border-color: var(--right) } #said.wrong { border-color: var(--wrong) }
#said strong { display: block } #said.right strong { color: var(--right) } #said.wrong strong { color: var(--wrong) }
.stages { display: flex; align-items: center; gap: .25rem; margin: .5rem 0 }
.stages > svg { flex: 1; min-width: 0; max-width: 6.5rem; height: auto; aspect-ratio: 1 }
.stages > span { color: var(--faint) }
fieldset { border: 0; margin: .75rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem } legend { padding: 0; margin-bottom: .25rem }
label { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.4rem } input { width: 1.2rem; height: 1.2rem }
table { border-collapse: collapse; margin: .75rem 0; font-variant-numeric: tabular-nums }
th, td { padding: .25rem 1.25rem .25rem 0; text-align: right; border-bottom: 1px solid var(--line) } th:first-child { text-align: left }
footer { margin-top: 2rem; padding-top: .5rem; border-top: 1px solid var(--line) }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere }
@media (max-width: 30rem) { body { padding: .6rem; font-size: 16px } h1 { font-size: 1.3rem } .puzzle > svg { width: min(100%, 52vh) } }
@media print { .buttons, #said, #start { display: none } }
`
