import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import ts from 'typescript'

const ROOT = join(import.meta.dirname, '../..')
const MADE = new Set(['node_modules', '.git', '.cache', '.svelte-kit', 'build', 'paraglide', 'data'])

/** Every file of the project that somebody wrote, as a path from its root. */
export function filesBelow(folder = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
    .toSorted()
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

export interface Import {
  from: string
  /** A path from the root for a file of ours, otherwise the name of the package. */
  to: string
  isOurs: boolean
  /** Whether nothing of it remains when the program runs. */
  isType: boolean
}

/** What a TypeScript, JavaScript or Svelte file imports, statically or while it runs. */
export function importsOf(path: string): Import[] {
  const text = path.endsWith('.svelte') ? scriptsOf(readSource(path)) : readSource(path)
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const target = specifier.text.split('?')[0] ?? ''
    const isOurs = target.startsWith('.')
    found.push({ from: path, to: isOurs ? posix.join(dirname(path), target) : target, isOurs, isType })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeClause(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return found
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const { name, namedBindings } = clause
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly)
}

const scriptsOf = (svelte: string) =>
  [...svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
