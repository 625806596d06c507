/**
 * Adam over minibatches, epoch after epoch, as a machine that asks for the gradient of the next minibatch and goes on
 * when it has it: how values are fitted, and how the clipped objective of PPO is climbed.
 *
 *     let state = Epochs.begin(parameters, rows, key, setting)
 *     for (let ask = Epochs.ask(state); ask !== null; ask = Epochs.ask(state))
 *       state = Epochs.answer(state, sums(ask))
 *
 * Every epoch takes the rows in another random order, which depends on the key and the number of the epoch alone. Of
 * an objective with a divergence, it stops as soon as a minibatch's mean is above `mostDivergence`, before it steps: the
 * policy has gone as far as its rows can tell.
 */
import * as Adam from "../learn/adam.ts"
import type { Key } from "../random/key.ts"
import * as Batch from "./batch.ts"

export interface Setting {
  readonly epochs: number
  /** Rows of a minibatch. */
  readonly batch: number
  /** Learning rate. */
  readonly rate: number
  /** The largest norm of the mean gradient; longer ones are shortened to it. */
  readonly clip: number
  readonly mostDivergence: number
}

/** To fit a value with. */
export const fitting: Setting = {
  epochs: 5,
  batch: 128,
  rate: 1e-3,
  clip: Number.POSITIVE_INFINITY,
  mostDivergence: Number.POSITIVE_INFINITY
}

/** To climb a clipped objective with; see arXiv 1707.06347, table 3, and the customary stop at 1.5 times 0.01. */
export const climbing: Setting = { epochs: 10, batch: 256, rate: 3e-4, clip: 0.5, mostDivergence: 0.015 }

export interface Ask {
  /** Parameters at which the gradient is asked. */
  readonly at: Float32Array
  /** The rows of the minibatch. */
  readonly rows: Int32Array
}

/** Sums over the rows of a minibatch: the loss, its gradient, and the divergence of objectives that have one. */
export interface Answer {
  readonly loss: number
  readonly divergence?: number
  readonly gradient: Float32Array
}

/** Arrays that answers may write to, in place of new ones. */
export interface Room {
  readonly adam: Adam.Room
  readonly order: Int32Array
  /** Of the mean gradient. */
  readonly mean: Float32Array
}

export interface State {
  readonly setting: Setting
  readonly key: Key
  readonly adam: Adam.Adam
  /** The rows in the order of this epoch, the epoch, and how many of its rows are done. */
  readonly order: Int32Array
  readonly epoch: number
  readonly at: number
  readonly stopped: boolean
  /** Mean loss a row over this epoch so far, before each step. */
  readonly loss: number
  /** Mean divergence of the last minibatch. */
  readonly divergence: number
}

/**
 * From parameters, or from where an optimiser stood before.
 *
 * @throws RangeError for settings out of range
 */
export const begin = (from: Adam.Adam, rows: number, key: Key, setting: Setting): State => {
  const { epochs, batch, rate, clip } = setting
  if (!(Number.isInteger(epochs) && epochs >= 1 && Number.isInteger(batch) && batch >= 1))
    throw new RangeError(`There are 1 or more epochs and rows in a batch, not ${epochs} and ${batch}.`)
  if (!(rate > 0 && clip > 0)) throw new RangeError("A learning rate and a clip are above 0.")
  const order = Batch.shuffled(rows, key, 0)
  return { setting, key, adam: from, order, epoch: 0, at: 0, stopped: false, loss: 0, divergence: 0 }
}

/** Room for a state with so many parameters and rows, its arrays over the buffers that `make` makes of a number of bytes. */
export const room = (
  parameters: number,
  rows: number,
  make = (bytes: number): ArrayBufferLike => new ArrayBuffer(bytes)
): Room => {
  const reals = () => new Float32Array(make(parameters * Float32Array.BYTES_PER_ELEMENT))
  return {
    adam: { parameters: reals(), mean: reals(), square: reals() },
    order: new Int32Array(make(rows * Int32Array.BYTES_PER_ELEMENT)),
    mean: reals()
  }
}

/** The same state, in a room. */
export const moved = (state: State, room: Room): State => {
  for (const name of ["parameters", "mean", "square"] as const) room.adam[name].set(state.adam[name])
  room.order.set(state.order)
  return { ...state, adam: { ...room.adam, steps: state.adam.steps }, order: room.order }
}

/** Minibatches of all epochs, from the first on. */
export const steps = ({ order, setting }: State): number =>
  setting.epochs * Math.ceil(order.length / setting.batch)

/** The next minibatch; null when all epochs are over, or it stopped. */
export const ask = ({ setting, adam, order, epoch, at, stopped }: State): Ask | null =>
  stopped || epoch === setting.epochs
    ? null
    : { at: adam.parameters, rows: order.subarray(at, Math.min(order.length, at + setting.batch)) }

/** How the optimiser of a setting steps. */
export const moments = ({ clip }: Setting): Adam.Setting => ({
  // Customary (1412.6980); no decay.
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  decay: 0,
  clip
})

/**
 * After the minibatch that was asked for.
 *
 * @param optimiser one that steps by {@link moments}, without decay, and is faster than that of learn/adam.ts
 * @param room that of the state itself, say, which is then no more what it was
 */
export const answer = (
  state: State,
  { loss, divergence = 0, gradient }: Answer,
  optimiser?: Adam.Optimiser,
  room?: Room
): State => {
  const { setting, key, order, epoch, at } = state
  const rows = Math.min(setting.batch, order.length - at)
  const mean = divergence / rows
  // NaN is too far as well.
  if (!(mean <= setting.mostDivergence)) return { ...state, stopped: true, divergence: mean }
  const share = room?.mean ?? new Float32Array(gradient.length)
  for (let k = 0; k < share.length; k++) share[k] = gradient[k] / rows
  const done = at + rows
  const over = done === order.length
  return {
    ...state,
    adam:
      optimiser === undefined
        ? Adam.step(
            state.adam,
            share,
            setting.rate,
            moments(setting),
            new Uint8Array(share.length),
            room?.adam
          )
        : optimiser.step(state.adam, [share], setting.rate, room?.adam).after,
    order:
      over && epoch + 1 < setting.epochs ? Batch.shuffled(order.length, key, epoch + 1, room?.order) : order,
    epoch: over ? epoch + 1 : epoch,
    at: over ? 0 : done,
    loss: ((at === 0 ? 0 : state.loss * at) + loss) / done,
    divergence: mean
  }
}
