// Sources as they are listed: what the deployment configured, and what the user made of it. Pure; keeps nothing.
import type { SourceConfig } from '../protocols/protocol'
import type { ConfigurationProblem } from './configuration'

/** A source as it is listed: the deployment's as the user wants it, or one of the user's own. */
export interface SourceEntry {
  config: SourceConfig
  isOwn: boolean
  /** Switched off by the user: it has its place, and nothing is asked of its backend. */
  isOff: boolean
}

/** What the user made of what the deployment configured. */
export interface Arrangement {
  entries: readonly SourceEntry[]
  problems: readonly ConfigurationProblem[]
}

export type Arrange = (deployed: readonly SourceConfig[]) => Arrangement

/** Where the user's own sources and changes are kept in this browser. */
export const SOURCES_KEY = 'watchdeck:sources'

export function asDeployed(configured: readonly SourceConfig[]): Arrangement {
  return {
    entries: configured.map((config) => ({ config, isOwn: false, isOff: false })),
    problems: [],
  }
}

/** Whether only what it is called may be another. */
export function isSameWatch(a: SourceConfig, b: SourceConfig): boolean {
  return JSON.stringify({ ...a, label: '' }) === JSON.stringify({ ...b, label: '' })
}

export function isSameBackend(a: SourceConfig, b: SourceConfig): boolean {
  return a.system === b.system && a.baseUrl === b.baseUrl && a.auth?.method === b.auth?.method
}

/** Whether this browser keeps anything of the kind. */
export function hasOwn(): boolean {
  try {
    return localStorage.getItem(SOURCES_KEY) !== null
  } catch {
    return false
  }
}
