/**
 * The text of an ECMAScript module as a function, of what it imports, that returns what it exports:
 *
 *     import { a } from "./a.ts"            ($load, $import, $meta) => { const { "a": a } = $load(4);
 *     export const b = a + 1                       const b = a + 1
 *                                           return { "b": b } }
 *
 * That is the same where no module leads back to itself: all that one imports has been evaluated before it, and a constant stands
 * for the binding. What may change later (`export let`) is exported as a getter. Lines stay lines, and columns stay columns but
 * behind comments, which are left out, and foreign letters: so a place in the one is a place in the other.
 */
import {
  type AnyNode,
  type Comment,
  type ExportNamedDeclaration,
  type Identifier,
  type ImportDeclaration,
  type Literal,
  type Pattern,
  parse,
  type Token
} from "acorn"

const language = { ecmaVersion: "latest", sourceType: "module" } as const

/** How a module is led to others: expressions. */
export interface Links {
  /** The namespace of a module that is imported before anything is evaluated. */
  readonly namespace: (specifier: string) => string
  /** A specifier of a dynamic import, which is known before it is evaluated. */
  readonly later: (specifier: string) => string
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly by: string
}

const breaks = (text: string): string => text.replace(/[^\n]/g, "")
const blank = (text: string): string => text.replace(/[^\n]/g, " ")

/** A name of an import or an export, which may be any text. */
const nameOf = (node: Identifier | Literal): string =>
  JSON.stringify(node.type === "Identifier" ? node.name : node.value)

const constants = ({ specifiers }: ImportDeclaration, namespace: string): string => {
  const named: Array<string> = []
  const all: Array<string> = []
  for (const specifier of specifiers) {
    const { name } = specifier.local
    if (specifier.type === "ImportNamespaceSpecifier") all.push(`const ${name} = ${namespace};`)
    else if (specifier.type === "ImportDefaultSpecifier") named.push(`default: ${name}`)
    else named.push(`${nameOf(specifier.imported)}: ${name}`)
  }
  if (named.length > 0) all.push(`const { ${named.join(", ")} } = ${namespace};`)
  return all.length > 0 ? all.join(" ") : `${namespace};`
}

const namesIn = (pattern: Pattern | null): ReadonlyArray<string> => {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern.name]
    case "ObjectPattern":
      return pattern.properties.flatMap((part) =>
        namesIn(part.type === "Property" ? part.value : part.argument)
      )
    case "ArrayPattern":
      return pattern.elements.flatMap(namesIn)
    default:
      throw new SyntaxError(`an export of a ${pattern?.type}`)
  }
}

interface Exported {
  /** As a text of JavaScript. */
  readonly name: string
  readonly expression: string
  readonly changes: boolean
}

const exportsOf = (
  { declaration, specifiers, source }: ExportNamedDeclaration,
  links: Links
): ReadonlyArray<Exported> => {
  if (declaration?.type === "VariableDeclaration") {
    const changes = declaration.kind !== "const"
    const names = declaration.declarations.flatMap(({ id }) => namesIn(id))
    return names.map((name) => ({ name: JSON.stringify(name), expression: name, changes }))
  }
  if (declaration) return [{ name: nameOf(declaration.id), expression: declaration.id.name, changes: false }]
  const from = source ? links.namespace(String(source.value)) : undefined
  return specifiers.map(({ exported, local }) => ({
    name: nameOf(exported),
    expression: from === undefined ? (local as Identifier).name : `${from}[${nameOf(local)}]`,
    changes: false
  }))
}

const visit = (value: unknown, see: (node: AnyNode) => void): void => {
  if (typeof value !== "object" || value === null) return
  if ("type" in value) see(value as AnyNode)
  for (const one of Object.values(value)) visit(one, see)
}

const foreign = /[^\0-\x7f]/g

const escaped = (text: string): string =>
  text.replace(foreign, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)

/**
 * Letters outside of ASCII as escapes where they stand in names, texts and patterns, and as blanks elsewhere: V8 keeps such a text
 * in half the memory, and takes it as it is read.
 */
const ascii = (text: string): string => {
  if (text.search(foreign) < 0) return text
  const tokens: Array<Token> = []
  visit(parse(text, { ...language, onToken: tokens }), (node) => {
    if (node.type === "MemberExpression" && "name" in node.property && node.property.name === "raw")
      throw new SyntaxError("a text that is read as it is written, and has foreign letters beside it")
  })
  let made = ""
  let place = 0
  for (const { start, end } of tokens) {
    made += text.slice(place, start).replace(foreign, " ") + escaped(text.slice(start, end))
    place = end
  }
  return made
}

const edited = (text: string, edits: ReadonlyArray<Edit>): string => {
  let made = ""
  let place = 0
  for (const { start, end, by } of edits.toSorted((a, b) => a.start - b.start)) {
    made += text.slice(place, start) + by
    place = end
  }
  return made + text.slice(place)
}

/** Throws a SyntaxError for what no module of ours has: `export *`, default exports with a name. */
export const link = (code: string, links: Links): string => {
  const text = ascii(code)
  const comments: Array<Comment> = []
  const program = parse(text, { ...language, onComment: comments })
  const edits: Array<Edit> = []
  const exported: Array<Exported> = []
  // Evaluated before anything else, wherever they stand.
  const imports: Array<string> = []
  for (const node of program.body) {
    const { start, end } = node
    switch (node.type) {
      case "ImportDeclaration":
        imports.push(constants(node, links.namespace(String(node.source.value))))
        edits.push({ start, end, by: breaks(text.slice(start, end)) })
        break
      case "ExportNamedDeclaration": {
        if (node.source) imports.push(`${links.namespace(String(node.source.value))};`)
        exported.push(...exportsOf(node, links))
        const rest = node.declaration?.start ?? end
        edits.push({ start, end: rest, by: blank(text.slice(start, rest)) })
        break
      }
      case "ExportDefaultDeclaration":
        if ("id" in node.declaration && node.declaration.id)
          throw new SyntaxError("a default export with a name")
        exported.push({ name: '"default"', expression: "$default", changes: false })
        // Where it has no name, its own is this.
        edits.push({ start, end: node.declaration.start, by: "const { default: $default } = { default: " })
        edits.push({ start: node.declaration.end, end: node.declaration.end, by: " }" })
        break
      case "ExportAllDeclaration":
        throw new SyntaxError("an export of all")
    }
  }
  // Few have any, and most of the time goes into looking.
  if (/\bimport\s*[(.]/.test(text))
    visit(program, (node) => {
      const { start, end } = node
      if (node.type === "MetaProperty" && node.meta.name === "import")
        edits.push({ start, end, by: "$meta()" })
      if (node.type !== "ImportExpression") return
      edits.push({ start, end: start + "import".length, by: "$import" })
      const { source } = node
      if (source.type === "Literal")
        edits.push({ start: source.start, end: source.end, by: links.later(String(source.value)) })
    })
  const around = comments.filter(
    (one) => !edits.some(({ start, end }) => start <= one.start && one.end <= end)
  )
  for (const { start, end } of around) edits.push({ start, end, by: breaks(text.slice(start, end)) })
  // Namespaces have their names in this order.
  const namespace = exported
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, expression, changes }) =>
      changes ? `get ${name}() { return ${expression} }` : `${name}: ${expression}`
    )
    .join(", ")
  const body = edited(
    text,
    edits.map((edit) => ({ ...edit, by: escaped(edit.by) }))
  )
  return `($load, $import, $meta) => { "use strict"; ${escaped(imports.join(" "))} ${body}
return { __proto__: null, ${escaped(namespace)} } }`
}
