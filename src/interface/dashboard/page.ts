/** What all pages have in common: the frame, and sections by the id of the element that holds them. */
import type { Html } from "../page/html.ts"
import { html, print, trusted } from "../page/html.ts"

export type Sections = Readonly<Record<string, string>>

/** A section as it is in the page at first. */
export const held = (sections: Sections, id: string): Html => trusted(sections[id] ?? "")

interface Content {
  readonly title: string
  /** The page's address; its events are below it. */
  readonly path: string
  readonly body: Html
}

export const whole = ({ title, path, body }: Content): string => `<!doctype html>
${print(
  html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/page.svg">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" type="module"></script>
<noscript><meta http-equiv="refresh" content="5"></noscript>
</head>
<body data-path="${path}">
${body}
<p id="connection" role="status" hidden>The connection is lost; trying again.</p>
</body>
</html>`
)}
`
