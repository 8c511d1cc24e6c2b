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
  /** Ids of those that are switched off in the file. */
  off: ReadonlySet<string>
  problems: readonly ConfigurationProblem[]
  /** What is left as it is, and what of a source is left out, in plain words. */
  notes: readonly string[]
}

/** @param proxies where the page's server leads for sources of the deployment, by id */
export function writeSources(
  entries: readonly SourceEntry[],
  proxies: ReadonlyMap<string, string> = new Map(),
): string {
  const sources = entries.map(({ config, isOwn, isOff }) => ({
    ...entryOf(config, isOwn ? undefined : proxies.get(config.id)),
    // Only an import reads it; to a deployment, what is in its file is watched.
    ...(isOff ? { off: true } : {}),
  }))
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
  const { words, proxied, off } = directly(text)
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
      notes.push(...notesOn(config, own, { isProxied: proxied.has(config.id), isOff: off.has(config.id) }))
    }
  }
  if (same.length > 0) notes.push(sourceTexts.file.same(same.join(', ')))
  if (deployed.length > 0) notes.push(sourceTexts.file.deployed(deployed.join(', ')))
  const problems = read.problems.map((problem) => inFile(problem, file))
  return { additions, conflicts, off, notes, problems }
}

interface DirectFile {
  words: string
  /** Ids of sources with a proxy. */
  proxied: Set<string>
  /** Ids of sources that are switched off. */
  off: Set<string>
}

/** The same file with each proxy as the address that it leads to: nobody but the deployment can offer one. */
function directly(text: string): DirectFile {
  const parsed = parseJson(text)
  const direct: DirectFile = { words: text, proxied: new Set(), off: new Set() }
  const entries = parsed.ok && isRecord(parsed.value) ? list(parsed.value['sources']) : null
  if (!parsed.ok || !isRecord(parsed.value) || !entries) return direct
  const sources = entries.map((entry) => {
    if (!isRecord(entry)) return entry
    const { id, proxy, off } = entry
    if (typeof id === 'string' && off === true) direct.off.add(id)
    if (proxy === undefined) return entry
    if (typeof id === 'string') direct.proxied.add(id)
    return { ...entry, proxy: undefined, url: proxy }
  })
  return { ...direct, words: JSON.stringify({ version: parsed.value['version'], sources }) }
}

function notesOn(
  config: SourceConfig,
  own: SourceConfig,
  { isProxied, isOff }: { isProxied: boolean; isOff: boolean },
): string[] {
  const { direct, noAutomatic, leftOut, off } = sourceTexts.file
  const { label, auth, options } = config
  const isShort = Object.values(options).filter((value) => value !== '').length
  return [
    ...(isProxied ? [direct(label)] : []),
    ...(auth?.automatic ? [noAutomatic(label)] : []),
    ...(Object.keys(own.options).length < isShort ? [leftOut(label)] : []),
    ...(isOff ? [off(label)] : []),
  ]
}

function isSame(a: SourceConfig, b: SourceConfig): boolean {
  return JSON.stringify(entryOf(a)) === JSON.stringify(entryOf(b))
}

function inFile({ key, expected, found }: ConfigurationProblem, file: string): ConfigurationProblem {
  return { key: key === configurationTexts.wholeFile ? file : key, expected, found }
}
