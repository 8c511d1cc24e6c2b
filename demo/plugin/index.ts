// Watchdeck's Vite plugin: serves watchdeck.json, passes on what goes to its sources, and runs the demo backend
// while no other configuration is named. It is no part of a build, and no part of the tests.

import { resolve, sep } from 'node:path'
import type { Connect, Logger, Plugin } from 'vite'
import { configurationInFile, configurationOfDemo, type Configuration } from './configuration.ts'
import { DemoProcess } from './demo-process.ts'
import { rootProxies, sourceProxies } from './proxies.ts'
import { quietLogger } from './quiet-logger.ts'

const REBUILD_DELAY_MS = 50

export interface WatchdeckOptions {
  /** Paths at the root that lead to the demo while it runs. */
  demoPaths: readonly string[]
}

export function watchdeck({ demoPaths }: WatchdeckOptions): Plugin {
  const root = process.cwd()
  const file = process.env.WATCHDECK_CONFIG
  let demo: DemoProcess | undefined
  let configuration: () => Configuration = () => ({ problem: 'There is no configuration yet.' })

  return {
    name: 'watchdeck',
    apply: (_config, { command }) => command === 'serve' && process.env.VITEST === undefined,

    async config({ logLevel, clearScreen }) {
      const logger = quietLogger(logLevel, clearScreen)
      const proxy =
        file === undefined
          ? await startDemo((text) => logger.info(text, { timestamp: true }))
          : readFile(resolve(file), logger)
      return { customLogger: logger, server: { proxy }, preview: { proxy } }
    },

    configureServer(server) {
      server.middlewares.use(configurationBelow(server.config.base))
      server.httpServer?.once('close', () => void demo?.stop())
      const ownFiles = new Set(server.config.configFileDependencies.map((path) => resolve(path)))
      let pending: NodeJS.Timeout | undefined
      server.watcher.on('all', (_event, path) => {
        // Vite starts itself anew when files of its own configuration change, this plugin among them.
        if (!demo || !path.startsWith(resolve(root, 'demo') + sep) || ownFiles.has(resolve(path))) return
        clearTimeout(pending)
        pending = setTimeout(() => void demo?.rebuild(), REBUILD_DELAY_MS)
      })
    },

    configurePreviewServer(server) {
      server.middlewares.use(configurationBelow(server.config.base))
      server.httpServer.once('close', () => void demo?.stop())
    },
  }

  async function startDemo(say: (text: string) => void) {
    demo = new DemoProcess(root, say)
    const listening = await demo.start()
    const { text, sources } = configurationOfDemo(listening)
    configuration = () => ({ text, sources })
    return { ...sourceProxies(sources), ...rootProxies(demoPaths, `http://127.0.0.1:${listening.port}`) }
  }

  function readFile(path: string, logger: Logger) {
    configuration = () => configurationInFile(path)
    const { problem, sources = [] } = configuration()
    if (problem !== undefined) logger.error(problem)
    return sourceProxies(sources)
  }

  function configurationBelow(base: string): Connect.NextHandleFunction {
    return (request, response, next) => {
      if (request.url?.split('?')[0] !== `${base}watchdeck.json`) return next()
      const { text, problem } = configuration()
      response.statusCode = problem === undefined ? 200 : 500
      response.setHeader(
        'Content-Type',
        problem === undefined ? 'application/json' : 'text/plain; charset=utf-8',
      )
      response.setHeader('Cache-Control', 'no-store')
      response.end(problem === undefined ? text : `${problem}\n`)
    }
  }
}
