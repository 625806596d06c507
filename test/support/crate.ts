/** What every RO-Crate has to be, by its specification (w3id.org/ro/crate/1.1), whatever is in it. */
import { strFromU8 } from "fflate"
import type { Test } from "tap"

export type Entity = Readonly<Record<string, unknown>>

/**
 * A flat graph that refers to what is there, with every file of the archive, its size and its kind.
 *
 * @param files of the archive, the metadata the last of them
 * @returns its entities by their ids
 */
export const check = (t: Test, files: Readonly<Record<string, Uint8Array>>): ReadonlyMap<string, Entity> => {
  const crate = JSON.parse(strFromU8(files["ro-crate-metadata.json"]!))
  t.equal(crate["@context"], "https://w3id.org/ro/crate/1.1/context")
  const graph: ReadonlyArray<Entity> = crate["@graph"]
  const ids = graph.map((entity) => entity["@id"] as string)
  t.equal(new Set(ids).size, ids.length)
  const entities = new Map(graph.map((each) => [each["@id"] as string, each]))
  t.match(entities.get("ro-crate-metadata.json"), {
    "@type": "CreativeWork",
    about: { "@id": "./" },
    conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" }
  })
  const root = entities.get("./")!
  t.match(root, { "@type": "Dataset", name: String, description: String, datePublished: /^\d{4}-\d\d-\d\d$/ })
  const parts = (root.hasPart as ReadonlyArray<{ readonly "@id": string }>).map((each) => each["@id"])
  t.strictSame(parts.map(decodeURI), Object.keys(files).slice(0, -1))
  for (const path of parts)
    t.match(entities.get(path), {
      "@type": "File",
      contentSize: String(files[decodeURI(path)]!.length),
      encodingFormat: /^\w+\/[\w.+-]+$/
    })
  const references: Array<string> = []
  JSON.stringify(graph, (key, value) => {
    if (
      key !== "" &&
      typeof value === "object" &&
      value !== null &&
      "@id" in value &&
      Object.keys(value).length === 1
    )
      references.push(value["@id"])
    return value
  })
  const outside = references.filter((id) => !ids.includes(id) && !/^https?:/.test(id))
  t.strictSame(outside, [], "no reference to nothing")
  t.ok(graph.every((each) => typeof each["@type"] === "string"))
  return entities
}
