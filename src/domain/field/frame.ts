/**
 * A neuron's inputs as z_a = v_a . g with g a vector of independent standard normals of the least dimension D, so that
 * an expectation over neurons is an integral over D dimensions, whatever the dimension of the inputs.
 */
import * as Preactivation from "./preactivation.ts"

/** [point][coordinate]: v_a, with v_a . v_b the covariance of z_a and z_b. */
export type Frame = ReadonlyArray<ReadonlyArray<number>>

const dot = (x: ReadonlyArray<number>, y: ReadonlyArray<number>): number =>
  x.reduce((sum, xc, c) => sum + xc * y[c], 0)

/**
 * What is left of a vector below this part of the longest one counts as rounding: a frame of directions closer than
 * that would be rounding itself.
 */
const negligible = 1e-11

/**
 * The weights' and the bias's own axes where the points span them all; otherwise axes within what they span, by the
 * method of Gram and Schmidt, the longest remainder first.
 */
export const of = (neuron: Preactivation.Preactivation): Frame => {
  const d = Preactivation.dimension(neuron)
  const scale = neuron.weightStd / Math.sqrt(d)
  const own = neuron.inputs.map((x) => [
    ...x.map((xc) => scale * xc),
    ...(neuron.biasStd > 0 ? [neuron.biasStd] : [])
  ])
  const size = own[0].length
  const longest = Math.max(...own.map((v) => Math.sqrt(dot(v, v))))
  const axes: Array<ReadonlyArray<number>> = []
  let rest = own
  for (;;) {
    const next = rest.reduce((best, v) => (dot(v, v) > dot(best, best) ? v : best))
    const length = Math.sqrt(dot(next, next))
    if (length === 0 || length <= negligible * longest) break
    const axis = next.map((vc) => vc / length)
    axes.push(axis)
    rest = rest.map((v) => v.map((vc, c) => vc - dot(v, axis) * axis[c]))
  }
  return axes.length === size ? own : own.map((v) => axes.map((axis) => dot(v, axis)))
}
