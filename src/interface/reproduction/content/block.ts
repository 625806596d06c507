/** What a document is made of, whatever prints it: a page (page.ts), sheets of paper (paper.ts), or Markdown (markdown.ts). */
import type { Verdict } from "../../../talk/claim.ts"
import type { Picture } from "../../chart/picture.ts"
import type { Files } from "../../report/figure.ts"

/** What is to be said of a claim in a few words. */
export const notComputed = "not computed yet"
export type Standing = Verdict | typeof notComputed

export type Inline =
  | string
  /** To `#id`, a place in the document, or to an address, relative to the document or whole. */
  | { readonly kind: "link"; readonly text: string; readonly to: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "standing"; readonly standing: Standing }

export type Text = ReadonlyArray<Inline>

export interface Column {
  readonly name: string
  /** A text takes several lines where it is long; words and numbers take one. */
  readonly kind: "text" | "word" | "number"
}

export type Block =
  /** `stays`: with what comes next, on paper. */
  | { readonly kind: "paragraph"; readonly text: Text; readonly stays?: boolean }
  /** Beside the matter: smaller. */
  | { readonly kind: "aside"; readonly text: Text }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Text> }
  | {
      readonly kind: "table"
      readonly columns: ReadonlyArray<Column>
      readonly rows: ReadonlyArray<ReadonlyArray<Text>>
    }
  | { readonly kind: "commands"; readonly lines: ReadonlyArray<string> }
  /** `id` is unique in the document. */
  | { readonly kind: "figure"; readonly id: string; readonly picture: Picture; readonly files: Files }

export interface Section {
  /** Unique in the document. */
  readonly id: string
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
}

export interface Document {
  readonly title: string
  /** Before the first section. */
  readonly lead: ReadonlyArray<Block>
  readonly sections: ReadonlyArray<Section>
}

export const plain = (text: Text): string =>
  text.map((part) => (typeof part === "string" ? part : "text" in part ? part.text : part.standing)).join("")
