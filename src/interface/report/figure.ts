/** A figure on a page, with its caption and its files. */
import { escaped } from "../../drawing/markup.ts"
import type { Picture } from "../chart/picture.ts"
import type { Html } from "../page/html.ts"
import { html, picture as pictured } from "../page/html.ts"
import { nothing } from "./pieces.ts"

/** Where the page finds a figure's files, relative to itself, as addresses stand in a link. */
export interface Files {
  readonly formats: ReadonlyArray<string>
  readonly figure: (name: string, format: string) => string | undefined
}

export const noFiles: Files = { formats: [], figure: () => undefined }

/** @param id unique on its page */
export const of = (picture: Picture, files: Files, id = `figure-${picture.name}`): Html => {
  const links = files.formats.flatMap((format) => {
    const file = files.figure(picture.name, format)
    return file === undefined ? [] : [html` <a href="${file}">${format.toUpperCase()}</a>`]
  })
  // Black on white of its own, as Feynman diagrams are, stays so on a dark page.
  const paper = picture.svg!.includes('fill="white"') ? " paper" : ""
  // By a function: a description may hold what stands for the match in a text.
  const named = picture.svg!.replace("<svg ", () => `<svg aria-label="${escaped(picture.description)}" `)
  return html`<figure class="figure${paper}" id="${id}">
<h3>${picture.title}</h3>
${pictured(named)}
<figcaption>${picture.caption}${picture.notes.map((note) => html` ${note}`)}${links.length === 0 ? nothing : html`<span class="files">${links}</span>`}</figcaption>
</figure>`
}
