/**
 * A tree-structured Parzen estimator: where the next trial should be, from how those before it came out.
 *
 * The trials are cut into the best few and the rest; `l` and `g` are the densities of their places, and of some candidates
 * drawn from `l` the one with the largest `l / g` is taken, as its expected improvement is the largest. Both are mixtures
 * of a uniform density and one kernel a trial, all with the weight 1 / (n + 1). A kernel is a product over the d axes, so
 * that what goes well together stays together:
 *
 *     numbers   normal around the trial's coordinate, of deviation 0.2 n^(-1 / (d + 4)), cut off at 0 and 1
 *     choices   (1 + 1/K) / 2 for the trial's own, 1 / (2 K) for each other
 *
 * Trials that are under way count among the rest, so that those that are drawn together keep apart.
 *
 * Sources: Bergstra, Bardenet, Bengio, Kegl, "Algorithms for hyper-parameter optimization" (NIPS 2011), section 4; Falkner,
 * Klein, Hutter, "BOHB" (ICML 2018), section 3.2, for kernels over all axes; Watanabe, "Tree-structured Parzen estimator"
 * (2023), for the constants.
 */
import { nothingLeft } from "../exhaustive.ts"
import { erf } from "../field/erf.ts"
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import type { Stream } from "../random/stream.ts"
import * as Random from "../random/stream.ts"
import type { Axis, Place } from "./space.ts"
import { part } from "./space.ts"

/** Of which the best is taken. */
const candidates = 24

/** How many of so many trials are the best few. */
export const few = (trials: number): number => Math.min(25, Math.ceil(0.1 * trials))

export interface Mixture {
  /** Its integral over the cube is 1. */
  readonly density: (place: Place) => number
  readonly draw: (stream: Stream) => Place
}

/** One axis of the kernel of a trial. */
interface Kernel {
  readonly density: (at: number) => number
  readonly draw: (stream: Stream) => number
}

const uniform = (stream: Stream): number => Distribution.uniform(Random.next(stream))

const normal = (stream: Stream): number =>
  Math.sqrt(-2 * Math.log(uniform(stream))) * Math.cos(2 * Math.PI * uniform(stream))

/** A normal that is cut off at 0 and 1. Its centre lies between them, so that at least a third of the draws do, too. */
const bump = (centre: number, width: number): Kernel => {
  const below = (x: number) => erf((x - centre) / (Math.SQRT2 * width)) / 2
  const norm = Math.sqrt(2 * Math.PI) * width * (below(1) - below(0))
  const draw = (stream: Stream): number => {
    const at = centre + width * normal(stream)
    return at >= 0 && at < 1 ? at : draw(stream)
  }
  return { density: (at) => Math.exp(-(((at - centre) / width) ** 2) / 2) / norm, draw }
}

/** Half of it where the trial is, half everywhere. */
const choice = (centre: number, count: number): Kernel => {
  const own = part(centre, count)
  return {
    density: (at) => ((part(at, count) === own ? count : 0) + 1) / 2,
    draw: (stream) => {
      const isOwn = uniform(stream) < 0.5
      const any = uniform(stream)
      return isOwn ? centre : any
    }
  }
}

const kernel = (axis: Axis, centre: number, width: number): Kernel => {
  switch (axis.kind) {
    case "uniform":
    case "logUniform":
    case "steps":
      return bump(centre, width)
    case "choice":
      return choice(centre, axis.count)
    default:
      return nothingLeft(axis, "axis")
  }
}

export const mixture = (axes: ReadonlyArray<Axis>, trials: ReadonlyArray<Place>): Mixture => {
  const width = 0.2 * Math.max(1, trials.length) ** (-1 / (axes.length + 4))
  const kernels = trials.map((trial) => axes.map((axis, j) => kernel(axis, trial[j]!, width)))
  return {
    density: (place) => {
      let sum = 1
      for (const factors of kernels) {
        let product = 1
        for (const [j, { density }] of factors.entries()) product *= density(place[j]!)
        sum += product
      }
      return sum / (trials.length + 1)
    },
    draw: (stream) => {
      const factors = kernels[Random.below(stream, kernels.length + 1)]
      return axes.map((_, j) => (factors === undefined ? uniform(stream) : factors[j]!.draw(stream)))
    }
  }
}

/**
 * The next place.
 *
 * @param trials those that came out, the best first
 * @param pending those that are under way
 */
export const propose = (
  axes: ReadonlyArray<Axis>,
  trials: ReadonlyArray<Place>,
  pending: ReadonlyArray<Place>,
  key: Key
): Place => {
  const stream = Random.make(key)
  const cut = few(trials.length)
  const best = mixture(axes, trials.slice(0, cut))
  const rest = mixture(axes, [...trials.slice(cut), ...pending])
  let found: Place = []
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < candidates; k++) {
    const place = best.draw(stream)
    const gain = Math.log(best.density(place)) - Math.log(rest.density(place))
    if (k === 0 || gain > most) {
      most = gain
      found = place
    }
  }
  return found
}
