/** Series that lie on each other, of which a reader would see the last alone. */
import { clipped, listed } from "../../drawing/text.ts"
import type { Data, Mark, Scale } from "./data.ts"
import { scales } from "./data.ts"

/** Marks that are nearer than this part of the axis are one to the eye: two pixels of 360. */
const nearness = 0.005

/** Series lie on each other where this share of the marks of the one with fewer does. */
const most = 0.75

type Course = ReadonlyMap<number | string, number>

/** y over x of one series, in parts of the axis; undefined for a cloud, which has several at one x. */
const courseOf = (marks: ReadonlyArray<Mark>, { kind, domain }: Scale): Course | undefined => {
  const along = (y: number): number => (scales[kind].isLogarithmic ? Math.log(y) : y)
  const [low, high] = (domain as ReadonlyArray<number>).map(along)
  const course = new Map(marks.map(({ x, y }) => [x, along(y) / (high! - low!)]))
  return course.size === marks.length && course.size > 0 ? course : undefined
}

const coincide = (a: Course, b: Course): boolean => {
  const near = [...a].filter(([x, y]) => Math.abs((b.get(x) ?? Number.NaN) - y) < nearness).length
  return near >= most * Math.min(a.size, b.size)
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
    if (course === undefined) continue
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
