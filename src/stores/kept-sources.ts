// How the user's own sources are written into this browser, and read again. What is found there goes through the parser
// of watchdeck.json, source by source: an older version, or anybody, may have written it.
import type { SourceConfig } from '../protocols/protocol'
import { protocols } from '../protocols/registry'
import { isRecord, list, text, type WireRecord } from '../protocols/wire'
import { sourceTexts } from '../texts/sources'
import { parseConfiguration, type ConfigurationProblem } from './configuration'
import type { DocumentFormat, Kept } from './kept-document'

export interface KeptSources extends Kept {
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

/** @param origin the page's own */
export function keptSources(origin: string): DocumentFormat<KeptSources> {
  return {
    version: 1,
    nothing: NOTHING_KEPT,
    read: (document) => readSources(document, origin),
    write: ({ sources, labels, off, order }) => ({
      sources: sources.map((config) => entryOf(config)),
      labels: Object.fromEntries(labels),
      off: [...off],
      order,
    }),
  }
}

function readSources(
  { sources, labels, off, order }: WireRecord,
  origin: string,
): Omit<KeptSources, keyof Kept> | null {
  const entries = list(sources ?? [])
  if (!entries) return null
  // Nobody but the deployment can have the page's server lead to a backend.
  const direct = entries.map((entry) => (isRecord(entry) ? { ...entry, proxy: undefined } : entry))
  const read = parseConfiguration(JSON.stringify({ version: 1, sources: direct }), origin)
  return {
    sources: read.sources.map(asOwn),
    labels: labelsIn(labels),
    off: new Set(idsIn(off)),
    order: idsIn(order),
    problems: [...read.problems, ...wrongParts({ labels, off, order })],
  }
}

/** What is wrong with what is kept: with single entries, or with the whole. */
export function problemsOf({ problems, trouble }: KeptSources): readonly ConfigurationProblem[] {
  if (trouble === null) return problems
  return [{ ...sourceTexts.keptDocument, found: sourceTexts.trouble[trouble] }]
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
