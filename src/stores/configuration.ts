// Reads `watchdeck.json`: which sources this deployment watches. What is wrong is told by key,
// expectation and finding; a wrong source costs no other source.
import * as v from 'valibot'
import { excerpt } from '../protocols/redaction'
import { protocols } from '../protocols/registry'
import type { FormField, SourceConfig } from '../protocols/protocol'
import { found, isRecord, parseJson, type WireRecord } from '../protocols/wire'
import { configurationTexts as texts } from '../texts/configuration'

export interface ConfigurationProblem {
  /** Where in the file, such as `sources[0].url`. */
  key: string
  expected: string
  found: string
}

export interface Configuration {
  /** Whether the file as a whole could be read; single sources may be wrong nevertheless. */
  readable: boolean
  sources: SourceConfig[]
  /** Where the page's own server leads for a source with `proxy`, by its id. */
  proxies: ReadonlyMap<string, string>
  /** Where the demo takes faults on demand; `null` when no demo is watched. */
  demoFaults: string | null
  problems: ConfigurationProblem[]
}

const Id = v.pipe(v.string(texts.id), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, texts.id))
const Url = v.pipe(v.string(texts.url), v.check(isBaseUrl, texts.url))
const Path = v.pipe(v.string(texts.path), v.regex(/^\/(?![/\\])/, texts.path))
const Label = v.pipe(v.string(texts.text), v.minLength(1, texts.text))
const Option = v.union([v.string(), v.number(), v.boolean()], texts.option)

const Source = objectWith(
  {
    id: Id,
    system: v.picklist([...protocols.keys()], texts.system([...protocols.keys()].join(', '))),
    label: v.optional(Label),
    proxy: v.optional(Url),
    url: v.optional(Url),
    options: v.optional(v.record(v.string(), Option, texts.options), {}),
    auth: v.optional(objectWith({ method: v.string(texts.text), automatic: v.optional(Path) }, texts.auth)),
  },
  texts.source,
)

const File = objectWith(
  {
    version: v.literal(1, texts.version),
    sources: v.array(v.unknown(), texts.sources),
    demo: v.optional(v.unknown()),
  },
  texts.file,
)

const Demo = objectWith({ faults: Path }, texts.demo)

/** An object with these keys; what a missing one should hold is told as for a wrong one. */
function objectWith<Entries extends v.ObjectEntries>(entries: Entries, expected: string) {
  const nothing = Object.fromEntries(Object.keys(entries).map((key) => [key, undefined]))
  return v.pipe(
    v.custom<WireRecord>(isRecord, expected),
    v.transform((given) => ({ ...nothing, ...given })),
    v.object(entries),
  )
}

/** @param origin the page's own origin; sources with `proxy` are reached there */
export function parseConfiguration(source: string, origin: string): Configuration {
  const parsed = parseJson(source)
  if (!parsed.ok) return unreadable({ key: texts.wholeFile, expected: texts.json, found: parsed.reason })
  const file = v.safeParse(File, parsed.value)
  if (!file.success) return unreadable(...file.issues.map((issue) => problemOf(issue)))
  const proxies = new Map<string, string>()
  const result: Configuration = { readable: true, sources: [], proxies, demoFaults: null, problems: [] }
  const ids = new Set<string>()
  file.output.sources.forEach((entry, index) => {
    const { config, proxy, problems } = parseSource(entry, `sources[${index}]`, origin, ids)
    if (config) result.sources.push(config)
    if (config && proxy !== undefined) proxies.set(config.id, proxy)
    result.problems.push(...problems)
  })
  const demo = v.safeParse(v.optional(Demo), file.output.demo)
  if (demo.success) result.demoFaults = demo.output?.faults ?? null
  else result.problems.push(...demo.issues.map((issue) => problemOf(issue, 'demo')))
  return result
}

export function unreadable(...problems: ConfigurationProblem[]): Configuration {
  return { readable: false, sources: [], proxies: new Map(), demoFaults: null, problems }
}

function parseSource(
  entry: unknown,
  key: string,
  origin: string,
  ids: Set<string>,
): { config: SourceConfig | null; proxy?: string | undefined; problems: ConfigurationProblem[] } {
  const parsed = v.safeParse(Source, entry)
  if (!parsed.success) return { config: null, problems: parsed.issues.map((issue) => problemOf(issue, key)) }
  const { id, system, label = id, proxy, url, options, auth } = parsed.output
  const refuse = (part: string, expected: string, finding: string) => ({
    config: null,
    problems: [{ key: `${key}.${part}`, expected, found: finding }],
  })
  if (ids.has(id)) return refuse('id', texts.uniqueId, quoted(id))
  const wrong = wrongOptions(protocols.get(system)?.options ?? [], options)
  const methods = protocols.get(system)?.authMethods.map((method) => method.id) ?? []
  if (auth && !methods.includes(auth.method)) {
    const expected = texts.methods(methods.join(', '))
    wrong.push({ key: 'auth.method', expected, found: quoted(auth.method) })
  }
  if (wrong.length > 0) {
    const problems = wrong.map((problem) => ({ ...problem, key: `${key}.${problem.key}` }))
    return { config: null, problems }
  }
  if (proxy === undefined && url === undefined) return refuse('proxy', texts.address, found(undefined))
  const baseUrl = proxy === undefined ? (url ?? '').replace(/\/+$/, '') : `${origin}/sources/${id}`
  const isOpen = /^http:/i.test(baseUrl)
  if (isOpen && origin.startsWith('https:')) return refuse('url', texts.secure, 'http:')
  ids.add(id)
  return {
    config: {
      id,
      system,
      label,
      baseUrl,
      options,
      auth: auth ? { method: auth.method, automatic: auth.automatic ?? null } : null,
    },
    proxy,
    problems:
      auth && isOpen && !staysHere(baseUrl, origin)
        ? [{ key: `${key}.url`, expected: texts.secure, found: 'http:' }]
        : [],
  }
}

/** Options that the system has to be told and was not, or that are none of those to choose from. */
function wrongOptions(fields: readonly FormField[], options: WireRecord): ConfigurationProblem[] {
  const wrong: ConfigurationProblem[] = []
  for (const { key, label, type, required, choices } of fields) {
    const value = Object.hasOwn(options, key) ? options[key] : undefined
    const isMissing = value === undefined || value === ''
    const fits = choices
      ? choices.some((choice) => choice.value === value)
      : type !== 'number' || typeof value === 'number'
    if (isMissing ? !required : fits) continue
    const expected = choices
      ? texts.methods(choices.map((choice) => choice.value).join(', '))
      : isMissing
        ? texts.needed(label)
        : texts.number
    wrong.push({ key: `options.${key}`, expected, found: found(value) })
  }
  return wrong
}

/** Paths are put behind it as they are, and secrets have no place in a file that everybody can read. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

/** A password over http can be read by everybody on the way; to this machine and to the page's own host there is no other. */
function staysHere(baseUrl: string, origin: string): boolean {
  const hostname = hostOf(baseUrl)
  return hostname === hostOf(origin) || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : ''
}

function problemOf(issue: v.BaseIssue<unknown>, prefix = ''): ConfigurationProblem {
  const path = v.getDotPath(issue)
  const key = [prefix, path].filter(Boolean).join('.') || texts.wholeFile
  return { key, expected: issue.message, found: finding(path ?? '', issue.input) }
}

/** What was found. Values are shown only where no secret belongs and a person needs them to find the mistake. */
function finding(path: string, input: unknown): string {
  if (typeof input === 'number') return String(input)
  if (typeof input !== 'string' || input === '') return found(input)
  if (path === 'id' || path === 'system') return quoted(input)
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(input)?.[0]
  return (path === 'url' || path === 'proxy') && scheme ? texts.addressWith(scheme) : found(input)
}

export function quoted(text: string): string {
  return `“${excerpt(text, 40)}”`
}
