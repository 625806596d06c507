/**
 * A neuron's inputs as z_a = v_a . g with g a vector of independent standard normals of the least dimension D, so that
 * an expectation over neurons is an integral over D dimensions, whatever the dimension of the inputs.
 */
import * as Compensated from "./compensated.ts"
import * as Preactivation from "./preactivation.ts"

/** [point][coordinate]: v_a, with v_a . v_b the covariance of z_a and z_b. */
export type Frame = ReadonlyArray<ReadonlyArray<number>>

/** A frame, and what it leaves out. */
export interface Reduced {
  readonly frame: Frame
  /** The largest part of a vector, relative to its length, that no axis has; 0 where all dimensions have their own. */
  readonly rest: number
}

/**
 * What is left of a vector below this part of its own length counts as rounding: a frame of directions closer than that
 * would be rounding itself. Vectors of any two lengths are one as good as the other here.
 */
const negligible = 1e-13

const length = (v: ReadonlyArray<number>): number => Math.sqrt(Compensated.dot(v, v))

/**
 * The weights' and the bias's own axes where the points span them all; otherwise axes within what they span, by the
 * method of Gram and Schmidt, the largest remainder of a direction first.
 */
export const reduced = (neuron: Preactivation.Preactivation): Reduced => {
  const d = Preactivation.dimension(neuron)
  const scale = neuron.weightStd / Math.sqrt(d)
  const own = neuron.inputs.map((x) => [
    ...x.map((xc) => scale * xc),
    ...(neuron.biasStd > 0 ? [neuron.biasStd] : [])
  ])
  const size = own[0].length
  const axes: Array<ReadonlyArray<number>> = []
  let left = own.map((v) => {
    const by = length(v) || 1
    return v.map((vc) => vc / by)
  })
  for (;;) {
    const next = left.reduce((best, v) => (length(v) > length(best) ? v : best))
    const rest = length(next)
    if (rest <= negligible)
      return axes.length === size
        ? { frame: own, rest: 0 }
        : { frame: own.map((v) => axes.map((axis) => Compensated.dot(v, axis))), rest }
    const axis = next.map((vc) => vc / rest)
    axes.push(axis)
    left = left.map((v) => {
      const along = Compensated.dot(v, axis)
      return v.map((vc, c) => vc - along * axis[c])
    })
  }
}

export const of = (neuron: Preactivation.Preactivation): Frame => reduced(neuron).frame
