/** Text inside SVG, HTML and XML. */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/** Characters that XML cannot hold become U+FFFD. */
export const legible = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")

/** As itself, in text and in quoted attributes alike. */
export const escaped = (text: string): string =>
  legible(text).replace(/[&<>"']/g, (character) => entities[character]!)
