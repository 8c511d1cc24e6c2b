// Sources as files in the shape of watchdeck.json: written without secrets (C7), and read with every mistake told.
// Reading changes nothing; what it would change is a plan for the user to agree to.
import type { SourceConfig } from '../protocols/protocol'
import { isRecord, list, parseJson } from '../protocols/wire'
import { configurationTexts } from '../texts/configuration'
import { sourceTexts } from '../texts/sources'
import { parseConfiguration, type ConfigurationProblem } from './configuration'
import { asOwn, entryOf } from './kept-sources'
import type { SourceEntry } from './source-entries'

/** A longer file is no list of sources. */
export const MOST_BYTES = 1_048_576

export interface ImportPlan {
  additions: readonly SourceConfig[]
  /** They have the id of a source of the user's own and are not the same. */
  conflicts: readonly SourceConfig[]
  problems: readonly ConfigurationProblem[]
  /** What is left as it is, and what of a source is left out, in plain words. */
  notes: readonly string[]
}

/** @param proxies where the page's server leads for sources of the deployment, by id */
export function writeSources(
  entries: readonly SourceEntry[],
  proxies: ReadonlyMap<string, string> = new Map(),
): string {
  const sources = entries.map(({ config, isOwn }) =>
    entryOf(config, isOwn ? undefined : proxies.get(config.id)),
  )
  return `${JSON.stringify({ version: 1, sources }, null, 2)}\n`
}

/**
 * @param present what there is now
 * @param origin the page's own
 */
export function readSources(
  text: string,
  file: string,
  present: readonly SourceEntry[],
  origin: string,
): ImportPlan {
  const { words, proxied } = directly(text)
  const read = parseConfiguration(words, origin)
  const known = new Map(present.map((entry) => [entry.config.id, entry]))
  const additions: SourceConfig[] = []
  const conflicts: SourceConfig[] = []
  const notes: string[] = []
  const [same, deployed]: [string[], string[]] = [[], []]
  for (const config of read.sources) {
    const entry = known.get(config.id)
    const own = asOwn(config)
    if (entry && !entry.isOwn) deployed.push(entry.config.label)
    else if (entry && isSame(entry.config, own)) same.push(config.label)
    else {
      ;(entry ? conflicts : additions).push(own)
      notes.push(...notesOn(config, own, proxied.has(config.id)))
    }
  }
  if (same.length > 0) notes.push(sourceTexts.file.same(same.join(', ')))
  if (deployed.length > 0) notes.push(sourceTexts.file.deployed(deployed.join(', ')))
  return { additions, conflicts, notes, problems: read.problems.map((problem) => inFile(problem, file)) }
}

/** The same file with each proxy as the address that it leads to: nobody but the deployment can offer one. */
function directly(text: string): { words: string; proxied: Set<string> } {
  const parsed = parseJson(text)
  const proxied = new Set<string>()
  const entries = parsed.ok && isRecord(parsed.value) ? list(parsed.value['sources']) : null
  if (!parsed.ok || !isRecord(parsed.value) || !entries) return { words: text, proxied }
  const sources = entries.map((entry) => {
    if (!isRecord(entry) || entry['proxy'] === undefined) return entry
    if (typeof entry['id'] === 'string') proxied.add(entry['id'])
    return { ...entry, proxy: undefined, url: entry['proxy'] }
  })
  return { words: JSON.stringify({ version: parsed.value['version'], sources }), proxied }
}

function notesOn(config: SourceConfig, own: SourceConfig, isProxied: boolean): string[] {
  const { direct, noAutomatic, leftOut } = sourceTexts.file
  const { label, auth, options } = config
  const isShort = Object.values(options).filter((value) => value !== '').length
  return [
    ...(isProxied ? [direct(label)] : []),
    ...(auth?.automatic ? [noAutomatic(label)] : []),
    ...(Object.keys(own.options).length < isShort ? [leftOut(label)] : []),
  ]
}

function isSame(a: SourceConfig, b: SourceConfig): boolean {
  return JSON.stringify(entryOf(a)) === JSON.stringify(entryOf(b))
}

function inFile({ key, expected, found }: ConfigurationProblem, file: string): ConfigurationProblem {
  return { key: key === configurationTexts.wholeFile ? file : key, expected, found }
}
