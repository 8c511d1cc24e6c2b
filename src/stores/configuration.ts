// Reads `watchdeck.json`: which sources this deployment watches. What is wrong is told by key,
// expectation and finding; a wrong source costs no other source.
import * as v from 'valibot'
import { protocols } from '../protocols/registry'
import type { SourceConfig } from '../protocols/protocol'
import { found, parseJson } from '../protocols/wire'
import { configurationTexts as texts } from '../texts/configuration'

export interface ConfigurationProblem {
  /** Where in the file, such as `sources[0].url`. */
  key: string
  expected: string
  found: string
}

export interface Configuration {
  sources: SourceConfig[]
  /** Where the demo takes faults on demand; `null` when no demo is watched. */
  demoFaults: string | null
  problems: ConfigurationProblem[]
}

const Id = v.pipe(v.string(texts.id), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, texts.id))
const Url = v.pipe(v.string(texts.url), v.url(texts.url), v.regex(/^https?:/, texts.url))
const Path = v.pipe(v.string(texts.path), v.regex(/^\/(?!\/)/, texts.path))

const Source = v.object({
  id: Id,
  system: v.picklist([...protocols.keys()], texts.system([...protocols.keys()].join(', '))),
  label: v.optional(v.pipe(v.string(texts.text), v.minLength(1, texts.text))),
  proxy: v.optional(Url),
  url: v.optional(Url),
  options: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()], texts.option)), {}),
  auth: v.optional(v.object({ method: v.string(texts.text), automatic: v.optional(Path) }, texts.auth)),
})

const File = v.object({
  version: v.literal(1, texts.version),
  sources: v.array(v.unknown(), texts.sources),
  demo: v.optional(v.object({ faults: Path })),
})

/** @param origin the page's own origin; sources with `proxy` are reached there */
export function parseConfiguration(source: string, origin: string): Configuration {
  const parsed = parseJson(source)
  if (!parsed.ok) return failed([{ key: texts.wholeFile, expected: texts.json, found: parsed.reason }])
  const file = v.safeParse(File, parsed.value)
  if (!file.success) return failed(file.issues.map((issue) => problemOf(issue, '')))
  const result: Configuration = { sources: [], demoFaults: file.output.demo?.faults ?? null, problems: [] }
  const ids = new Set<string>()
  file.output.sources.forEach((entry, index) => {
    const { config, problems } = parseSource(entry, `sources[${index}]`, origin, ids)
    if (config) result.sources.push(config)
    result.problems.push(...problems)
  })
  return result
}

function parseSource(
  entry: unknown,
  key: string,
  origin: string,
  ids: Set<string>,
): { config: SourceConfig | null; problems: ConfigurationProblem[] } {
  const parsed = v.safeParse(Source, entry)
  if (!parsed.success) return { config: null, problems: parsed.issues.map((issue) => problemOf(issue, key)) }
  const { id, system, label, proxy, url, options, auth } = parsed.output
  const refuse = (part: string, expected: string, finding: string) => ({
    config: null,
    problems: [{ key: `${key}.${part}`, expected, found: finding }],
  })
  if (ids.has(id)) return refuse('id', texts.uniqueId, id)
  const methods = protocols.get(system)?.authMethods.map((method) => method.id) ?? []
  if (auth && !methods.includes(auth.method)) return refuse('auth.method', methods.join(', '), auth.method)
  if (proxy === undefined && url === undefined) return refuse('proxy', texts.address, found(undefined))
  if (proxy === undefined && url?.startsWith('http:') && origin.startsWith('https:')) {
    return refuse('url', texts.secure, 'http')
  }
  ids.add(id)
  const baseUrl = proxy === undefined ? (url ?? '').replace(/\/+$/, '') : `${origin}/sources/${id}`
  return {
    config: {
      id,
      system,
      label: label ?? id,
      baseUrl,
      options,
      auth: auth ? { method: auth.method, automatic: auth.automatic ?? null } : null,
    },
    problems:
      auth && sendsSecretsInTheOpen(baseUrl)
        ? [{ key: `${key}.url`, expected: texts.secure, found: 'http' }]
        : [],
  }
}

/** A password over http leaves this machine readable for everybody on the way; loopback stays here. */
function sendsSecretsInTheOpen(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  return (
    protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]', self.location?.hostname].includes(hostname)
  )
}

function problemOf(issue: v.BaseIssue<unknown>, prefix: string): ConfigurationProblem {
  const path = v.getDotPath(issue)
  const key = [prefix, path].filter(Boolean).join('.') || texts.wholeFile
  return { key, expected: issue.message, found: found(issue.input) }
}

function failed(problems: ConfigurationProblem[]): Configuration {
  return { sources: [], demoFaults: null, problems }
}
