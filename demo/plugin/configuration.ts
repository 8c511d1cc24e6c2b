// Where `/watchdeck.json` comes from: the file that WATCHDECK_CONFIG names, read anew each time, or the demo.
// It checks only what the proxy needs; the page checks the rest and says what is wrong with it.

import { readFileSync } from 'node:fs'
import type { Listening } from './demo-process.ts'

export interface ProxiedSource {
  id: string
  /** Address of its backend, with a path prefix where it has one. */
  proxy: string
}

export type Configuration =
  | { text: string; sources: ProxiedSource[]; problem?: never }
  | { problem: string; text?: never; sources?: never }

export function configurationOfDemo({ port, sources }: Listening): {
  text: string
  sources: ProxiedSource[]
} {
  const proxied = sources.map(({ path, ...source }) => ({
    ...source,
    proxy: `http://127.0.0.1:${port}${path}`,
  }))
  const content = { version: 1, demo: { faults: '/demo/faults' }, sources: proxied }
  return { text: JSON.stringify(content, null, 2), sources: proxied }
}

export function configurationInFile(file: string): Configuration {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { problem: `WATCHDECK_CONFIG: ${file} ${missing ? 'does not exist' : 'cannot be read'}.` }
  }
  try {
    return { text, sources: proxiedSourcesIn(JSON.parse(text)) }
  } catch (error) {
    return { problem: `WATCHDECK_CONFIG: ${file}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function proxiedSourcesIn(content: unknown): ProxiedSource[] {
  if (typeof content !== 'object' || content === null || !('sources' in content)) {
    throw new Error('expected a JSON object with "sources".')
  }
  if (!Array.isArray(content.sources)) throw new Error('"sources" must be a list.')
  return content.sources.flatMap((source: unknown, index) => {
    const place = `sources[${index}]`
    if (typeof source !== 'object' || source === null) throw new Error(`${place} must be an object.`)
    if (!('proxy' in source)) return []
    if (!('id' in source) || typeof source.id !== 'string' || !/^[\w.-]+$/.test(source.id)) {
      throw new Error(`${place}.id must be text of letters, digits, ".", "_" and "-".`)
    }
    const { proxy } = source
    if (typeof proxy !== 'string' || !URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) {
      throw new Error(`${place}.proxy must be an http or https address.`)
    }
    return [{ id: source.id, proxy }]
  })
}
