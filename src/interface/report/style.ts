import { html } from "../page/html.ts"

/** How a page about a run looks: light, dark, and on paper. No font and no picture comes from elsewhere. */
export const style = html`
:root { color-scheme: light dark; --ink: #1a1a1a; --faint: #595959; --paper: #fff; --line: #d0d0d0; --tint: #f4f5f7; --link: #0b5cad; --warn: #8a4b00; --good: #1a6b2f; --bad: #b3261e; --trend: #0b6470 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --faint: #a8a8a8; --paper: #121212; --line: #3d3d3d; --tint: #1e1f22; --link: #7db8f0; --warn: #f0b26b; --good: #7fd493; --bad: #ff9d94; --trend: #6fd0dd } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
a { color: var(--link) }
h1 { margin: 0; font-size: 1.8rem; overflow-wrap: anywhere }
h2 { margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.35rem }
h3 { margin: 1.75rem 0 .25rem; font-size: 1.05rem; overflow-wrap: anywhere }
p { margin: .4rem 0 }
.faint, figcaption, .notes { color: var(--faint); font-size: .9rem }
.state { border-left: 4px solid var(--line); padding: .4rem .8rem; background: var(--tint) }
.state.unfinished { border-color: var(--warn) }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0; list-style: none }
figure { margin: 1rem 0 2.25rem; break-inside: avoid }
figure h3 { margin: 0 0 .5rem }
figure > svg { width: 100%; height: auto; max-width: 46rem }
figure.paper > svg { background: #fff; color: #111 }
.verdict { white-space: nowrap } .verdict.agrees { color: var(--good) } .verdict.trend { color: var(--trend) } .verdict.differs { color: var(--bad) } .verdict.undecided { color: var(--warn) } .verdict.open { color: var(--faint) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--faint); padding: .25rem 0 }
th, td { padding: .2rem .7rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
th { white-space: nowrap }
thead th { border-bottom: 2px solid var(--line) }
.number { text-align: right }
td.number { white-space: nowrap }
thead button { all: unset; cursor: pointer; white-space: nowrap } thead button:hover { text-decoration: underline } thead button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
[aria-sort] button::after { content: " \\2191"; color: var(--link) } [aria-sort=descending] button::after { content: " \\2193" }
.filter { display: block; margin: .5rem 0; font-size: .875rem; color: var(--faint) }
.filter input { width: min(18rem, 60%); padding: .2rem .4rem; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 3px }
.tall { max-height: 34rem; overflow-y: auto } .tall thead th { position: sticky; top: 0; border-color: transparent; background: var(--paper); box-shadow: inset 0 -2px var(--line) }
.on-paper { display: none }
.unit { font-weight: normal; color: var(--faint) }
td.wide { overflow-wrap: anywhere; max-width: 40rem } td.text { max-width: 40rem }
pre { overflow-x: auto; padding: .75rem; background: var(--tint); font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere }
code { font-family: ui-monospace, monospace; font-size: .9em }
details { margin: .5rem 0 } summary { cursor: pointer }
@media screen and (max-width: 30rem) {
  body { padding: .75rem .75rem 2rem; font-size: 15px }
  h1 { font-size: 1.4rem } h2 { margin-top: 1.75rem }
  figure { overflow-x: auto }
  /* Letters of a figure stay readable: the figure scrolls. */
  figure > svg { width: auto; min-width: 34rem }
  section > table, section > table :is(tbody, tr, th, td), details > table, details > table :is(tbody, tr, th, td) { display: block; border: 0 }
  th { white-space: normal } td.wide { max-width: none; padding-bottom: .5rem }
  .scroll table { white-space: nowrap } .scroll caption { white-space: normal } .scroll td.wide { white-space: normal; min-width: 16rem } .scroll :is(td.text, .verdict) { white-space: normal } .scroll td.text { min-width: 6rem }
}
@media print {
  :root { --ink: #000; --faint: #444; --paper: #fff; --line: #bbb; --tint: #f6f6f6; --link: #000; --warn: #555; color-scheme: light }
  body { max-width: none; padding: 0; font-size: 10pt }
  nav, .files, .filter { display: none } .on-paper { display: block }
  .tall { max-height: none } .tall tbody tr:nth-child(n+41) { display: none } .tall thead th { position: static; border-color: var(--line); box-shadow: none }
  h2, h3 { break-after: avoid } tr { break-inside: avoid } .scroll { overflow: visible }
  /* Paper does not scroll: wide tables break their words, and never their numbers. */
  .scroll table { font-size: 7pt } .scroll :is(th, td) { padding-right: .35rem; white-space: normal }
  .scroll th { overflow-wrap: anywhere } .scroll td { overflow-wrap: break-word } .scroll td.number { white-space: nowrap }
  .scroll.broad { page: broad } .scroll.broad table { font-size: 5.5pt } .scroll.broadest table { font-size: 4pt }
}
@page broad { size: landscape }
`
