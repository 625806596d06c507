/** A rectangular diagram read as a planar one and as a closed braid: how hard it is for who knows no exchanges. */
import { collapse } from "../../domain/braid/collapse.ts"
import * as Draft from "../../domain/braid/draft.ts"
import type * as Diagram from "../../domain/grid/diagram.ts"
import { toBraid } from "../../domain/grid/to-braid.ts"
import { toPlanar } from "../../domain/grid/to-planar.ts"

export interface Reading {
  readonly crossings: number
  /** Of the braid. */
  readonly letters: number
  readonly strands: number
  /** Whether SmartCollapse alone brings the braid to the empty word on one strand. */
  readonly isCollapsed: boolean
}

export const of = (diagram: Diagram.Diagram): Reading => {
  const { word, strands } = toBraid(diagram)
  const draft = Draft.make(Math.max(1, word.length))
  Draft.load(draft, word, strands)
  collapse(draft)
  return {
    crossings: toPlanar(diagram).crossings.length,
    letters: word.length,
    strands,
    isCollapsed: draft.length === 0 && draft.strands === 1
  }
}
