// What is typed into the form of a source, and what it means. The parser of watchdeck.json judges it and has the words;
// systems bring their own fields, so that a sixth one needs no change here.
import type { FormField, SourceConfig } from '../../protocols/protocol'
import { protocols } from '../../protocols/registry'
import { finiteNumber, type WireRecord } from '../../protocols/wire'
import { parseConfiguration } from '../../stores/configuration'
import { configurationTexts } from '../../texts/configuration'
import { sourceTexts } from '../../texts/sources'

const words = sourceTexts.form

export interface TypedSource {
  system: string
  label: string
  id: string
  url: string
  /** '' where nobody signs in. */
  method: string
  /** By the key of the system's field. */
  options: ReadonlyMap<string, string>
}

export type ReadSource =
  | { ok: true; config: SourceConfig; warning: string | null }
  /** By field: `label`, `url`, `options.workspace`; and what could be watched by a proxy, where only http is wrong. */
  | { ok: false; problems: ReadonlyMap<string, string>; proxied: SourceConfig | null }

/** Secrets are asked for when somebody signs in, and never kept with a source (C7). */
export function optionFields(system: string): readonly FormField[] {
  return (protocols.get(system)?.options ?? []).filter(({ type }) => type !== 'password')
}

export function typedSource(config: SourceConfig): TypedSource {
  const { system, label, id, baseUrl, auth } = config
  const given = new Map(Object.entries(config.options))
  const options = new Map(
    [...defaultsOf(system)].map(([key, value]) => [key, String(given.get(key) ?? value)]),
  )
  return { system, label, id, url: baseUrl, method: auth?.method ?? '', options }
}

export function newSource(): TypedSource {
  const [system = ''] = protocols.keys()
  return chooseSystem({ system, label: '', id: '', url: '', method: '', options: new Map() }, system)
}

/** Another system asks for other things. */
export function chooseSystem(typed: TypedSource, system: string): TypedSource {
  const methods = protocols.get(system)?.authMethods ?? []
  const known = methods.find(({ id }) => id === typed.method) ?? methods[0]
  return { ...typed, system, method: known?.id ?? '', options: defaultsOf(system) }
}

/** A source like this one, under a label and an id that are free. */
export function copyOf(config: SourceConfig, taken: ReadonlySet<string>): TypedSource {
  const base = config.label.replace(/ \(\d+\)$/, '')
  let number = 2
  while (taken.has(idFrom(words.copyOf(base, number)))) number++
  const label = words.copyOf(base, number)
  return { ...typedSource(config), label, id: freeId(label, taken) }
}

/** An id for this label that no other source has. */
export function freeId(label: string, taken: ReadonlySet<string>): string {
  const id = idFrom(label)
  if (id === '' || !taken.has(id)) return id
  let number = 2
  while (taken.has(`${id.slice(0, 60)}-${number}`)) number++
  return `${id.slice(0, 60)}-${number}`
}

function idFrom(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{Diacritic}/gu, '')
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '')
}

/**
 * @param taken ids of other sources
 * @param origin the page's own
 */
export function readSource(typed: TypedSource, taken: ReadonlySet<string>, origin: string): ReadSource {
  const { system, method } = typed
  const id = typed.id.trim()
  const entry = {
    id,
    system,
    label: typed.label.trim(),
    url: typed.url.trim(),
    options: optionsOf(typed),
    ...(method === '' ? {} : { auth: { method } }),
  }
  const text = JSON.stringify({ version: 1, sources: [entry] })
  const read = parseConfiguration(text, origin)
  const problems = new Map(
    read.problems.map(({ key, expected }) => [key.replace('sources[0].', ''), words.shouldBe(expected)]),
  )
  if (taken.has(id)) problems.set('id', words.shouldBe(configurationTexts.uniqueId))
  const [config] = read.sources
  // What is wrong with a source that can be watched all the same is a warning.
  const [warning = null] = read.problems.map(({ expected }) => sourceTexts.warning(expected))
  if (config && !taken.has(id)) return { ok: true, config, warning }
  // An https page may not ask http, while a page over http may: then nothing else is wrong.
  const [proxied = null] =
    problems.size === 1 && problems.has('url') ? parseConfiguration(text, openly(origin)).sources : []
  return { ok: false, problems, proxied }
}

function openly(origin: string): string {
  return origin.replace(/^https:/, 'http:')
}

function optionsOf({ system, options }: TypedSource): WireRecord {
  return Object.fromEntries(
    optionFields(system).flatMap(({ key, type }) => {
      const text = (options.get(key) ?? '').trim()
      if (text === '') return []
      return [[key, type === 'number' ? (finiteNumber(Number(text)) ?? text) : text]]
    }),
  )
}

function defaultsOf(system: string): Map<string, string> {
  return new Map(optionFields(system).map(({ key, choices }) => [key, choices?.[0]?.value ?? '']))
}
