import type { Origin } from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import type { Certificate, Step } from "./certificate.ts"

/**
 * Judges a proof that a knot's group is Z. It makes the presentation of the diagram itself and has its own arithmetic of
 * free groups: it shares no code with what finds proofs.
 */
export type Verdict = { readonly valid: true } | { readonly valid: false; readonly reason: string }

/** Letters of all relators together beyond which a certificate is not followed. */
const mostLetters = 10_000_000

type Word = ReadonlyArray<number>

/**
 * Whether the diagram is a knot's and the steps lead to one generator without relators; if not, the first fault.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = ({ from, steps }: Certificate, meanwhile: () => void = () => {}): Verdict => {
  const crossings = crossingsOf(from)
  if (typeof crossings === "string") return fault(crossings)
  const words = presentation(crossings)
  if (typeof words === "string") return fault(words)
  const relators = new Map(words.entries())
  const generators = new Set(words.keys())
  for (const [i, step] of steps.entries()) {
    meanwhile()
    const reason = replay(relators, generators, step)
    if (reason !== undefined) return fault(`Step ${i + 1}, ${step.join(" ")}, is not legal: ${reason}`)
    let letters = 0
    for (const word of relators.values()) letters += word.length
    if (letters > mostLetters)
      return fault(`After step ${i + 1} the relators have ${letters} letters, more than are followed`)
  }
  if (generators.size > 1) return fault(`The steps end with ${generators.size} generators, not with one`)
  return [...relators.values()].every((word) => word.length === 0)
    ? { valid: true }
    : fault("The steps end with a relator that is left")
}

const fault = (reason: string): Verdict => ({ valid: false, reason: `${reason}.` })

type Crossings = ReadonlyArray<ReadonlyArray<number>>

/** Of a braid, its closure's: a letter is a crossing, and no strand is idle. Arcs are numbers that two ends share. */
const crossingsOf = (from: Origin): Crossings | string => {
  if (!("word" in from)) {
    const { crossings, circles } = from
    if (circles !== (crossings.length === 0 ? 1 : 0)) return "A knot has no circle beside its crossings"
    return crossings
  }
  const { word, strands } = from
  if (!(Number.isInteger(strands) && strands >= 1 && strands <= word.length + 1))
    return `The closure of ${word.length} letters on ${strands} strands is no knot`
  const tops = Array.from({ length: strands }, (_, strand) => strand)
  let next = strands
  const crossings: Array<Array<number>> = []
  for (const letter of word) {
    const low = Math.abs(letter) - 1
    if (!(Number.isInteger(letter) && letter !== 0 && low + 1 < strands))
      return `${letter} is no letter on ${strands} strands`
    const [left, right] = [tops[low], tops[low + 1]]
    tops[low] = next++
    tops[low + 1] = next++
    crossings.push(letter > 0 ? [right, next - 1, next - 2, left] : [left, right, next - 1, next - 2])
  }
  const idle = tops.findIndex((top, strand) => top === strand)
  if (idle >= 0 && strands > 1)
    return `No letter crosses strand ${idle + 1}, which closes to a circle of its own`
  const feet = new Map(tops.map((top, strand) => [top, strand]))
  return crossings.map((crossing) => crossing.map((arc) => feet.get(arc) ?? arc))
}

/** Wirtinger's relators by crossing, from one walk along the knot; letters are numbered from 1. */
const presentation = (crossings: Crossings): ReadonlyArray<Word> | string => {
  if (crossings.length === 0) return [[]]
  const ends = new Map<number, Array<number>>()
  for (const [i, crossing] of crossings.entries())
    for (const [port, arc] of crossing.entries()) {
      const list = ends.get(arc) ?? []
      list.push(4 * i + port)
      ends.set(arc, list)
    }
  const loose = [...ends].find(([, list]) => list.length !== 2)
  if (loose !== undefined) return `Arc ${loose[0]} has ${loose[1].length} ends, not 2`
  const arcAt = (end: number) => crossings[Math.floor(end / 4)][end % 4]
  const letters = crossings.map(() => [0, 0, 0, 0])
  const entries = crossings.map((): Array<number> => [])
  let end = 2
  let letter = 1
  let steps = 0
  do {
    const [a, b] = ends.get(arcAt(end))!
    const arrival = a === end ? b : a
    const [crossing, port] = [Math.floor(arrival / 4), arrival % 4]
    letters[Math.floor(end / 4)][end % 4] = letter
    letters[crossing][port] = letter
    entries[crossing].push(port)
    if (port % 2 === 0) letter = crossing + 1
    end = 4 * crossing + ((port + 2) % 4)
    steps++
  } while (end !== 2)
  if (steps !== 2 * crossings.length) return "The diagram has more than one component"
  if (!isPlanar(ends, crossings.length)) return "No plane has a diagram with these crossings"
  return letters.map((of, i) => {
    const isFromFirst = entries[i].includes(0)
    const isFromLast = entries[i].includes(3)
    const [a, b] = isFromFirst ? [of[0], of[2]] : [of[2], of[0]]
    const o = isFromFirst === isFromLast ? of[1] : -of[1]
    return reduce([o, a, -o, -b])
  })
}

/** Euler's formula for a connected diagram, whose faces are walked with the left hand on them. */
const isPlanar = (ends: ReadonlyMap<number, ReadonlyArray<number>>, crossings: number): boolean => {
  const mates: Array<number> = []
  for (const [a, b] of ends.values()) {
    mates[a] = b
    mates[b] = a
  }
  const seen = new Set<number>()
  let faces = 0
  for (let start = 0; start < 4 * crossings; start++) {
    if (seen.has(start)) continue
    faces++
    for (let end = start; !seen.has(end); ) {
      seen.add(end)
      const arrival = mates[end]
      end = arrival - (arrival % 4) + ((arrival + 3) % 4)
    }
  }
  return faces === crossings + 2
}

/** Makes a step, or says why it cannot be made. */
const replay = (relators: Map<number, Word>, generators: Set<number>, step: Step): string | undefined => {
  const relator = relators.get(step[1])
  if (relator === undefined) return `there is no relator ${step[1]}`
  switch (step[0]) {
    case "multiply": {
      const [, number, at, by, from, sign] = step
      const other = relators.get(by)
      if (other === undefined || by === number) return `there is no other relator ${by}`
      if (sign !== 1 && sign !== -1) return `${sign} is no sign`
      const factor = sign === 1 ? other : opposite(other)
      if (!isPlace(at, relator) || !isPlace(from, factor))
        return `${at} or ${from} is no place in its relator`
      relators.set(number, reduce([...opposite(turned(factor, from)), ...turned(relator, at)]))
      return undefined
    }
    case "eliminate": {
      const [, number, generator] = step
      if (!generators.has(generator)) return `there is no generator ${generator}`
      const places = relator.flatMap((letter, i) => (Math.abs(letter) === generator + 1 ? [i] : []))
      if (places.length !== 1) return `the relator holds the generator ${places.length} times`
      const rest = turned(relator, places[0]).slice(1)
      // g rest = 1, or g^-1 rest = 1.
      const value = relator[places[0]] > 0 ? opposite(rest) : rest
      relators.delete(number)
      generators.delete(generator)
      for (const [other, word] of relators) {
        if (!word.some((letter) => Math.abs(letter) === generator + 1)) continue
        const replaced = word.flatMap((letter) => {
          if (Math.abs(letter) !== generator + 1) return [letter]
          return letter > 0 ? value : opposite(value)
        })
        relators.set(other, reduce(replaced))
      }
      return undefined
    }
    default:
      return nothingLeft(step, "step")
  }
}

const isPlace = (place: number, word: Word): boolean =>
  Number.isInteger(place) && place >= 0 && place < word.length

const turned = (word: Word, at: number): Word => [...word.slice(at), ...word.slice(0, at)]

const opposite = (word: Word): Word => word.map((letter) => -letter).reverse()

/** Without neighbours that cancel, the last and the first being neighbours too. */
const reduce = (word: Word): Word => {
  const kept: Array<number> = []
  for (const letter of word) {
    if (kept.length > 0 && kept[kept.length - 1] === -letter) kept.pop()
    else kept.push(letter)
  }
  let cut = 0
  while (kept.length - 2 * cut >= 2 && kept[cut] === -kept[kept.length - 1 - cut]) cut++
  return kept.slice(cut, kept.length - cut)
}
