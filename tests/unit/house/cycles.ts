// Modules that need each other in a circle have no order in which they can be read or tested.
import type { Checker } from './project.ts'

export const modulesFormNoCircle: Checker = ({ modules }) => {
  const targets = new Map(
    modules.map(({ path, imports }) => [path, imports.flatMap(({ file }) => file ?? [])] as const),
  )
  const finished = new Set<string>()
  const circles: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.push([...trail.slice(start), path].join(' -> '))
    if (start >= 0 || finished.has(path)) return
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path])
    finished.add(path)
  }
  for (const path of targets.keys()) walk(path, [])
  return circles
}
