// One module as TypeScript's own parser sees it, so that words in comments and texts are not taken for code.
import { posix } from 'node:path'
import ts from 'typescript'

export interface Import {
  /** As it is written: `./limits`, `vue`. */
  specifier: string
  /** The file it leads to; `undefined` for a package. */
  file?: string
}

export interface Module {
  path: string
  imports: Import[]
  /** Lines with the type `any`. */
  anyLines: number[]
  /** Lines with `new Chart(...)`. */
  chartLines: number[]
}

const ENDINGS = ['', '.ts', '.vue', '.js', '/index.ts']

/** The script blocks of a component, everything else blanked, so that line numbers stay true. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  let script = ''
  let end = 0
  for (const block of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = block.index + block[0].indexOf('>') + 1
    script += text.slice(end, start).replace(/[^\n]/g, ' ') + block[1]
    end = start + (block[1] ?? '').length
  }
  return script
}

function globbed(pattern: string, files: ReadonlyMap<string, string>): string[] {
  const expression = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))
  return [...files.keys()].filter((path) => new RegExp(`^${expression}$`).test(path))
}

/** What a specifier leads to: several files where it is a pattern of `import.meta.glob`. */
function resolve(from: string, specifier: string, files: ReadonlyMap<string, string>): Import[] {
  if (!/^[./]/.test(specifier)) return [{ specifier }]
  const wanted = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  if (wanted.includes('*')) return globbed(wanted, files).map((file) => ({ specifier, file }))
  const file = ENDINGS.map((ending) => wanted + ending).find((path) => files.has(path)) ?? wanted
  return [{ specifier, file }]
}

const isMeta = (node: ts.Node) => node.getText().startsWith('import.meta')

/** The expressions that name another module: imports, re-exports, import types, workers and globs. */
function specifiersOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isImportDeclaration(node)) return [node.moduleSpecifier]
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier ? [node.moduleSpecifier] : []
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return [node.argument.literal]
  if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
    const [path, base] = node.arguments ?? []
    return path && base && isMeta(base) ? [path] : []
  }
  if (!ts.isCallExpression(node)) return []
  const [first] = node.arguments
  if (!first) return []
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return [first]
  if (node.expression.getText() !== 'import.meta.glob') return []
  return ts.isArrayLiteralExpression(first) ? first.elements : [first]
}

export function readModule(path: string, text: string, files: ReadonlyMap<string, string>): Module {
  const source = ts.createSourceFile(
    path,
    scriptOf(path, text),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  )
  const module: Module = { path, imports: [], anyLines: [], chartLines: [] }
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    for (const specifier of specifiersOf(node)) {
      if (ts.isStringLiteralLike(specifier)) module.imports.push(...resolve(path, specifier.text, files))
    }
    if (node.kind === ts.SyntaxKind.AnyKeyword) module.anyLines.push(lineOf(node))
    if (ts.isNewExpression(node) && node.expression.getText() === 'Chart')
      module.chartLines.push(lineOf(node))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return module
}
