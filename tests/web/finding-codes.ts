import ts from 'typescript'
import { filesBelow, readSource } from '../architecture/source.ts'

/** Every reason or remedy that the engine can give: the words that stand in what is assigned to that name. */
export function codesOfFindings(name: 'reason' | 'remedy'): string[] {
  const found = new Set<string>()
  for (const path of filesBelow('server/matching').filter((file) => file.endsWith('.ts'))) {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === name) results(node.initializer, found)
      if (ts.isVariableDeclaration(node) && node.initializer && isFor(node.name.getText(), name))
        results(node.initializer, found)
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest, true))
  }
  return [...found].toSorted()
}

const isFor = (variable: string, name: string) =>
  variable === name || variable === `${name.replace(/y$/, 'ie')}s`

/** Words that an expression may come to; what is only compared with is none. */
function results(node: ts.Expression, found: Set<string>): void {
  if (ts.isStringLiteral(node)) found.add(node.text)
  else if (ts.isConditionalExpression(node)) {
    results(node.whenTrue, found)
    results(node.whenFalse, found)
  } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    results(node.left, found)
    results(node.right, found)
  } else if (ts.isObjectLiteralExpression(node))
    for (const property of node.properties)
      if (ts.isPropertyAssignment(property)) results(property.initializer, found)
}

/** The numbers of a finding that the pages can write. */
export function numbersOfFindings(): string[] {
  const table =
    /NUMBERS[^=]*= \{([\s\S]*?)\n\}/.exec(readSource('web/src/lib/matches/finding-text.ts'))?.[1] ?? ''
  return [...table.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!)
}
