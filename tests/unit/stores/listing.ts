// The list of sources of one browser, and the same list after a reload.
import { afterEach, vi } from 'vitest'
import { SOURCES_KEY } from '../../../src/stores/source-entries'
import { useSourceList } from '../../../src/stores/source-list'
import { useSources } from '../../../src/stores/sources'
import type { SourceConfig } from '../../../src/protocols/protocol'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

export const TOKEN = 'wm_Planted9Secret7Token5'

export const MILL: SourceConfig = {
  id: 'mill',
  system: 'webmacs',
  label: 'Mill',
  baseUrl: 'http://localhost:3',
  options: {},
  auth: { method: 'password', automatic: null },
}

afterEach(() => {
  useSources().stop()
  vi.restoreAllMocks()
  unwatch()
})

export async function listing(configuration?: object) {
  const told = await watchAndTell(configuration)
  const list = useSourceList()
  told.sent.length = 0
  const kinds = (source: string) =>
    told.sent.flatMap((one) => {
      if (one.kind === 'watch') return one.source.id === source ? ['watch'] : []
      return one.kind === 'unwatch' && one.source === source ? ['unwatch'] : []
    })
  const ids = () => told.sources.configs.map(({ id }) => id)
  const stored = () => localStorage.getItem(SOURCES_KEY) ?? ''
  return { ...told, list, kinds, ids, stored }
}

/** A page that is opened in this browser afterwards. */
export function reopened(kept: string, configuration?: object) {
  return watchAndTell(configuration, { [SOURCES_KEY]: kept })
}
