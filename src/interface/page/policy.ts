/**
 * What a browser may do for a page of ours: no script but our own, nothing from elsewhere, no form, no frame, whatever got into
 * it. Source: Content Security Policy Level 3 (w3.org/TR/CSP3), Trusted Types (w3.org/TR/trusted-types).
 */
import { createHash } from "node:crypto"

const closed = "base-uri 'none'; form-action 'none'"

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`

/**
 * Of a page in a file, which says it itself. Its one style sheet and its one script are known by their bytes: a script that got
 * into the page is another one, as is whatever stands in an attribute. Nor can the script itself make HTML, or more script, of a
 * text: all that would is forbidden, and there is no policy of trusted types by which it could be allowed.
 */
export const ofFile = (style: string, script: string): string =>
  `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; require-trusted-types-for 'script'; trusted-types 'none'; ${closed}`

/** Of a page that is served, which no other page may hold: what it loads are files of the server. */
export const ofServer = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; ${closed}`
