/**
 * By way of larger diagrams to smaller ones. For the unknot a walk that never grows is enough, and for cuts of split links and
 * sums (Dynnikov); for what is left there is no such theorem: of the diagrams of 2977 prime knots up to twelve crossings 33
 * cannot be left that way at one column more than the arc index. All of them come to it by some detours.
 */
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Stream from "../random/stream.ts"
import * as Link from "./link.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"
import * as Walk from "./walk.ts"

/** Lines that are split before a walk. */
const splits = 2

/** Exchanges that are tried after each split, and in the walk. */
const shakes = 500
const trials = 3000

/** Nothing of less columns has a smaller diagram that walks do not find. */
const least = 6

/** A diagram of the link with fewer columns, found by so many detours; the same where they find none. */
export const smaller = (link: Link.Link, key: Key, detours: number): Link.Link => {
  let now = link
  for (let detour = 0; detour < detours && now.length >= least; detour++) {
    const stream = Stream.make(child(key, 2 * detour))
    let grown = now
    for (let split = 0; split < splits; split++) grown = shaken(anySplit(grown, stream), stream)
    const walk = Walk.make(Link.diagram(grown), child(key, 2 * detour + 1), trials)
    Walk.run(walk, trials)
    if (walk.circles === 0 && walk.n <= now.length) now = Link.follow(grown, Array.from(Walk.moves(walk)))
  }
  return now.length < link.length ? now : link
}

const anySplit = (link: Link.Link, stream: Stream.Stream): Link.Link => {
  const at = Stream.below(stream, link.length)
  const row = Stream.below(stream, link.length + 1)
  const choice = Stream.below(stream, 4)
  const isFirst = choice % 2 === 0
  return choice < 2
    ? Link.split(link, at, row, isFirst)
    : Link.turned(Link.split(Link.turned(link), at, row, isFirst))
}

/** After exchanges wherever they are allowed, at random places, and nothing else. */
const shaken = (link: Link.Link, stream: Stream.Stream): Link.Link => {
  const marks = Marks.of(Link.diagram(link))
  const moves: Array<Move.Code> = []
  for (let trial = 0; trial < shakes; trial++) {
    const place = Stream.below(stream, 2 * marks.n)
    const move = place < marks.n ? place : Move.rows + place - marks.n
    if (!Marks.mayExchange(marks, move)) continue
    Marks.apply(marks, move)
    moves.push(move)
  }
  return Link.follow(link, moves)
}
