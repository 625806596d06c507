/** Pages in files of their own: they need nothing from elsewhere, and say themselves what a browser may do for them. */
import type { Html } from "./html.ts"
import { html, print } from "./html.ts"
import * as Policy from "./policy.ts"

/** What makes pages of a title and a body, all of one look and one script. */
export const maker = (style: Html, script: Html): ((title: string, body: Html) => string) => {
  const policy = Policy.ofFile(print(style), print(script))
  return (title, body) =>
    print(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="skein">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`)
}
