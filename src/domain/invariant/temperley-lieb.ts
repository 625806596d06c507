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
  /** Of each state: loops plus strands modulo 2, which is also how many factors e_i make it, modulo 2. */
  parity: Uint8Array
  /** Of each state: how many loops its closure has. */
  loops: Uint8Array
  readonly partners: Array<Uint8Array>
  readonly states: Map<string, number>
  /** Answers of {@link open} and {@link close}, by state and strand. */
  readonly opened: Map<number, number>
  readonly closed: Map<number, number>
}

/** The basis that holds the identity alone. Throws a RangeError unless there are 0 to 100 strands. */
export const make = (strands: number): Basis => {
  if (!Number.isInteger(strands) || strands < 0 || strands > 100) {
    throw new RangeError(`A diagram basis is kept for 0 to 100 strands; ${strands} were asked for.`)
  }
  const basis: Basis = {
    strands,
    count: 0,
    next: new Int32Array(16 * Math.max(1, strands - 1)),
    parity: new Uint8Array(16),
    loops: new Uint8Array(16),
    partners: [],
    states: new Map(),
    opened: new Map(),
    closed: new Map()
  }
  intern(
    basis,
    Uint8Array.from({ length: 2 * strands }, (_, point) => (point + strands) % (2 * strands))
  )
  return basis
}

/** The state of `e_(g+1)` times state s, found on first request. */
export const multiply = (basis: Basis, s: number, g: number): number => {
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
    target = intern(basis, product)
  }
  basis.next[place] = target
  return target
}

/** State s with one more strand, which runs straight through as number i: a state of the basis `wider`. */
export const open = (basis: Basis, wider: Basis, s: number, i: number): number => {
  const key = s * 128 + i
  const known = basis.opened.get(key)
  if (known !== undefined) return known
  const n = basis.strands
  const moved = (point: number) => point + (point < i ? 0 : point < n + i ? 1 : 2)
  const partner = new Uint8Array(2 * n + 2)
  basis.partners[s].forEach((end, point) => {
    partner[moved(point)] = moved(end)
  })
  partner[i] = n + 1 + i
  partner[n + 1 + i] = i
  const target = intern(wider, partner)
  basis.opened.set(key, target)
  return target
}

/** State s with strand i closed, a state of the basis `narrower`; whether a loop came off is {@link closesLoop}. */
export const close = (basis: Basis, narrower: Basis, s: number, i: number): number => {
  const key = s * 128 + i
  const known = basis.closed.get(key)
  if (known !== undefined) return known
  const n = basis.strands
  const joined = basis.partners[s].slice()
  joined[joined[i]] = joined[n + i]
  joined[joined[n + i]] = joined[i]
  const moved = (point: number) => point - (point < i ? 0 : point < n + i ? 1 : 2)
  const partner = new Uint8Array(2 * n - 2)
  joined.forEach((end, point) => {
    if (point !== i && point !== n + i) partner[moved(point)] = moved(end)
  })
  const target = intern(narrower, partner)
  basis.closed.set(key, target)
  return target
}

/** Whether strand i of state s runs straight through, so that closing it makes a loop. */
export const closesLoop = (basis: Basis, s: number, i: number): boolean => {
  return basis.partners[s][i] === basis.strands + i
}

/** Catalan(n), the number of states on n strands. */
export const dimension = (strands: number): number => {
  for (let k = catalan.length; k <= strands; k++) catalan.push((catalan[k - 1] * 2 * (2 * k - 1)) / (k + 1))
  return Math.round(catalan[strands])
}

/** Rounding of one number does not enter the next. */
const catalan = [1]

const intern = (basis: Basis, partner: Uint8Array): number => {
  const name = String.fromCharCode(...partner)
  const known = basis.states.get(name)
  if (known !== undefined) return known
  const s = basis.count
  if (s === basis.parity.length) grow(basis)
  if (basis.strands > 1) basis.next.fill(-1, s * (basis.strands - 1), (s + 1) * (basis.strands - 1))
  basis.loops[s] = countLoops(partner, basis.strands)
  basis.parity[s] = (basis.loops[s] + basis.strands) % 2
  basis.partners.push(partner)
  basis.states.set(name, s)
  basis.count++
  return s
}

const countLoops = (partner: Uint8Array, strands: number): number => {
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

const grow = (basis: Basis): void => {
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
