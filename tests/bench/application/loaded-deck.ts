// The built page with one source behind it: a load server. Both are processes of their own.
import { startChild } from '../../e2e/server/child.ts'
import { startDeck } from '../../e2e/server/deck.ts'
import { LOADS, type LoadName } from './loads.ts'
import type { LoadServerOptions, Sent } from './load-server.ts'

export interface LoadedDeck {
  /** The page's address, without a slash at the end. */
  url: string
  /** The load server's own address. */
  backend: string
  /** What was sent up to now. */
  sent: () => Promise<Sent>
  /** Sends nothing more; answers what was sent in all. */
  pause: () => Promise<Sent>
  resume: () => Promise<Sent>
  stop: () => Promise<void>
}

/** The id of the source that is watched. */
export const LOAD_SOURCE = 'load'

/** @param folder where the configuration may be written */
export async function startLoadedDeck(
  folder: string,
  name: LoadName,
  more: Pick<LoadServerOptions, 'prefill'> = {},
): Promise<LoadedDeck> {
  const options: LoadServerOptions = { ...LOADS[name], ...more }
  const server = await startChild('tests/bench/application/serve.js', {
    WATCHDECK_BENCH_LOAD: JSON.stringify(options),
  })
  const backend = `http://127.0.0.1:${server.port}`
  const ask = async (path: string): Promise<Sent> =>
    (await (await fetch(`${backend}/bench/${path}`)).json()) as Sent
  const source = { id: LOAD_SOURCE, system: 'webmacs', label: name, proxy: backend }
  try {
    const deck = await startDeck(folder, { configuration: { version: 1, sources: [source] } })
    return {
      url: deck.url,
      backend,
      sent: () => ask('sent'),
      pause: () => ask('pause'),
      resume: () => ask('resume'),
      stop: async () => {
        await deck.stop()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
