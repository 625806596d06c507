/** Series that lie on each other, of which a reader would see the last alone. */
import { clipped, listed } from "../../drawing/text.ts"
import type { Data, Mark, Scale } from "./data.ts"
import { scales } from "./data.ts"

/** Marks that are nearer than this part of the axis are one to the eye: two pixels of 360. */
const nearness = 0.005

/** Series lie on each other where this share of the marks of the one with fewer does. */
const most = 0.75

/** All y at each x of one series, sorted, in parts of the axis. */
interface Course {
  readonly marks: number
  readonly at: ReadonlyMap<number | string, ReadonlyArray<number>>
}

const courseOf = (marks: ReadonlyArray<Mark>, { kind, domain }: Scale): Course => {
  const along = (y: number): number => (scales[kind].isLogarithmic ? Math.log(y) : y)
  const [low, high] = (domain as ReadonlyArray<number>).map(along)
  const at = new Map<number | string, Array<number>>()
  for (const { x, y } of marks) {
    const values = at.get(x) ?? []
    values.push(along(y) / (high! - low!))
    at.set(x, values)
  }
  for (const values of at.values()) values.sort((a, b) => a - b)
  return { marks: marks.length, at }
}

/** How many of both, each sorted, lie on one of the other, each on one of its own: the nearest first is as good as any. */
const together = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  let [i, k, found] = [0, 0, 0]
  while (i < a.length && k < b.length) {
    const apart = a[i]! - b[k]!
    if (Math.abs(apart) < nearness) found++
    if (apart < nearness) i++
    if (apart > -nearness) k++
  }
  return found
}

const coincide = (a: Course, b: Course): boolean => {
  let near = 0
  for (const [x, values] of a.at) near += together(values, b.at.get(x) ?? [])
  return near >= most * Math.min(a.marks, b.marks)
}

/** Series of one panel that lie on the first of each list. */
const groupsIn = (data: Data, facet: number): ReadonlyArray<ReadonlyArray<number>> => {
  const y = data.own?.[facet]?.y ?? data.y
  const inPanel = Map.groupBy(
    data.marks.filter((mark) => mark.facet === facet),
    ({ series }) => series
  )
  const groups: Array<{ readonly course: Course; readonly members: Array<number> }> = []
  for (const series of [...inPanel.keys()].sort((a, b) => a - b)) {
    const course = courseOf(inPanel.get(series)!, y)
    const found = groups.find((group) => coincide(group.course, course))
    if (found === undefined) groups.push({ course, members: [series] })
    else found.members.push(series)
  }
  return groups.map(({ members }) => members).filter(({ length }) => length > 1)
}

/** Of a list that is read. */
const mostNamed = 4
const mostCharacters = 60

const sentence = ({ facets }: Data, labels: ReadonlyArray<string>, panels: ReadonlyArray<number>): string => {
  const where =
    panels.length === facets.length
      ? ""
      : ` in the panel${panels.length === 1 ? "" : "s"} ${listed(panels.map((k) => facets[k]!))}`
  const named = labels.slice(0, mostNamed).map((label) => clipped(label, mostCharacters))
  const more = labels.length - named.length
  return `${listed([...named, ...(more > 0 ? [`${more} more`] : [])])} lie on each other${where}: the later ones are larger and hollow.`
}

/** With the marks of such series one above another, the later ones larger and hollow, and said in the notes. */
export const shown = (data: Data): Data => {
  if (data.series.length < 2 || (data.kind !== "line" && data.kind !== "dot")) return data
  const above = new Map<string, number>()
  const panels = new Map<string, Array<number>>()
  for (const facet of data.facets.keys())
    for (const group of groupsIn(data, facet)) {
      for (const [k, series] of group.entries()) above.set(`${facet} ${series}`, k)
      const key = JSON.stringify(group)
      panels.set(key, [...(panels.get(key) ?? []), facet])
    }
  if (panels.size === 0) return data
  return {
    ...data,
    marks: data.marks.map((mark) => {
      const k = above.get(`${mark.facet} ${mark.series}`) ?? 0
      return k === 0 ? mark : { ...mark, above: k }
    }),
    notes: [
      ...data.notes,
      ...[...panels].map(([group, facets]) =>
        sentence(
          data,
          (JSON.parse(group) as ReadonlyArray<number>).map((k) => data.series[k]!),
          facets
        )
      )
    ]
  }
}
