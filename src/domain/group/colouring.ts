/**
 * Colourings of a knot: homomorphisms of its group to a finite one that send meridians to a given conjugacy class.
 * Source: Eisermann, Knot colouring polynomials (Pacific J. Math. 231, 2007), who shows that, with where they send the longitude,
 * they tell apart knots that polynomials do not: mutants, mirror images and reversed knots among them.
 */
import * as Interruption from "../interruption.ts"
import type { Class } from "./finite.ts"
import type * as Passes from "./passes.ts"

/**
 * Calls `visit` with each colouring that gives the first stretch of the plan the first colour: the class's number by stretch, in
 * memory that the next one overwrites. Cost: size ** (free stretches - 1) times the crossings, or less.
 */
export const each = (
  { over, sign }: Passes.Passes,
  steps: ReadonlyArray<Passes.Step>,
  { size, conjugate, conjugateBack }: Class,
  visit: (colours: Uint16Array) => void
): void => {
  const count = over.length
  const colour = new Uint16Array(count)
  const along = (pass: number): number =>
    (sign[pass] > 0 ? conjugate : conjugateBack)[size * colour[over[pass]] + colour[pass]]
  const against = (pass: number): number =>
    (sign[pass] > 0 ? conjugateBack : conjugate)[size * colour[over[pass]] + colour[(pass + 1) % count]]
  const isRight = (checks: ReadonlyArray<number>): boolean => {
    for (const pass of checks) if (along(pass) !== colour[(pass + 1) % count]) return false
    return true
  }
  const extend = (from: number): void => {
    for (let i = from; i < steps.length; i++) {
      const { target, pass, checks } = steps[i]
      if (pass < 0 && i > 0) {
        Interruption.look()
        for (let each = 0; each < size; each++) {
          colour[target] = each
          if (isRight(checks)) extend(i + 1)
        }
        return
      }
      colour[target] = pass < 0 ? 0 : pass === target ? against(pass) : along(pass)
      if (!isRight(checks)) return
    }
    visit(colour)
  }
  extend(0)
}

/** Tries that {@link each} makes at most. */
export const tries = (steps: ReadonlyArray<Passes.Step>, { size }: Class): number =>
  size ** (steps.filter(({ pass }) => pass < 0).length - 1)

/**
 * Eisermann's colouring polynomial: how often each element of the group is where a colouring sends the longitude that does not
 * link the knot, of those that send a meridian to the first element of the class. `element:count` by elements, in one text.
 */
export const longitudes = (
  knot: Passes.Passes,
  steps: ReadonlyArray<Passes.Step>,
  colours: Class
): string => {
  const { over, sign } = knot
  const { size, times, timesInverse } = colours
  const start = steps[0].target
  const writhe = sign.reduce((sum, each) => sum + each, 0)
  const tally = new Map<number, number>()
  each(knot, steps, colours, (colour) => {
    let element = 0
    const pass = (over: number, sign: number) => {
      element = (sign > 0 ? times : timesInverse)[size * element + over]
    }
    for (let i = 0; i < over.length; i++) {
      const k = (start + i) % over.length
      pass(colour[over[k]], sign[k])
    }
    for (let w = 0; w < Math.abs(writhe); w++) pass(0, -writhe)
    tally.set(element, (tally.get(element) ?? 0) + 1)
  })
  return [...tally]
    .sort(([a], [b]) => a - b)
    .map(([element, times]) => `${element}:${times}`)
    .join(" ")
}
