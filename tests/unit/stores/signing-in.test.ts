// @vitest-environment happy-dom
import { getActivePinia } from 'pinia'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Command } from '../../../src/engine/port'
import { useSources } from '../../../src/stores/sources'
import { unwatch, watch } from '../components/watched'

const TOKEN = 'wm_Planted9Secret7Token5'

afterEach(() => {
  useSources().stop()
  unwatch()
})

function watchCommands(sent: readonly Command[]) {
  return sent.filter((one) => one.kind === 'watch')
}

function kept(): unknown {
  return JSON.parse(sessionStorage.getItem('watchdeck:credentials') ?? '{}')
}

describe('signing in', () => {
  test('what was typed goes to the engine; its credentials are kept for this tab and used the next time', async () => {
    const { sources, sent } = await watch()
    sources.signIn('plant', 'password', { email: 'ada@example.com', password: 'hunter2' })
    expect(sent.at(-1)).toEqual({
      kind: 'sign-in',
      source: 'plant',
      method: 'password',
      fields: { email: 'ada@example.com', password: 'hunter2' },
    })
    const user = { name: 'Ada', role: null }
    sources.noteSession('plant', { state: 'signed-in', user }, { token: TOKEN })
    await nextTick()
    expect(kept()).toEqual({ plant: TOKEN })
    sources.stop()
    sent.length = 0
    await sources.load()
    expect(watchCommands(sent)[0]!.credentials).toEqual({ token: TOKEN })
    expect(watchCommands(sent)[1]!.credentials).toBeNull()
  })

  test.each([
    ['a refused sign-in', { state: 'signed-out', text: 'Refused.' }],
    ['signing in anew', { state: 'signing-in' }],
  ] as const)('%s leaves no credentials behind', async (_, session) => {
    const { sources } = await watch()
    sources.noteSession('plant', { state: 'signed-in', user: null }, { token: TOKEN })
    sources.noteSession('open', { state: 'signed-in', user: null }, { token: 'other' })
    sources.noteSession('plant', session, null)
    await nextTick()
    expect(kept()).toEqual({ open: 'other' })
    expect(sources.status('plant').session).toEqual(session)
  })

  test('a failure is told until the next try', async () => {
    const { sources } = await watch()
    sources.note('plant', { signInFailure: 'Wrong password.' })
    expect(sources.status('plant').signInFailure).toBe('Wrong password.')
    sources.signIn('plant', 'password', {})
    expect(sources.status('plant').signInFailure).toBeNull()
    sources.note('plant', { signInFailure: 'Wrong password.' })
    sources.noteSession('plant', { state: 'signed-in', user: null }, null)
    expect(sources.status('plant').signInFailure).toBeNull()
  })

  test('nothing is noted of a source that is not watched', async () => {
    const { sources } = await watch()
    sources.noteSession('ghost', { state: 'signed-in', user: null }, { token: TOKEN })
    sources.note('ghost', { metadataFailure: 'x' })
    await nextTick()
    expect(kept()).toEqual({})
    expect(sources.status('ghost').metadataFailure).toBeNull()
  })

  test.each(['', '{', '[]', 'null', '{"plant": 7}', '{"plant": {"token": "x"}}', '{"plant": ""}'])(
    'credentials kept as %j are none',
    async (raw) => {
      const { sources, sent, pinia } = await watch()
      sources.stop()
      sent.length = 0
      sessionStorage.setItem('watchdeck:credentials', raw)
      // A new page.
      pinia.state.value = {}
      const again = await watchAgain()
      expect(watchCommands(again).map(({ credentials }) => credentials)).toEqual([null, null])
    },
  )

  test('a source called constructor has no credentials by its name', async () => {
    const { sent } = await watch({
      version: 1,
      sources: [{ id: 'constructor', system: 'webmacs', url: 'http://localhost' }],
    })
    expect(watchCommands(sent)[0]!.credentials).toBeNull()
  })
})

/** A page that is opened anew in the same tab. */
async function watchAgain(): Promise<Command[]> {
  const raw = sessionStorage.getItem('watchdeck:credentials')
  const clear = vi.spyOn(sessionStorage, 'clear').mockReturnValue()
  if (raw !== null) sessionStorage.setItem('watchdeck:credentials', raw)
  const { sent } = await watch()
  clear.mockRestore()
  return sent
}

describe('secrets (C7)', () => {
  test('a token is in sessionStorage, and nowhere else that a page could show, keep or export', async () => {
    const { sources, goLive, pinia } = await watch()
    goLive('plant')
    sources.noteSession('plant', { state: 'signed-in', user: { name: 'Ada', role: null } }, { token: TOKEN })
    sources.signIn('plant', 'api-token', { token: TOKEN })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(JSON.stringify(sessionStorage)).toContain(TOKEN)
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain(TOKEN)
    expect(everythingIn(pinia.state.value)).not.toContain(TOKEN)
    expect(everythingIn(offered())).toContain('plant/datapoints')
    expect(everythingIn(offered())).not.toContain(TOKEN)
    expect(document.documentElement.outerHTML).not.toContain(TOKEN)
    expect(location.href).not.toContain(TOKEN)
  })
})

/** What each store offers; not the machinery of Pinia and Vue behind it. */
function offered(): object[] {
  const pinia = getActivePinia() as unknown as { _s: Map<string, object> }
  return [...pinia._s.values()].map((store) =>
    Object.fromEntries(Object.entries(store).filter(([key]) => !/^[_$]/.test(key))),
  )
}

/** All text that can be reached from a value. */
function everythingIn(root: unknown): string {
  const seen = new Set<object>()
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (value instanceof Map || value instanceof Set) for (const one of value) walk(one)
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'string') found.push(key)
      walk(Reflect.get(value, key))
    }
  }
  walk(root)
  return found.join('\n')
}

describe('who has to sign in', () => {
  test('nobody while it is not known that credentials are missing', async () => {
    const { sources } = await watch()
    expect(sources.needsSignIn('plant')).toBe(false)
    expect(sources.needsSignIn('nobody')).toBe(false)
  })

  test('the user, when every link of the source halted for want of credentials', async () => {
    const { sources, refuse } = await watch()
    refuse('plant')
    expect(sources.needsSignIn('plant')).toBe(true)
    expect(sources.needsSignIn('open')).toBe(false)
  })

  test('nobody at a source without a sign-in, whatever its links say', async () => {
    const { sources, refuse } = await watch()
    refuse('open')
    expect(sources.needsSignIn('open')).toBe(false)
  })

  test('the user again after signing out, though the deployment could sign in by itself', async () => {
    const { sources, happen, goLive, link } = await watch({
      version: 1,
      sources: [
        {
          id: 'plant',
          system: 'webmacs',
          url: 'http://localhost',
          auth: { method: 'password', automatic: '/sign-in' },
        },
      ],
    })
    goLive('plant')
    sources.signOut('plant')
    happen('plant', { kind: 'signed-out' })
    expect(sources.needsSignIn('plant')).toBe(true)
    happen('plant', { kind: 'try-now' })
    const { connection } = link('plant').state.value
    happen('plant', { kind: 'closed', connection, code: 1008, reason: 'Missing authentication token' })
    expect(link('plant').state.value.socket).toBe('halted')
  })
})
