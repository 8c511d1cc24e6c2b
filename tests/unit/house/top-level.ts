// What lies at the top of the repository: the folders of the design, and what tools insist on.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './project.ts'

const AGREED = new Set([
  ...['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'README.md', 'LICENSE'],
  ...['public', 'src', 'demo', 'tests'],
  ...['package-lock.json', '.npmrc', 'eslint.config.js', '.ci'],
  ...['.editorconfig', '.gitattributes', '.gitignore', '.prettierignore', '.prettierrc.json'],
  ...['deploy', 'SECURITY.md'],
])

export function topLevelProblems(names: readonly string[]): string[] {
  return names.filter((name) => !AGREED.has(name)).map((name) => `${name}: not agreed at the top level`)
}

function tracked(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return list.split('\0').filter(Boolean)
  } catch {
    return []
  }
}

/** Whether a line of `.gitignore` means a name at the top; the kinds of lines that this project has. */
function means(line: string, name: string): boolean {
  return line.startsWith('*.') ? name.endsWith(line.slice(1)) : line.replace(/\/$/, '') === name
}

/** Names at the top: what git tracks; in an unpacked archive, what lies there and is not ignored. */
export function topLevel(): string[] {
  const names = tracked().map((path) => path.split('/')[0] ?? '')
  if (names.length > 0) return [...new Set(names)]
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')
  return readdirSync(ROOT).filter((name) => name !== '.git' && !ignored.some((line) => means(line, name)))
}
