/** A binary heap: numbers with priorities, the least first; of equals, the one that came last. */
export interface Heap {
  size: number
  readonly items: Array<number>
  readonly priorities: Array<number>
  readonly stamps: Array<number>
  pushed: number
}

export const make = (): Heap => ({ size: 0, items: [], priorities: [], stamps: [], pushed: 0 })

export const push = (heap: Heap, item: number, priority: number): void => {
  let at = heap.size++
  const stamp = heap.pushed++
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (heap.priorities[parent] < priority) break
    move(heap, parent, at)
    at = parent
  }
  put(heap, at, item, priority, stamp)
}

/** The priority of the first item; infinite if there is none. */
export const least = ({ size, priorities }: Heap): number =>
  size > 0 ? priorities[0] : Number.POSITIVE_INFINITY

/** The first item, which is taken out. Throws a RangeError if there is none. */
export const pop = (heap: Heap): number => {
  if (heap.size === 0) throw new RangeError("There is nothing left in the heap.")
  const { items, priorities, stamps } = heap
  const first = items[0]
  const last = --heap.size
  const [item, priority, stamp] = [items[last], priorities[last], stamps[last]]
  let at = 0
  for (let child = 1; child < last; child = 2 * at + 1) {
    if (child + 1 < last && isBefore(heap, child + 1, priorities[child], stamps[child])) child++
    if (!isBefore(heap, child, priority, stamp)) break
    move(heap, child, at)
    at = child
  }
  put(heap, at, item, priority, stamp)
  return first
}

const isBefore = ({ priorities, stamps }: Heap, at: number, priority: number, stamp: number): boolean => {
  return priorities[at] < priority || (priorities[at] === priority && stamps[at] > stamp)
}

const move = (heap: Heap, from: number, to: number): void => {
  put(heap, to, heap.items[from], heap.priorities[from], heap.stamps[from])
}

const put = (
  { items, priorities, stamps }: Heap,
  at: number,
  item: number,
  priority: number,
  stamp: number
): void => {
  items[at] = item
  priorities[at] = priority
  stamps[at] = stamp
}
