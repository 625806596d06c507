import type { Arrays, Tensor } from "./array.ts"

/**
 * Binary cross entropy of each example from its logit z and its label y (0 or 1), stable for any z:
 *
 *     -y log s(z) - (1 - y) log(1 - s(z)) = max(z, 0) - z y + log(1 + exp(-|z|)),  s(z) = 1 / (1 + exp(-z))
 *
 * @returns of the shape of `logits`
 */
export const crossEntropy = (arrays: Arrays, logits: Tensor, labels: Tensor): Tensor => {
  const one = arrays.scalar(1)
  const size = arrays.maximum(logits, arrays.negate(logits))
  const rest = arrays.log(arrays.add(one, arrays.exp(arrays.negate(size))))
  const straight = arrays.subtract(arrays.relu(logits), arrays.multiply(logits, labels))
  return arrays.add(straight, rest)
}
