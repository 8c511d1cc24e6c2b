// Configurations as deployments write them: a demo elsewhere, watched under another name.
import type { Demo } from './server/deck.ts'

export interface Entry {
  id: string
  system: string
  label: string
  proxy: string
  auth: { method: string; automatic?: string }
  options?: Record<string, string | number>
}

/** A source that asks the user to sign in. */
export function askingSource(demo: Demo, id = 'plant', label = 'Plant'): Entry {
  return { id, system: 'webmacs', label, proxy: demo.url, auth: { method: 'password' } }
}

/** A source whose deployment hands out what to sign in with: here the demo does, through the same proxy. */
export function automaticSource(demo: Demo, id = 'plant', label = 'Plant'): Entry {
  const automatic = `/sources/${id}/demo/sign-in?system=webmacs`
  return { ...askingSource(demo, id, label), auth: { method: 'password', automatic } }
}

/** A NewLoom of which nobody says more than where it is, and how its users sign in. */
export function newloomSource({ url }: { url: string }, options: Entry['options'] = {}): Entry {
  return { id: 'works', system: 'newloom', label: 'Works', proxy: url, auth: { method: 'session' }, options }
}

export function watching(...sources: unknown[]): { version: 1; sources: unknown[] } {
  return { version: 1, sources }
}
