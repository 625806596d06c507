/** What all pages have in common: the frame, and sections by the id of the element that holds them. */
import type { Html } from "../page/html.ts"
import { html, print } from "../page/html.ts"

/** By the id of the element that holds each. */
export type Sections = Readonly<Record<string, Html>>

/** As they are sent to a page that stands already. */
export const printed = (sections: Sections): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(sections).map(([id, section]) => [id, print(section)]))

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
