/**
 * Choices among names whose last branch means "otherwise", found with the type checker's own eyes.
 *
 * A choice asks what a subject with a closed set of names is (`x === "a" ? 1 : 2`, `if (x === "a") return 1` and what
 * follows, `switch (x)`) and does something for the names that it has not named. It is in order if it ends in
 * nothingLeft of src/domain/exhaustive.ts. No choice, but a question about one name: where one of the two branches is
 * nothing (null, undefined, "", [], {}), hands on what was asked about (`x.kind === "a" ? f(x) : x`), or leaves without a value (a bare return, throw, continue), or is not there.
 *
 * What it cannot see: conditions with `&&`, or about two subjects; names that are numbers, or what typeof says; a lookup
 * with `??` behind it; sets of names that are declared outside the project.
 */
import type * as Ast from "typescript/unstable/ast"
import { SyntaxKind } from "typescript/unstable/ast"
import * as Is from "typescript/unstable/ast/is"
import { API, type Checker, type Project, type Type } from "typescript/unstable/sync"

export interface Choice {
  readonly line: number
  readonly subject: string
  /** The names that the last branch stands for; of a switch without an end, all. */
  readonly left: ReadonlyArray<string>
}

/** A subject, and the names that a condition asks for; `elsewhere` if they are what the condition excludes. */
interface Question {
  readonly subject: Ast.Expression
  readonly asked: ReadonlyArray<string>
  readonly elsewhere: boolean
}

const bare = (node: Ast.Expression): Ast.Expression =>
  Is.isParenthesizedExpression(node) ? bare(node.expression) : node

const question = (condition: Ast.Expression): Question | undefined => {
  const node = bare(condition)
  if (!Is.isBinaryExpression(node)) return undefined
  const operator = node.operatorToken.kind
  const elsewhere = operator === SyntaxKind.ExclamationEqualsEqualsToken
  if (elsewhere || operator === SyntaxKind.EqualsEqualsEqualsToken) {
    const subject = bare(node.left)
    const name = bare(node.right)
    return Is.isStringLiteral(name) && !Is.isTypeOfExpression(subject)
      ? { subject, asked: [name.text], elsewhere }
      : undefined
  }
  const [left, right] = [question(node.left), question(node.right)]
  if (left === undefined || right === undefined) return undefined
  if (left.subject.getText() !== right.subject.getText() || left.elsewhere !== right.elsewhere)
    return undefined
  const joins = left.elsewhere ? SyntaxKind.AmpersandAmpersandToken : SyntaxKind.BarBarToken
  return operator === joins ? { ...left, asked: [...left.asked, ...right.asked] } : undefined
}

/** A branch that makes nothing. */
const isNothing = (node: Ast.Node): boolean => {
  switch (node.kind) {
    case SyntaxKind.NullKeyword:
      return true
    case SyntaxKind.Identifier:
      return node.getText() === "undefined"
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return node.getText().length === 2
    case SyntaxKind.ArrayLiteralExpression:
    case SyntaxKind.ObjectLiteralExpression:
      return /^.\s*.$/.test(node.getText())
    case SyntaxKind.ParenthesizedExpression:
      return isNothing((node as Ast.ParenthesizedExpression).expression)
    default:
      return false
  }
}

/** A choice that hands on what it asks about, unless it has one name: `x.kind === "a" ? f(x) : x`. */
const isPassedOn = ({ condition, whenTrue, whenFalse }: Ast.ConditionalExpression): boolean => {
  const subject = question(condition)?.subject
  if (subject === undefined) return false
  const whole = (Is.isPropertyAccessExpression(subject) ? subject.expression : subject).getText()
  return [whenTrue, whenFalse].some((branch) => branch.getText() === whole)
}

const statements = (node: Ast.Statement): ReadonlyArray<Ast.Statement> =>
  Is.isBlock(node) ? node.statements : [node]

/** The value with which a branch returns; undefined if it goes on, leaves without a value, or returns nothing. */
const returned = (branch: Ast.Statement): Ast.Expression | undefined => {
  const last = statements(branch).at(-1)
  const value = last !== undefined && Is.isReturnStatement(last) ? last.expression : undefined
  return value !== undefined && !isNothing(value) ? value : undefined
}

const siblingsAfter = (node: Ast.Statement): ReadonlyArray<Ast.Statement> => {
  const { parent } = node
  if (!Is.isBlock(parent) && !Is.isSourceFile(parent)) return []
  return parent.statements.slice(parent.statements.indexOf(node) + 1)
}

/** What is done for the names that a node's condition does not ask for, and for those that it asks for. */
interface Branches {
  readonly condition: Ast.Expression
  readonly yes: ReadonlyArray<Ast.Node>
  readonly no: ReadonlyArray<Ast.Node>
}

const branches = (node: Ast.Node): Branches | undefined => {
  if (Is.isConditionalExpression(node)) {
    if (isNothing(node.whenTrue) || isNothing(node.whenFalse) || isPassedOn(node)) return undefined
    return { condition: node.condition, yes: [node.whenTrue], no: [node.whenFalse] }
  }
  if (!Is.isIfStatement(node)) return undefined
  if (node.elseStatement !== undefined)
    return { condition: node.expression, yes: [node.thenStatement], no: [node.elseStatement] }
  const after = siblingsAfter(node)
  const rest = after.at(-1)
  if (rest === undefined || returned(node.thenStatement) === undefined) return undefined
  if (Is.isReturnStatement(rest) && returned(rest) === undefined) return undefined
  return { condition: node.expression, yes: [node.thenStatement], no: after }
}

const some = (nodes: ReadonlyArray<Ast.Node>, holds: (node: Ast.Node) => boolean): boolean => {
  const within = (node: Ast.Node): boolean =>
    holds(node) || (node.forEachChild((child) => within(child) || undefined) ?? false)
  return nodes.some(within)
}

/** Whether nodes end the choice, or go on with it, which is then theirs to end. */
const goesOn = (nodes: ReadonlyArray<Ast.Node>, subject: string): boolean =>
  some(nodes, (node) => {
    if (Is.isCallExpression(node)) return node.expression.getText() === "nothingLeft"
    if (Is.isSwitchStatement(node)) return node.expression.getText() === subject
    const inner = branches(node)
    return inner !== undefined && question(inner.condition)?.subject.getText() === subject
  })

interface Candidate {
  readonly node: Ast.Node
  readonly subject: Ast.Expression
  readonly named: ReadonlyArray<string>
}

const ofSwitch = (node: Ast.SwitchStatement): Candidate | undefined => {
  const { clauses } = node.caseBlock
  const last = clauses.filter(({ kind }) => kind === SyntaxKind.DefaultClause)
  if (last.length > 0 && goesOn(last, "")) return undefined
  // Without a default, a name that is added later falls through; with another one it is taken for the rest.
  return { node, subject: node.expression, named: [] }
}

const candidate = (node: Ast.Node): Candidate | undefined => {
  if (Is.isSwitchStatement(node)) return ofSwitch(node)
  const found = branches(node)
  const asked = found && question(found.condition)
  if (found === undefined || asked === undefined) return undefined
  const { subject } = asked
  if (goesOn(asked.elsewhere ? found.yes : found.no, subject.getText())) return undefined
  return { node, subject, named: asked.asked }
}

const missing = ["undefined", "null"]

/** The names of a closed set; undefined for any other type. */
const namesOf = (type: Type | undefined): ReadonlyArray<string> | undefined => {
  if (type === undefined || !type.isUnionType()) return undefined
  const members = type.getTypes()
  const names = members.flatMap((member) => (member.isStringLiteralType() ? [member.value] : []))
  const others = members.filter((member) => !member.isStringLiteralType())
  const closed = others.every((member) => member.isIntrinsicType() && missing.includes(member.intrinsicName))
  return closed && names.length > 1 ? names.sort() : undefined
}

/** Whether a subject, or its type, is declared in a library. */
const isForeign = (subject: Ast.Expression, type: Type, checker: Checker): boolean =>
  [checker.getSymbolAtLocation(subject), type.getAliasSymbol()].some((symbol) =>
    symbol?.declarations.some(({ path }) => path.includes("/node_modules/"))
  )

/** Those of one file, in its order. */
const ofFile = (file: string, { program, checker }: Project): ReadonlyArray<Choice> => {
  const source = program.getSourceFile(file)!
  const candidates: Array<Candidate> = []
  const visit = (node: Ast.Node): void => {
    const found = candidate(node)
    if (found !== undefined) candidates.push(found)
    node.forEachChild(visit)
  }
  visit(source)
  const types = checker.getTypeAtLocation(candidates.map(({ subject }) => subject))
  return candidates.flatMap(({ node, subject, named }, i) => {
    const names = namesOf(types[i])
    if (names === undefined || isForeign(subject, types[i]!, checker)) return []
    const left = names.filter((name) => !named.includes(name))
    const line = source.text.slice(0, node.getStart(source)).split("\n").length
    return left.length === 0 ? [] : [{ line, subject: subject.getText(), left }]
  })
}

/** By file, from the root, those of a project; files without one are left out. */
export const find = (
  config: string,
  isWanted: (file: string) => boolean
): ReadonlyMap<string, ReadonlyArray<Choice>> => {
  const root = config.replace(/[^/]*$/, "")
  const api = new API({ cwd: root })
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProjects()[0]!
    const files = project.program.getSourceFileNames().filter((file) => file.startsWith(root))
    const wanted = files.filter((file) => isWanted(file.slice(root.length)))
    const found = wanted.map((file) => [file.slice(root.length), ofFile(file, project)] as const)
    return new Map(found.filter(([, choices]) => choices.length > 0))
  } finally {
    api.close()
  }
}
