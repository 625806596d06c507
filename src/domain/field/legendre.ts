/**
 * Gauss-Legendre quadrature on [-1, 1]: exact for polynomials of degree 2 n - 1.
 * Nodes are the zeros of the Legendre polynomial P_n by Newton's method from cos(pi (i + 3/4) / (n + 1/2)); weights are
 * 2 / ((1 - x^2) P_n'(x)^2). Source: Abramowitz and Stegun, 25.4.29.
 */
export interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

export const rule = (n: number): Rule => {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 0
    for (let step = 0; step < 8; step++) {
      let before = 1
      let value = x
      for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
      slope = (n * (before - x * value)) / (1 - x * x)
      x -= value / slope
    }
    nodes[i] = x
    weights[i] = 2 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}
