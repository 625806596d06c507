/** The folders of the interface depend in one direction: none leads back to itself, types included. */
import { dirname } from "node:path"
import t from "tap"
import { circles, files, importsOf } from "../support/imports.ts"

t.test("no folder of the interface depends on itself by way of another", async (t) => {
  const graph = new Map<string, Set<string>>()
  for (const file of files.filter((each) => each.startsWith("src/interface/"))) {
    const folder = dirname(file)
    const targets = graph.get(folder) ?? new Set()
    graph.set(folder, targets)
    for (const { target } of importsOf(file))
      if (target.startsWith("src/interface/") && dirname(target) !== folder) targets.add(dirname(target))
  }
  t.ok(graph.get("src/interface/dashboard")?.has("src/interface/run"), "imports were read")
  t.same(circles(new Map([...graph].map(([folder, targets]) => [folder, [...targets]]))), [])
})
