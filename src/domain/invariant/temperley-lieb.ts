/**
 * The diagram basis of the Temperley-Lieb algebra on n strands: planar matchings of 2n points, of which 0 to n-1
 * lie at the moving end of the braid and n to 2n-1 at its beginning. There are Catalan(n) of them; a basis holds
 * those that some word has reached, in the order in which they were found, and grows while it is used. State 0 is
 * the identity.
 */
export interface Basis {
  readonly strands: number
  /** How many states are known. */
  count: number
  /** `e_(g+1)` times state s is state `next[s * (n-1) + g]`, or -1 where nobody has asked. A state that answers
   * with itself already begins with the cap of `e_(g+1)`: the product closes a loop. */
  next: Int32Array
  /** Of each state: how many factors e_i make it, modulo 2. */
  parity: Uint8Array
  /** Of each state: how many loops its closure has, 1 to n. */
  loops: Uint8Array
  readonly partners: Uint8Array[]
  readonly states: Map<string, number>
}

/** The basis that holds the identity alone. Throws a RangeError unless there are 1 to 100 strands. */
export function make(strands: number): Basis {
  if (!Number.isInteger(strands) || strands < 1 || strands > 100) {
    throw new RangeError(`A diagram basis is kept for 1 to 100 strands; ${strands} were asked for.`)
  }
  const basis: Basis = {
    strands,
    count: 0,
    next: new Int32Array(16 * (strands - 1)),
    parity: new Uint8Array(16),
    loops: new Uint8Array(16),
    partners: [],
    states: new Map()
  }
  intern(
    basis,
    Uint8Array.from({ length: 2 * strands }, (_, point) => (point + strands) % (2 * strands)),
    0
  )
  return basis
}

/** The state of `e_(g+1)` times state s, found on first request. */
export function multiply(basis: Basis, s: number, g: number): number {
  const place = s * (basis.strands - 1) + g
  if (basis.next[place] >= 0) return basis.next[place]
  const product = basis.partners[s].slice()
  const a = product[g]
  const b = product[g + 1]
  let target = s
  if (a !== g + 1) {
    product[a] = b
    product[b] = a
    product[g] = g + 1
    product[g + 1] = g
    target = intern(basis, product, 1 - basis.parity[s])
  }
  basis.next[place] = target
  return target
}

/** Catalan(n), the number of states on n strands. */
export function dimension(strands: number): number {
  let catalan = 1
  for (let k = 1; k <= strands; k++) catalan = (catalan * 2 * (2 * k - 1)) / (k + 1)
  return Math.round(catalan)
}

function intern(basis: Basis, partner: Uint8Array, parity: number): number {
  const name = String.fromCharCode(...partner)
  const known = basis.states.get(name)
  if (known !== undefined) return known
  const s = basis.count
  if (s === basis.parity.length) grow(basis)
  basis.next.fill(-1, s * (basis.strands - 1), (s + 1) * (basis.strands - 1))
  basis.parity[s] = parity
  basis.loops[s] = countLoops(partner, basis.strands)
  basis.partners.push(partner)
  basis.states.set(name, s)
  basis.count++
  return s
}

function countLoops(partner: Uint8Array, strands: number): number {
  const seen = new Uint8Array(2 * strands)
  let loops = 0
  for (let start = 0; start < strands; start++) {
    if (seen[start] === 1) continue
    loops++
    for (let point = start; seen[point] === 0; ) {
      const end = partner[point]
      seen[point] = 1
      seen[end] = 1
      point = (end + strands) % (2 * strands)
    }
  }
  return loops
}

function grow(basis: Basis): void {
  const next = new Int32Array(2 * basis.next.length)
  const parity = new Uint8Array(2 * basis.parity.length)
  const loops = new Uint8Array(2 * basis.loops.length)
  next.set(basis.next)
  parity.set(basis.parity)
  loops.set(basis.loops)
  basis.next = next
  basis.parity = parity
  basis.loops = loops
}
