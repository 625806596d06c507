/** KNOTIFY (domain/braid/knotify.ts). */
import * as Draft from "./draft"
import * as Stream from "./stream"

export function knotify(): void {
  const ends = Draft.first
  const components = Draft.last
  const strands = Draft.strands
  for (let place = 0; place < strands; place++) {
    put(ends, place, place)
    put(components, place, -1)
  }
  for (let at = Draft.length - 1; at >= 0; at--) {
    const g = abs(Draft.letter(at))
    const end = get(ends, g - 1)
    put(ends, g - 1, get(ends, g))
    put(ends, g, end)
  }
  for (let start = 0; start < strands; start++) {
    for (let place = start; get(components, place) < 0; place = get(ends, place)) put(components, place, start)
  }
  for (let place = 1; place < strands; place++) {
    const here = get(components, place)
    const joined = get(components, place - 1)
    if (here == joined) continue
    Draft.append(place * Stream.sign())
    for (let other = 0; other < strands; other++) if (get(components, other) == here) put(components, other, joined)
  }
}

@inline
function get(table: usize, at: i32): i32 {
  return load<i32>(table + (at << 2))
}

@inline
function put(table: usize, at: i32, value: i32): void {
  store<i32>(table + (at << 2), value)
}
