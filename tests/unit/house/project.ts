// The source of this project as text, read once: files by path, and what each module imports.
// Checkers get a project, so that a small planted one can show that they are able to fail.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readModule, type Module } from './module.ts'

export interface Project {
  /** Text by path; paths are relative to the project and have forward slashes. */
  files: ReadonlyMap<string, string>
  modules: readonly Module[]
}

/** Finds what is wrong: one line each, beginning with the path of the file to look at. */
export type Checker = (project: Project) => string[]

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const FOLDERS = ['src', 'demo']
const TEXT = /\.(ts|js|vue|css|json|html)$/
const CODE = /\.(ts|js|vue)$/

export function projectOf(files: ReadonlyMap<string, string>): Project {
  const code = [...files].filter(([path]) => CODE.test(path))
  return { files, modules: code.map(([path, text]) => readModule(path, text, files)) }
}

export function readProject(): Project {
  const files = new Map<string, string>()
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !TEXT.test(entry.name)) continue
      const file = join(entry.parentPath, entry.name)
      files.set(file.slice(ROOT.length).replaceAll('\\', '/').replace(/^\//, ''), readFileSync(file, 'utf8'))
    }
  }
  return projectOf(files)
}
