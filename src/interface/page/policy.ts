/**
 * What a browser may do for a page of ours: no script, nothing from elsewhere, no form, no frame, whatever got into it.
 * Source: Content Security Policy Level 3 (w3.org/TR/CSP3).
 */
import { createHash } from "node:crypto"

const closed = "base-uri 'none'; form-action 'none'"

/** Of a page in a file, which says it itself. Its one style sheet is known by its bytes. */
export const ofFile = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; ${closed}`

/** Of a page that is served, which no other page may hold: what it loads are files of the server. */
export const ofServer = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; ${closed}`
