// How the user's own sources are written into this browser, and read again. What is found there goes through the parser
// of watchdeck.json, source by source: an older version, or anybody, may have written it.
import type { SourceConfig } from '../protocols/protocol'
import { protocols } from '../protocols/registry'
import { isRecord, list, parseJson, text, type WireRecord } from '../protocols/wire'
import { sourceTexts } from '../texts/sources'
import { parseConfiguration, type ConfigurationProblem } from './configuration'

const VERSION = 1

export interface KeptSources {
  /** The user's own. */
  sources: readonly SourceConfig[]
  /** What the user calls sources of the deployment, by id. */
  labels: ReadonlyMap<string, string>
  /** Ids of sources that are switched off. */
  off: ReadonlySet<string>
  /** Ids in the order in which the user wants them; empty while it is the deployment's. */
  order: readonly string[]
  /** What could not be believed, by key, expectation and finding. */
  problems: readonly ConfigurationProblem[]
  /** Why nothing at all could be read: a later version of Watchdeck wrote it, or it is no such thing. */
  trouble: 'later-version' | 'unreadable' | null
  /** The text as it was found; it is written back as long as the user changes nothing. */
  found: string | null
}

export const NOTHING_KEPT: KeptSources = {
  sources: [],
  labels: new Map(),
  off: new Set(),
  order: [],
  problems: [],
  trouble: null,
  found: null,
}

/** A source in the shape of watchdeck.json, reached directly unless the page's server leads there. Knows no secret (C7). */
export function entryOf(config: SourceConfig, proxy?: string): WireRecord {
  const { id, system, label, baseUrl, auth } = config
  const asked = askedOptions(config)
  return {
    id,
    system,
    label,
    ...(proxy === undefined ? { url: baseUrl } : { proxy }),
    ...(Object.keys(asked).length > 0 ? { options: asked } : {}),
    ...(auth ? { auth: { method: auth.method } } : {}),
  }
}

/**
 * A source of the user's own may have only what its system asks for, and nothing that this page's server hands out:
 * with `automatic`, a file from anywhere could have the deployment's sign-in sent to an address of its choice.
 */
export function asOwn(config: SourceConfig): SourceConfig {
  const { auth } = config
  return { ...config, options: askedOptions(config), auth: auth && { method: auth.method, automatic: null } }
}

/** Options that its system asks for, in the order in which it does. */
function askedOptions({ system, options }: SourceConfig): SourceConfig['options'] {
  const fields = protocols.get(system)?.options ?? []
  const given = new Map(Object.entries(options))
  return Object.fromEntries(
    fields.flatMap(({ key, type }) => {
      const value = given.get(key)
      return type === 'password' || value === undefined || value === '' ? [] : [[key, value]]
    }),
  )
}

export function writeKept({ sources, labels, off, order, found }: KeptSources): string {
  if (found !== null) return found
  return JSON.stringify({
    version: VERSION,
    sources: sources.map((config) => entryOf(config)),
    labels: Object.fromEntries(labels),
    off: [...off],
    order,
  })
}

/** @param origin the page's own */
export function readKept(found: string, origin: string): KeptSources {
  const parsed = parseJson(found)
  if (!parsed.ok || !isRecord(parsed.value)) return nothingIn(found, 'unreadable')
  const { version, sources, labels, off, order } = parsed.value
  if (typeof version === 'number' && version > VERSION) return nothingIn(found, 'later-version')
  const entries = list(sources ?? [])
  if (version !== VERSION || !entries) return nothingIn(found, 'unreadable')
  // Nobody but the deployment can have the page's server lead to a backend.
  const direct = entries.map((entry) => (isRecord(entry) ? { ...entry, proxy: undefined } : entry))
  const read = parseConfiguration(JSON.stringify({ version: 1, sources: direct }), origin)
  return {
    ...NOTHING_KEPT,
    sources: read.sources.map(asOwn),
    labels: labelsIn(labels),
    off: new Set(idsIn(off)),
    order: idsIn(order),
    problems: [...read.problems, ...wrongParts({ labels, off, order })],
    found,
  }
}

function nothingIn(found: string, trouble: 'later-version' | 'unreadable'): KeptSources {
  const { key, expected } = sourceTexts.keptDocument
  const problem = { key, expected, found: sourceTexts.trouble[trouble] }
  return { ...NOTHING_KEPT, problems: [problem], trouble, found }
}

function labelsIn(found: unknown): Map<string, string> {
  const entries = isRecord(found) ? Object.entries(found) : []
  return new Map(entries.filter((entry): entry is [string, string] => text(entry[1]) !== null))
}

function idsIn(found: unknown): string[] {
  return (list(found) ?? []).map(text).filter((id) => id !== null)
}

function wrongParts({ labels, off, order }: WireRecord): ConfigurationProblem[] {
  const { keptParts, found } = sourceTexts
  const wrong = [
    { key: 'labels', expected: keptParts.labels, isRight: isRecord(labels ?? {}) },
    { key: 'off', expected: keptParts.ids, isRight: list(off ?? []) !== null },
    { key: 'order', expected: keptParts.ids, isRight: list(order ?? []) !== null },
  ]
  return wrong.flatMap(({ key, expected, isRight }) => (isRight ? [] : [{ key, expected, found }]))
}
