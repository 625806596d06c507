/**
 * The end of a choice among names. The type checker refuses the call while a name is left; a value that no type
 * checker has seen is refused here, where it would else be taken for the last branch.
 *
 *     switch (activation) {
 *       case "relu": return ...
 *       case "erf": return ...
 *       default: return nothingLeft(activation, "activation")
 *     }
 */

/** @throws RangeError whenever it is called */
export const nothingLeft = (left: never, what: string): never => {
  throw new RangeError(`there is no ${what} ${JSON.stringify(left)}`)
}
